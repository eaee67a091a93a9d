import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema } from '../../shared/customers.ts';
import { newId } from '../../shared/ids.ts';
import {
  newAddressStatements,
  newContactStatements,
  newCustomerStatements,
  type NewCustomer,
} from '../../worker/customers/service.ts';
import { TenantDatabase } from '../../worker/db/database.ts';
import { newDesk, type Client } from './support/desk.ts';

let clerk: Client;

/** What the line of one customer is made of: the hit, the customer, its summary, its primary address. */
const rowsALine = 4;

beforeAll(async () => {
  const desk = await newDesk();
  clerk = await desk.as('clerk');
  const database = new TenantDatabase(env.DB, desk.tenant);
  const columns = await env.DB.prepare('SELECT customer_scope AS scope FROM tenants WHERE id = ?')
    .bind(desk.tenant)
    .first<{ scope: string }>();
  const tenant = { country: 'FR', customerScope: columns?.scope ?? '' };
  for (let block = 0; block < 6; block += 1) {
    const customers = Array.from({ length: 500 }, (_, place): NewCustomer => {
      const serial = block * 500 + place;
      return {
        id: newId('customer'),
        number: `CUS-AAAA-${String(serial).padStart(4, '0')}`,
        kind: 'account',
        name: `Martinsson ${serial} Cykel`,
        email: `shop${serial}@cykel.example`,
        phone: `+33 6 00 ${String(serial).padStart(4, '0')} 42`,
        taxId: null,
        language: null,
        country: null,
        createdAt: 0,
      };
    });
    const addresses = customers.flatMap(({ id }) =>
      ['Lyon', 'Paris', 'Brest', 'Tours'].map((city, place) => ({
        id: newId('address'),
        customer: id,
        purpose: 'delivery' as const,
        primary: place === 2,
        line1: '1 rue Longue',
        line2: null,
        city,
        region: null,
        postalCode: null,
        country: 'FR',
      })),
    );
    const contacts = customers.slice(0, 100).map(({ id }) => ({
      id: newId('contact'),
      customer: id,
      name: 'Yolanda Pettersson',
      jobTitle: null,
      email: 'yolanda@post.example',
      phone: '+46 8 123 456 78',
    }));
    await database.write(newCustomerStatements(tenant, customers));
    await database.write(newAddressStatements(addresses));
    await database.write(newContactStatements(tenant, contacts));
  }
}, 60_000);

async function cost(q: string, by = 'any') {
  const reply = await clerk.get(`/v1/customers?${new URLSearchParams({ q, by }).toString()}`);
  const { items } = reply.as(customerListSchema);
  const { trips, rowsRead } = reply.record?.d1 ?? { trips: 0, rowsRead: 0 };
  return { items, trips, rowsRead };
}

describe('what a search among thousands costs', () => {
  it.each([
    ['martinsson', 'any', 20],
    ['m', 'any', 20],
    ['cy', 'name', 20],
    ['tinss', 'name', 20],
    ['cykel martinsson', 'any', 20],
    ['pettersson', 'any', 20],
    ['martinsson 77', 'name', 11],
    ['Martinsson 777 Cykel', 'any', 3],
    ['42', 'name', 11],
    ['999', 'any', 3],
    ['shop', 'email', 20],
    ['@cykel.example', 'email', 20],
    ['cus', 'number', 20],
    ['0042', 'phone', 20],
    ['+46812345678', 'phone', 20],
    ['nobody at all', 'any', 0],
    ['shop2999@cykel.example', 'any', 1],
  ])('[A05] is one trip and no more than twice what it shows: %s by %s', async (q, by, shown) => {
    const { items, trips, rowsRead } = await cost(q, by);
    expect(trips).toBe(1);
    expect(rowsRead).toBeLessThanOrEqual(2 * rowsALine * Math.max(items.length, 1));
    expect(items).toHaveLength(shown);
  });

  it('[A05] reads one row of each table for a line', async () => {
    const { items, rowsRead } = await cost('martinsson');
    expect(items).toHaveLength(20);
    expect(rowsRead).toBeLessThanOrEqual(rowsALine * 20 + 2);
    expect(items[0]?.city).toBe('Brest');
  });
});
