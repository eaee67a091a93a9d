import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { caseSchema } from '../../shared/cases.ts';
import { idOfNumber, manyCustomers } from './support/many-customers.ts';
import type { Client, Desk } from './support/desk.ts';

/**
 * What each query reads, in rows as D1 counts them, on 100,000 customers in 10 tenants. The figures follow from what is
 * shown: `shown` is the number of items on the page, and each costs the rows that its line is made of.
 */
let desk: Desk;
let clerk: Client;
let busy: string;

beforeAll(async () => {
  const many = await manyCustomers(10, 10_000, 1000);
  desk = many.desk;
  busy = many.busy;
  clerk = await desk.as('clerk');
}, 120_000);

const listed = z.looseObject({ items: z.array(z.unknown()) });

async function cost(path: string): Promise<{ shown: number; rowsRead: number; trips: number }> {
  const reply = await clerk.get(path);
  const shown = reply.as(listed).items.length;
  return { shown, rowsRead: reply.record?.d1?.rowsRead ?? -1, trips: reply.record?.d1?.trips ?? -1 };
}

describe('a list of cases', () => {
  it.each([
    ['of a customer', () => `/v1/cases?customerId=${busy}`],
    ['of a customer, in every state', () => `/v1/cases?customerId=${busy}&state=all`],
  ])('%s reads its page, one row more, and on each its priority and owner; the customer once', async (_of, path) => {
    expect(await cost(path())).toEqual({ shown: 50, trips: 1, rowsRead: 51 * 3 + 1 });
  });

  it('of the tenant reads the customer of each as well', async () => {
    expect(await cost('/v1/cases?state=cancelled')).toEqual({ shown: 50, trips: 1, rowsRead: 51 * 4 });
  });

  it('reads the second page at the price of the first, and the row where it begins', async () => {
    const first = (await clerk.get(`/v1/cases?customerId=${busy}`)).as(listed);
    const second = await cost(`/v1/cases?customerId=${busy}&cursor=${String(first['next'])}`);
    expect(second).toEqual({ shown: 50, trips: 1, rowsRead: 51 * 3 + 2 });
  });
});

describe('a search', () => {
  it.each([
    ['a name', 'q=lefevre', 20],
    ['the middle of a name', 'q=kansso', 20],
    ['two words', 'q=wojcik+zof', 20],
    ['one letter', 'q=a', 20],
    ['two letters', 'q=zo', 20],
    ['a whole phone number', 'q=%2B33600000042', 1],
    ['the last digits of a phone number', 'q=00000042&by=phone', 1],
    ['an e-mail', 'q=person42@example.com', 1],
    ['a customer number', 'q=C-000042', 1],
    ['the beginning of a customer number', 'q=C-0001&by=number', 20],
    ['an order number that nobody has', 'q=ORD-1234-5678&by=order', 0],
    ['a tax id that nobody has', 'q=529.982.247-25&by=tax_id', 0],
  ])('for %s reads about what it shows', async (_what, query, expected) => {
    const { shown, rowsRead, trips } = await cost(`/v1/customers?${query}`);
    expect(trips).toBe(1);
    expect(shown).toBe(expected);
    expect(rowsRead).toBeLessThanOrEqual(shown * 6 + 12);
  });
});

describe('opening one record', () => {
  it('reads a case and the names on it, however many there are', async () => {
    const reply = await clerk.get(`/v1/cases/${idOfNumber('case', 500)}`);
    reply.as(caseSchema);
    expect(reply.record?.d1).toMatchObject({ trips: 1 });
    expect(reply.record?.d1?.rowsRead).toBeLessThanOrEqual(8);
  });

  it('reads a customer with its summary', async () => {
    const reply = await clerk.get(`/v1/customers/${busy}`);
    expect(reply.status).toBe(200);
    expect(reply.record?.d1).toMatchObject({ trips: 1 });
    expect(reply.record?.d1?.rowsRead).toBeLessThanOrEqual(6);
  });

  it('reads hot alerts only where there are any', async () => {
    const reply = await clerk.get(`/v1/customers/${busy}/alerts`);
    expect(reply.record?.d1?.rowsRead).toBeLessThanOrEqual(8);
  });
});

describe('a command', () => {
  it('writes a case in one batch, at a fixed price', async () => {
    const reply = await clerk.post('/v1/cases', { customerId: busy, title: 'One more' });
    expect(reply.status).toBe(201);
    expect(reply.record?.d1?.trips).toBe(2);
    expect(reply.record?.d1?.rowsWritten).toBeLessThanOrEqual(14);
    expect(reply.record?.d1?.rowsRead).toBeLessThanOrEqual(12);
  });
});
