import { beforeAll, describe, expect, test } from 'vitest';
import { contactSchema, customerSchema, type Customer } from '../../shared/customers.ts';
import { entitlementSchema } from '../../shared/entitlements.ts';
import { newId } from '../../shared/ids.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { activeEntitlement, draftOf, inDays, newEntitlement, step } from './support/entitling.ts';

let desk: Desk;
let supervisor: Client;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  supervisor = await desk.as('supervisor');
  clerk = await desk.as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Nordlys Touring' })).as(customerSchema);
});

describe('a draft is refused', () => {
  test.each([
    ['without a name', { name: undefined }, '/name', 'required'],
    ['with a name of 101 characters', { name: 'x'.repeat(101) }, '/name', 'too_long'],
    ['with a card number for a name', { name: '4111 1111 1111 1111' }, '/name', 'card_number'],
    ['that ends before it starts', { startsOn: inDays(2), endsOn: inDays(1) }, '/endsOn', 'too_small'],
    ['with a date that is none', { endsOn: '2026-02-30' }, '/endsOn', 'not_a_date_time'],
    ['with fewer terms than none', { totalTerms: -1 }, '/totalTerms', 'too_small'],
    ['with half a term', { totalTerms: 1.5 }, '/totalTerms', 'wrong_type'],
    ['with a kind of term that is none', { allocation: 'hours' }, '/allocation', 'not_one_of'],
    ['with a channel that is none', { channels: [{ origin: 'fax', total: 1 }] }, '/channels/0/origin', 'not_one_of'],
    [
      'with a channel twice',
      {
        channels: [
          { origin: 'web', total: 1 },
          { origin: 'web', total: 2 },
        ],
      },
      '/channels',
      'invalid',
    ],
    ['with what remains', { remainingTerms: 99 }, '/remainingTerms', 'unknown_key'],
    ['as the default from the start', { isDefault: true }, '/isDefault', 'unknown_key'],
  ])('%s', async (_, changes, pointer, code) => {
    const reply = await supervisor.post('/v1/entitlements', draftOf(customer.id, changes));
    expect([reply.status, reply.problem.errors?.[0]]).toMatchObject([400, { pointer, code }]);
  });

  test.each([
    ['a customer', { customerId: newId('customer') }, '/customerId'],
    ['a product', { productIds: [newId('product')] }, '/productIds/0'],
    ['a contact', { contactIds: [newId('contact')] }, '/contactIds/0'],
  ])('that names %s who is not there', async (_, changes, pointer) => {
    const reply = await supervisor.post('/v1/entitlements', draftOf(customer.id, changes));
    expect([reply.status, reply.problem.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  test('that names a contact of another customer, when it is made and when it is edited', async () => {
    const other = (await clerk.post('/v1/customers', { kind: 'account', name: 'Other' })).as(customerSchema);
    const theirs = (await clerk.post(`/v1/customers/${other.id}/contacts`, { name: 'Théo' })).as(contactSchema);
    const made = await supervisor.post('/v1/entitlements', draftOf(customer.id, { contactIds: [theirs.id] }));
    expect(made.problem.code).toBe('unknown_reference');
    const draft = await newEntitlement(supervisor, customer.id);
    const path = `/v1/entitlements/${draft.id}`;
    const changed = await supervisor.patch(path, { contactIds: [theirs.id] }, { version: draft.version });
    expect(changed.problem.code).toBe('unknown_reference');
  });
});

describe('an edit is refused', () => {
  test('while it is in force, and the answer says that it must be a draft', async () => {
    const active = await activeEntitlement(supervisor, customer.id);
    const reply = await supervisor.patch(`/v1/entitlements/${active.id}`, { name: 'x' }, { version: active.version });
    expect([reply.status, reply.problem.code]).toEqual([409, 'entitlement_not_draft']);
  });

  test('where it would end before it starts', async () => {
    const draft = await newEntitlement(supervisor, customer.id);
    const path = `/v1/entitlements/${draft.id}`;
    const ends = await supervisor.patch(path, { endsOn: inDays(-20) }, { version: draft.version });
    expect([ends.status, ends.problem.errors?.[0]]).toMatchObject([400, { pointer: '/endsOn', code: 'too_small' }]);
    const starts = await supervisor.patch(path, { startsOn: inDays(20) }, { version: draft.version });
    expect(starts.problem.errors?.[0]).toMatchObject({ pointer: '/startsOn', code: 'too_large' });
  });

  test('of its customer', async () => {
    const draft = await newEntitlement(supervisor, customer.id);
    const path = `/v1/entitlements/${draft.id}`;
    const reply = await supervisor.patch(path, { customerId: customer.id }, { version: draft.version });
    expect(reply.problem.errors?.[0]?.code).toBe('unknown_key');
  });
});

describe('a command is refused', () => {
  test.each([
    ['activate', 'activate', 'entitlement_not_draft', ['activate']],
    ['deactivate', 'deactivate', 'entitlement_not_active', []],
    ['cancel', 'cancel', 'entitlement_not_active', []],
    ['default', 'default', 'entitlement_not_active', []],
    ['renew', 'renew', 'entitlement_not_over', ['activate']],
    ['cancel again', 'cancel', 'entitlement_not_active', ['activate', 'cancel']],
    ['activate again', 'activate', 'entitlement_not_draft', ['activate', 'cancel']],
  ] as const)('%s, where its state does not allow it', async (_, name, code, before) => {
    let current = await newEntitlement(supervisor, customer.id);
    for (const each of before) current = await step(supervisor, current, each);
    const reply = await supervisor.post(`/v1/entitlements/${current.id}/${name}`, {}, { version: current.version });
    expect([reply.status, reply.problem.code]).toEqual([409, code]);
    expect(reply.problem.blockers?.length).toBe(1);
  });

  test('on a version that is no longer so, and without one', async () => {
    const draft = await newEntitlement(supervisor, customer.id);
    const path = `/v1/entitlements/${draft.id}`;
    await step(supervisor, draft, 'activate');
    for (const name of ['activate', 'deactivate', 'cancel', 'renew', 'default']) {
      const stale = await supervisor.post(`${path}/${name}`, {}, { version: 1 });
      expect([stale.status, stale.problem.code]).toEqual([412, 'stale_version']);
      expect(entitlementSchema.parse(stale.problem.current)).toMatchObject({ version: 2, state: 'active' });
      expect((await supervisor.post(`${path}/${name}`, {})).status).toBe(428);
    }
  });

  test.each(['activate', 'deactivate', 'cancel', 'renew', 'default'])('%s of none that is there', async (name) => {
    const reply = await supervisor.post(`/v1/entitlements/${newId('entitlement')}/${name}`, {}, { version: 1 });
    expect(reply.status).toBe(404);
  });
});

test('two that become the default at once leave one default', async () => {
  const other = (await clerk.post('/v1/customers', { kind: 'account', name: 'Two plans' })).as(customerSchema);
  const plans = [await activeEntitlement(supervisor, other.id), await activeEntitlement(supervisor, other.id)];
  await Promise.all(plans.map(({ id, version }) => supervisor.post(`/v1/entitlements/${id}/default`, {}, { version })));
  const now = await Promise.all(
    plans.map(async ({ id }) => (await clerk.get(`/v1/entitlements/${id}`)).as(entitlementSchema)),
  );
  expect(now.filter(({ isDefault }) => isDefault)).toHaveLength(1);
});
