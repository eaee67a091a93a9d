import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { build } from 'esbuild';
import { Miniflare, type MiniflareOptions } from 'miniflare';
import { objectBindings, objectExports } from './objects.ts';
import { childrenOf, type ProcessMark } from './process-mark.ts';
import { root } from './repository.ts';
import type { DemoSigner } from './worker/env.ts';

/** What the Worker of a desk runs with. */
export interface RuntimeSettings {
  state: string;
  /** The folder of the pages. */
  site: string;
  sessionSecret: string;
  signer: DemoSigner;
}

/** The desk's Worker in workerd. It answers nobody but this process until it is opened. */
export interface Runtime {
  database: D1Database;
  /** Calls the Worker from inside. The URL's origin is the origin that the Worker sees. */
  fetch: (url: string, init: { method: string; headers: Record<string, string>; body: string }) => Promise<Response>;
  /** Answers on this port of this machine from now on. */
  open: (port: number) => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Starts the Worker.
 *
 * @param runsIn is told the processes it runs in, each time they change.
 */
export async function startRuntime(
  settings: RuntimeSettings,
  runsIn: (runtimes: readonly ProcessMark[]) => void,
): Promise<Runtime> {
  const script = await bundleWorker();
  const miniflare = new Miniflare(optionsOf(settings, script, null));
  await miniflare.ready;
  runsIn(childrenOf(process.pid, 'workerd'));
  return {
    database: await miniflare.getD1Database('DB'),
    fetch: async (url, init) => {
      const answer = await miniflare.dispatchFetch(url, init);
      return new Response(await answer.arrayBuffer(), { status: answer.status });
    },
    open: async (port) => {
      await miniflare.setOptions(optionsOf(settings, script, port));
      await miniflare.ready;
      runsIn(childrenOf(process.pid, 'workerd'));
    },
    stop: async () => {
      await miniflare.dispose();
      runsIn([]);
    },
  };
}

function optionsOf({ state, site, sessionSecret, signer }: RuntimeSettings, script: string, port: number | null) {
  return {
    host: '127.0.0.1',
    port: 0,
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    resourcePersistencePath: state,
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error' || level === 'warn') process.stderr.write(`${message}\n`);
    },
    workers: [
      {
        config: {
          name: 'callside-desk',
          compatibilityDate: compatibilityDate(),
          manifest: { mainModule: 'desk.js', modules: { 'desk.js': { type: 'esm', contents: script } } },
          exports: objectExports,
          env: {
            DB: { type: 'd1', id: 'callside' },
            ...objectBindings('callside-desk'),
            // A receiver on one's own machine is the first that anybody tries.
            WEBHOOK_ADDRESSES: { type: 'text', value: 'any' },
            SESSION_SECRET: { type: 'text', value: sessionSecret },
            DEMO: { type: 'json', value: signer },
            SITE: { type: 'disk', path: site },
          },
        },
        // Straight to the Worker: Miniflare's own Worker in front costs two thirds of the requests a second.
        dev: port === null ? {} : { unsafeDirectSockets: [{ host: '127.0.0.1', port }] },
      },
    ],
  } satisfies MiniflareOptions;
}

/** The desk's Worker as one module. */
async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['tools/desk/worker/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    external: ['cloudflare:workers'],
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild wrote nothing');
  return file.text;
}

/** The date that the deployed Worker runs with. */
function compatibilityDate(): string {
  const [, date] = /^compatibility_date = "([\d-]+)"$/m.exec(readFileSync(join(root, 'wrangler.toml'), 'utf8')) ?? [];
  if (date === undefined) throw new Error('wrangler.toml names no compatibility_date');
  return date;
}
