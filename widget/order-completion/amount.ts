import { digitsOf } from '../internal/format.ts';

/**
 * An amount as an agent of that language types it, in minor units of the currency; null when it is not one. A separator of
 * thousands must stand before three digits, so that `149.00` is never read as fourteen thousand nine hundred.
 */
export function parseAmount(text: string, language: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const group =
    new Intl.NumberFormat(language)
      .formatToParts(1_234_567)
      .find(({ type }) => type === 'group')
      ?.value.trim() ?? '';
  const decimal = '.,'.replace(group, '');
  const form = new RegExp(`^(\\d{1,3}(?:[${group}]\\d{3})+|\\d+)(?:[${decimal}](\\d{0,${digits}}))?$`);
  const [, whole, fraction = ''] = form.exec(text.replace(/\s/g, '')) ?? [];
  if (whole === undefined) return null;
  const amount = Number(whole.replace(/\D/g, '') + fraction.padEnd(digits, '0'));
  return amount > 0 && Number.isSafeInteger(amount) ? amount : null;
}

/** Whether a text holds what may be a card number: 13 to 19 digits whose last one checks the others (Luhn). */
export function holdsCardNumber(text: string): boolean {
  const numbers = text.match(/\d(?:[ -]?\d){12,18}/g) ?? [];
  return numbers.some((number) => checks(number.replace(/\D/g, '')));
}

function checks(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (1 + (place % 2));
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
