import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Order, Payment, PaymentStatus } from '../../shared/orders.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { paymentName } from './words.ts';
import type { Words } from './words.ts';

export interface PaymentsOptions {
  editable: boolean;
  add: () => void;
  void: (payment: Payment) => void;
  askAgain: (payment: Payment) => void;
}

const looks: Record<PaymentStatus, readonly [tone: string, glyph: glyphs.Shape]> = {
  pending: ['due tone', glyphs.wait],
  authorised: ['done', glyphs.check],
  paid: ['done', glyphs.check],
  declined: ['urgent tone', glyphs.close],
  voided: ['', glyphs.undo],
};

/** The payments of an order, each with what became of it and what can be done about it. */
export function paymentsView(order: Order, options: PaymentsOptions, words: Words): TemplateResult {
  const { term } = words;
  return html`<div class="sec-h">
      <h3>${term('orderPayments')}</h3>
      <span class="spring"></span>
      ${
        options.editable
          ? html`<button class="btn quiet s" type="button" part="add-payment-button" @click=${options.add}>
              ${icon(glyphs.plus)} ${term('orderAddPayment')} ${keycap(term, 'p')}
            </button>`
          : nothing
      }
    </div>
    ${
      order.payments.length > 0
        ? html`<ul class="pays" part="payments">
            ${order.payments.map((payment) => paymentView(payment, options, words))}
          </ul>`
        : nothing
    }`;
}

function paymentView(payment: Payment, options: PaymentsOptions, words: Words): TemplateResult {
  const { kind, status, amount } = payment;
  const [tone, glyph] = looks[status];
  const sum = words.format.money(amount, { bare: true });
  const gone = status === 'declined' || status === 'voided';
  return html`<li data-payment=${payment.id}>
    ${icon(kind === 'gift_card' ? glyphs.gift : glyphs.card)}
    <div>
      <p>${paymentName(payment, words)}</p>
      <p class="label group">
        <span class="state ${tone}">${icon(glyph)} ${paymentFact(payment, words)}</span>
        ${options.editable ? deeds(payment, options, words) : nothing}
      </p>
    </div>
    ${gone ? html`<del class="num">${sum}</del>` : html`<span class="num">${sum}</span>`}
  </li>`;
}

/** What became of a payment: "Declined: insufficient funds". */
export function paymentFact({ status, declineReason }: Payment, { term }: Words): string {
  const fact = term(`orderPayment_${status}`);
  return declineReason && status === 'declined'
    ? term('orderPair', fact, term(`orderDeclined_${declineReason}`))
    : fact;
}

function deeds(payment: Payment, options: PaymentsOptions, { term }: Words): TemplateResult | typeof nothing {
  const deed = (label: string, run: () => void) =>
    html`<button class="link" type="button" @click=${run}>
      ${label}<span class="visually-hidden"> ${payment.name}</span>
    </button>`;
  switch (payment.status) {
    case 'declined':
      return deed(term('orderTryAnother'), options.add);
    case 'voided':
      return nothing;
    case 'pending':
      return html`${deed(term('orderAskAgain'), () => options.askAgain(payment))}
      ${deed(term('orderVoid'), () => options.void(payment))}`;
    default:
      return deed(term('orderVoid'), () => options.void(payment));
  }
}
