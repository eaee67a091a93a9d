import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { tenantIdOf } from '../../worker/tenants/service.ts';
import { rowsOf } from '../demo/rows-of.ts';
import { seedDemo } from '../demo/seed.ts';
import { signAssertion, type KeyFile } from './keys.ts';
import type { Runtime } from './runtime.ts';
import { readJson, writeWhole } from './state.ts';

interface Seeding {
  state: string;
  tenant: string;
  key: KeyFile;
  runtime: Runtime;
  now: number;
  say: (what: string) => void;
}

/** Where the Worker believes to be while nobody outside is answered. */
const inside = 'http://localhost';

const begunSchema = z.object({ now: z.number() });

/**
 * Adds the demo's customers to a tenant that has none. A seeding that was cut off is taken up again: a file says that it
 * began, and when, so that the rows are the same.
 */
export async function seed({ state, tenant, key, runtime, now, say }: Seeding): Promise<void> {
  const mark = join(state, `seeding-${tenant}.json`);
  const begun = readJson(mark, begunSchema);
  if (begun === null && (await hasCustomers(runtime, tenant))) return;
  const from = begun?.now ?? now;
  writeWhole(mark, JSON.stringify({ now: from }));
  const rows = rowsOf(tenant, from);
  say(`Adding ${rows.customers.length} customers of the demo to ${tenant} …`);
  const token = await session(runtime, key);
  await seedDemo(rows, {
    send: async (kind, chunk) =>
      ask(
        runtime,
        `/v1/imports/${kind}`,
        { source: 'demo', rows: chunk },
        {
          authorization: `Bearer ${token}`,
          'idempotency-key': crypto.randomUUID(),
        },
      ),
  });
  if (existsSync(mark)) rmSync(mark);
}

async function hasCustomers({ database }: Runtime, tenant: string): Promise<boolean> {
  const first = await database
    .prepare('SELECT 1 FROM customers WHERE tenant = ?1 LIMIT 1')
    .bind(await tenantIdOf(tenant))
    .first();
  return first !== null;
}

async function session(runtime: Runtime, key: KeyFile): Promise<string> {
  const body = { publishableKey: key.publishableKey, assertion: await signAssertion(key, inside) };
  return z.object({ token: z.string() }).parse(await ask(runtime, '/v1/sessions', body, {})).token;
}

async function ask(runtime: Runtime, path: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
  const answer = await runtime.fetch(inside + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
