import { floors } from './rules/floors.ts';
import { pure } from './rules/pure.ts';
import { sqlInStores } from './rules/sql-in-stores.ts';
import { logicalCss, templates } from './rules/templates.ts';

/** The lint rules that hold the house together, as an ESLint plugin under the name `callside`. */
export const callside = {
  meta: { name: 'callside' },
  rules: {
    floors,
    'logical-css': logicalCss,
    pure,
    'sql-in-stores': sqlInStores,
    templates,
  },
};
