import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema, customerSchema } from '../../shared/customers.ts';
import { newId } from '../../shared/ids.ts';
import {
  newAddressStatements,
  newContactStatements,
  newCustomerStatements,
  summaryChange,
  summaryChanges,
  type NewAddress,
  type NewContact,
  type NewCustomer,
} from '../../worker/customers/service.ts';
import { TenantDatabase } from '../../worker/db/database.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let database: TenantDatabase;
let home: { country: string; customerScope: string };

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  database = new TenantDatabase(env.DB, desk.tenant);
  const row = await env.DB.prepare('SELECT customer_scope AS scope FROM tenants WHERE id = ?')
    .bind(desk.tenant)
    .first<{ scope: string }>();
  home = { country: 'FR', customerScope: row?.scope ?? '' };
});

function customer(fields: Partial<NewCustomer> = {}): NewCustomer {
  return {
    id: newId('customer'),
    number: `AW${crypto.randomUUID()}`,
    kind: 'account',
    name: 'Bulk Bikes',
    email: null,
    phone: null,
    taxId: null,
    language: null,
    country: null,
    createdAt: 0,
    ...fields,
  };
}

function contact(of: NewCustomer, name: string): NewContact {
  return { id: newId('contact'), customer: of.id, name, jobTitle: null, email: null, phone: '06 12 34 56 78' };
}

function address(of: NewCustomer, city: string, primary = false): NewAddress {
  return {
    id: newId('address'),
    customer: of.id,
    purpose: 'delivery',
    primary,
    line1: '1 rue Longue',
    line2: null,
    city,
    region: null,
    postalCode: null,
    country: 'FR',
  };
}

const read = async (id: string) => (await clerk.get(`/v1/customers/${id}`)).as(customerSchema);
const found = async (q: string) =>
  (await clerk.get(`/v1/customers?${new URLSearchParams({ q }).toString()}`))
    .as(customerListSchema)
    .items.map(({ id }) => id);

async function searchRows(id: string): Promise<{ text: string }[]> {
  const { results } = await env.DB.prepare('SELECT text FROM search WHERE entity = ?').bind(id).all<{ text: string }>();
  return results;
}

describe('customers written many at once', () => {
  it('are all there and found, as those that are added alone', async () => {
    const many = Array.from({ length: 500 }, (_, place) => customer({ name: `Grossist ${place}` }));
    await database.write(newCustomerStatements(home, many));
    expect(await found('grossist 499')).toEqual([many[499]?.id]);
    expect((await read(many[250]?.id ?? '')).summary.orders).toBe(0);
  });

  it('are left as they are when they are written again, with nothing doubled', async () => {
    const one = customer({ name: 'Once Only', email: 'once@post.example' });
    const people = [contact(one, 'Person Once'), contact(one, 'Person Too')];
    const places = [address(one, 'Annecy'), address(one, 'Lyon')];
    for (const name of ['Once Only', 'Another Name']) {
      await database.write(newCustomerStatements(home, [{ ...one, name }, one]));
      await database.write(newContactStatements(home, people));
      await database.write(newAddressStatements(places));
    }
    expect(await searchRows(one.id)).toEqual([{ text: '\n  once  only\n\n  person  once\n\n  person  too\n' }]);
    const view = await read(one.id);
    expect(view.name).toBe('Once Only');
    expect(view.contacts.map(({ name }) => name)).toEqual(['Person Once', 'Person Too']);
    expect(view.addresses.map(({ city, primary }) => [city, primary])).toEqual([
      ['Annecy', true],
      ['Lyon', false],
    ]);
    expect(await found('another name')).toEqual([]);
    expect(await found('person too')).toEqual([one.id]);
    expect(await found('0612345678')).toEqual([one.id]);
  });

  it('are refused together where a number is taken', async () => {
    const first = customer();
    await database.write(newCustomerStatements(home, [first]));
    const next = customer({ name: 'Not Written' });
    const rows = [next, customer({ number: first.number })];
    expect(await database.write(newCustomerStatements(home, rows))).toBe('raced');
    expect(await found('not written')).toEqual([]);
  });

  it('keep one primary address, also when the same rows come again', async () => {
    const one = customer();
    await database.write(newCustomerStatements(home, [one]));
    const first = [address(one, 'Annecy', true)];
    await database.write(newAddressStatements(first));
    await database.write(newAddressStatements([address(one, 'Lyon', true)]));
    await database.write(newAddressStatements(first));
    expect((await read(one.id)).addresses.map(({ city, primary }) => [city, primary])).toEqual([
      ['Lyon', true],
      ['Annecy', false],
    ]);
  });
});

describe('what is summed up of customers', () => {
  it('comes to the same for many at once as one by one', async () => {
    const [one, many] = [customer(), customer()];
    await database.write(newCustomerStatements(home, [one, many]));
    const changes = [
      { openCases: 2, hotAlerts: 1, lastContactAt: 2000 },
      { openCases: -1, lastContactAt: 1000 },
      { orders: 1, openOrders: 1, ordered: { amount: 1999, currency: 'EUR' } },
      { orders: 1, ordered: { amount: 1, currency: 'EUR' } },
      { orders: 1, ordered: { amount: 500, currency: 'JPY' } },
    ];
    for (const change of changes) await database.write([summaryChange(one.id, change)]);
    await database.write(summaryChanges(changes.map((change) => ({ customer: many.id, ...change }))));
    const { summary } = await read(one.id);
    expect(summary).toEqual({
      openCases: 1,
      hotAlerts: 1,
      openOrders: 1,
      orders: 3,
      ordered: [
        { amount: 2000, currency: 'EUR' },
        { amount: 500, currency: 'JPY' },
      ],
      lastContactAt: '1970-01-01T00:00:02.000Z',
    });
    expect((await read(many.id)).summary).toEqual(summary);
  });
});
