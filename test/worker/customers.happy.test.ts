import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { caseSchema } from '../../shared/cases.ts';
import {
  addressListSchema,
  addressSchema,
  contactListSchema,
  contactSchema,
  customerListSchema,
  customerSchema,
  noteListSchema,
  noteSchema,
  type Customer,
} from '../../shared/customers.ts';
import { orderSchema } from '../../shared/orders.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let customer: Customer;

const address = { line1: '12 rue des Tanneurs', city: 'Annecy', postalCode: '74000', country: 'FR' };

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
});

beforeEach(async () => {
  customer = await add({ name: 'Aurélie Lefèvre' });
});

async function add(fields: Record<string, unknown>): Promise<Customer> {
  return (await clerk.post('/v1/customers', { kind: 'account', ...fields })).as(customerSchema);
}

const read = async (id: string) => (await clerk.get(`/v1/customers/${id}`)).as(customerSchema);

const found = async (q: string, by = 'any') =>
  (await clerk.get(`/v1/customers?${new URLSearchParams({ q, by }).toString()}`))
    .as(customerListSchema)
    .items.map(({ id }) => id);

/** The last event of an entity with its facts, and the personal values kept apart from it. */
async function lastEvent(entity: string) {
  const row = await env.DB.prepare(
    `SELECT type, facts, before_after FROM events
     LEFT JOIN event_private ON event_private.tenant = events.tenant AND event_private.seq = events.seq
     WHERE events.tenant = ? AND entity = ? ORDER BY events.seq DESC LIMIT 1`,
  )
    .bind(desk.tenant, entity)
    .first();
  const { type, facts, before_after } = z
    .object({ type: z.string(), facts: z.string(), before_after: z.string().nullable() })
    .parse(row);
  return {
    type,
    facts: JSON.parse(facts) as unknown,
    personal: before_after === null ? null : (JSON.parse(before_after) as unknown),
  };
}

describe('adding a customer', () => {
  it('[A03] [C14] keeps what was told, in the form in which it is compared', async () => {
    const reply = await clerk.post('/v1/customers', {
      kind: 'person',
      name: '  Zoë Müller ',
      email: 'Zoe.Mueller@Post.Example',
      phone: '044 668 18 00',
      country: 'CH',
      language: 'de-CH',
      taxId: 'che-123.456.788',
    });
    expect(reply.status).toBe(201);
    const added = reply.as(customerSchema);
    expect(added).toMatchObject({
      version: 1,
      kind: 'person',
      name: 'Zoë Müller',
      email: 'zoe.mueller@post.example',
      phone: '+41 44 668 18 00',
      country: 'CH',
      language: 'de-CH',
      taxId: 'CHE123456788',
      summary: { openCases: 0, hotAlerts: 0, openOrders: 0, orders: 0, ordered: [], lastContactAt: null },
      addresses: [],
      contacts: [],
    });
    expect(added.number).toMatch(/^CUS-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(reply.version).toBe(1);
    expect(await read(added.id)).toEqual(added);
  });

  it('[C14] takes an address with it, which is the primary one', async () => {
    const added = await add({ name: 'Vélo Annecy', address });
    expect(added.addresses).toMatchObject([{ ...address, purpose: 'delivery', primary: true, line2: null }]);
    expect(await read(added.id)).toEqual(added);
  });

  it('[C14] needs a kind and a name only, and reads a phone as one of the tenant’s country', async () => {
    const added = await add({ name: 'Vélo Lyon', phone: '04 72 00 00 01' });
    expect(added).toMatchObject({ country: null, email: null, phone: '+33 4 72 00 00 01' });
  });

  it('[C14] keeps a phone that nobody can read as it was told', async () => {
    expect((await add({ name: 'Old Mill', phone: 'ask for Bob, ext. 4' })).phone).toBe('ask for Bob, ext. 4');
  });

  it('tells the log of it, without a word of personal data', async () => {
    const added = await add({ name: 'Private Person', email: 'private@post.example' });
    expect(await lastEvent(added.id)).toEqual({
      type: 'customer_created',
      facts: { number: added.number },
      personal: null,
    });
  });

  it('happens once, however often it is sent', async () => {
    const key = crypto.randomUUID();
    const body = { kind: 'person', name: 'Sent Twice' };
    const first = await clerk.post('/v1/customers', body, { key });
    const second = await clerk.post('/v1/customers', body, { key });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await found('sent twice')).toHaveLength(1);
  });

  it.each([
    ['BR', '529.982.247-25', '52998224725'],
    ['BR', '12.ABC.345/01DE-35', '12ABC34501DE35'],
    ['IT', '00743110157', '00743110157'],
  ])('[A08] takes a tax id of %s: %s', async (country, taxId, stored) => {
    expect((await add({ name: 'Taxed', country, taxId })).taxId).toBe(stored);
  });
});

