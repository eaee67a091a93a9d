import { CallsideCustomerLookup } from './customer-lookup/customer-lookup.ts';
import { define } from './internal/define.ts';

define('cs-customer-lookup', CallsideCustomerLookup);

declare global {
  interface HTMLElementTagNameMap {
    'cs-customer-lookup': CallsideCustomerLookup;
  }
}
