import { expect, it } from 'vitest';
import { minorDigits } from '../../../shared/money.ts';
import { digitsOf } from '../../../widget/internal/format.ts';

it('the elements count the decimals of every currency as the API does', () => {
  const differing = Intl.supportedValuesOf('currency').filter(
    (currency) => digitsOf(currency) !== minorDigits(currency),
  );
  expect(differing).toEqual([]);
});
