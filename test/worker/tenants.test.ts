import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { applySetUp } from '../../worker/tenants/service.ts';
import { newDesk } from './support/desk.ts';

const rowsOf = async (table: string, tenant: string) =>
  (
    await env.DB.prepare(`SELECT * FROM ${table} WHERE ${table === 'tenants' ? 'id' : 'tenant'} = ?`)
      .bind(tenant)
      .all()
  ).results;

describe('the set-up of a tenant', () => {
  it('applied again leaves everything as it is', async () => {
    const desk = await newDesk();
    const tables = ['tenants', 'agents', 'channels', 'channel_users', 'payment_methods', 'priorities', 'subjects'];
    const before = await Promise.all(tables.map((table) => rowsOf(table, desk.tenant)));
    expect(await applySetUp(env.DB, desk.setUp, Date.now())).toBe(desk.tenant);
    expect(await Promise.all(tables.map((table) => rowsOf(table, desk.tenant)))).toEqual(before);
  });

  it('closes the origins that it no longer names', async () => {
    const desk = await newDesk();
    await applySetUp(env.DB, { ...desk.setUp, origins: ['https://new.example'] }, Date.now());
    expect(await rowsOf('origins', desk.tenant)).toEqual([{ tenant: desk.tenant, origin: 'https://new.example' }]);
  });

  it('finds its tenant a place in the search, however many there are', async () => {
    const { setUp } = await newDesk();
    const names = Array.from({ length: 300 }, () => crypto.randomUUID().slice(0, 13));
    for (const name of names) {
      const key = `many-${name}`;
      await applySetUp(env.DB, { ...setUp, key, publishableKeys: [`pk_${key}`] }, Date.now());
    }
    const { results } = await env.DB.prepare('SELECT customer_scope FROM tenants').all();
    expect(new Set(results.map((row) => row['customer_scope'])).size).toBe(results.length);
  }, 30_000);

  it('is refused where it takes another tenant’s publishable key', async () => {
    const [mine, theirs] = [await newDesk(), await newDesk()];
    const taken = { ...mine.setUp, publishableKeys: theirs.setUp.publishableKeys };
    await expect(applySetUp(env.DB, taken, Date.now())).rejects.toThrow(/collides/);
  });
});
