import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as z from 'zod';
import { mostTopics } from '../../shared/live.ts';
import type { Size } from './figures.ts';
import { notesOn } from './operations.ts';
import { stage } from './stage.ts';
import { ratioOfMedians, type Estimate } from './statistics.ts';
import { table } from './table.ts';
import { origin, type World } from './world.ts';

/** Milliseconds between two notes: the relay looks at once where it has not looked for a while. */
const quiet = 60;

/** How long it takes from asking for a write until a page that has its record open is told of it, alone on the line. */
export interface PushFigures {
  size: Size;
  /** The bare time by the API's: its statements, and one object that tells its sockets. */
  ratio: Estimate;
  /** Medians, in milliseconds of this machine. */
  api: number;
  bare: number;
}

export async function pushFigures(size: Size, world: World, rounds: number): Promise<PushFigures> {
  const cases = await newCases(world);
  const staged = await stage(notesOn(cases), world, rounds + 1);
  const page = await openPage(world, cases);
  const bare = await opened(new URL('/socket', world.stand.raw));
  const took = { api: new Array<number>(), bare: new Array<number>() };
  // The requests that are timed come after those that were recorded, in the order in which they were made.
  const recorded = 4;
  for (let round = 0; round <= rounds; round += 1) {
    const topic = cases[(recorded + round) % cases.length] ?? '';
    const api = await timed(
      page,
      (text) => text.includes('"hint"') && text.includes(topic),
      () => staged.api(round),
    );
    const raw = await timed(
      bare,
      (text) => text === String(round),
      () => staged.raw(round),
    );
    // The first opens what the others find open.
    if (round === 0) continue;
    took.api.push(api);
    took.bare.push(raw);
  }
  page.terminate();
  bare.terminate();
  return { size, ratio: ratioOfMedians(took.bare, took.api), api: median(took.api), bare: median(took.bare) };
}

export function pushTable(figures: readonly PushFigures[]): string {
  return table([
    ['commit to socket', 'ratio', 'API, ms here', 'bare, ms here'],
    ...figures.map(({ size, ratio, api, bare }) => [
      `${Number(size).toLocaleString('en')} cases`,
      `${ratio.value.toFixed(2)} (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})`,
      api.toFixed(1),
      bare.toFixed(1),
    ]),
  ]);
}

async function timed(socket: WebSocket, isIt: (text: string) => boolean, act: () => Promise<unknown>): Promise<number> {
  await pause(quiet);
  const began = performance.now();
  let hear: ((data: Buffer) => void) | undefined;
  const heard = new Promise<number>((resolve) => {
    hear = (data) => {
      if (isIt(data.toString())) resolve(performance.now() - began);
    };
    socket.on('message', hear);
  });
  const [took] = await Promise.all([heard, act()]);
  if (hear) socket.off('message', hear);
  return took;
}

/** As many cases as a page may watch. */
async function newCases(world: World): Promise<string[]> {
  const [customerId = ''] = world.many.customers;
  const made = Array.from({ length: mostTopics }, async () => {
    const answer: unknown = JSON.parse(await world.ask(world.post('/v1/cases', { customerId, title: 'Watched' })));
    return z.looseObject({ id: z.string() }).parse(answer).id;
  });
  return Promise.all(made);
}

/** A page that has these cases open. */
async function openPage(world: World, topics: readonly string[]): Promise<WebSocket> {
  const answer: unknown = JSON.parse(await world.ask(world.post('/v1/live/tickets', {})));
  const { ticket } = z.object({ ticket: z.string() }).parse(answer);
  const page = await opened(new URL(`/v1/live?ticket=${ticket}`, world.stand.api), { origin });
  let watching = 0;
  page.on('message', (data: Buffer) => {
    if (data.toString().includes('"watching"')) watching += 1;
  });
  page.send(JSON.stringify({ type: 'watch', topics }));
  while (watching < topics.length) await pause(10);
  return page;
}

function opened(url: URL, headers: Record<string, string> = {}): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.href.replace(/^http/, 'ws'), { headers });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
