import { env } from 'cloudflare:workers';
import type { D1Database } from '@cloudflare/workers-types';
import { beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../shared/sessions.ts';
import { routes } from '../../worker/app.ts';
import { EveryRoute, nameOf } from './support/every-route.ts';

/** The SQL that the API runs while every route is asked once, by the route that ran it. */
const statements = new Map<string, string>();
let tables: Set<string>;

beforeAll(async () => {
  let asking = 'set-up';
  const every = await EveryRoute.open();
  every.desk.database = recording(env.DB, (sql) => statements.set(sql, asking));
  for (const route of routes) {
    asking = nameOf(route);
    if (route.policy.access === 'public') continue;
    const records = await every.recordsFor(route);
    const [role = 'agent'] = roles.filter(
      (one) => route.policy.access === 'session' && route.policy.roles.includes(one),
    );
    await every.ask(every.as(role), route, records, await every.versionFor(route, records));
  }
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'",
  ).all<{ name: string }>();
  tables = new Set(results.map(({ name }) => name));
}, 60_000);

/** The database, telling of each statement that is prepared. */
function recording(database: D1Database, tell: (sql: string) => void): D1Database {
  return new Proxy(database, {
    get(target, property) {
      if (property === 'prepare') {
        return (sql: string) => {
          tell(sql);
          return target.prepare(sql);
        };
      }
      const value: unknown = Reflect.get(target, property);
      const method: unknown = typeof value === 'function' ? value.bind(target) : value;
      return method;
    },
  });
}

describe('the statements of all routes', () => {
  it('are many', () => {
    expect(statements.size).toBeGreaterThan(50);
  });

  it('scan no table', async () => {
    const scans: string[] = [];
    for (const [sql, route] of statements) {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...parametersOf(sql))
        .all<{ detail: string }>();
      for (const { detail } of results) {
        const scanned = /^SCAN (\w+)/.exec(detail)?.[1];
        if (scanned !== undefined && tables.has(tableOf(sql, scanned))) scans.push(`${route}: ${detail}\n${sql}`);
      }
    }
    expect(scans).toEqual([]);
  });

  it('name the tenant, each of them', () => {
    const withoutTenant = [...statements.keys()].filter((sql) => !sql.includes('?1'));
    expect(withoutTenant).toEqual([]);
  });
});

/** The table that an alias of the statement stands for. */
function tableOf(sql: string, alias: string): string {
  return new RegExp(`(\\w+) AS ${alias}\\b`).exec(sql)?.[1] ?? alias;
}

function parametersOf(sql: string): string[] {
  const highest = Math.max(...Array.from(sql.matchAll(/\?(\d+)/g), ([, place]) => Number(place)));
  return Array.from({ length: highest }, () => '[]');
}
