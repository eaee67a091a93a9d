import type { Timing } from '../../../widget/client/wait.ts';

/** A clock that moves only when told to, or when the client sleeps. */
export class Clock implements Timing {
  time = 1_000_000_000_000;
  /** How long the client slept, each time, in milliseconds. */
  readonly slept: number[] = [];

  now(): number {
    return this.time;
  }
  random(): number {
    return 0.5;
  }
  sleep(delay: number): Promise<void> {
    this.slept.push(delay);
    this.time += delay;
    return Promise.resolve();
  }
}
