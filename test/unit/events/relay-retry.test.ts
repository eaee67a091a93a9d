import { describe, expect, test } from 'vitest';
import { mostAttempts, nextAttemptAt, pausedUntil } from '../../../worker/events/relay-retry.ts';

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => seconds(60 * count);
const hours = (count: number) => minutes(60 * count);

describe('what has failed is tried again', () => {
  test.each([
    [1, seconds(5)],
    [2, seconds(30)],
    [3, minutes(2)],
    [4, minutes(10)],
    [5, minutes(30)],
    [6, hours(1)],
    [7, hours(2)],
    [8, hours(4)],
    [9, hours(8)],
    [10, hours(12)],
  ])('after failure %i in %i ms, give or take a fifth', (attempts, wait) => {
    expect(nextAttemptAt(attempts, 1000, 0.5)).toBe(1000 + wait);
    expect(nextAttemptAt(attempts, 1000, 0)).toBe(1000 + wait * 0.8);
    expect(nextAttemptAt(attempts, 1000, 0.999_999)).toBeLessThanOrEqual(1000 + wait * 1.2);
  });

  test('eleven times in all, over more than a day', () => {
    expect(mostAttempts).toBe(11);
    let at = 0;
    for (let attempts = 1; attempts < mostAttempts; attempts += 1) at = nextAttemptAt(attempts, at, 0);
    expect(at).toBeGreaterThan(hours(22));
  });
});

describe('who fails again and again is left alone', () => {
  test.each([
    [1, null],
    [4, null],
    [5, seconds(5)],
    [6, seconds(30)],
    [7, minutes(2)],
    [8, minutes(5)],
    [40, minutes(5)],
  ])('after %i in a row until %s', (failures, until) => {
    expect(pausedUntil(failures, 0, 0.5)).toBe(until);
  });
});
