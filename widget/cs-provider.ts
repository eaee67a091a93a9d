import { attachContextRoot } from './internal/context.ts';
import { define } from './internal/define.ts';
import { CallsideProvider } from './provider/provider.ts';

attachContextRoot();
define('cs-provider', CallsideProvider);

declare global {
  interface HTMLElementTagNameMap {
    'cs-provider': CallsideProvider;
  }
}
