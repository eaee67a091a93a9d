import { hasValidCheckDigits } from '../../shared/tax-id.ts';
import type { Random } from './random.ts';

/** A CPF with check digits that agree. */
export function cpf(random: Random): string {
  const digits = withCheckDigits(random.fill('#########'));
  return digits.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
}

/** A CNPJ of a head office with check digits that agree. */
export function cnpj(random: Random): string {
  const digits = withCheckDigits(`${random.fill('########')}0001`);
  return digits.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5');
}

function withCheckDigits(body: string): string {
  const ends = Array.from({ length: 100 }, (_, end) => body + String(end).padStart(2, '0'));
  const valid = ends.find(hasValidCheckDigits);
  if (valid === undefined) throw new RangeError(`no check digits agree with ${body}`);
  return valid;
}
