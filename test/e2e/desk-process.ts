import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const readyWithin = 60_000;

/** A desk in a process of its own, as `npm start` runs it. */
export interface DeskProcess {
  url: string;
  /** Sends the signal to it, or to it and all it started, waits for its end and says how it ended. */
  end: (signal: NodeJS.Signals, whom?: 'it' | 'all') => Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a desk and waits until it says that it is ready. */
export async function startDesk(state: string, port: number): Promise<DeskProcess> {
  const said = run(state, port);
  const ready = join(state, 'desk.json');
  for (let waited = 0; waited < readyWithin; waited += 50) {
    const { pid } = said.child;
    const named = existsSync(ready) ? (JSON.parse(readFileSync(ready, 'utf8')) as { url: string; pid: number }) : null;
    if (named?.pid === pid && named !== null)
      return { url: named.url, end: (signal, whom) => end(said.child, signal, whom) };
    if (said.child.exitCode !== null) break;
    await pause(50);
  }
  await end(said.child, 'SIGKILL');
  throw new Error(`The desk did not get ready:\n${said.output()}`);
}

/** Starts a desk that is expected to give up, and says how it did. */
export async function startInVain(state: string, port: number): Promise<{ code: number | null; output: string }> {
  const { child, output } = run(state, port);
  if (child.exitCode === null) await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

export function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function run(state: string, port: number): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--import', './tools/node.mjs', 'tools/desk/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), CALLSIDE_STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, whom: 'it' | 'all' = 'it') {
  const over = once(child, 'exit');
  if (whom === 'it') child.kill(signal);
  else if (child.pid !== undefined) process.kill(-child.pid, signal);
  if (child.exitCode === null && child.signalCode === null) await over;
  return { code: child.exitCode, signal: child.signalCode };
}

/** Somebody who calls the API of a desk from a page of its own origin. */
export class Caller {
  readonly url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.url = url;
    this.#token = token;
  }

  static async of(url: string, agent?: string): Promise<Caller> {
    const { token: assertion, publishableKey } = await demoAssertion(url, agent);
    const answer = await post(`${url}/v1/sessions`, { publishableKey, assertion }, { origin: url });
    if (answer.status !== 201) throw new Error(`no session: ${answer.status} ${await answer.text()}`);
    return new Caller(url, ((await answer.json()) as { token: string }).token);
  }

  get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: this.#headers });
  }

  /** `version` is the one that a change was made on. */
  post(path: string, body: unknown, key: string = crypto.randomUUID(), version?: number): Promise<Response> {
    const guard = version === undefined ? {} : { 'if-match': `"${version}"` };
    return post(this.url + path, body, { ...this.#headers, ...guard, 'idempotency-key': key });
  }

  patch(path: string, body: unknown, version: number): Promise<Response> {
    return fetch(this.url + path, {
      method: 'PATCH',
      headers: { ...this.#headers, 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify(body),
    });
  }

  get #headers(): Record<string, string> {
    return { origin: this.url, authorization: `Bearer ${this.#token}` };
  }
}

/** What the host's backend answers. */
export async function demoAssertion(url: string, agent?: string): Promise<{ token: string; publishableKey: string }> {
  const answer = await post(`${url}/demo/assertion`, agent === undefined ? {} : { agent }, {});
  return (await answer.json()) as { token: string; publishableKey: string };
}

export function post(url: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
