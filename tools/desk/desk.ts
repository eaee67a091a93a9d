import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Directory } from '../../worker/auth/directory.ts';
import { purgeExpired } from '../../worker/auth/service.ts';
import { applySetUp, type TenantSetUp } from '../../worker/tenants/service.ts';
import { demoTenant, tenants } from '../demo/tenants.ts';
import { publicHalf, sessionSecret, tenantKey } from './keys.ts';
import { migrate } from './migrate.ts';
import type { Runtime } from './runtime.ts';
import { buildSite } from './site.ts';
import { seed as seedTenant } from './seed.ts';
import { ownState } from './state.ts';

/** The port that a desk answers on where none is named. */
export const usualPort = 8787;

export interface DeskOptions {
  /** The state folder; absolute. */
  state: string;
  /** 0 takes a free one. */
  port?: number;
  /** Whether demo customers are added to a tenant that has none. */
  seed?: boolean;
  /** Agents that the demo tenant has besides its own. */
  agents?: TenantSetUp['agents'];
  /** Is told what the desk does on its way up. */
  say?: (what: string) => void;
}

/** A desk that runs in this process. */
export interface Desk {
  /** Its address, such as `http://localhost:8787`. */
  url: string;
  stop: () => Promise<void>;
}

/** The port is taken by another program. */
export class PortTakenError extends Error {}

/**
 * Starts a desk and makes all it needs that is not there yet: widget, database, tenants, keys. Nobody is answered before
 * all that stands, and `desk.json` names the address from then on.
 *
 * @throws StateTakenError when another process owns the state folder, PortTakenError when the port is not free.
 */
export async function startDesk({
  state,
  port = usualPort,
  seed = false,
  agents = [],
  say = () => {},
}: DeskOptions): Promise<Desk> {
  const owned = await ownState(state);
  process.once('exit', owned.release);
  let runtime: Runtime | null = null;
  const stop = async (): Promise<void> => {
    await runtime?.stop();
    owned.release();
    process.removeListener('exit', owned.release);
  };

  try {
    const free = await portOnceFree(port);
    // Only now: it is most of what a start takes, and a start that is refused needs none of it.
    const { startRuntime } = await import('./runtime.ts');
    const site = join(state, 'site');
    await buildSite(site, say);
    const keys = new Map(
      await Promise.all(
        tenants.map(
          async ({ key, publishableKey, integration }) =>
            [key, await tenantKey(state, key, publishableKey, integration)] as const,
        ),
      ),
    );
    const demoKey = keys.get(demoTenant.key);
    if (demoKey === undefined) throw new Error('the demo tenant has no key');

    runtime = await startRuntime(
      {
        state,
        site,
        sessionSecret: sessionSecret(state),
        signer: {
          publishableKey: demoKey.publishableKey,
          kid: demoKey.kid,
          clerk: demoTenant.clerk,
          privateKey: JSON.stringify(demoKey.privateKey),
        },
      },
      owned.runsIn,
    );
    const applied = await migrate(runtime.database);
    if (applied.length > 0) say(`Migrated the database: ${applied.join(', ')}`);
    const now = Date.now();
    for (const { setUp, key } of tenants) {
      const file = keys.get(key);
      if (file === undefined) continue;
      await applySetUp(
        runtime.database,
        {
          ...setUp,
          agents: key === demoTenant.key ? [...setUp.agents, ...agents] : setUp.agents,
          origins: [`http://localhost:${free}`, `http://127.0.0.1:${free}`],
          assertionKeys: [{ kid: file.kid, algorithm: file.algorithm, jwk: publicHalf(file.privateKey) }],
        },
        now,
      );
      if (seed) await seedTenant({ state, tenant: key, key: file, runtime, now, say });
    }
    await purgeExpired({ DB: runtime.database }, new Directory(runtime.database), now);

    await runtime.open(free);
    const url = `http://localhost:${free}`;
    owned.ready(url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Milliseconds that a port is waited for: what was ended a moment ago may hold it still. */
const waitsForPort = 3_000;

async function portOnceFree(port: number): Promise<number> {
  const until = Date.now() + waitsForPort;
  for (;;) {
    try {
      return await freePort(port);
    } catch (error) {
      if (!(error instanceof PortTakenError) || Date.now() > until) throw error;
      await pause(100);
    }
  }
}

/** The port, once it is known that nobody listens on it. */
function freePort(port: number): Promise<number> {
  return new Promise((settle, refuse) => {
    const server = createServer();
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      refuse(isTaken ? new PortTakenError(`Port ${port} is in use. Name another one with PORT.`) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
