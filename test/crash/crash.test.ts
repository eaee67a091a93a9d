import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Caller, freePort, startDesk, type DeskProcess } from '../e2e/desk-process.ts';
import { Receiver } from './receiver.ts';
import { Worker, type Acknowledged } from './worker.ts';

/**
 * Sixteen work at the desk while it is killed again and again, with all it has started and without a warning. Whoever gets
 * no answer asks again under the same key. Then the history is compared with what the desk shows and what a webhook was told.
 */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? 20);
const operations = Number(process.env['CRASH_OPERATIONS'] ?? 20_000);
const clients = 16;
const agents = ['ines', 'tomasz', 'chloe', 'marta'];
/** Milliseconds within which everybody has caught up after a start. */
const catchesUpWithin = 5_000;

let state: string;
let port: number;
let desk: DeskProcess;
let receiver: Receiver;
let isUp: Promise<void> = Promise.resolve();
let over = false;
const acknowledged: Acknowledged[] = [];
const workers: Worker[] = [];
const shared: string[] = [];
const caughtUpIn: number[] = [];

const pageSchema = z.object({
  items: z.array(z.object({ note: z.object({ id: z.string(), body: z.string() }).nullable() })),
  next: z.string().nullable(),
});
const caseSchema = z.object({ title: z.string(), state: z.string(), version: z.number() });
const customerSchema = z.object({ summary: z.object({ openCases: z.number(), openOrders: z.number() }) });

async function read<Schema extends z.ZodType>(caller: Caller, path: string, schema: Schema): Promise<z.output<Schema>> {
  const answer = await caller.get(path);
  const json: unknown = await answer.json();
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(json)}`);
  return schema.parse(json);
}

/** Milliseconds until the webhook knows of all that was acknowledged by now; fails after a minute. */
async function catchUp(): Promise<number> {
  const from = Date.now();
  const wanted = acknowledged.slice();
  const missing = () => wanted.filter(({ type, id }) => !receiver.knows(type, id));
  while (missing().length > 0) {
    if (Date.now() - from > 60_000) throw new Error(`never told: ${JSON.stringify(missing().slice(0, 5))}`);
    await pause(20);
  }
  return Date.now() - from;
}

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'callside-crash-'));
  port = await freePort();
  [desk, receiver] = await Promise.all([startDesk(state, port), Receiver.open()]);
  const admin = await Caller.of(desk.url, 'henrik');
  const hook = await admin.post('/v1/webhooks', { url: receiver.url });
  if (hook.status !== 201) throw new Error(`no webhook: ${await hook.text()}`);
  const weather = { isUp: () => isUp, isOver: () => over, done: (what: Acknowledged) => acknowledged.push(what) };
  for (let place = 0; place < clients; place += 1) {
    workers.push(new Worker(desk.url, `w${place}`, agents[place % agents.length] ?? '', shared, weather));
  }
  const [first] = workers;
  if (first === undefined) throw new Error('nobody works');
  const customer = await first.customer();
  for (let place = 0; place < 8; place += 1) shared.push((await first.case(customer)).id);
  // They are everybody's: nobody retitles or resolves them.
  first.cases.length = 0;

  const working = workers.map((worker) => worker.work());
  for (let round = 1; round <= rounds; round += 1) {
    const until = (operations / rounds) * (round - Math.random() * 0.5);
    while (acknowledged.length < until) await pause(20);
    await pause(Math.random() * 100);
    isUp = desk.end('SIGKILL', 'all').then(async () => {
      desk = await startDesk(state, port);
    });
    await isUp;
    caughtUpIn.push(await catchUp());
    process.stdout.write(
      `round ${round}: ${acknowledged.length} acknowledged, caught up ${caughtUpIn.at(-1)} ms after the start\n`,
    );
  }
  while (acknowledged.length < operations) await pause(20);
  over = true;
  await Promise.all(working);
  await catchUp();
  await pause(500);
}, 1_800_000);

afterAll(async () => {
  receiver.close();
  await desk.end('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

describe('a desk that was killed again and again', () => {
  test('was worked at as it should be', () => {
    process.stdout.write(
      `${acknowledged.length} operations, ${rounds} kills, ${receiver.told.size} events, ${receiver.repeats} told twice, ` +
        `caught up in ${Math.max(...caughtUpIn)} ms at most\n`,
    );
    expect(workers.flatMap(({ refused }) => refused)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(operations);
  });

  test('has everybody caught up within five seconds of each start', () => {
    expect(Math.max(...caughtUpIn)).toBeLessThanOrEqual(catchesUpWithin);
  });

  test('has told every event, in the order of its record, under one id', () => {
    expect(receiver.faults).toEqual([]);
    expect(receiver.gaps).toEqual([]);
  });

  test.each([
    'customer_created',
    'case_created',
    'note_added',
    'case_changed',
    'case_resolved',
    'case_reactivated',
    'order_created',
  ])('has done each once: %s', (type) => {
    expect(receiver.count(type)).toBe(acknowledged.filter((one) => one.type === type).length);
  });

  test('has every note once on its case', async () => {
    const caller = await Caller.of(desk.url);
    const found: string[] = [];
    for (const id of shared) {
      for (let next: string | null = ''; next !== null;) {
        const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
        const page = await read(caller, `/v1/cases/${id}/timeline?limit=100${cursor}`, pageSchema);
        found.push(...page.items.flatMap(({ note }) => (note === null ? [] : [note.body])));
        ({ next } = page);
      }
    }
    const wanted = acknowledged.filter(({ type }) => type === 'note_added').map(({ text }) => text);
    expect(found.toSorted()).toEqual(wanted.toSorted());
  });

  test('shows each case as it was last acknowledged, and sums up what there is', async () => {
    const caller = await Caller.of(desk.url);
    for (const { cases, customers } of workers) {
      for (const { id, title, state: wanted, version } of cases.slice(-40)) {
        expect(await read(caller, `/v1/cases/${id}`, caseSchema)).toMatchObject({ title, state: wanted, version });
      }
      for (const id of customers.slice(1).slice(-10)) {
        const open = cases.filter((one) => one.customer === id && one.state === 'active').length;
        const { summary } = await read(caller, `/v1/customers/${id}`, customerSchema);
        expect(summary.openCases).toBe(open);
      }
    }
  }, 120_000);
});
