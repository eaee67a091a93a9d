/**
 * Everything: what the CDN file is built from. The provider stands first, so that the elements find it when they are
 * defined.
 */
import './language.ts';
import './cs-provider.ts';
import './cs-case-panel.ts';
import './cs-alert-banner.ts';
import './cs-customer-lookup.ts';
import './cs-order-completion.ts';

export { version } from './internal/version.ts';
