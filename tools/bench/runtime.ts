import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { build } from 'esbuild';
import { Miniflare, type MiniflareOptions } from 'miniflare';
import { root } from '../desk/repository.ts';
import { migrate } from '../desk/migrate.ts';
import { objectBindings, objectExports } from '../desk/objects.ts';

/** The API, the baseline beside it, and the API as it is recorded, all of them on one database. */
export interface Stand {
  database: D1Database;
  api: URL;
  raw: URL;
  recorder: URL;
}

export interface Runtime<Size extends string> {
  stands: Map<Size, Stand>;
  stop: () => Promise<void>;
}

const roles = ['api', 'raw', 'recorder'] as const;

/** The one object of the baseline: it tells sockets what it is told. */
const echoExports = { EchoObject: { type: 'durable-object', storage: 'sqlite' } } as const;
const echoBindings = (worker: string) => ({
  ECHO: { type: 'durable-object', worker, exportName: 'EchoObject' } as const,
});

/** Starts a stand for each size in one workerd. They forget everything when they are stopped. */
export async function startRuntime<Size extends string>(
  sizes: readonly Size[],
  secret: string,
): Promise<Runtime<Size>> {
  const scripts = new Map(await Promise.all(roles.map(async (role) => [role, await bundle(role)] as const)));
  const compatibilityDate = dateOfDeployment();
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error' || level === 'warn') process.stderr.write(`${message}\n`);
    },
    workers: sizes.flatMap((size) =>
      roles.map((role) => ({
        config: {
          name: `${role}-${size}`,
          compatibilityDate,
          manifest: {
            mainModule: 'main.js',
            modules: { 'main.js': { type: 'esm', contents: scripts.get(role) ?? '' } },
          },
          exports: role === 'raw' ? echoExports : objectExports,
          env: {
            DB: { type: 'd1', id: `bench-${size}` },
            SESSION_SECRET: { type: 'text', value: secret },
            ...(role === 'raw' ? echoBindings(`raw-${size}`) : objectBindings(`${role}-${size}`)),
          },
        },
        dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] },
      })),
    ),
  } satisfies MiniflareOptions);
  await miniflare.ready;
  const stands = new Map<Size, Stand>();
  for (const size of sizes) {
    const database = await miniflare.getD1Database('DB', `api-${size}`);
    await migrate(database);
    const [api, raw, recorder] = await Promise.all([
      miniflare.unsafeGetDirectURL(`api-${size}`),
      miniflare.unsafeGetDirectURL(`raw-${size}`),
      miniflare.unsafeGetDirectURL(`recorder-${size}`),
    ]);
    stands.set(size, { database, api, raw, recorder });
  }
  return { stands, stop: () => miniflare.dispose() };
}

async function bundle(role: (typeof roles)[number]): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`tools/bench/worker/${role}.ts`],
    bundle: true,
    minify: true,
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

function dateOfDeployment(): string {
  const [, date] = /^compatibility_date = "([\d-]+)"$/m.exec(readFileSync(join(root, 'wrangler.toml'), 'utf8')) ?? [];
  if (date === undefined) throw new Error('wrangler.toml names no compatibility_date');
  return date;
}
