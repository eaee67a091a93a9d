import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseListSchema, caseSchema, timelineSchema } from '../../shared/cases.ts';
import { customerListSchema, customerSchema } from '../../shared/customers.ts';
import { importResultSchema } from '../../shared/imports.ts';
import { orderListSchema, orderSchema } from '../../shared/orders.ts';
import { productListSchema } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { everythingOf, kinds, rowOf, send, sendAll } from './support/importing.ts';

let desk: Desk;
let importer: Client;
let clerk: Client;

beforeAll(async () => {
  desk = await newDesk();
  importer = await desk.as('importer');
  clerk = await desk.as('clerk');
});

const find = async (q: string) => (await clerk.get(`/v1/customers?q=${encodeURIComponent(q)}`)).as(customerListSchema);

describe('importing rows', () => {
  it('adds a record of each kind, each naming those before by the ids of the system they come from', async () => {
    for (const kind of kinds) {
      expect(await send(importer, kind, rowOf[kind]), kind).toEqual({ created: 1, existing: 0, refused: [] });
    }
  });

  it('makes records that are found, read and summed up like any other', async () => {
    expect((await clerk.get('/v1/products?q=road')).as(productListSchema).items).toMatchObject([
      { sku: 'BK-R93R', unitPrice: '2443.35', available: 12 },
    ]);
    for (const q of ['door bike', 'gustavo', 'AW00000001', '5550182', 'SO43659']) {
      expect(
        (await find(q)).items.map(({ name }) => name),
        q,
      ).toEqual(['Next-Door Bike Store']);
    }
    const [hit] = (await find('gustavo0@adventure-works.com')).items;
    const customer = (await clerk.get(`/v1/customers/${hit?.id}`)).as(customerSchema);
    expect(customer).toMatchObject({
      kind: 'account',
      version: 1,
      contacts: [{ name: 'Gustavo Achong', jobTitle: 'Owner', phone: '+1 425 555 0182' }],
      addresses: [{ purpose: 'delivery', primary: true, city: 'Concord' }],
      summary: {
        openCases: 1,
        hotAlerts: 1,
        orders: 1,
        openOrders: 0,
        ordered: [{ amount: 246_020, currency: 'EUR' }],
      },
    });

    const [listed] = (await clerk.get(`/v1/customers/${hit?.id}/orders`)).as(orderListSchema).items;
    expect((await clerk.get(`/v1/orders/${listed?.id}`)).as(orderSchema)).toMatchObject({
      number: 'SO43659',
      statedTotal: '2460.1956',
      deliverTo: { city: 'Concord' },
      channel: { name: 'Phone' },
      lines: [{ sku: 'BK-R93R', quantity: 1 }],
      payments: [{ kind: 'card', status: 'paid', hint: '5310' }],
    });
  });

  it('brings the history of a case in the order it happened, the import first', async () => {
    const [listed] = (await clerk.get('/v1/cases')).as(caseListSchema).items;
    const found = (await clerk.get(`/v1/cases/${listed?.id}`)).as(caseSchema);
    expect(found).toMatchObject({
      number: 'CAS-1',
      state: 'active',
      statusReason: 'in_progress',
      contact: { name: 'Gustavo Achong' },
      product: { name: 'Road bike' },
      priority: { name: 'Critical' },
      subject: { name: 'Parts' },
      owner: { name: 'Inês Carvalho' },
      createdAt: '2012-01-05T09:00:00.000Z',
      updatedAt: '2012-01-06T09:00:00.000Z',
      totalMinutes: 12,
    });
    const { items } = (await clerk.get(`/v1/cases/${found.id}/timeline`)).as(timelineSchema);
    expect(items.map(({ type, at }) => [type, at])).toEqual([
      ['activity_added', '2012-01-06T09:00:00.000Z'],
      ['note_added', '2012-01-05T10:00:00.000Z'],
      ['imported', '2012-01-05T09:00:00.000Z'],
    ]);
    expect(items[1]?.note?.body).toBe('A new fork is on its way');
  });

  it('brings a resolved and a cancelled case with their ends', async () => {
    const closed = { createdAt: '2012-02-01T09:00:00Z', closedAt: '2012-02-03T09:00:00Z', activities: [], notes: [] };
    const rows = [
      {
        ...rowOf.cases,
        ...closed,
        externalId: 's2',
        number: 'CAS-2',
        state: 'resolved',
        resolution: 'Sent',
        billableMinutes: 5,
      },
      { ...rowOf.cases, ...closed, externalId: 's3', number: 'CAS-3', state: 'cancelled' },
    ];
    expect(await send(importer, 'cases', ...rows)).toMatchObject({ created: 2, refused: [] });
    const { items } = (await clerk.get('/v1/cases?state=resolved')).as(caseListSchema);
    expect((await clerk.get(`/v1/cases/${items[0]?.id}`)).as(caseSchema)).toMatchObject({
      statusReason: 'problem_solved',
      closedAt: '2012-02-03T09:00:00.000Z',
      resolutions: [{ resolution: 'Sent', billableMinutes: 5, resolvedBy: { name: 'Inês Carvalho' } }],
    });
    expect((await clerk.get('/v1/cases?state=cancelled')).as(caseListSchema).items).toMatchObject([
      { number: 'CAS-3', statusReason: 'cancelled' },
    ]);
  });

  it('writes one marked event for a record, with its source and nothing personal', async () => {
    const { events } = await everythingOf(desk);
    const imported = (events as { type: string; imported: number; facts: string }[]).filter(
      ({ type }) => type === 'imported',
    );
    expect(imported).toHaveLength(kinds.length + 2);
    expect(new Set(imported.map(({ facts }) => facts))).toEqual(new Set(['{"source":"shop"}']));
    expect((events as { imported: number }[]).every((event) => event.imported === 1)).toBe(true);
  });

  it('leaves records that are here as they are, however often their rows are sent', async () => {
    const before = await everythingOf(desk);
    for (const kind of kinds) {
      const changed = {
        ...rowOf[kind],
        externalId: rowOf[kind].externalId,
        name: 'Another name',
        title: 'Another title',
      };
      const { title: _title, ...named } = changed;
      const { name: _name, ...titled } = changed;
      const row = kind === 'cases' ? titled : kind === 'orders' || kind === 'addresses' ? rowOf[kind] : named;
      expect(await send(importer, kind, row), kind).toEqual({ created: 0, existing: 1, refused: [] });
    }
    expect(await everythingOf(desk)).toEqual(before);
  });

  it('takes a row once that is twice in a request', async () => {
    const row = { ...rowOf.customers, externalId: 'c2', number: 'AW2' };
    expect(await send(importer, 'customers', row, row)).toEqual({ created: 1, existing: 1, refused: [] });
  });

  it('answers the same request with the same key as it did, and writes nothing', async () => {
    const body = { source: 'shop', rows: [{ ...rowOf.products, externalId: 'p2', sku: 'BK-2' }] };
    const first = await importer.post('/v1/imports/products', body, { key: 'import-of-p2' });
    const before = await everythingOf(desk);
    const again = await importer.post('/v1/imports/products', body, { key: 'import-of-p2' });
    expect(again.body).toEqual({ created: 1, existing: 0, refused: [] });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await everythingOf(desk)).toEqual(before);
  });

  it('takes a row once that two requests bring at the same time', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({
      ...rowOf.customers,
      externalId: `race-${index}`,
      number: `RACE-${index}`,
    }));
    const results = await Promise.all([send(importer, 'customers', ...rows), send(importer, 'customers', ...rows)]);
    expect(results.map(({ created, existing }) => created + existing)).toEqual([20, 20]);
    expect(results.reduce((sum, { created }) => sum + created, 0)).toBe(20);
    const { results: events } = await env.DB.prepare(
      `SELECT count(*) AS count FROM events JOIN customers ON customers.tenant = events.tenant AND customers.id = events.entity
       WHERE events.tenant = ? AND customers.number LIKE 'RACE-%'`,
    )
      .bind(desk.tenant)
      .all();
    expect(events).toEqual([{ count: 20 }]);
  });

  it('takes a contact and an address once that two requests bring at the same time', async () => {
    for (const kind of ['contacts', 'addresses'] as const) {
      const rows = Array.from({ length: 20 }, (_, index) => ({ ...rowOf[kind], externalId: `race-${index}` }));
      const results = await Promise.all([send(importer, kind, ...rows), send(importer, kind, ...rows)]);
      expect(results.reduce((sum, { created }) => sum + created, 0)).toBe(20);
    }
  });

  it('keeps the records of two sources apart, though their ids are alike', async () => {
    const other = await importer.post('/v1/imports/products', {
      source: 'other-shop',
      rows: [{ ...rowOf.products, sku: 'OTHER-1' }],
    });
    expect(other.body).toEqual({ created: 1, existing: 0, refused: [] });
  });

  it('takes 500 rows in two trips to the database', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({
      ...rowOf.customers,
      externalId: `many-${index}`,
      number: `MANY-${index}`,
      email: `andré${index}@example.org`,
    }));
    const reply = await importer.post('/v1/imports/customers', { source: 'shop', rows });
    expect(reply.body).toEqual({ created: 500, existing: 0, refused: [] });
    expect(reply.record?.d1?.trips).toBe(2);
  });

  it.each(kinds)('reads as much for %s among many records as among few', async (kind) => {
    const desk = await newDesk();
    const importer = await desk.as('importer');
    await sendAll(importer);
    const named = (name: string) => {
      const row = rowOf[kind];
      return { ...row, externalId: name, ...('number' in row && { number: name }), ...('sku' in row && { sku: name }) };
    };
    const costOf = async (name: string) => {
      const reply = await importer.post(`/v1/imports/${kind}`, { source: 'shop', rows: [named(name)] });
      expect(reply.as(importResultSchema).created).toBe(1);
      return reply.record?.d1?.rowsRead ?? 0;
    };
    const before = await costOf('first');
    await send(importer, kind, ...Array.from({ length: 400 }, (_, index) => named(`cost-${index}`)));
    expect(await costOf('last')).toBeLessThan(before + 20);
  });

  it('brings orders and cases of a tenant on its own', async () => {
    const other = await newDesk();
    await sendAll(await other.as('importer'));
    expect((await everythingOf(other))['orders']).toHaveLength(1);
  });
});
