import { beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { everythingOf, kinds, rowOf, send, sendAll } from './support/importing.ts';

let desk: Desk;
let importer: Client;

beforeAll(async () => {
  desk = await newDesk();
  importer = await desk.as('importer');
});

describe('importing', () => {
  it.each(['clerk', 'supervisor', 'admin'])('is not for people: %s', async (agent) => {
    const client = await desk.as(agent);
    for (const kind of kinds) {
      const reply = await client.post(`/v1/imports/${kind}`, { source: 'shop', rows: [rowOf[kind]] });
      expect([reply.status, reply.problem.code], kind).toEqual([403, 'forbidden']);
    }
  });

  it('needs a session', async () => {
    const reply = await desk.nobody(null).post('/v1/imports/customers', { source: 'shop', rows: [rowOf.customers] });
    expect(reply.problem.code).toBe('unauthenticated');
  });

  it('is closed to a session that is bound to one customer', async () => {
    await sendAll(importer);
    const clerk = await desk.as('clerk');
    const [hit] = (await clerk.get('/v1/customers?q=AW00000001')).as(customerListSchema).items;
    const bound = await desk.as('importer', { customer: hit?.id });
    const reply = await bound.post('/v1/imports/products', { source: 'shop', rows: [rowOf.products] });
    expect([reply.status, reply.problem.code]).toEqual([403, 'out_of_scope']);
  });

  it('never finds, takes or changes what another tenant has, though source and ids are the same', async () => {
    const other = await newDesk();
    const theirs = await other.as('importer');
    await sendAll(importer);
    const before = await everythingOf(desk);
    expect((await send(theirs, 'orders', rowOf.orders)).refused[0]?.errors.map(({ pointer }) => pointer)).toEqual([
      '/customer',
      '/contact',
      '/deliverTo',
      '/lines/0/product',
    ]);
    for (const kind of kinds) expect(await send(theirs, kind, rowOf[kind]), kind).toMatchObject({ created: 1 });
    expect(await everythingOf(desk)).toEqual(before);
  });

  it('cannot be made to write another statement', async () => {
    const name = `'); DELETE FROM customers; --`;
    const row = { ...rowOf.customers, externalId: `x' OR '1'='1`, number: `"',?1`, name };
    expect(await send(importer, 'customers', row)).toMatchObject({ created: 1 });
    expect((await everythingOf(desk))['customers']).toContainEqual(expect.objectContaining({ name }));
  });
});
