import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { relationshipsSchema } from '../../shared/case-relations.ts';
import { caseSchema, timelineSchema } from '../../shared/cases.ts';
import { contactSchema, customerSchema, type Customer } from '../../shared/customers.ts';
import { entitlementSchema } from '../../shared/entitlements.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { activeEntitlement, step } from './support/entitling.ts';

type Found = z.output<typeof caseSchema>;

let desk: Desk;
let clerk: Client;
let admin: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  [clerk, admin] = [await desk.as('clerk'), await desk.as('admin')];
});
beforeEach(async () => {
  customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Halden Oy' })).as(customerSchema);
});

/** An active entitlement of the customer to two cases, its default unless said otherwise. */
async function entitled(fields: Record<string, unknown> = {}, isDefault = true) {
  const active = await activeEntitlement(admin, customer.id, { name: 'Gold', totalTerms: 2, ...fields });
  return isDefault ? step(admin, active, 'default') : active;
}
const open = (fields: Record<string, unknown> = {}) =>
  clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork', ...fields });
const newCase = async (fields: Record<string, unknown> = {}) => (await open(fields)).as(caseSchema);
const read = async (id: string) => (await clerk.get(`/v1/cases/${id}`)).as(caseSchema);
const remaining = async ({ id }: { id: string }) =>
  (await clerk.get(`/v1/entitlements/${id}`)).as(entitlementSchema).remainingTerms;
async function act(found: Found, verb: string, body: Record<string, unknown> = {}) {
  const { version } = await read(found.id);
  return (await clerk.post(`/v1/cases/${found.id}/${verb}`, body, { version })).as(caseSchema);
}
async function change(found: Found, body: Record<string, unknown>) {
  return clerk.patch(`/v1/cases/${found.id}`, body, { version: (await read(found.id)).version });
}
const resolve = (found: Found, billableMinutes = 0) => act(found, 'resolve', { resolution: 'Done', billableMinutes });

/** What is left is always the total and what the ledger says. */
async function agrees(entitlement: { id: string; totalTerms: number }) {
  const row = await env.DB.prepare(
    'SELECT coalesce(sum(terms), 0) AS moved FROM entitlement_movements WHERE tenant = ?1 AND entitlement = ?2',
  )
    .bind(desk.tenant, entitlement.id)
    .first<{ moved: number }>();
  expect(await remaining(entitlement)).toBe(entitlement.totalTerms + (row?.moved ?? 0));
}

describe('[C04] [C21] [C22] the entitlement of a new case', () => {
  it('is the customer’s default, shown with its terms', async () => {
    const gold = await entitled();
    const found = await newCase();
    expect(found.entitlement).toEqual({
      id: gold.id,
      name: 'Gold',
      allocation: 'cases',
      totalTerms: 2,
      remainingTerms: 1,
    });
    expect(await read(found.id)).toEqual(found);
    const { items } = (await clerk.get(`/v1/cases/${found.id}/timeline`)).as(timelineSchema);
    expect(items.map(({ type }) => type)).toContain('entitlement_terms_moved');
  });

  it('is none where the default does not fit, or where none is asked for', async () => {
    const contact = (await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: 'Théo' })).as(contactSchema);
    await entitled({ contactIds: [contact.id] });
    expect((await newCase()).entitlement).toBeNull();
    expect((await newCase({ contactId: contact.id })).entitlement).not.toBeNull();
    expect((await newCase({ contactId: contact.id, entitlementId: null })).entitlement).toBeNull();
  });

  it('is another that was chosen, if it is active and the customer’s', async () => {
    await entitled();
    const silver = await entitled({ name: 'Silver' }, false);
    expect((await newCase({ entitlementId: silver.id })).entitlement?.name).toBe('Silver');
    const other = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor' })).as(customerSchema);
    expect((await open({ customerId: other.id, entitlementId: silver.id })).problem.code).toBe('unknown_reference');
  });

  it('[C23] is looked for again when the contact changes, and a manual choice stays otherwise', async () => {
    const contact = (await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: 'Théo' })).as(contactSchema);
    const gold = await entitled({ contactIds: [contact.id] });
    const found = await newCase();
    expect(found.entitlement).toBeNull();
    expect((await change(found, { contactId: contact.id })).as(caseSchema).entitlement?.id).toBe(gold.id);
    expect((await change(found, { entitlementId: null })).as(caseSchema).entitlement).toBeNull();
    expect((await change(found, { title: 'Other' })).as(caseSchema).entitlement).toBeNull();
    expect(await remaining(gold)).toBe(2);
  });
});

