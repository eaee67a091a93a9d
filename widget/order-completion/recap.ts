import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Recap } from '../../shared/orders.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { addressText, availability, paymentName, taxName } from './words.ts';
import type { Words } from './words.ts';

/** The hash as it is named on the phone and found in a log: its first eight signs. */
export function shortHash(hash: string): string {
  return hash
    .replace(/[^\da-z]/gi, '')
    .slice(0, 8)
    .toUpperCase()
    .replace(/^(.{4})/, '$1-');
}

/** The whole order as it is read back to the customer, sentence by sentence. */
export function recapSentences(recap: Recap, taxRate: string | null, words: Words): string[] {
  const { term, format } = words;
  const { totals, deliverTo } = recap;
  const pair = (what: string, value: string) => `${term('orderPair', what, value)}.`;
  const paid = recap.payments.filter(({ status }) => status === 'authorised' || status === 'paid');
  return [
    ...recap.lines.map((line) => {
      const { name, quantity, unitPrice, amount, discount } = line;
      const follows = availability(line, quantity, words);
      const sum = format.money({ ...amount, amount: amount.amount - discount.amount });
      const price = format.price(unitPrice, amount.currency);
      const less = discount.amount ? `, ${term('orderSaidLess', format.money(discount))}` : '';
      const said = quantity > 1 ? term('orderSaidEach', format.number(quantity), name, price) : name;
      return pair(said + less, follows?.short ? `${sum} (${follows.text})` : sum);
    }),
    ...(deliverTo ? [term('orderSaidTo', addressText(deliverTo, words))] : []),
    ...recap.charges.map(({ name, amount }) => pair(name, format.money(amount))),
    ...(totals.tax.amount ? [pair(taxName(taxRate, words), format.money(totals.tax))] : []),
    term('orderSaidTotal', format.money(totals.total)),
    ...paid.map((payment) => term('orderSaidPaid', format.money(payment.amount), paymentName(payment, words))),
    ...(totals.balance.amount > 0 ? [pair(term('orderBalance'), format.money(totals.balance))] : []),
  ];
}

export interface RecapOptions {
  recap: Recap;
  sentences: readonly string[];
  /** It says only what changed since the whole was read. */
  changed: boolean;
  /** The order has moved on and its recap is on the way. */
  outdated: boolean;
  readAll: () => void;
  close: () => void;
}

/** The recap with what is to be read aloud; the focus goes to its text. */
export function recapView(options: RecapOptions, { term, language }: Words): TemplateResult {
  const { changed } = options;
  return html`<section class="recap" aria-labelledby="recap" part="recap">
    ${icon(glyphs.aloud, { more: 'turn' })}
    <div class="cap label">
      <h3 id="recap">${term(changed ? 'orderOnlyChanged' : 'orderReadBack')}</h3>
      <bdi class="id">${shortHash(options.recap.hash)}</bdi>
      ${options.outdated ? html`<span class="due tone strong">${term('orderReadAgain')}</span>` : nothing}
      <span class="spring"></span>
      ${
        changed
          ? html`<button class="btn quiet s" type="button" @click=${options.readAll}>${term('orderReadAll')}</button>`
          : nothing
      }
      <button class="btn quiet icon s" type="button" aria-label=${term('close')} @click=${options.close}>
        ${icon(glyphs.close)}
      </button>
    </div>
    <p class="aloud" lang=${language} tabindex="-1"><q>${options.sentences.join(' ')}</q></p>
  </section>`;
}
