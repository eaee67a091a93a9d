import type { Money } from '../../shared/money.ts';
import type { Order, Recap } from '../../shared/orders.ts';
import { sumsOfOrder, type OrderState } from './draft.ts';
import { actionsOf, coverageOf, submitBlockers } from './submission.ts';

/** An order as the API shows it. */
export function orderView(order: OrderState): Order {
  const { head, lines, charges, payments } = order;
  const money = (amount: number): Money => ({ amount, currency: head.currency });
  const sums = sumsOfOrder(order);
  const { covered, balance } = coverageOf(order);
  return {
    id: head.id,
    number: head.number,
    status: head.status,
    total: money(sums.total),
    placedAt: head.placedAt,
    createdAt: head.createdAt,
    version: head.version,
    customer: head.customer,
    channel: head.channel,
    currency: head.currency,
    deliverTo: head.deliverTo,
    taxSource: head.taxSource,
    taxRate: head.taxRate,
    statedTotal: head.statedTotal,
    takenBy: head.takenBy,
    lines: lines.map(({ product, amount, discount, ...line }) => ({
      ...line,
      productId: product,
      amount: money(amount),
      discount: money(discount),
    })),
    charges: charges.map(({ amount, ...charge }) => ({ ...charge, amount: money(amount) })),
    payments: payments.map(({ id, method, name, kind, amount, status, hint, declineReason, createdAt }) => ({
      id,
      methodId: method,
      name,
      kind,
      amount: money(amount),
      status,
      hint,
      declineReason,
      createdAt: new Date(createdAt).toISOString(),
    })),
    totals: {
      lines: money(sums.lines),
      discounts: money(sums.discounts),
      charges: money(sums.charges),
      tax: money(sums.tax),
      rounding: money(sums.rounding),
      total: money(sums.total),
      covered: money(covered),
      balance: money(balance),
    },
    actions: actionsOf(order),
  };
}

/** What is read to the customer before submission (B05); `hash` is of `recapText`. */
export function recapView(order: OrderState, hash: string): Recap {
  const { id, version, lines, charges, payments, deliverTo, totals } = orderView(order);
  return {
    orderId: id,
    orderVersion: version,
    hash,
    lines,
    charges,
    payments,
    deliverTo,
    totals,
    blockers: submitBlockers(order),
  };
}

/**
 * All that is read to the customer, in one order and form, so that its hash changes when any of it does. What is in
 * stock is left out: it changes without the order.
 */
export function recapText(order: OrderState): string {
  const { id, currency, customer, lines, charges, payments, deliverTo, totals } = orderView(order);
  return JSON.stringify([
    id,
    customer.id,
    currency,
    lines.map((line) => [
      line.sku,
      line.name,
      line.quantity,
      line.unitPrice,
      line.discountRate,
      line.amount.amount,
      line.discount.amount,
    ]),
    charges.map(({ code, name, amount }) => [code, name, amount.amount]),
    deliverTo && [
      deliverTo.line1,
      deliverTo.line2,
      deliverTo.city,
      deliverTo.region,
      deliverTo.postalCode,
      deliverTo.country,
    ],
    payments.map(({ id: payment, name, kind, amount, status, hint }) => [
      payment,
      name,
      kind,
      amount.amount,
      status,
      hint,
    ]),
    [
      totals.lines.amount,
      totals.discounts.amount,
      totals.charges.amount,
      totals.tax.amount,
      totals.rounding.amount,
      totals.total.amount,
      totals.balance.amount,
    ],
  ]);
}
