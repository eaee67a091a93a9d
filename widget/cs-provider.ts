import { define } from './internal/define.ts';
import { CallsideProvider } from './provider/provider.ts';

define('cs-provider', CallsideProvider);

declare global {
  interface HTMLElementTagNameMap {
    'cs-provider': CallsideProvider;
  }
}
