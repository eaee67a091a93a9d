import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activitySchema, caseSchema, timelineSchema } from '../../shared/cases.ts';
import { customerSchema, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'person', name: 'Théo Lefèvre' })).as(customerSchema);
});

const newCase = async () =>
  (await clerk.post('/v1/cases', { customerId: customer.id, title: 'Brake pads delivered twice' })).as(caseSchema);

describe('a case that cannot be opened', () => {
  it.each([
    [{ title: '' }, '/title', 'required'],
    [{ title: 'x'.repeat(201) }, '/title', 'too_long'],
    [{ title: 'Pay with 4111 1111 1111 1111' }, '/title', 'card_number'],
    [{ description: '5500-0055-5555-5559' }, '/description', 'card_number'],
    [{ origin: 'fax' }, '/origin', 'not_one_of'],
    [{ state: 'resolved' }, '/state', 'unknown_key'],
    [{ priorityId: 'pri_1' }, '/priorityId', 'not_an_id'],
    [{ customerId: null }, '/customerId', 'wrong_type'],
  ])('%j is refused at %s as %s', async (fields, pointer, code) => {
    const reply = await clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork', ...fields });
    expect(reply.status).toBe(400);
    expect(reply.problem.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it.each([
    ['customerId', 'cus_00000000000000000000000000'],
    ['contactId', 'con_00000000000000000000000000'],
    ['priorityId', 'pri_00000000000000000000000000'],
    ['subjectId', 'sub_00000000000000000000000000'],
    ['productId', 'prd_00000000000000000000000000'],
  ])('names no record in %s', async (field, id) => {
    const reply = await clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork', [field]: id });
    expect(reply.status).toBe(422);
    expect(reply.problem).toMatchObject({ code: 'unknown_reference', errors: [{ pointer: `/${field}` }] });
  });
});

describe('a case that changed meanwhile', () => {
  it('wants the version that was seen', async () => {
    const { id } = await newCase();
    const reply = await clerk.patch(`/v1/cases/${id}`, { title: 'New' });
    expect(reply.status).toBe(428);
    expect(reply.problem.code).toBe('version_required');
  });

  it('answers an old version with the case as it is now', async () => {
    const { id } = await newCase();
    await clerk.patch(`/v1/cases/${id}`, { title: 'Theirs' }, { version: 1 });
    const reply = await clerk.patch(`/v1/cases/${id}`, { title: 'Mine' }, { version: 1 });
    expect(reply.status).toBe(412);
    expect(reply.problem).toMatchObject({ code: 'stale_version', current: { title: 'Theirs', version: 2 } });
  });

  it('lets one of two edits at once win, and tells the other', async () => {
    const { id } = await newCase();
    const replies = await Promise.all(
      ['one', 'two'].map((title) => clerk.patch(`/v1/cases/${id}`, { title }, { version: 1 })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('lets one of two edits of an activity at once win, and tells the other', async () => {
    const { id } = await newCase();
    const path = `/v1/cases/${id}/activities`;
    const task = (await clerk.post(path, { kind: 'task', subject: 'Photos' })).as(activitySchema);
    const replies = await Promise.all(
      ['one', 'two'].map((subject) => clerk.patch(`${path}/${task.id}`, { subject }, { version: 1 })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('never leaves an open activity on a resolved case, whoever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await newCase();
      const [resolved, added] = await Promise.all([
        clerk.post(`/v1/cases/${id}/resolve`, { resolution: 'Done' }, { version: 1 }),
        clerk.post(`/v1/cases/${id}/activities`, { kind: 'task', subject: 'Late' }),
      ]);
      const now = (await clerk.get(`/v1/cases/${id}`)).as(caseSchema);
      expect(now.state === 'resolved' ? now.openActivities : 0).toBe(0);
      expect([resolved.status, added.status]).toContain(409);
    }
  });
});

describe('an activity that changes while its case is being resolved', () => {
  /** Carries something out after the case was read and before anything is written. */
  async function meanwhile<Result>(act: () => Promise<unknown>, command: () => Promise<Result>): Promise<Result> {
    let batches = 0;
    desk.database = new Proxy(env.DB, {
      get(database, name) {
        if (name === 'prepare') return (sql: string) => database.prepare(sql);
        if (name !== 'batch') throw new Error(`nobody expected ${String(name)}`);
        return async (statements: D1PreparedStatement[]) => {
          batches += 1;
          if (batches === 2) {
            desk.database = env.DB;
            await act();
          }
          return database.batch(statements);
        };
      },
    });
    return command().finally(() => (desk.database = env.DB));
  }

  it('[C36] counts with the time it took', async () => {
    const { id } = await newCase();
    const call = { kind: 'phone_call', subject: 'Called back', state: 'completed', durationMinutes: 30 };
    const reply = await meanwhile(
      () => clerk.post(`/v1/cases/${id}/activities`, call),
      () => clerk.post(`/v1/cases/${id}/resolve`, { resolution: 'Done' }, { version: 1 }),
    );
    const resolved = reply.as(caseSchema);
    expect([resolved.totalMinutes, resolved.resolutions[0]?.totalMinutes]).toEqual([30, 30]);
  });

  it('[C33] is not said to be cancelled when another one is', async () => {
    const { id } = await newCase();
    const add = async (subject: string) =>
      (await clerk.post(`/v1/cases/${id}/activities`, { kind: 'task', subject })).as(activitySchema);
    const before = await add('Photos');
    const added: string[] = [];
    await meanwhile(
      async () => {
        await clerk.patch(`/v1/cases/${id}/activities/${before.id}`, { state: 'completed' }, { version: 1 });
        added.push((await add('Refund')).id);
      },
      () => clerk.post(`/v1/cases/${id}/resolve`, { resolution: 'Done', cancelOpenActivities: true }, { version: 1 }),
    );
    const { items } = (await clerk.get(`/v1/cases/${id}/timeline`)).as(timelineSchema);
    const cancelled = items.filter(({ type }) => type === 'activity_cancelled').map(({ facts }) => facts['activityId']);
    expect(cancelled).toEqual(added);
  });
});

describe('a closed case', () => {
  it('[C39] is read-only until it is reactivated', async () => {
    const { id } = await newCase();
    const task = (await clerk.post(`/v1/cases/${id}/activities`, { kind: 'task', subject: 'Photos' })).as(
      activitySchema,
    );
    await clerk.post(`/v1/cases/${id}/resolve`, { resolution: 'Done', cancelOpenActivities: true }, { version: 1 });
    const replies = await Promise.all([
      clerk.patch(`/v1/cases/${id}`, { title: 'New' }, { version: 2 }),
      clerk.post(`/v1/cases/${id}/resolve`, { resolution: 'Again' }, { version: 2 }),
      clerk.post(`/v1/cases/${id}/cancel`, {}, { version: 2 }),
      clerk.post(`/v1/cases/${id}/notes`, { body: 'Late note' }),
      clerk.post(`/v1/cases/${id}/activities`, { kind: 'task', subject: 'Late' }),
      clerk.patch(`/v1/cases/${id}/activities/${task.id}`, { state: 'open' }, { version: 2 }),
    ]);
    expect(replies.map(({ problem }) => problem.code)).toEqual(Array(6).fill('case_closed'));
  });

  it('cannot be reactivated while it is active', async () => {
    const { id } = await newCase();
    const reply = await clerk.post(`/v1/cases/${id}/reactivate`, {}, { version: 1 });
    expect(reply.problem.code).toBe('case_active');
  });
});

describe('a list that cannot be read', () => {
  it.each([
    ['/v1/cases?limit=0', 'invalid_request'],
    ['/v1/cases?limit=101', 'invalid_request'],
    ['/v1/cases?state=all', 'invalid_request'],
    [`/v1/cases?customerId=cus_${'0'.repeat(26)}&ownerId=agt_${'0'.repeat(26)}`, 'invalid_request'],
    ['/v1/cases?colour=red', 'invalid_request'],
    ['/v1/cases?cursor=%00', 'invalid_cursor'],
    ['/v1/cases?cursor=W10', 'invalid_cursor'],
  ])('%s is %s', async (path, code) => {
    const reply = await clerk.get(path);
    expect(reply.status).toBe(400);
    expect(reply.problem.code).toBe(code);
  });

  it('does not open one list with the cursor of another', async () => {
    for (let i = 0; i < 2; i += 1) await newCase();
    const next = (await clerk.get(`/v1/customers/${customer.id}/cases?limit=1`)).body;
    const cursor = String(Reflect.get(Object(next), 'next'));
    expect((await clerk.get(`/v1/cases?limit=1&cursor=${cursor}`)).problem.code).toBe('invalid_cursor');
  });
});
