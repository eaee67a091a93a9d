/** `npm run bench`: what the API costs beside the bare work that it does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { root } from '../desk/repository.ts';
import { Client } from './client.ts';
import { costTable, figuresOf, flatness, meetsTarget, ratioTable, sizes, type Figures, type Size } from './figures.ts';
import { measure } from './measure.ts';
import { operations, type Operation } from './operations.ts';
import { pushFigures, pushTable, type PushFigures } from './push.ts';
import { startRuntime } from './runtime.ts';
import { stage } from './stage.ts';
import { withFigures } from './write.ts';
import { makeWorld, type World } from './world.ts';

const options = new Command('bench')
  .description('times the API against the same statements run raw, and fails where a target is missed')
  .option('--only <operations>', 'some of the operations, with commas between them')
  .option('--rounds <count>', 'rounds of each measurement', '40')
  .option('--write', 'write the figures into docs/performance.md')
  .parse()
  .opts<{ only?: string; rounds: string; write?: true }>();

const rounds = Number(options.rounds);
/** Alone, and as many at once as one isolate sees on a busy day. */
const loads = [
  { inFlight: 1, perRound: 12, rounds },
  { inFlight: 16, perRound: 48, rounds },
];
const warmUp = { inFlight: 16, perRound: 96, rounds: 1 };
const each = warmUp.perRound + loads.reduce((sum, load) => sum + load.rounds * load.perRound, 0);

const say = (what: string): void => void process.stdout.write(`${what}\n`);
const chosen = operations.filter(({ name }) => options.only === undefined || options.only.split(',').includes(name));
const client = new Client();
const runtime = await startRuntime(sizes, crypto.randomUUID());
try {
  const worlds = new Map<Size, World>();
  for (const [size, stand] of runtime.stands) {
    const began = performance.now();
    worlds.set(size, await makeWorld(stand, client, { cases: Number(size), drafts: 2 * each + 10 }));
    say(`Filled ${size} cases in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  const figures: Figures[] = [];
  for (const operation of chosen) {
    figures.push(...(await figuresOfOperation(operation, worlds)));
    say(`Measured ${operation.name}`);
  }
  const pushes: PushFigures[] = [];
  for (const [size, world] of worlds) pushes.push(await pushFigures(size, world, 4 * rounds));
  say(`\n${ratioTable(figures)}\n\n${pushTable(pushes)}\n\n${costTable(figures)}\n`);
  if (options.write) {
    const path = join(root, 'docs', 'performance.md');
    writeFileSync(path, withFigures(readFileSync(path, 'utf8'), figures, pushes));
  }
  const missed = figures.filter((one) => !meetsTarget(one));
  for (const { operation, inFlight } of missed) say(`${operation.name}, ${inFlight} in flight, misses its target`);
  if (missed.length === 0) say(`Every target is met; nothing grows by more than ${flatness} times.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  client.close();
  await runtime.stop();
}

async function figuresOfOperation(operation: Operation, worlds: ReadonlyMap<Size, World>): Promise<Figures[]> {
  const [few, many] = sizes.map((size) => worlds.get(size));
  if (few === undefined || many === undefined) throw new Error('a world is missing');
  const [small, large] = [await stage(operation, few, each), await stage(operation, many, each)];
  const sides = { apiFew: small.api, rawFew: small.raw, apiMany: large.api, rawMany: large.raw };
  await measure(sides, warmUp, 0);
  let from = warmUp.perRound;
  const figures: Figures[] = [];
  for (const load of loads) {
    const times = await measure(sides, load, from);
    from += load.rounds * load.perRound;
    figures.push(
      figuresOf(
        { operation, inFlight: load.inFlight, costs: { 1000: small.cost, 100000: large.cost } },
        { 1000: { api: times.apiFew, raw: times.rawFew }, 100000: { api: times.apiMany, raw: times.rawMany } },
      ),
    );
  }
  return figures;
}
