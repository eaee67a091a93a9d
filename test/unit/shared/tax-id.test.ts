import { describe, expect, it } from 'vitest';
import { hasValidCheckDigits, isMistypedTaxId, isTaxIdOf, normalizeTaxId, taxIdKind } from '../../../shared/tax-id.ts';

describe('a tax id', () => {
  it.each([
    ['529.982.247-25', '52998224725'],
    [' 12.abc.345/01de-35 ', '12ABC34501DE35'],
    ['FR 99 123456789', 'FR99123456789'],
  ])('[A08] is compared without punctuation and case: %s', (written, normalized) => {
    expect(normalizeTaxId(written)).toBe(normalized);
  });

  it.each([
    ['52998224725', 'cpf'],
    ['11222333000181', 'cnpj'],
    ['12ABC34501DE35', 'cnpj'],
    ['12ABC34501DEXX', null],
    ['5299822472', null],
    ['', null],
  ])('[A08] is known by its shape: %s', (normalized, kind) => {
    expect(taxIdKind(normalized)).toBe(kind);
  });

  it.each([
    ['52998224725', true],
    ['52998224726', false],
    ['52998224715', false],
    ['11111111111', false],
    ['00000000000', false],
    ['11222333000181', true],
    ['11222333000182', false],
    ['11222333000191', false],
    ['00000000000000', false],
    ['12ABC34501DE35', true],
    ['12ABC34501DE36', false],
    ['12ABD34501DE35', false],
    ['123', false],
  ])('[A08] has check digits that agree or not: %s', (normalized, agree) => {
    expect(hasValidCheckDigits(normalized)).toBe(agree);
  });

  it.each([
    ['529.982.247-25', 'BR', true],
    ['529.982.247-26', 'BR', false],
    ['00743110157', 'BR', false],
    ['00743110157', 'IT', true],
    ['529.982.247-26', 'IT', false],
    ['11.222.333/0001-82', 'FR', false],
    ['11.222.333/0001-81', 'FR', true],
    ['DE123456789', 'DE', true],
    ['DE123456789', 'BR', false],
  ])('[A08] can be one of its country: %s in %s', (written, country, can) => {
    expect(isTaxIdOf(written, country)).toBe(can);
  });

  it.each([
    ['529.982.247-26', true],
    ['12ABC34501DE36', true],
    ['529.982.247-25', false],
    ['5299822472', false],
    ['FR99123456789', false],
  ])('[A08] is mistyped where it has the shape and not the digits: %s', (written, mistyped) => {
    expect(isMistypedTaxId(written)).toBe(mistyped);
  });
});
