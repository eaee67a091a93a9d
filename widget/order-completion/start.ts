import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { OrderListItem, OrderStatus } from '../../shared/orders.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { Words } from './words.ts';

const looks: Record<OrderStatus, readonly [tone: string, glyph: glyphs.Shape]> = {
  draft: ['', glyphs.edit],
  submitted: ['done', glyphs.done],
  fulfilled: ['done', glyphs.box],
  invoiced: ['done', glyphs.check],
  cancelled: ['', glyphs.cancelled],
};

/** What became of an order, with the time where it says when. */
export function orderState(status: OrderStatus, when: string, { term }: Words): TemplateResult {
  const [tone, glyph] = looks[status];
  return html`<span class="state ${tone}">${icon(glyph)} ${term(`orderStatus_${status}`)} ${when}</span>`;
}

/** The customer's open orders, drafts to go on with first. */
export function openOrders(
  orders: readonly OrderListItem[],
  open: (order: OrderListItem) => void,
  words: Words,
): TemplateResult {
  const { format } = words;
  const drafts = orders.filter(({ status }) => status === 'draft');
  return html`<ul class="orders" part="orders">
    ${[...drafts, ...orders.filter((one) => !drafts.includes(one))].map(
      (order) =>
        html`<li>
          <button class="row" type="button" @click=${() => open(order)}>
            <span class="id strong">${order.number}</span>
            ${orderState(order.status, format.when(order.placedAt ?? order.createdAt), words)}
            <span class="num">${format.money(order.total)}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

/** No customer, no order, no lines: one sentence in the place of what is missing. */
export function emptyView(text: string, verb: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="void">
    ${icon(glyphs.box)}
    <p>${text}</p>
    ${verb === nothing ? nothing : html`<p class="group">${verb}</p>`}
  </div>`;
}
