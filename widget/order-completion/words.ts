import type { Address } from '../../shared/customers.ts';
import type { Line, Payment } from '../../shared/orders.ts';
import type { Product } from '../../shared/set-up.ts';
import type { Format } from '../internal/format.ts';
import type { Localize } from '../internal/localize.ts';

/** What a template needs to speak the agent's language. */
export interface Words {
  readonly term: Localize['term'];
  readonly format: Format;
  readonly language: string;
}

/** An address on one line, as it is read out: street, place, region, country. */
export function addressText(address: Address, { language }: Words): string {
  const { line1, line2, postalCode, city, region, country } = address;
  const place = postalCode ? `${postalCode} ${city}` : city;
  return [line1, line2, place, region, countryName(country, language)].filter(Boolean).join(', ');
}

function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What is in stock against what is wanted; null where the host never told the stock. */
export function availability(
  { available, expectedAt }: Pick<Line | Product, 'available' | 'expectedAt'>,
  quantity: number,
  { term, format }: Words,
): { text: string; short: boolean } | null {
  if (available === null) return null;
  const short = available < quantity;
  const there = term('orderAvailable', format.number(available));
  if (!short) return { text: there, short };
  const missing = format.number(quantity - available);
  return { text: `${there}, ${term('orderFollows', missing, expectedAt ? format.day(expectedAt) : '')}`, short };
}

/** The method and what may be shown of its reference: "Card ending 4242", "Check 1881". */
export function paymentName({ name, kind, hint }: Payment, { term }: Words): string {
  if (!hint) return name;
  return kind === 'check' ? `${name} ${hint}` : term('orderEnding', name, hint);
}

/** The tax with its rate, where the channel's table gave one. */
export function taxName(rate: string | null, { term, format }: Words): string {
  if (rate === null) return term('orderTax');
  return `${term('orderTax')} ${format.number(Number(rate), { style: 'percent', maximumFractionDigits: 2 })}`;
}
