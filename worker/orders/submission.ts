import { decimalOf, type Money } from '../../shared/money.ts';
import type { OrderActionName } from '../../shared/orders.ts';
import type { Action, Blocker } from '../../shared/problems.ts';
import { coveredBy, pendingOf } from '../payments/coverage.ts';
import { exceedsBlocker } from '../payments/request.ts';
import { sumsOfOrder, type OrderState } from './draft.ts';

/** What captured payments cover of the total and what they do not, minor units. */
export function coverageOf(order: OrderState): { covered: number; balance: number } {
  const covered = coveredBy(order.payments);
  return { covered, balance: sumsOfOrder(order).total - covered };
}

/** What a further payment may take: the balance without what a provider may still take. */
export function openOf(order: OrderState): Money {
  return { amount: coverageOf(order).balance - pendingOf(order.payments), currency: order.head.currency };
}

/** What stands in the way of changing an order: only a draft changes. */
export function editBlockers({ head }: Pick<OrderState, 'head'>): Blocker[] {
  if (head.status === 'draft') return [];
  return [{ code: 'order_not_draft', detail: `The order is ${head.status}`, field: 'status' }];
}

export function paymentBlockers(order: OrderState): Blocker[] {
  const closed = editBlockers(order);
  if (closed.length > 0) return closed;
  if (order.lines.length === 0) return [empty];
  const exceeds = exceedsBlocker(1, openOf(order));
  return exceeds === null ? [] : [exceeds];
}

/**
 * What stands in the way of submission (B22; domain §2B.2, Submit guards): lines, an address, no payment that waits,
 * and captured payments that come to the total exactly. A total of nothing needs no payment (§6.2, 7). `count` is the
 * amount that is missing or too much, in minor units.
 */
export function submitBlockers(order: OrderState): Blocker[] {
  const closed = editBlockers(order);
  if (closed.length > 0) return closed;
  const { currency } = order.head;
  const { balance } = coverageOf(order);
  const pending = order.payments.filter(({ status }) => status === 'pending').length;
  return [
    ...(order.lines.length === 0 ? [empty] : []),
    ...(order.head.deliverTo === null
      ? [{ code: 'address_required', detail: 'The order has no address to deliver to', field: 'deliverToId' } as const]
      : []),
    ...(pending > 0
      ? [
          {
            code: 'payment_pending',
            detail: 'A payment waits for its provider',
            field: 'payments',
            count: pending,
          } as const,
        ]
      : []),
    ...(balance > 0 && order.lines.length > 0
      ? [
          {
            code: 'payment_required',
            detail: `${decimalOf({ amount: balance, currency })} ${currency} is not paid`,
            field: 'payments',
            count: balance,
          } as const,
        ]
      : []),
    ...(balance < 0
      ? [
          {
            code: 'payments_exceed_total',
            detail: `Payments are ${decimalOf({ amount: -balance, currency })} ${currency} more than the total`,
            field: 'payments',
            count: -balance,
          } as const,
        ]
      : []),
  ];
}

const empty: Blocker = { code: 'order_empty', detail: 'The order has no lines', field: 'lines' };

/** What can be done with the order now, by the same rules that decide the commands. */
export function actionsOf(order: OrderState): Action<OrderActionName>[] {
  return [
    action('edit', editBlockers(order)),
    action('add_payment', paymentBlockers(order)),
    action('submit', submitBlockers(order)),
  ];
}

function action(name: OrderActionName, blockers: Blocker[]): Action<OrderActionName> {
  return { name, allowed: blockers.length === 0, blockers, confirmations: [] };
}
