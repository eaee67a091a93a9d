import type { D1Database } from '@cloudflare/workers-types';
import type { TenantId } from '../../shared/ids.ts';
import type { Env } from '../env.ts';
import { Row } from '../db/row.ts';

/** A tenant as every request needs it: where its rows are and how it speaks. */
export interface Tenant {
  id: TenantId;
  name: string;
  language: string;
  country: string;
  currency: string;
  timeZone: string;
  database: string;
  customerScope: string;
  productScope: string;
}

/** Milliseconds that an entry is believed without asking again. */
const believedFor = 30_000;

interface Entry<Value> {
  value: Value;
  until: number;
}

/**
 * Which tenants there are, which keys and origins are theirs, and which database holds their rows. Kept in the
 * isolate's memory for half a minute, so that a request costs no trip of its own for it.
 */
export class Directory {
  readonly #database: D1Database;
  readonly #tenants = new Map<string, Entry<Tenant | null>>();
  /** Apart from the ids: a key is whatever a stranger sends, and may read like the id of a tenant. */
  readonly #tenantsOfKeys = new Map<string, Entry<Tenant | null>>();
  readonly #origins = new Map<string, Entry<ReadonlySet<string>>>();

  constructor(database: D1Database) {
    this.#database = database;
  }

  async tenant(id: TenantId, now: number): Promise<Tenant | null> {
    return remember(this.#tenants, id, now, () => this.#first('SELECT * FROM tenants WHERE id = ?1', [id], tenantOf));
  }

  async tenantOfKey(publishableKey: string, now: number): Promise<Tenant | null> {
    return remember(this.#tenantsOfKeys, publishableKey, now, () =>
      this.#first(
        `SELECT tenants.* FROM publishable_keys JOIN tenants ON tenants.id = publishable_keys.tenant
         WHERE publishable_keys.key = ?1 AND publishable_keys.revoked_at IS NULL`,
        [publishableKey],
        tenantOf,
      ),
    );
  }

  /** The tenants that allow this origin. */
  async tenantsOfOrigin(origin: string, now: number): Promise<ReadonlySet<string>> {
    return remember(this.#origins, origin, now, async () => {
      const { results } = await this.#database
        .prepare('SELECT tenant FROM origins WHERE origin = ?1')
        .bind(origin)
        .all<Record<string, unknown>>();
      return new Set(results.map((columns) => new Row(columns).text('tenant')));
    });
  }

  async everyTenant(): Promise<Tenant[]> {
    const { results } = await this.#database.prepare('SELECT * FROM tenants').all<Record<string, unknown>>();
    return results.map((columns) => tenantOf(new Row(columns)));
  }

  async #first<Value>(sql: string, values: string[], parse: (row: Row) => Value): Promise<Value | null> {
    const columns = await this.#database
      .prepare(sql)
      .bind(...values)
      .first<Record<string, unknown>>();
    return columns && parse(new Row(columns));
  }
}

/** The D1 database that holds a tenant's rows. One binding to begin with (design §2, Tenancy). */
export function databaseOf(env: Pick<Env, 'DB'>, tenant: Tenant): D1Database {
  if (tenant.database !== 'DB') throw new Error(`no database is bound as ${tenant.database}`);
  return env.DB;
}

function tenantOf(row: Row): Tenant {
  return {
    id: row.id('tenant', 'id'),
    name: row.text('name'),
    language: row.text('language'),
    country: row.text('country'),
    currency: row.text('currency'),
    timeZone: row.text('time_zone'),
    database: row.text('database'),
    customerScope: row.text('customer_scope'),
    productScope: row.text('product_scope'),
  };
}

const largestMemory = 5_000;

async function remember<Value>(
  memory: Map<string, Entry<Value>>,
  key: string,
  now: number,
  ask: () => Promise<Value>,
): Promise<Value> {
  const known = memory.get(key);
  if (known !== undefined && known.until > now) return known.value;
  const value = await ask();
  if (memory.size >= largestMemory) memory.clear();
  memory.set(key, { value, until: now + believedFor });
  return value;
}
