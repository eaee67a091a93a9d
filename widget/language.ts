import { registerTranslation } from '@shoelace-style/localize';
import { en } from './translations/en/index.ts';

// The build puts another language in this file's place for `callside.fr.js` and the like.
registerTranslation(en);
