import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { extendedAmount } from '../../../shared/money.ts';
import { lineAmounts } from '../../../worker/pricing/line.ts';
import { rateOf, taxOf, type TaxRate } from '../../../worker/pricing/tax.ts';
import { isExact, sumsOf, sumsOfStated, taxableAmount } from '../../../worker/pricing/totals.ts';
import { charges, currencies, lines, rates } from './arbitrary.ts';

describe('a line', () => {
  test.each([
    [{ quantity: 1, unitPrice: '0.05', discountRate: '0.5' }, 'EUR', { amount: 5, discount: 2 }],
    [{ quantity: 3, unitPrice: '2024.994', discountRate: '0' }, 'USD', { amount: 607_498, discount: 0 }],
    [{ quantity: 3, unitPrice: '0.333', discountRate: '0.02' }, 'KWD', { amount: 999, discount: 20 }],
    [{ quantity: 3, unitPrice: '333.3', discountRate: '0.1' }, 'JPY', { amount: 1000, discount: 100 }],
    [{ quantity: 1, unitPrice: '10', discountRate: '1' }, 'EUR', { amount: 1000, discount: 1000 }],
  ])('%j in %s comes to %j', (line, currency, amounts) => {
    expect(lineAmounts(line, currency)).toEqual(amounts);
  });

  it('asks for the exact product rounded once, whatever its discount', () => {
    fc.assert(
      fc.property(lines, currencies, (all, currency) => {
        for (const line of all) {
          const { amount, discount } = lineAmounts(line, currency);
          const left = (10_000 - Math.round(Number(line.discountRate) * 10_000)) / 10_000;
          expect(amount - discount).toBe(extendedAmount(line.unitPrice, line.quantity, currency, String(left)));
          expect(discount >= 0 && discount <= amount).toBe(true);
        }
      }),
    );
  });
});

describe('totals', () => {
  it('are lines + charges + tax − discounts + rounding, in currencies of no, two and three decimals', () => {
    fc.assert(
      fc.property(lines, charges, rates, currencies, (all, extra, rate, currency) => {
        const amounts = all.map((line) => lineAmounts(line, currency));
        const taxable = taxableAmount(amounts, extra);
        const sums = sumsOf({ lines: amounts, charges: extra, tax: taxOf(taxable, rate), rounding: 0 });
        expect(sums.total).toBe(sums.lines + sums.charges + sums.tax - sums.discounts + sums.rounding);
        expect(sums.total).toBe(taxable + sums.tax);
        expect(Object.values(sums).every(Number.isSafeInteger)).toBe(true);
        expect(Math.abs(sums.tax - taxable * Number(rate))).toBeLessThanOrEqual(0.501);
      }),
    );
  });

  it('keep a total that another system stated, and name the rounding that leads to it', () => {
    fc.assert(
      fc.property(lines, charges, currencies, fc.integer({ min: 0, max: 1e9 }), (all, extra, currency, stated) => {
        const parts = { lines: all.map((line) => lineAmounts(line, currency)), charges: extra, tax: 17 };
        const sums = sumsOfStated(parts, stated);
        expect(sums.total).toBe(stated);
        expect(sums.lines + sums.charges + sums.tax - sums.discounts + sums.rounding).toBe(stated);
        expect(sumsOfStated(parts, null)).toEqual(sumsOf({ ...parts, rounding: 0 }));
      }),
    );
  });

  it('that pass what can be kept exactly are known', () => {
    const line = lineAmounts({ quantity: 100_000, unitPrice: '9999999999999', discountRate: '0' }, 'EUR');
    expect(isExact(sumsOf({ lines: [line], charges: [], tax: 0, rounding: 0 }))).toBe(false);
    expect(isExact(sumsOf({ lines: [], charges: [], tax: 0, rounding: 0 }))).toBe(true);
  });
});

describe('tax', () => {
  const table: TaxRate[] = [
    { country: 'US', region: 'WA', rate: '0.065' },
    { country: 'FR', region: '', rate: '0.2' },
    { country: 'FR', region: 'Corse', rate: '0.1' },
  ];

  test.each([
    [{ country: 'FR', region: null }, '0.2'],
    [{ country: 'FR', region: 'Corse' }, '0.1'],
    [{ country: 'FR', region: ' corse ' }, '0.1'],
    [{ country: 'FR', region: 'Bretagne' }, '0.2'],
    [{ country: 'US', region: 'WA' }, '0.065'],
    [{ country: 'US', region: 'OR' }, null],
    [{ country: 'US', region: null }, null],
    [{ country: 'DE', region: null }, null],
    [null, null],
  ])('of %j is %s: a region before its country', (place, rate) => {
    expect(rateOf(table, place)).toBe(rate);
  });

  it('is rounded once over the whole, and nothing without a rate', () => {
    expect([taxOf(999, '0.2'), taxOf(1002, '0.0525'), taxOf(1000, null)]).toEqual([200, 53, 0]);
  });
});
