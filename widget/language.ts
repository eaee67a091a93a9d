import { registerTerms } from './internal/localize.ts';
import { en } from './translations/en/index.ts';

// The build puts another language in this file's place for `callside.fr.js` and the like.
registerTerms(en);