describe('[C24] terms', () => {
  it('are taken on creation and come back on cancelling: 2, create 2, cancel, reactivate, and no third', async () => {
    const gold = await entitled({ restrict: true });
    const [, second] = [await newCase(), await newCase()];
    expect(await remaining(gold)).toBe(0);
    await act(second, 'cancel');
    expect(await remaining(gold)).toBe(1);
    expect((await act(second, 'reactivate')).entitlement?.remainingTerms).toBe(0);
    expect((await open()).problem.blockers).toMatchObject([
      { code: 'entitlement_exhausted', count: 0, field: 'entitlementId' },
    ]);
    await agrees(gold);
  });

  it('[C05] [C38] of time are taken by billable minutes on resolution, and come back on reactivation', async () => {
    const hours = await entitled({ allocation: 'minutes', decreaseOn: 'resolution', totalTerms: 300 });
    const found = await newCase();
    expect(await remaining(hours)).toBe(300);
    expect((await resolve(found, 90)).entitlement?.remainingTerms).toBe(210);
    expect(await remaining(hours)).toBe(210);
    expect((await act(found, 'reactivate')).entitlement?.remainingTerms).toBe(300);
    await agrees(hours);
  });

  it('[C06] are counted by channel too', async () => {
    const gold = await entitled({ totalTerms: 10, restrict: true, channels: [{ origin: 'email', total: 1 }] });
    await newCase({ origin: 'email' });
    expect((await open({ origin: 'email' })).problem.code).toBe('entitlement_exhausted');
    expect((await open({ origin: 'phone' })).status).toBe(201);
    expect(await remaining(gold)).toBe(8);
  });

  it('[C25] are not taken where they are not to be, and come back when that is said later', async () => {
    const gold = await entitled();
    await newCase({ decrementTerms: false });
    expect(await remaining(gold)).toBe(2);
    const found = await newCase();
    expect(await remaining(gold)).toBe(1);
    const changed = (await change(found, { decrementTerms: false })).as(caseSchema);
    expect(changed.entitlement?.remainingTerms).toBe(2);
    expect((await change(found, { decrementTerms: true })).as(caseSchema).entitlement?.remainingTerms).toBe(1);
    await agrees(gold);
  });

  it('go back to the old one and are taken from the new one when the entitlement is changed', async () => {
    const [gold, silver] = [await entitled(), await entitled({ name: 'Silver' }, false)];
    const found = await newCase();
    await change(found, { entitlementId: silver.id });
    expect([await remaining(gold), await remaining(silver)]).toEqual([2, 1]);
    await change(found, { entitlementId: null });
    expect([await remaining(gold), await remaining(silver)]).toEqual([2, 2]);
  });

  it('[C42] come back with a merge and are taken again when it is undone', async () => {
    const gold = await entitled({ totalTerms: 5 });
    const [master, one, two] = [await newCase(), await newCase(), await newCase()];
    const cases = [one, two].map(({ id, version }) => ({ id, version }));
    expect((await act(master, 'merge', { cases })).entitlement?.remainingTerms).toBe(4);
    const { merges } = (await clerk.get(`/v1/cases/${master.id}/relationships`)).as(relationshipsSchema);
    expect((await act(master, 'unmerge', { mergeId: merges[0]?.id })).entitlement?.remainingTerms).toBe(2);
    await agrees(gold);
  });

  it('are taken again by undoing a merge although none are left', async () => {
    const gold = await entitled({ totalTerms: 2, restrict: true });
    const [master, other] = [await newCase(), await newCase()];
    await act(master, 'merge', { cases: [{ id: other.id, version: other.version }] });
    await newCase();
    const { merges } = (await clerk.get(`/v1/cases/${master.id}/relationships`)).as(relationshipsSchema);
    await act(master, 'unmerge', { mergeId: merges[0]?.id });
    expect(await remaining(gold)).toBe(-1);
    await agrees(gold);
  });

  it('are taken by each child that is resolved with its parent', async () => {
    const { version } = await admin.get('/v1/case-settings');
    await admin.put('/v1/case-settings', { parentClosure: 'cascade' }, { version });
    const gold = await entitled({ decreaseOn: 'resolution', totalTerms: 9 });
    const parent = await newCase();
    await clerk.post(`/v1/cases/${parent.id}/children`, {});
    await clerk.post(`/v1/cases/${parent.id}/children`, {});
    expect((await resolve(parent)).entitlement?.remainingTerms).toBe(6);
    await agrees(gold);
  });

  it('never go below what is left, however many ask at once', async () => {
    const gold = await entitled({ totalTerms: 3, restrict: true });
    const replies = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(5);
    expect(await remaining(gold)).toBe(0);
    await agrees(gold);
  });

  it('go below zero where the entitlement does not restrict', async () => {
    const gold = await entitled({ totalTerms: 1 });
    await newCase();
    expect((await newCase()).entitlement?.remainingTerms).toBe(-1);
    await agrees(gold);
  });
});
