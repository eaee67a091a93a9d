import { complementOf, extendedAmount } from '../../shared/money.ts';

/** What a line is priced by. `unitPrice` is a decimal of the major unit, `discountRate` a fraction. */
export interface PricedLine {
  quantity: number;
  unitPrice: string;
  discountRate: string;
}

/** Minor units. `amount` is before the discount. */
export interface LineAmounts {
  amount: number;
  discount: number;
}

/**
 * What a line comes to. What is asked for it, `amount − discount`, is the exact product rounded once, half up
 * (design §2): the discount is the difference of the two, and never rounded for itself.
 */
export function lineAmounts({ quantity, unitPrice, discountRate }: PricedLine, currency: string): LineAmounts {
  const amount = extendedAmount(unitPrice, quantity, currency);
  return { amount, discount: amount - extendedAmount(unitPrice, quantity, currency, complementOf(discountRate)) };
}
