import { CallsideAlertBanner } from './alert-banner/alert-banner.ts';
import { define } from './internal/define.ts';

define('cs-alert-banner', CallsideAlertBanner);

declare global {
  interface HTMLElementTagNameMap {
    'cs-alert-banner': CallsideAlertBanner;
  }
}
