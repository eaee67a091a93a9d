import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, ratioOfMedians } from '../../../tools/bench/statistics.ts';

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[10, 1, 2, 9], 5.5],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('is not moved by a round that the machine spoilt', () => {
    expect(median([1, 1, 1, 1, 900])).toBe(1);
  });

  it('of nothing is an error, not a figure', () => expect(() => median([])).toThrow(RangeError));
});

describe('the ratio of two medians', () => {
  const rounds = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 5, maxLength: 40 });

  it('lies in its interval', () => {
    fc.assert(
      fc.property(rounds, (above) => {
        const { value, low, high } = ratioOfMedians(above, above.toReversed());
        expect(low).toBeLessThanOrEqual(value + 1e-9);
        expect(high).toBeGreaterThanOrEqual(value - 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it('has no width where one is always twice the other, however the rounds differ', () => {
    const below = [1, 5, 2, 8, 3, 13, 4];
    expect(
      ratioOfMedians(
        below.map((time) => 2 * time),
        below,
      ),
    ).toEqual({ value: 2, low: 2, high: 2 });
  });

  it('is the narrower the more rounds there were', () => {
    const spread = (count: number) => Array.from({ length: count }, (_, round) => 1 + ((round * 37) % 11) / 10);
    const width = (count: number) => {
      const { low, high } = ratioOfMedians(spread(count), spread(count).toReversed());
      return high - low;
    };
    expect(width(200)).toBeLessThan(width(15));
  });

  it('wants rounds in pairs', () => expect(() => ratioOfMedians([1, 2], [1])).toThrow(RangeError));
});
