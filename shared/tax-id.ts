/** The Brazilian tax ids a customer can be found by (domain reference A08). */
export type TaxIdKind = 'cpf' | 'cnpj';

/** Punctuation dropped, letters raised: how a tax id is stored and compared. */
export function normalizeTaxId(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** Which Brazilian tax id a normalized text is by its shape alone, whatever its check digits say. */
export function taxIdKind(normalized: string): TaxIdKind | null {
  if (/^\d{11}$/.test(normalized)) return 'cpf';
  if (/^[0-9A-Z]{12}\d{2}$/.test(normalized)) return 'cnpj';
  return null;
}

/**
 * Whether the check digits of a CPF or CNPJ agree, modulo 11 on (character code − 48), which holds for the
 * alphanumeric CNPJ as well (domain reference §6.3). Ids of one repeated digit are refused.
 */
export function hasValidCheckDigits(normalized: string): boolean {
  const kind = taxIdKind(normalized);
  if (kind === null || /^(.)\1+$/.test(normalized)) return false;
  const values = Array.from(normalized, (character) => character.charCodeAt(0) - 48);
  const body = values.slice(0, -2);
  const heaviest = kind === 'cpf' ? 11 : 9;
  const first = checkDigit(body, heaviest);
  const second = checkDigit([...body, first], heaviest);
  return values.at(-2) === first && values.at(-1) === second;
}

/** Whether a text is punctuated as a CPF (`529.982.247-25`) or CNPJ (`11.222.333/0001-81`). */
function isWrittenAsBrazilian(text: string): boolean {
  return /^(\d{3}\.\d{3}\.\d{3}-\d{2}|[0-9A-Z]{2}(\.[0-9A-Z]{3}){2}\/[0-9A-Z]{4}-\d{2})$/i.test(text.trim());
}

/**
 * Whether a customer of this country can have this tax id: in Brazil, or written as if it were of Brazil, the check
 * digits must agree (A08). Ids of other countries are taken as they are, for they may have the same length.
 */
export function isTaxIdOf(text: string, country: string): boolean {
  return (country !== 'BR' && !isWrittenAsBrazilian(text)) || hasValidCheckDigits(normalizeTaxId(text));
}

/** Whether somebody looks for a CPF or CNPJ that cannot exist. */
export function isMistypedTaxId(text: string): boolean {
  const normalized = normalizeTaxId(text);
  return taxIdKind(normalized) !== null && !hasValidCheckDigits(normalized);
}

function checkDigit(values: readonly number[], heaviest: number): number {
  const sum = values.toReversed().reduce((total, value, place) => total + value * (2 + (place % (heaviest - 1))), 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
