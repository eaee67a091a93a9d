import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';

const root = resolve(import.meta.dirname, '../..');

/** The folder of a data set that is not part of the repository, null where it is not on this machine. */
export function realData(name: string): string | null {
  const folder = join(process.env['CALLSIDE_DATA'] ?? resolve(root, '../shared/data'), name);
  return existsSync(folder) ? folder : null;
}

/** The rows of a CSV file by the names of its columns. */
export function csv(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, bom: true });
}

/** `npm run import -- …` in a process of its own. */
export interface ImportProcess {
  output: () => string;
  /** How it ended: null where a signal ended it. */
  ended: Promise<number | null>;
  /** Ends it and all it started at once, as a power cut would. */
  kill: () => Promise<void>;
}

export function startImport(state: string, args: readonly string[]): ImportProcess {
  const child = spawn(process.execPath, ['--import', './tools/node.mjs', 'tools/import/import.ts', ...args], {
    cwd: root,
    env: { ...process.env, CALLSIDE_STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(() => child.exitCode);
  return {
    output: () => text,
    ended,
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Runs an import to its end. */
export async function runImport(
  state: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const importing = startImport(state, args);
  return { code: await importing.ended, output: importing.output() };
}

/** Waits until an import has said something. */
export async function untilSaid(importing: ImportProcess, what: string): Promise<void> {
  let over = false;
  void importing.ended.then(() => (over = true));
  while (!importing.output().includes(what)) {
    if (over) throw new Error(`the import ended before it said ${what}:\n${importing.output()}`);
    await pause(20);
  }
}

/** The counts that an import told of a kind. */
export function told(output: string, kind: string): Record<'read' | 'created' | 'existing' | 'refused', number> | null {
  const counts = new RegExp(`^${kind} +([\\d,]+) +([\\d,]+) +([\\d,]+) +([\\d,]+)$`, 'm').exec(output);
  const [read = 0, created = 0, existing = 0, refused = 0] = (counts ?? [])
    .slice(1)
    .map((count) => Number(count.replaceAll(',', '')));
  return counts && { read, created, existing, refused };
}

/** The database of a state folder whose desk has ended. */
export function databaseOf(state: string): DatabaseSync {
  const folder = join(state, 'd1', 'miniflare-D1DatabaseObject');
  const [file] = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return new DatabaseSync(join(folder, file ?? ''));
}
