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

/**
 * Currencies of ISO 4217 whose minor unit is not a hundredth. A list of our own: what a runtime's locale data says
 * changes with its version (it gives the rupiah and the forint none), and a stored amount must keep its meaning.
 */
const otherMinorDigits: ReadonlyMap<string, number> = new Map([
  ...[
    ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG'],
    ...['RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
  ].map((currency) => [currency, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3] as const),
  ...['CLF', 'UYW'].map((currency) => [currency, 4] as const),
]);

/** How many decimals the currency's minor unit has: 0 for JPY, 2 for EUR, 3 for KWD. */
export function minorDigits(currency: string): number {
  return otherMinorDigits.get(currency) ?? 2;
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

/** What is left of the whole when a fraction is taken away: `0.98` of `0.02`. */
export function complementOf(rate: string): string {
  return fromTenThousandths(scale - tenThousandths(rate));
}

function fromTenThousandths(units: bigint): string {
  const magnitude = units < 0n ? -units : units;
  const fraction = (magnitude % scale).toString().padStart(4, '0').replace(/0+$/, '');
  const whole = `${units < 0n ? '-' : ''}${magnitude / scale}`;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** An amount of minor units as a decimal of the major unit, for a sentence: `12.34`, `1234` in yen. */
export function decimalOf({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  if (digits === 0) return String(amount);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return `${amount < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
