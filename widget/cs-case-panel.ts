import { CallsideCasePanel } from './case-panel/case-panel.ts';
import { define } from './internal/define.ts';

define('cs-case-panel', CallsideCasePanel);

declare global {
  interface HTMLElementTagNameMap {
    'cs-case-panel': CallsideCasePanel;
  }
}
