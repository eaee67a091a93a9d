import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Present } from '../../shared/live.ts';
import type { Order } from '../../shared/orders.ts';
import { here } from '../internal/here.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { emptyView, orderState } from './start.ts';
import { balanceView, totalsView } from './totals.ts';
import type { Words } from './words.ts';

export interface BarOptions {
  /** The number while the order is still being read. */
  number: string | undefined;
  order: Order | null;
  /** Who else has the order open. */
  people: readonly Present[];
  /** The answer to Submit is not there yet. */
  submitting: boolean;
  recap: (() => void) | null;
  leave: (() => void) | null;
}

/** What, how far, and the verbs of the whole order. */
export function barView({ number, order, people, submitting, recap, leave }: BarOptions, words: Words): TemplateResult {
  const { term, format } = words;
  const name = order?.number ?? number;
  return html`<header class="bar" part="header">
    <h2>${name ? html`${term('panelOrder')} <bdi class="id">${name}</bdi>` : term('panelOrder')}</h2>
    ${order ? stateView(order, submitting, words) : nothing} ${here(term, people, format.language)}
    <span class="group">
      ${
        recap
          ? html`<button class="btn quiet" type="button" data-recap @click=${recap}>
              ${term('orderRecap')} ${keycap(term, 'v')}
            </button>`
          : nothing
      }
      ${
        leave
          ? html`<button class="btn quiet icon" type="button" aria-label=${term('orderLeave')} @click=${leave}>
              ${icon(glyphs.close)}
            </button>`
          : nothing
      }
    </span>
  </header>`;
}

function stateView(order: Order, submitting: boolean, words: Words): TemplateResult {
  const { term, format } = words;
  const { status, channel, currency, lines, placedAt } = order;
  if (submitting) return html`<span class="label">${term('orderSubmitting')}</span>`;
  if (status !== 'draft') return orderState(status, placedAt ? format.when(placedAt) : '', words);
  const facts = [term('orderStatus_draft'), term('orderLineCount', lines.length), `${channel.name}, ${currency}`];
  return html`<span class="label">${facts.join(' · ')}</span>`;
}

export interface OrderViewOptions {
  deliverTo: TemplateResult;
  lines: TemplateResult;
  add: TemplateResult | typeof nothing;
  recap: TemplateResult | typeof nothing;
  payments: TemplateResult;
  trace: TemplateResult | typeof nothing;
  finish: TemplateResult | typeof nothing;
}

/** The order: lines and recap, and beside them, or below when narrow, money and the way out. */
export function orderView(order: Order, view: OrderViewOptions, words: Words): TemplateResult {
  return html`<div class="cols">
    <div class="main">
      ${view.deliverTo} ${order.lines.length > 0 ? view.lines : emptyView(words.term('orderNoLines'))}
      ${view.add === nothing ? nothing : html`<div class="adds">${view.add}</div>`}${view.recap}
    </div>
    <div class="rail">
      ${totalsView(order, words)} ${view.payments} ${balanceView(order, view.trace, words)} ${view.finish}
    </div>
  </div>`;
}
