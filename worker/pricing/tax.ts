import { fractionOf } from '../../shared/money.ts';

/** A channel's tax rate for a region, or with an empty region for the rest of the country. A fraction. */
export interface TaxRate {
  country: string;
  region: string;
  rate: string;
}

/** The rate of the place that an order goes to: its region's before its country's; null where the table has neither. */
export function rateOf(
  rates: readonly TaxRate[],
  place: { country: string; region: string | null } | null,
): string | null {
  if (place === null) return null;
  const region = fold(place.region ?? '');
  const ofCountry = rates.filter(({ country }) => country === place.country);
  const found =
    (region === '' ? undefined : ofCountry.find((each) => fold(each.region) === region)) ??
    ofCountry.find((each) => each.region === '');
  return found?.rate ?? null;
}

/** Tax on what is taxable, in minor units, rounded once; none without a rate. */
export function taxOf(taxable: number, rate: string | null): number {
  return rate === null ? 0 : fractionOf(taxable, rate);
}

function fold(region: string): string {
  return region.trim().toLowerCase();
}
