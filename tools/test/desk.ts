import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environment, root } from './run-command.ts';

/** A desk of our own: its address, and how to end it. */
export interface Desk {
  url: string;
  stop: () => Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 5_000;

/**
 * Starts the desk on a free port with an empty state folder and waits until it says it is ready.
 *
 * @param log where its output goes
 * @throws Error with the end of that output when it does not get ready.
 */
export async function startDesk(log: string): Promise<Desk> {
  const state = mkdtempSync(join(tmpdir(), 'callside-test-'));
  const port = await freePort();
  const child = spawn('node', ['--import', './tools/node.mjs', 'tools/desk/start.ts'], {
    cwd: root,
    env: environment({ PORT: String(port), CALLSIDE_STATE: state }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = createWriteStream(log);
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  let ended = false;
  child.once('close', () => {
    ended = true;
    output.end();
  });

  async function stop(): Promise<void> {
    const over = new Promise<void>((settle) => (ended ? settle() : child.once('close', () => settle())));
    signalGroup(child.pid, 'SIGTERM');
    await Promise.race([over, pause(STOP_WITHIN_MS)]);
    signalGroup(child.pid, 'SIGKILL');
    await over;
    rmSync(state, { recursive: true, force: true });
  }

  const deadline = Date.now() + READY_WITHIN_MS;
  const said = join(state, 'desk.json');
  while (Date.now() < deadline && !hasEnded()) {
    const url = readUrl(said);
    if (url !== undefined) return { url, stop };
    await pause(200);
  }
  const reason = hasEnded() ? 'ended before it was ready' : `was not ready within ${READY_WITHIN_MS / 1000} s`;
  await stop();
  throw new Error(`The desk ${reason}.\n${readFileSync(log, 'utf8').split('\n').slice(-40).join('\n')}`);

  function hasEnded(): boolean {
    return ended;
  }
}

/** The desk and all it started, which stand in one process group. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

function readUrl(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const url = typeof value === 'object' && value !== null && 'url' in value ? value.url : undefined;
    return typeof url === 'string' ? url : undefined;
  } catch {
    // It is being written; the next look finds it whole.
    return undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((settle, refuse) => {
    const server = createServer();
    server.once('error', refuse);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? settle(address.port) : refuse(new Error('no port')),
      );
    });
  });
}
