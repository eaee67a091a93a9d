/** Something that is done over and over, `serial` counting up; no serial comes twice. */
export type Task = (serial: number) => Promise<unknown>;

export interface Load {
  rounds: number;
  /** How many are done in a round, and how many of them at the same time. */
  perRound: number;
  inFlight: number;
}

/**
 * Times tasks in turns: many short rounds, each task once a round, backwards in every other one, so that what else the
 * machine does falls on all of them alike. Answers milliseconds for one, by task and round.
 *
 * @param from the first serial; the next free one is `from + rounds * perRound`.
 */
export async function measure<Name extends string>(
  tasks: Record<Name, Task>,
  load: Load,
  from: number,
): Promise<Record<Name, number[]>> {
  const sides = Object.entries<Task>(tasks).map(([name, task]) => ({ name, task, times: new Array<number>() }));
  for (let round = 0; round < load.rounds; round += 1) {
    for (const { task, times } of round % 2 === 0 ? sides : sides.toReversed()) {
      times.push((await timed(task, from + round * load.perRound, load)) / load.perRound);
    }
  }
  const named: Record<string, number[]> = Object.fromEntries(sides.map(({ name, times }) => [name, times]));
  return named;
}

async function timed(task: Task, from: number, { perRound, inFlight }: Load): Promise<number> {
  let next = from;
  const work = async (): Promise<void> => {
    while (next < from + perRound) {
      const serial = next;
      next += 1;
      await task(serial);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, work));
  return performance.now() - began;
}
