import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import { startDesk, type Desk } from '../../tools/desk/desk.ts';
import { Caller, freePort } from '../e2e/desk-process.ts';

/**
 * Many pages watch many cases while notes are written on them: how long after the note was acknowledged its hint is there,
 * beside how long a bare socket takes to send the same back. Absolute times are this machine's; the ratio says more.
 */
const sockets = Number(process.env['LOAD_SOCKETS'] ?? 500);
const rate = Number(process.env['LOAD_RATE'] ?? 200);
const seconds = Number(process.env['LOAD_SECONDS'] ?? 20);
const agents = Array.from({ length: Math.ceil(sockets / 5) }, (_, place) => `watcher-${place}`);

let state: string;
let desk: Desk;
let clerk: Caller;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'callside-load-'));
  desk = await startDesk({
    state,
    port: await freePort(),
    agents: agents.map((externalId) => ({ externalId, name: externalId, role: 'agent' as const })),
  });
  clerk = await Caller.of(desk.url);
}, 120_000);
afterAll(async () => {
  await desk.stop();
  rmSync(state, { recursive: true, force: true });
});

const entitySchema = z.object({ id: z.string() });
const ticketSchema = z.object({ ticket: z.string() });
const messageSchema = z.object({ type: z.string(), topic: z.string(), seq: z.number().optional() });
const timelineSchema = z.object({ items: z.array(z.object({ seq: z.number() })) });

async function made<Schema extends z.ZodType>(answer: Response, schema: Schema): Promise<z.output<Schema>> {
  const json: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(json)}`);
  return schema.parse(json);
}

function at(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
}

const said = (times: readonly number[]) =>
  `p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, p99 ${at(times, 0.99)} ms`;

/** Calls at a steady rate, whatever each takes; answers how many a second were begun. */
async function steadily(act: (place: number) => Promise<void>): Promise<number> {
  const begun = performance.now();
  const acts: Promise<void>[] = [];
  const all = rate * seconds;
  while (acts.length < all) {
    const due = Math.min(all, Math.floor(((performance.now() - begun) / 1000) * rate));
    while (acts.length < due) acts.push(act(acts.length));
    await pause(2);
  }
  await Promise.all(acts);
  return all / ((performance.now() - begun) / 1000);
}

/** Opens a socket and waits until it is open. */
function opened(url: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Milliseconds that bare sockets take to send back what they are sent, at the same rate. */
async function echoTimes(): Promise<number[]> {
  const port = await freePort();
  const server = new WebSocketServer({ port, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  await once(server, 'listening');
  const clients = await Promise.all(Array.from({ length: sockets }, () => opened(`ws://127.0.0.1:${port}`)));
  const times: number[] = [];
  await steadily(async (place) => {
    const begun = performance.now();
    const client = clients[place % clients.length];
    await new Promise<void>((resolve) => {
      client?.once('message', () => resolve());
      client?.send('{"type":"hint"}');
    });
    times.push(performance.now() - begun);
  });
  for (const client of clients) client.terminate();
  server.close();
  return times;
}

test(`${rate} notes a second reach ${sockets} sockets`, async () => {
  const customer = await made(await clerk.post('/v1/customers', { kind: 'person', name: 'Watched' }), entitySchema);
  const cases: string[] = [];
  for (let place = 0; place < rate; place += 1) {
    const body = { customerId: customer.id, title: `Watched ${place}` };
    cases.push((await made(await clerk.post('/v1/cases', body), entitySchema)).id);
  }

  /** When each socket knew of a place in the log of its case. */
  const seen = new Map<string, { seq: number; at: number }[][]>();
  const open: WebSocket[] = [];
  let watching = 0;
  for (const [number, agent] of agents.entries()) {
    const caller = await Caller.of(desk.url, agent);
    for (let place = number * 5; place < Math.min(sockets, number * 5 + 5); place += 1) {
      const { ticket } = await made(await caller.post('/v1/live/tickets', {}), ticketSchema);
      const topic = cases[place % cases.length] ?? '';
      const socket = await opened(`${desk.url.replace('http', 'ws')}/v1/live?ticket=${ticket}`, { origin: desk.url });
      const hints: { seq: number; at: number }[] = [];
      seen.set(topic, [...(seen.get(topic) ?? []), hints]);
      socket.on('message', (data: Buffer) => {
        const json: unknown = JSON.parse(data.toString());
        const { type, seq } = messageSchema.parse(json);
        if (type === 'watching') watching += 1;
        if (type === 'hint' && seq !== undefined) hints.push({ seq, at: performance.now() });
      });
      socket.send(JSON.stringify({ type: 'watch', topics: [topic] }));
      open.push(socket);
    }
  }
  while (watching < sockets) await pause(10);

  const notes: { topic: string; sent: number; acknowledged: number }[] = [];
  const achieved = await steadily(async (place) => {
    const topic = cases[place % cases.length] ?? '';
    const sent = performance.now();
    await made(await clerk.post(`/v1/cases/${topic}/notes`, { body: `Note ${place}` }), entitySchema);
    notes.push({ topic, sent, acknowledged: performance.now() });
  });
  await pause(2_000);

  const last = new Map<string, number>();
  for (const topic of cases) {
    const { items } = await made(await clerk.get(`/v1/cases/${topic}/timeline?limit=1`), timelineSchema);
    last.set(topic, items[0]?.seq ?? 0);
  }
  const behind = [...seen].flatMap(([topic, all]) =>
    all.filter((hints) => (hints.at(-1)?.seq ?? 0) < (last.get(topic) ?? 0)),
  );

  // Each case has a note a second, so that a note's hint is the first that comes after it was sent.
  const after: number[] = [];
  const whole: number[] = [];
  for (const { topic, sent, acknowledged } of notes) {
    for (const hints of seen.get(topic) ?? []) {
      const hint = hints.find(({ at: time }) => time > sent);
      if (hint === undefined) continue;
      after.push(hint.at - acknowledged);
      whole.push(hint.at - sent);
    }
  }
  for (const socket of open) socket.terminate();
  const echo = await echoTimes();
  process.stdout.write(
    `${Math.round(achieved)} commits a second, ${sockets} sockets, ${after.length} hints\n` +
      `  from acknowledged to hint (below 0: before the answer was): ${said(after)}\n  from sent to hint: ${said(whole)}\n` +
      `  a bare echo: ${said(echo)}; sent to hint at p99 is ${(at(whole, 0.99) / at(echo, 0.99)).toFixed(1)} times that\n`,
  );
  expect(behind).toEqual([]);
}, 300_000);
