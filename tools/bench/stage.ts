import * as z from 'zod';
import type { Task } from './measure.ts';
import type { Operation } from './operations.ts';
import { baselineOf, type ApiRequest, type Recorded } from './repeat.ts';
import type { Baseline, Recording } from './worker/recording.ts';
import type { World } from './world.ts';

/** An operation on one world, ready to be timed, and what it costs D1 each time. */
export interface Staged {
  api: Task;
  raw: Task;
  cost: Cost;
}

/** Exact figures; what the answer does not wait for is counted too. */
export interface Cost {
  trips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
}

const valueSchema = z.union([z.string(), z.number(), z.null()]);
const recordingSchema: z.ZodType<Recording> = z.object({
  status: z.number(),
  body: z.string(),
  trips: z.array(
    z.object({
      statements: z.array(z.object({ sql: z.string(), values: z.array(valueSchema) })),
      aside: z.boolean(),
      rowsRead: z.number(),
      rowsWritten: z.number(),
    }),
  ),
});

/** What an operation asks for besides what is timed: one to warm what the API remembers, two to record, one to prove. */
const besides = 4;

/** Records the operation, and teaches the baseline to do it as often as it will be timed. */
export async function stage(operation: Operation, world: World, count: number): Promise<Staged> {
  const [warm, one, other, proof, ...timed] = await operation.requests(world, 2 * count + besides);
  if (warm === undefined || one === undefined || other === undefined || proof === undefined) {
    throw new RangeError('nothing to record');
  }
  await record(world, warm);
  const [first, second] = [await record(world, one), await record(world, other)];
  const [forApi, forRaw] = [timed.slice(0, count), timed.slice(count)];
  const baseline = baselineOf(first, second, [...forRaw, proof]);
  const cost = costOf(first.recording);
  await prove(operation, world, cost, baseline);
  const { stand, client } = world;
  const lesson = { method: 'POST', url: new URL(`/learn/${operation.name}`, stand.raw), headers: {} };
  await client.ask({ ...lesson, body: JSON.stringify(baseline) });
  return {
    cost,
    api: (serial) => {
      const request = taken(forApi, serial);
      return client.ask({ ...request, url: new URL(request.path, stand.api) });
    },
    raw: (serial) => {
      const path = operation.kind === 'bare' ? '/health' : `/${pathOf[operation.kind]}/${operation.name}/${serial}`;
      return client.ask({ ...taken(forRaw, serial), url: new URL(path, stand.raw) });
    },
  };
}

/** What the baseline does: the statements alone, or the statements and then a word to its sockets. */
const pathOf = { read: 'run', write: 'run', push: 'push' } as const;

async function record({ stand, client }: World, request: ApiRequest): Promise<Recorded> {
  const text = await client.ask({ ...request, url: new URL(request.path, stand.recorder) });
  const recording = recordingSchema.parse(JSON.parse(text));
  if (recording.status >= 300) throw new Error(`${request.path} answered ${recording.status}: ${recording.body}`);
  return { request, recording };
}

function costOf({ trips }: Recording): Cost {
  const sum = (figure: (trip: Recording['trips'][number]) => number): number =>
    trips.reduce((total, trip) => total + figure(trip), 0);
  return {
    trips: trips.length,
    statements: sum(({ statements }) => statements.length),
    rowsRead: sum(({ rowsRead }) => rowsRead),
    rowsWritten: sum(({ rowsWritten }) => rowsWritten),
  };
}

/** @throws Error unless the baseline reads and writes as many rows as the API did: else it would not be the same work. */
async function prove({ name }: Operation, { stand }: World, cost: Cost, baseline: Baseline): Promise<void> {
  const [values = []] = baseline.repetitions.slice(-1);
  const [read, written] = [new Array<number>(), new Array<number>()];
  for (const [trip, { sql }] of baseline.trips.entries()) {
    const statements = sql.map((text, nth) => stand.database.prepare(text).bind(...(values[trip]?.[nth] ?? [])));
    for (const { meta } of await stand.database.batch(statements)) {
      read.push(meta.rows_read);
      written.push(meta.rows_written);
    }
  }
  const sums = [read, written].map((figures) => figures.reduce((total, figure) => total + figure, 0));
  if (sums[0] === cost.rowsRead && sums[1] === cost.rowsWritten) return;
  throw new Error(
    `${name}: the API reads ${cost.rowsRead} and writes ${cost.rowsWritten} rows, its baseline ${sums.join(' and ')}`,
  );
}

function taken(requests: readonly ApiRequest[], serial: number): ApiRequest {
  const request = requests[serial];
  if (request === undefined) throw new RangeError(`nothing is left to ask for after ${serial} requests`);
  return request;
}
