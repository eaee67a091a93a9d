import type { LineAmounts } from './line.ts';

/** Minor units of one currency. */
export interface Sums {
  lines: number;
  discounts: number;
  charges: number;
  tax: number;
  rounding: number;
  total: number;
}

/** What lines and charges come to before tax. */
export function taxableAmount(lines: readonly LineAmounts[], charges: readonly { amount: number }[]): number {
  return sum(lines.map(({ amount, discount }) => amount - discount)) + sum(charges.map(({ amount }) => amount));
}

/** `total = lines + charges + tax − discounts + rounding` (design §2). */
export function sumsOf(order: {
  lines: readonly LineAmounts[];
  charges: readonly { amount: number }[];
  tax: number;
  rounding: number;
}): Sums {
  const { tax, rounding } = order;
  return {
    lines: sum(order.lines.map(({ amount }) => amount)),
    discounts: sum(order.lines.map(({ discount }) => discount)),
    charges: sum(order.charges.map(({ amount }) => amount)),
    tax,
    rounding,
    total: taxableAmount(order.lines, order.charges) + tax + rounding,
  };
}

/**
 * The sums of an order that another system stated the total of: its total, rounded half up to minor units, stands, and
 * what the parts do not come to is the rounding (design §2).
 */
export function sumsOfStated(
  order: { lines: readonly LineAmounts[]; charges: readonly { amount: number }[]; tax: number },
  statedTotal: number | null,
): Sums {
  const sums = sumsOf({ ...order, rounding: 0 });
  if (statedTotal === null) return sums;
  return { ...sums, rounding: statedTotal - sums.total, total: statedTotal };
}

/** Whether every amount can be kept exactly: beyond this the price or the quantity is a mistake. */
export function isExact(sums: Sums): boolean {
  return [sums.lines, sums.charges, sums.tax, sums.total].every(Number.isSafeInteger);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
