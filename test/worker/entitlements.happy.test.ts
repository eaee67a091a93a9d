import { beforeAll, describe, expect, test } from 'vitest';
import { contactSchema, customerSchema, type Customer } from '../../shared/customers.ts';
import { entitlementListSchema, entitlementSchema } from '../../shared/entitlements.ts';
import { productListSchema } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { draftOf, eventsOf, inDays, newEntitlement, step, type Answered } from './support/entitling.ts';

let desk: Desk;
let supervisor: Client;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  supervisor = await desk.as('supervisor');
  clerk = await desk.as('clerk');
  customer = await newCustomer();
});

async function newCustomer(): Promise<Customer> {
  return (await clerk.post('/v1/customers', { kind: 'account', name: 'Nordlys Touring' })).as(customerSchema);
}

async function listed(query: string): Promise<Answered['id'][]> {
  return (await clerk.get(`/v1/entitlements${query}`)).as(entitlementListSchema).items.map(({ id }) => id);
}

describe('a supervisor drafts what a customer is entitled to', () => {
  test('with nothing but a name, dates and a number of cases [C04] [C05]', async () => {
    const reply = await supervisor.post('/v1/entitlements', draftOf(customer.id, { totalTerms: 12 }));
    expect([reply.status, reply.version]).toEqual([201, 1]);
    expect(reply.as(entitlementSchema)).toMatchObject({
      name: 'Workshop plan',
      customer: { id: customer.id, name: 'Nordlys Touring' },
      allocation: 'cases',
      decreaseOn: 'creation',
      totalTerms: 12,
      remainingTerms: 12,
      restrict: false,
      isDefault: false,
      state: 'draft',
      products: [],
      contacts: [],
      channels: [],
      slaId: null,
    });
  });

  test('by product, contact and channel, and the desk reads the same [C06] [C07]', async () => {
    const importer = await desk.as('importer');
    await importer.post('/v1/imports/products', {
      source: 'entitlements',
      rows: [{ externalId: 'hub', sku: 'HC-HUB', name: 'Hub motor', unitPrice: '320' }],
    });
    const [hub] = (await clerk.get('/v1/products?q=hub')).as(productListSchema).items;
    const contact = (await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: 'Zoé Lund' })).as(contactSchema);
    const made = await newEntitlement(supervisor, customer.id, {
      allocation: 'minutes',
      decreaseOn: 'resolution',
      totalTerms: 300,
      restrict: true,
      productIds: [hub?.id],
      contactIds: [contact.id],
      channels: [
        { origin: 'phone', total: 200 },
        { origin: 'email', total: 100 },
      ],
      slaId: 'sla_01kb2q3v5ye7xs8h0m4n6p9r1t',
    });
    expect(made).toMatchObject({
      products: [{ id: hub?.id, name: 'Hub motor' }],
      contacts: [{ id: contact.id, name: 'Zoé Lund' }],
      channels: [
        { origin: 'email', total: 100, remaining: 100 },
        { origin: 'phone', total: 200, remaining: 200 },
      ],
      slaId: 'sla_01kb2q3v5ye7xs8h0m4n6p9r1t',
    });
    expect((await clerk.get(`/v1/entitlements/${made.id}`)).as(entitlementSchema)).toEqual(made);
  });

  test('once, however often the request is sent', async () => {
    const other = await newCustomer();
    const key = crypto.randomUUID();
    const draft = draftOf(other.id);
    const first = await supervisor.post('/v1/entitlements', draft, { key });
    expect((await supervisor.post('/v1/entitlements', draft, { key })).text).toBe(first.text);
    expect(await listed(`?customerId=${other.id}`)).toHaveLength(1);
  });

  test('and edits it: a list that is named is replaced, what is not named stays', async () => {
    const made = await newEntitlement(supervisor, customer.id, { channels: [{ origin: 'web', total: 2 }] });
    const changes = { name: 'Winter plan', totalTerms: 8, channels: [{ origin: 'phone', total: 6 }], restrict: true };
    const reply = await supervisor.patch(`/v1/entitlements/${made.id}`, changes, { version: 1 });
    const changed = reply.as(entitlementSchema);
    expect(changed).toMatchObject({
      version: 2,
      name: 'Winter plan',
      startsOn: made.startsOn,
      totalTerms: 8,
      remainingTerms: 8,
      restrict: true,
      channels: [{ origin: 'phone', total: 6, remaining: 6 }],
    });
    expect((await clerk.get(`/v1/entitlements/${made.id}`)).as(entitlementSchema)).toEqual(changed);
  });
});

