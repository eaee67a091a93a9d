import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  complementOf,
  decimalOf,
  decimalSchema,
  divideHalfUp,
  extendedAmount,
  fractionOf,
  minorDigits,
  minorUnits,
  tenThousandths,
} from '../../../shared/money.ts';
import { currencies, unitPrices } from '../pricing/arbitrary.ts';

describe('minor units', () => {
  test.each([
    ['JPY', 0],
    ['EUR', 2],
    ['BRL', 2],
    ['KWD', 3],
    ['CLF', 4],
    ['HUF', 2],
    ['IDR', 2],
  ])('of %s have %i decimals, as ISO 4217 says', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });

  test.each([
    ['1.005', 'EUR', 101],
    ['1.0049', 'EUR', 100],
    ['0.5', 'JPY', 1],
    ['0.4999', 'JPY', 0],
    ['1.0005', 'KWD', 1001],
    ['23153.2339', 'USD', 2_315_323],
    ['-1.005', 'EUR', -101],
    ['0', 'EUR', 0],
  ])('%s %s is %i, rounded once, half up', (decimal, currency, amount) => {
    expect(minorUnits(decimal, currency)).toBe(amount);
  });
});

describe('an extended amount', () => {
  test.each([
    ['0.0125', 3, 'EUR', '1', 4],
    ['0.0125', 2, 'EUR', '1', 3],
    ['2024.994', 1, 'USD', '0.98', 198_449],
    ['5.7', 5, 'EUR', '0.9', 2565],
    ['9999999999.9999', 1, 'EUR', '1', 1_000_000_000_000],
  ])('%s × %i %s × %s is %i', (unitPrice, quantity, currency, rate, amount) => {
    expect(extendedAmount(unitPrice, quantity, currency, rate)).toBe(amount);
  });

  it('is never further than half a minor unit from the exact product', () => {
    fc.assert(
      fc.property(unitPrices, fc.integer({ min: 1, max: 100_000 }), currencies, (unitPrice, quantity, currency) => {
        const minor = 10n ** BigInt(minorDigits(currency));
        const exact = tenThousandths(unitPrice) * BigInt(quantity) * minor;
        const off = BigInt(extendedAmount(unitPrice, quantity, currency)) * 10_000n - exact;
        expect(off > -5000n && off <= 5000n).toBe(true);
      }),
    );
  });
});

it('a fraction of an amount is rounded once, half up', () => {
  expect([fractionOf(2050, '0.1'), fractionOf(2005, '0.1'), fractionOf(2004, '0.1'), fractionOf(-5, '0.1')]).toEqual([
    205, 201, 200, -1,
  ]);
});

it('half is rounded away from zero', () => {
  expect([5n, 4n, -5n, -4n].map((numerator) => divideHalfUp(numerator, 10n))).toEqual([1n, 0n, -1n, 0n]);
});

it('a fraction and what it leaves make the whole', () => {
  expect(['0', '0.02', '0.5', '1', '0.3333'].map(complementOf)).toEqual(['1', '0.98', '0.5', '0', '0.6667']);
});

it('an amount written as a decimal reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), currencies, (amount, currency) => {
      const text = decimalOf({ amount, currency });
      expect(decimalSchema.safeParse(text).success).toBe(true);
      expect(minorUnits(text, currency)).toBe(amount);
    }),
  );
});
