import { define } from './internal/define.ts';
import { CallsideOrderCompletion } from './order-completion/order-completion.ts';

define('cs-order-completion', CallsideOrderCompletion);

declare global {
  interface HTMLElementTagNameMap {
    'cs-order-completion': CallsideOrderCompletion;
  }
}
