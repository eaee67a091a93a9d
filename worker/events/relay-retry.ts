const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Milliseconds to wait after the first attempt, the second and so on; together some 28 hours, as Standard Webhooks advises. */
const waits = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
];

/** An event that failed this often is given up. */
export const mostAttempts = waits.length + 1;

/** As many failures in a row of one consumer, whatever the events, and it is left alone for a while. */
export const failuresBeforePause = 5;

/** The longest that a consumer is left alone, in milliseconds. */
const longestPause = 5 * minute;

/**
 * When an event is tried again that has failed `attempts` times. `chance`, from 0 up to 1, moves it by a fifth either
 * way, so that what failed together does not come again together.
 */
export function nextAttemptAt(attempts: number, now: number, chance: number): number {
  const wait = waits[Math.min(attempts, waits.length) - 1] ?? second;
  return now + Math.round(wait * (0.8 + 0.4 * chance));
}

/** Until when a consumer is left alone after `failures` in a row; null where it is not. */
export function pausedUntil(failures: number, now: number, chance: number): number | null {
  if (failures < failuresBeforePause) return null;
  return Math.min(nextAttemptAt(failures - failuresBeforePause + 1, now, chance), now + longestPause);
}
