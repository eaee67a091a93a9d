/** The clock and the dice of the client, so that they can be set. Times in milliseconds. */
export interface Timing {
  now(): number;
  random(): number;
  /** Resolves after `delay`, or at once when the signal aborts. */
  sleep(delay: number, signal: AbortSignal): Promise<void>;
}

export const realTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (delay, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, delay);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      if (signal.aborted) done();
      else signal.addEventListener('abort', done);
    }),
};

const firstPause = 400;
const longestPause = 8_000;

/** How long to wait before try number `attempt` (from 1): what the server asked for, else a doubling, jittered pause. */
export function pauseBefore(attempt: number, retryAfter: number | null, timing: Timing): number {
  const ceiling = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
  return retryAfter ?? ceiling / 2 + (ceiling / 2) * timing.random();
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; null when absent or unreadable. */
export function retryAfterOf(response: Response, now: number): number | null {
  const header = response.headers.get('retry-after');
  if (!header) return null;
  const seconds = Number(header);
  const delay = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(delay) ? null : Math.max(0, delay);
}

export const longestRetryAfter = longestPause;