describe('changing a customer', () => {
  it('[A14] changes the named fields and leaves the rest', async () => {
    const before = await add({ name: 'Old Name', email: 'old@post.example', phone: '+33 4 78 00 00 02' });
    const reply = await clerk.patch(`/v1/customers/${before.id}`, { name: 'New Name' }, { version: 1 });
    const after = reply.as(customerSchema);
    expect(after).toEqual({ ...before, name: 'New Name', version: 2, updatedAt: after.updatedAt });
    expect(reply.version).toBe(2);
    expect(await read(before.id)).toEqual(after);
  });

  it('[A14] is found by what it is now, no longer by what it was', async () => {
    const before = await add({
      name: 'Ferdinand Vorher',
      email: 'vorher@post.example',
      phone: '+33 1 44 55 66 77',
      taxId: 'FR11111111111',
    });
    await clerk.post(`/v1/customers/${before.id}/contacts`, { name: 'Stays Here', phone: '+33 1 11 22 33 44' });
    await clerk.patch(
      `/v1/customers/${before.id}`,
      { name: 'Ferdinand Nachher', email: 'nachher@post.example', phone: '+33 1 99 88 77 66', taxId: null },
      { version: 1 },
    );
    for (const q of ['nachher', 'nachher@post.example', '0199887766', 'stays here', '0111223344', before.number]) {
      expect(await found(q), q).toEqual([before.id]);
    }
    for (const q of ['vorher', 'vorher@post.example', '0144556677', 'FR11111111111']) {
      expect(await found(q), q).toEqual([]);
    }
  });

  it('[A14] keeps what personal data was before and after apart from the log', async () => {
    await clerk.patch(`/v1/customers/${customer.id}`, { name: 'Aurélie Dubois', language: 'fr' }, { version: 1 });
    expect(await lastEvent(customer.id)).toEqual({
      type: 'customer_changed',
      facts: { fields: ['name', 'language'] },
      personal: {
        name: { before: 'Aurélie Lefèvre', after: 'Aurélie Dubois' },
        language: { before: null, after: 'fr' },
      },
    });
  });

  it('[A14] changes nothing where nothing is new', async () => {
    const reply = await clerk.patch(`/v1/customers/${customer.id}`, { name: 'Aurélie Lefèvre' }, { version: 1 });
    expect(reply.as(customerSchema)).toEqual(customer);
    expect((await lastEvent(customer.id)).type).toBe('customer_created');
  });
});

describe('the addresses of a customer', () => {
  const post = async (fields: Record<string, unknown> = {}) =>
    (await clerk.post(`/v1/customers/${customer.id}/addresses`, { ...address, ...fields })).as(addressSchema);

  it('[A11] are listed, all of them, page by page', async () => {
    const added = [];
    for (const city of ['Annecy', 'Lyon', 'Brest']) added.push(await post({ city }));
    const first = (await clerk.get(`/v1/customers/${customer.id}/addresses?limit=2`)).as(addressListSchema);
    expect(first.items).toEqual(added.slice(0, 2));
    const second = (await clerk.get(`/v1/customers/${customer.id}/addresses?limit=2&cursor=${String(first.next)}`)).as(
      addressListSchema,
    );
    expect(second).toEqual({ items: added.slice(2), next: null });
  });

  it('[A11] have one primary among them: the first, until another is marked', async () => {
    const first = await post({ city: 'Annecy' });
    const second = await post({ city: 'Lyon' });
    expect([first.primary, second.primary]).toEqual([true, false]);
    const third = await post({ city: 'Brest', primary: true, purpose: 'home' });
    expect(third).toMatchObject({ primary: true, purpose: 'home' });
    expect((await read(customer.id)).addresses.map(({ city, primary }) => [city, primary])).toEqual([
      ['Brest', true],
      ['Annecy', false],
      ['Lyon', false],
    ]);
    expect(await lastEvent(customer.id)).toMatchObject({ type: 'address_added', facts: { addressId: third.id } });
  });
});

