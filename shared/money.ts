import * as z from 'zod';

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, { error: 'not_a_currency' });

/** An amount in integer minor units (cents, yen, fils) of a currency of ISO 4217; design §2. */
export const moneySchema = z.strictObject({ amount: z.int(), currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;

/** A decimal of at most four places, as text: unit prices and rates. Never a float. */
export const decimalSchema = z.string().regex(/^-?\d{1,13}(\.\d{1,4})?$/, { error: 'not_a_decimal' });
export const positiveDecimalSchema = z.string().regex(/^\d{1,13}(\.\d{1,4})?$/, { error: 'not_a_decimal' });

const scale = 10_000n;

/** A decimal of at most four places as an integer of ten-thousandths. */
export function tenThousandths(decimal: string): bigint {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? decimal.slice(1) : decimal).split('.');
  const units = BigInt(whole) * scale + BigInt(fraction.slice(0, 4).padEnd(4, '0'));
  return negative ? -units : units;
}

/** `numerator / denominator` rounded once, half away from zero. The denominator is positive. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** How many decimals the currency's minor unit has: 0 for JPY, 2 for EUR, 3 for KWD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `unitPrice × quantity × rate` in minor units, rounded once, half up. `rate` is a decimal fraction, 1 when absent. */
export function extendedAmount(unitPrice: string, quantity: number, currency: string, rate = '1'): number {
  const minor = 10n ** BigInt(minorDigits(currency));
  const product = tenThousandths(unitPrice) * BigInt(quantity) * tenThousandths(rate) * minor;
  return Number(divideHalfUp(product, scale * scale));
}

/** A fraction of an amount of minor units, rounded once, half up. */
export function fractionOf(amount: number, rate: string): number {
  return Number(divideHalfUp(BigInt(amount) * tenThousandths(rate), scale));
}

/** A decimal amount of the currency's major unit as minor units, rounded once, half up. */
export function minorUnits(decimal: string, currency: string): number {
  return extendedAmount(decimal, 1, currency);
}
