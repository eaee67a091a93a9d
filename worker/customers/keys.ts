import { dialledDigits, phoneDigits } from '../../shared/phone.ts';
import { normalizeTaxId } from '../../shared/tax-id.ts';
import type { SearchKey } from './record-store.ts';
import { linesOf } from './search-text.ts';

export interface Keyed {
  name?: string;
  number?: string;
  email: string | null;
  phone: string | null;
  taxId?: string | null;
}

/** What a customer or contact is found by. `country` says how its phone number is read. */
export function keysOf({ name, number, email, phone, taxId }: Keyed, country: string): SearchKey[] {
  return [
    ...(phone === null ? [] : [{ kind: 'phone' as const, key: reversed(phoneDigits(phone, country)) }]),
    ...(phone === null ? [] : dialledDigits(phone, country).map((key) => ({ kind: 'dialled' as const, key }))),
    ...(email === null ? [] : [{ kind: 'email' as const, key: email.toLowerCase() }]),
    ...(number === undefined ? [] : numberKeys(number).map((key) => ({ kind: 'number' as const, key }))),
    ...(name === undefined ? [] : linesOf(name).map((key) => ({ kind: 'name' as const, key }))),
    ...(taxId ? [{ kind: 'tax_id' as const, key: normalizeTaxId(taxId) }] : []),
  ].filter(({ key }) => key !== '');
}

/** Reversed, any ending of a number is the beginning of its key. */
export function reversed(digits: string): string {
  return Array.from(digits).reverse().join('');
}

/**
 * A number as it is compared: without dashes and case, and with the letters that Crockford's base 32 leaves out read
 * as the digits they look like.
 */
export function foldNumber(number: string): string {
  return number
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** A number is found by itself and by what follows its prefix: `CUS-7K3M-Q2XD` by `7K3M`, `AW00029825` by `29825`. */
function numberKeys(number: string): string[] {
  const withoutPrefix = /^[A-Z]+-/i.test(number) ? number.replace(/^[A-Z]+-/i, '') : number.replace(/^[A-Z]+0*/i, '');
  return [...new Set([foldNumber(number), foldNumber(withoutPrefix)])];
}
