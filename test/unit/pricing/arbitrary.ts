import fc from 'fast-check';

/** Currencies of no, two and three decimals. */
export const currencies = fc.constantFrom('JPY', 'EUR', 'BRL', 'KWD');

const fraction = (max: number) => fc.integer({ min: 0, max }).map((units) => decimal(units));

/** Decimals of up to four places, to 100,000. */
export const unitPrices = fraction(1_000_000_000);

/** Fractions from nothing to the whole. */
export const rates = fraction(10_000);

export const lines = fc.array(
  fc.record({ quantity: fc.integer({ min: 1, max: 1000 }), unitPrice: unitPrices, discountRate: rates }),
  { maxLength: 12 },
);

export const charges = fc.array(fc.record({ amount: fc.integer({ min: 0, max: 100_000 }) }), { maxLength: 4 });

function decimal(units: number): string {
  const fractionPart = String(units % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(units / 10_000)}${fractionPart && '.'}${fractionPart}`;
}
