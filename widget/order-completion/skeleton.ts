import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Words } from './words.ts';

/** An order that is being read, in the boxes of the real one. */
export function orderSkeleton({ term }: Words): TemplateResult {
  const line = html`<div class="line">
    <span></span>
    <div class="what">
      <p class="line-bone"><i class="bone w6"></i></p>
      <p class="line-bone s"><i class="bone w4"></i></p>
    </div>
    <span class="amount line-bone"><i class="bone px48"></i></span>
  </div>`;
  return html`<div class="cols" part="loading">
    <div class="main">
      <div class="top">
        <div class="field"><span class="label">${term('orderDeliverTo')}</span><i class="bone box full"></i></div>
      </div>
      <div class="lines bones">${line}${line}</div>
    </div>
    <div class="rail">
      <dl class="sum">
        ${[0, 1].map(
          () =>
            html`<div>
              <dt class="line-bone"><i class="bone px72"></i></dt>
              <dd></dd>
            </div>`,
        )}
        <div class="total">
          <dt>${term('orderTotal')}</dt>
          <dd class="line-bone tall"><i class="bone tall px72"></i></dd>
        </div>
      </dl>
    </div>
  </div>`;
}

/** A list of orders that is being read. */
export function ordersSkeleton(): TemplateResult {
  return html`<div class="orders bones" part="loading">
    ${[0, 1].map(() => html`<div class="row"><i class="bone w4"></i></div>`)}
  </div>`;
}
