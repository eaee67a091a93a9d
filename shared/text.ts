import * as z from 'zod';

/**
 * Whether a text holds something that looks like a payment card's number: 13 to 19 digits, spaces and dashes allowed,
 * with an issuer's prefix and length and a Luhn check digit. Such texts are refused, so that no card number is stored.
 */
export function holdsCardNumber(text: string): boolean {
  for (const [candidate] of text.matchAll(/(?<![\d])\d(?:[ -]?\d){12,18}(?!\d)/g)) {
    const digits = candidate.replace(/\D/g, '');
    if (isIssued(digits) && passesLuhn(digits)) return true;
  }
  return false;
}

const issuers: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(6011|64[4-9]|65)/, lengths: [16, 19] },
  { prefix: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^3(0[0-5]|[689])/, lengths: [14, 16, 17, 18, 19] },
  { prefix: /^(62|81)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(50|5[6-9]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

function isIssued(digits: string): boolean {
  return issuers.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits));
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .map(Number)
    .reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

/** A line or a text that a person writes: trimmed, 1 to `max` characters, no card number in it. */
export function freeText(max: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'required' })
    .max(max, { error: 'too_long' })
    .refine((text) => !holdsCardNumber(text), { error: 'card_number' });
}

/** A code, number or reference, in which long digit strings are legitimate. */
export function plainText(max: number) {
  return z.string().trim().min(1, { error: 'required' }).max(max, { error: 'too_long' });
}

/** Folds case and accents: what a search compares. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe');
}
