import { Random } from '../demo/random.ts';

/** A figure with the interval that it lies in, 95 times of 100. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** @throws RangeError where there is nothing to take the middle of. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('the median of nothing');
  return (low + high) / 2;
}

const resamples = 2_000;

/**
 * The median of `above` by that of `below`, with a bootstrap interval. The two were measured in pairs, round by round, and
 * are drawn in pairs, so that what slowed the machine for both is not taken for a difference. The draw falls the same
 * way each time.
 */
export function ratioOfMedians(above: readonly number[], below: readonly number[]): Estimate {
  if (above.length !== below.length) throw new RangeError('rounds without their other half');
  const random = new Random(1);
  const drawn = Array.from({ length: resamples }, () => {
    const places = above.map(() => random.int(0, above.length - 1));
    return median(chosen(above, places)) / median(chosen(below, places));
  }).sort((one, other) => one - other);
  return {
    value: median(above) / median(below),
    low: drawn[Math.floor(resamples * 0.025)] ?? Number.NaN,
    high: drawn[Math.ceil(resamples * 0.975) - 1] ?? Number.NaN,
  };
}

function chosen(values: readonly number[], places: readonly number[]): number[] {
  return places.flatMap((place) => values[place] ?? []);
}
