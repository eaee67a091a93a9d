import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { isLiving, markOf, type ProcessMark } from './process-mark.ts';

/** The state folder that the environment names, or the usual one; absolute. */
export function stateFolder(): string {
  return resolve(process.env['CALLSIDE_STATE'] ?? '.callside');
}

/** Another process owns the state folder. */
export class StateTakenError extends Error {}

const markSchema = z.object({ pid: z.int().positive(), began: z.string().nullable().default(null) });
const addressSchema = z.object({ url: z.string(), ...markSchema.shape });
const ownerSchema = z.object({ ...markSchema.shape, runtimes: z.array(markSchema).default([]) });

/** Where the desk that owns the folder answers; null when there is none that lives. */
export function livingDesk(state: string): { url: string; pid: number } | null {
  const said = readJson(join(state, 'desk.json'), addressSchema);
  return said !== null && isLiving(said) ? { url: said.url, pid: said.pid } : null;
}

/** A state folder that this process owns, and no other until it is released. */
export interface OwnedState {
  /** Names the processes that the desk runs in, so that a successor can end them when this one could not. */
  runsIn: (runtimes: readonly ProcessMark[]) => void;
  /** Tells other processes the address. */
  ready: (url: string) => void;
  /** Gives the folder up. Works while the process exits. */
  release: () => void;
}

/**
 * Makes this process the owner of the state folder. What an owner that was killed left running is ended first, for two
 * runtimes on one database are two single writers.
 *
 * @throws StateTakenError when another living process owns it.
 */
export async function ownState(state: string): Promise<OwnedState> {
  mkdirSync(state, { recursive: true });
  const claim = join(state, 'owner.json');
  const address = join(state, 'desk.json');
  const self = markOf(process.pid);

  const living = livingDesk(state);
  if (living !== null) throw taken(state, living.pid, living.url);
  const before = readJson(claim, ownerSchema);
  if (before !== null && isLiving(before)) throw taken(state, before.pid, null);
  for (const left of before?.runtimes ?? []) await end(left);
  rmSync(address, { force: true });
  rmSync(claim, { force: true });
  try {
    writeFileSync(claim, JSON.stringify(self), { flag: 'wx' });
  } catch (error) {
    if (!existsSync(claim)) throw error;
    throw taken(state, null, null);
  }

  return {
    runsIn: (runtimes) => writeWhole(claim, JSON.stringify({ ...self, runtimes })),
    ready: (url) => writeWhole(address, `${JSON.stringify({ url, ...self })}\n`),
    release: () => {
      rmSync(address, { force: true });
      rmSync(claim, { force: true });
    },
  };
}

/** Writes a file so that a reader finds the old one or the new one, never a part. */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, text, { mode });
  renameSync(beside, path);
}

/** What a JSON file says, or null where it is missing, half-written or something else. */
export function readJson<Value>(path: string, schema: z.ZodType<Value>): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function taken(state: string, pid: number | null, url: string | null): StateTakenError {
  const owner = pid === null ? 'Another process' : `Process ${pid}`;
  const doing = url === null ? 'is starting a desk' : `serves a desk at ${url}`;
  return new StateTakenError(
    `${owner} ${doing} from ${state}. One process at a time owns a state folder: ` +
      'stop that one, or name another folder with CALLSIDE_STATE.',
  );
}

async function end(left: ProcessMark): Promise<void> {
  if (!isLiving(left)) return;
  process.kill(left.pid, 'SIGKILL');
  for (let waited = 0; isLiving(left) && waited < 5_000; waited += 20) await pause(20);
}
