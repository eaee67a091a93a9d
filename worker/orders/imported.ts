import { minorUnits } from '../../shared/money.ts';
import { lineAmounts } from '../pricing/line.ts';
import { isExact, sumsOfStated, type Sums } from '../pricing/totals.ts';
import type { NewOrder, PricedOrder } from './import-store.ts';

/** What an imported order comes to, in minor units: its stated total, with the rounding that leads to it named. */
export function priceImported(order: NewOrder): PricedOrder & { sums: Sums } {
  const { currency, statedTotal } = order;
  const lines = order.lines.map((line) => lineAmounts(line, currency));
  const charges = order.charges.map(({ amount }) => minorUnits(amount, currency));
  const sums = sumsOfStated(
    { lines, charges: charges.map((amount) => ({ amount })), tax: minorUnits(order.tax, currency) },
    statedTotal === null ? null : minorUnits(statedTotal, currency),
  );
  return { order, sums, lines, charges, payments: order.payments.map(({ amount }) => minorUnits(amount, currency)) };
}

/** Whether every amount of an imported order can be kept exactly. */
export function canBeKept(order: NewOrder): boolean {
  return isExact(priceImported(order).sums);
}