describe('the contacts of an account', () => {
  const add = async (fields: Record<string, unknown>) =>
    (await clerk.post(`/v1/customers/${customer.id}/contacts`, fields)).as(contactSchema);

  it('[A12] [C15] are added and listed', async () => {
    const contact = await add({
      name: 'Théo Lefèvre',
      jobTitle: 'Workshop',
      email: 'Theo@Post.example',
      phone: '06 12 34 56 78',
    });
    expect(contact).toMatchObject({
      name: 'Théo Lefèvre',
      jobTitle: 'Workshop',
      email: 'theo@post.example',
      phone: '+33 6 12 34 56 78',
    });
    expect((await clerk.get(`/v1/customers/${customer.id}/contacts`)).as(contactListSchema).items).toEqual([contact]);
    expect((await read(customer.id)).contacts).toEqual([contact]);
    expect(await lastEvent(customer.id)).toMatchObject({ type: 'contact_added', facts: { contactId: contact.id } });
  });

  it('[A12] are changed, and the account is found by them as they are now', async () => {
    const other = await add({ name: 'Odile Autre', email: 'odile@post.example' });
    const contact = await add({ name: 'Gaspard Vorher', email: 'gaspard@post.example', phone: '06 00 11 22 33' });
    const reply = await clerk.patch(
      `/v1/customers/${customer.id}/contacts/${contact.id}`,
      { name: 'Gaspard Nachher', phone: '06 33 22 11 00', email: null },
      { version: 1 },
    );
    expect(reply.as(contactSchema)).toEqual({
      ...contact,
      version: 2,
      name: 'Gaspard Nachher',
      phone: '+33 6 33 22 11 00',
      email: null,
    });
    for (const q of ['gaspard nachher', '0633221100', other.name, 'odile@post.example']) {
      expect(await found(q), q).toEqual([customer.id]);
    }
    for (const q of ['gaspard vorher', '0600112233', 'gaspard@post.example']) expect(await found(q), q).toEqual([]);
    expect(await lastEvent(customer.id)).toEqual({
      type: 'contact_changed',
      facts: { contactId: contact.id, fields: ['name', 'email', 'phone'] },
      personal: {
        name: { before: 'Gaspard Vorher', after: 'Gaspard Nachher' },
        email: { before: 'gaspard@post.example', after: null },
        phone: { before: '+33 6 00 11 22 33', after: '+33 6 33 22 11 00' },
      },
    });
  });

  it('[A12] are all found when they are added at the same time', async () => {
    const people = ['Uma Eins', 'Vito Zwei', 'Wanda Drei', 'Xaver Vier'];
    await Promise.all([
      ...people.map((name) => add({ name })),
      clerk.patch(`/v1/customers/${customer.id}`, { name: 'Renamed Meanwhile' }, { version: 1 }),
    ]);
    for (const q of [...people, 'renamed meanwhile']) expect(await found(q), q).toEqual([customer.id]);
  });
});

describe('the notes on a customer', () => {
  it('[A15] are added and listed, the newest first', async () => {
    const bodies = ['Prefers the morning', 'Speaks Breton', 'Paid by check once'];
    const added = [];
    for (const body of bodies) {
      added.unshift((await clerk.post(`/v1/customers/${customer.id}/notes`, { body })).as(noteSchema));
    }
    expect(added[0]).toMatchObject({ body: 'Paid by check once', internal: true, author: { name: 'Inês Carvalho' } });
    const first = (await clerk.get(`/v1/customers/${customer.id}/notes?limit=2`)).as(noteListSchema);
    expect(first.items).toEqual(added.slice(0, 2));
    const second = (await clerk.get(`/v1/customers/${customer.id}/notes?limit=2&cursor=${String(first.next)}`)).as(
      noteListSchema,
    );
    expect(second).toEqual({ items: added.slice(2), next: null });
    expect(await lastEvent(customer.id)).toMatchObject({
      type: 'customer_note_added',
      facts: { noteId: added[0]?.id },
    });
  });
});

describe('reading a customer', () => {
  it('costs the same whatever its addresses and contacts, in one trip', async () => {
    for (let place = 0; place < 14; place += 1) {
      await clerk.post(`/v1/customers/${customer.id}/addresses`, { ...address, line1: `${place} rue Longue` });
      await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: `Contact ${place}` });
    }
    const reply = await clerk.get(`/v1/customers/${customer.id}`);
    const { addresses, contacts } = reply.as(customerSchema);
    expect([addresses.length, contacts.length]).toEqual([10, 10]);
    expect(reply.record?.d1?.trips).toBe(1);
    expect(reply.record?.d1?.rowsRead).toBeLessThanOrEqual(2 + 2 + 11 + 11);
  });

  it('is written into the access log, with who read what', async () => {
    const reply = await clerk.get(`/v1/customers/${customer.id}`);
    for (const list of ['addresses', 'contacts', 'notes', 'alerts']) {
      await clerk.get(`/v1/customers/${customer.id}/${list}`);
    }
    const opened = (await clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork' })).as(caseSchema);
    const order = (await clerk.post('/v1/orders', { customerId: customer.id })).as(orderSchema);
    await clerk.get(`/v1/customers/${customer.id}/cases`);
    await clerk.get(`/v1/customers/${customer.id}/activities`);
    for (const part of ['', '/timeline', '/activities']) await clerk.get(`/v1/cases/${opened.id}${part}`);
    for (const part of ['', '/recap']) await clerk.get(`/v1/orders/${order.id}${part}`);
    const { results } = await env.DB.prepare(
      'SELECT action, agent, request_id AS request FROM access_log WHERE tenant = ? AND customer = ?',
    )
      .bind(desk.tenant, customer.id)
      .all();
    expect(results.map(({ action }) => action).sort()).toEqual([
      'activities_read',
      'activities_read',
      'addresses_read',
      'alerts_read',
      'case_read',
      'cases_read',
      'contacts_read',
      'customer_read',
      'notes_read',
      'order_read',
      'recap_read',
      'timeline_read',
    ]);
    expect(results).toContainEqual({
      action: 'customer_read',
      agent: await desk.id('agent', 'clerk'),
      request: reply.headers.get('x-request-id'),
    });
  });
});
