import * as z from 'zod';

/**
 * Whether a text holds something that looks like a payment card's number: 13 to 19 digits with an issuer's prefix and
 * length and a Luhn check digit, with or without spaces, dots and dashes. Such texts are refused, so that no card
 * number is stored. Groups of digits are also tried without their neighbours, for an expiry date may stand beside.
 */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(/\d+(?:[ \u00a0.-]\d+)*/g)) {
    const groups = run.split(/\D/);
    if (isCardNumber(groups.join('')) || groups.some((_, first) => beginsCardNumber(groups, first))) return true;
  }
  return false;
}

/** Cards are printed in groups of three to six digits, so that at most seven of them are one. */
function beginsCardNumber(groups: readonly string[], first: number): boolean {
  let digits = '';
  for (const group of groups.slice(first, first + 7)) {
    digits += group;
    if (isCardNumber(digits)) return true;
    if (group.length < 3 || group.length > 6) return false;
  }
  return false;
}

function isCardNumber(digits: string): boolean {
  return isIssued(digits) && passesLuhn(digits);
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

/** No accents to fold: most texts are so, and it is ten times as fast. */
const isAscii = /^[ -~]*$/;

/** Folds case and accents: what a search compares. */
export function foldText(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .replace(/ð/g, 'd')
    .replace(/þ/g, 'th')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe');
}
