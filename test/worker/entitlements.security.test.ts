import { beforeAll, describe, expect, test } from 'vitest';
import { caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import { entitlementListSchema, entitlementSchema } from '../../shared/entitlements.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { activeEntitlement, draftOf, type Answered } from './support/entitling.ts';

let desk: Desk;
let supervisor: Client;
let clerk: Client;
let customerId: string;
let plan: Answered;

beforeAll(async () => {
  desk = await newDesk();
  supervisor = await desk.as('supervisor');
  clerk = await desk.as('clerk');
  customerId = (await clerk.post('/v1/customers', { kind: 'account', name: 'Nordlys Touring' })).as(customerSchema).id;
  plan = await activeEntitlement(supervisor, customerId);
});

test.each(['clerk', 'importer'])('%s reads entitlements and writes none', async (who) => {
  const client = await desk.as(who);
  expect((await client.get(`/v1/entitlements/${plan.id}`)).as(entitlementSchema).id).toBe(plan.id);
  const path = `/v1/entitlements/${plan.id}`;
  for (const reply of [
    await client.post('/v1/entitlements', draftOf(customerId)),
    await client.patch(path, { totalTerms: 1000 }, { version: plan.version }),
    await client.post(`${path}/default`, {}, { version: plan.version }),
    await client.post(`${path}/cancel`, {}, { version: plan.version }),
  ]) {
    expect([reply.status, reply.problem.code]).toEqual([403, 'forbidden']);
  }
});

describe('a session that is bound', () => {
  test('to a customer reads what that one is entitled to, and nothing of others', async () => {
    const other = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor' })).as(customerSchema);
    const mine = await desk.as('clerk', { customer: customerId });
    const theirs = await desk.as('clerk', { customer: other.id });
    const list = (await mine.get(`/v1/entitlements?customerId=${customerId}`)).as(entitlementListSchema);
    expect(list.items.map(({ id }) => id)).toEqual([plan.id]);
    expect((await mine.get('/v1/entitlements')).problem.code).toBe('out_of_scope');
    expect((await theirs.get(`/v1/entitlements?customerId=${customerId}`)).problem.code).toBe('out_of_scope');
    expect((await theirs.get(`/v1/entitlements/${plan.id}`)).problem.code).toBe('out_of_scope');
  });

  test('to a case reads none, and a supervisor who is bound writes none', async () => {
    const opened = (await clerk.post('/v1/cases', { customerId, title: 'Fork' })).as(caseSchema);
    const bound = await desk.as('clerk', { case: opened.id });
    expect((await bound.get(`/v1/entitlements/${plan.id}`)).problem.code).toBe('out_of_scope');
    const writes = await (
      await desk.as('supervisor', { customer: customerId })
    ).post('/v1/entitlements', draftOf(customerId));
    expect(writes.problem.code).toBe('out_of_scope');
  });
});

test('another tenant finds nothing of it, and cannot name its customer', async () => {
  const stranger = await (await newDesk()).as('supervisor');
  expect((await stranger.get('/v1/entitlements')).as(entitlementListSchema).items).toEqual([]);
  expect((await stranger.get(`/v1/entitlements?customerId=${customerId}`)).text).not.toContain(plan.id);
  expect((await stranger.get(`/v1/entitlements/${plan.id}`)).status).toBe(404);
  expect((await stranger.post('/v1/entitlements', draftOf(customerId))).problem.code).toBe('unknown_reference');
  const cancelled = await stranger.post(`/v1/entitlements/${plan.id}/cancel`, {}, { version: plan.version });
  expect(cancelled.status).toBe(404);
});
