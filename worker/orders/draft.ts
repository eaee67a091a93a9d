import type { Address } from '../../shared/customers.ts';
import type { LineId } from '../../shared/ids.ts';
import type { Charge } from '../../shared/orders.ts';
import type { PaymentRow } from '../payments/coverage.ts';
import { lineAmounts } from '../pricing/line.ts';
import { rateOf, taxOf, type TaxRate } from '../pricing/tax.ts';
import { isExact, sumsOf, taxableAmount, type Sums } from '../pricing/totals.ts';
import type { LineRow, OrderHead } from './store.ts';

/** An order with all its parts. */
export interface OrderState {
  head: OrderHead;
  lines: readonly LineRow[];
  charges: readonly (Omit<Charge, 'amount'> & { amount: number })[];
  payments: readonly PaymentRow[];
  rates: readonly TaxRate[];
}

export function sumsOfOrder({ head, lines, charges }: OrderState): Sums {
  return sumsOf({ lines, charges, tax: head.tax, rounding: head.rounding });
}

/** Whether every amount of the order can be kept exactly. */
export function isExactOrder(order: OrderState): boolean {
  return isExact(sumsOfOrder(order));
}

/**
 * The order with tax and total as they are now. Only a draft is priced: what was submitted stands as it was. A given
 * tax stands; else the table's rate for the address counts.
 */
export function priced(order: OrderState): OrderState {
  const { head, lines, charges, rates } = order;
  if (head.status !== 'draft') return order;
  const taxRate = head.taxSource === 'table' ? rateOf(rates, head.deliverTo) : null;
  const tax = head.taxSource === 'table' ? taxOf(taxableAmount(lines, charges), taxRate) : head.tax;
  const { total } = sumsOf({ lines, charges, tax, rounding: head.rounding });
  return { ...order, head: { ...head, taxRate, tax, total } };
}

/** The order after a command: priced anew, with the version that follows. A total stated elsewhere holds no longer. */
export function changed(order: OrderState, change: Partial<OrderState>): OrderState {
  const next = { ...order, ...change };
  return priced({
    ...next,
    head: { ...next.head, version: order.head.version + 1, rounding: 0, statedTotal: null },
  });
}

/** The order after something that leaves its prices alone, such as a payment. */
export function followed(order: OrderState, change: Partial<Pick<OrderState, 'payments'>>): OrderState {
  return { ...order, ...change, head: { ...order.head, version: order.head.version + 1 } };
}

export function withLine(
  order: OrderState,
  line: Pick<LineRow, 'id' | 'product' | 'sku' | 'name' | 'quantity' | 'unitPrice' | 'available' | 'expectedAt'>,
): { order: OrderState; line: LineRow } {
  const position = Math.max(0, ...order.lines.map((each) => each.position)) + 1;
  const whole = lineRow({ ...line, position, discountRate: '0' }, order.head.currency);
  return { order: changed(order, { lines: [...order.lines, whole] }), line: whole };
}

export function withQuantity(order: OrderState, line: LineRow, quantity: number): { order: OrderState; line: LineRow } {
  const next = lineRow({ ...line, quantity }, order.head.currency);
  return {
    order: changed(order, { lines: order.lines.map((each) => (each.id === line.id ? next : each)) }),
    line: next,
  };
}

export function withoutLine(order: OrderState, line: LineId): OrderState {
  return changed(order, { lines: order.lines.filter(({ id }) => id !== line) });
}

/** `tax` is minor units given by the host, null for the table; absent members stay as they are. */
export function withHead(
  order: OrderState,
  { deliverTo, tax }: { deliverTo?: Address; tax?: number | null },
): { order: OrderState; fields: string[] } {
  const { head } = order;
  const next: OrderHead = {
    ...head,
    deliverTo: deliverTo ?? head.deliverTo,
    ...(tax !== undefined && { taxSource: tax === null ? 'table' : 'given', tax: tax ?? 0 }),
  };
  const fields = [
    ...(next.deliverTo?.id === head.deliverTo?.id ? [] : ['deliverTo']),
    ...(next.taxSource === head.taxSource && (next.taxSource === 'table' || next.tax === head.tax) ? [] : ['tax']),
  ];
  return { order: changed(order, { head: next }), fields };
}

function lineRow(line: Omit<LineRow, 'amount' | 'discount'>, currency: string): LineRow {
  return { ...line, ...lineAmounts(line, currency) };
}
