import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Money } from '../../shared/money.ts';
import type { Order } from '../../shared/orders.ts';
import { taxName } from './words.ts';
import type { Words } from './words.ts';

/** What the order comes to. Only the total bears its currency; what is zero and explains nothing is left out. */
export function totalsView(order: Order, words: Words): TemplateResult {
  const { term } = words;
  const { lines, discounts, tax, rounding, total } = order.totals;
  return html`<dl class="sum" part="totals">
    ${row(term('orderLines'), lines, words)}
    ${discounts.amount ? row(term('orderDiscounts'), { ...discounts, amount: -discounts.amount }, words) : nothing}
    ${order.charges.map(({ name, amount }) => row(name, amount, words))}
    ${row(taxName(order.taxRate, words), tax, words)}
    ${rounding.amount ? row(term('orderRounding'), rounding, words) : nothing}
    <div class="total">
      <dt>${term('orderTotal')}</dt>
      <dd part="total">${words.format.money(total)}</dd>
    </div>
  </dl>`;
}

/** What payments cover of it, and what is left; `trace` stands above. */
export function balanceView(
  { totals: { covered, balance } }: Order,
  trace: TemplateResult | typeof nothing,
  words: Words,
): TemplateResult {
  return html`<dl class="sum" part="balance">
    ${trace} ${row(words.term('orderCovered'), covered, words)}
    <div class="due-row">
      <dt>${words.term('orderBalance')}</dt>
      <dd>${words.format.money(balance).replace('-', '−')}</dd>
    </div>
  </dl>`;
}

function row(name: string, amount: Money, { format }: Words): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${format.money(amount, { bare: true }).replace('-', '−')}</dd>
  </div>`;
}