describe('an entitlement', () => {
  test('is waiting, active and expired as time goes by, and nobody flips it [C04]', async () => {
    const made = await newEntitlement(supervisor, customer.id, { startsOn: inDays(2), endsOn: inDays(4) });
    await step(supervisor, made, 'activate');
    const seen = [];
    for (const days of [0, 3, 5]) {
      desk.ahead = days * 24 * 60 * 60 * 1000;
      const reply = await (await desk.as('clerk')).get(`/v1/entitlements/${made.id}`);
      const { state, version } = reply.as(entitlementSchema);
      seen.push([state, version]);
    }
    desk.ahead = 0;
    expect(seen).toEqual([
      ['waiting', 2],
      ['active', 2],
      ['expired', 2],
    ]);
  });

  test('goes from draft to active, back to draft, active again and cancelled, and the log tells it', async () => {
    const made = await newEntitlement(supervisor, customer.id);
    let current = made;
    const states = [];
    for (const name of ['activate', 'deactivate', 'activate', 'cancel'] as const) {
      current = await step(supervisor, current, name);
      states.push(current.state);
    }
    expect(states).toEqual(['active', 'draft', 'active', 'cancelled']);
    expect(await eventsOf(desk, made.id)).toEqual([
      'entitlement_created',
      'entitlement_activated',
      'entitlement_deactivated',
      'entitlement_activated',
      'entitlement_cancelled',
    ]);
  });

  test('says what can be done with it now', async () => {
    const made = await newEntitlement(supervisor, customer.id);
    const able = ({ actions }: Answered) => actions.filter(({ allowed }) => allowed).map(({ name }) => name);
    expect(able(made)).toEqual(['edit', 'activate']);
    expect(able(await step(supervisor, made, 'activate'))).toEqual(['deactivate', 'cancel', 'set_default']);
  });

  test('is renewed as a new draft that is as long, and stays as it is itself [C04]', async () => {
    const made = await newEntitlement(supervisor, customer.id, {
      startsOn: inDays(-40),
      endsOn: inDays(-10),
      channels: [{ origin: 'phone', total: 3 }],
    });
    const expired = await step(supervisor, made, 'activate');
    expect(expired.state).toBe('expired');
    const reply = await supervisor.post(`/v1/entitlements/${made.id}/renew`, {}, { version: expired.version });
    const renewed = reply.as(entitlementSchema);
    expect(reply.status).toBe(201);
    expect(renewed).toMatchObject({ state: 'draft', version: 1, name: made.name, totalTerms: made.totalTerms });
    expect(renewed.channels).toEqual(made.channels);
    expect(Date.parse(renewed.endsOn) - Date.parse(renewed.startsOn)).toBe(30 * 24 * 60 * 60 * 1000);
    expect((await clerk.get(`/v1/entitlements/${renewed.id}`)).as(entitlementSchema)).toEqual(renewed);
    expect((await clerk.get(`/v1/entitlements/${made.id}`)).as(entitlementSchema)).toEqual(expired);
  });
});

describe('the default of a customer [C22]', () => {
  test('is one: another one takes its place, and the log says so of both', async () => {
    const other = await newCustomer();
    const [first, second] = [
      await step(supervisor, await newEntitlement(supervisor, other.id), 'activate'),
      await step(supervisor, await newEntitlement(supervisor, other.id), 'activate'),
    ];
    expect((await step(supervisor, first, 'default')).isDefault).toBe(true);
    expect((await step(supervisor, second, 'default')).isDefault).toBe(true);
    const items = (await clerk.get(`/v1/entitlements?customerId=${other.id}`)).as(entitlementListSchema).items;
    expect(items.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([second.id]);
    for (const { id } of [first, second]) {
      expect((await eventsOf(desk, id)).at(-1)).toBe('entitlement_default_changed');
    }
  });

  test('is none any more when it is unset, deactivated or cancelled', async () => {
    const other = await newCustomer();
    for (const leave of ['unset', 'deactivate', 'cancel'] as const) {
      const active = await step(supervisor, await newEntitlement(supervisor, other.id), 'activate');
      const made = await step(supervisor, active, 'default');
      const path = `/v1/entitlements/${made.id}`;
      const left =
        leave === 'unset'
          ? await supervisor.post(`${path}/default`, { isDefault: false }, { version: made.version })
          : await supervisor.post(`${path}/${leave}`, {}, { version: made.version });
      expect(left.as(entitlementSchema).isDefault, leave).toBe(false);
    }
  });
});

describe('the list of entitlements', () => {
  test('of a customer has all of them, and on request only those a case can be given now [C21]', async () => {
    const other = await newCustomer();
    const draft = await newEntitlement(supervisor, other.id);
    const active = await step(supervisor, await newEntitlement(supervisor, other.id), 'activate');
    const waiting = await newEntitlement(supervisor, other.id, { startsOn: inDays(1) });
    await step(supervisor, waiting, 'activate');
    const cancelled = await step(supervisor, await newEntitlement(supervisor, other.id), 'activate');
    await step(supervisor, cancelled, 'cancel');
    expect(await listed(`?customerId=${other.id}`)).toEqual(
      [draft, active, waiting, cancelled].map(({ id }) => id).sort(),
    );
    expect(await listed(`?customerId=${other.id}&state=active`)).toEqual([active.id]);
    expect(await listed('?state=active')).toContain(active.id);
  });

  test('goes on where a page ended, and its cursor opens no other list', async () => {
    const other = await newCustomer();
    for (let made = 0; made < 3; made += 1) await newEntitlement(supervisor, other.id);
    const path = `/v1/entitlements?customerId=${other.id}`;
    const first = (await clerk.get(`${path}&limit=2`)).as(entitlementListSchema);
    const second = (await clerk.get(`${path}&limit=2&cursor=${first.next ?? ''}`)).as(entitlementListSchema);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    const wrong = await clerk.get(`/v1/entitlements?cursor=${first.next ?? ''}`);
    expect(wrong.problem.code).toBe('invalid_cursor');
  });
});
