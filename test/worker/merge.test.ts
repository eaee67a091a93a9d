import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { mergeReceiptSchema, relationshipsSchema } from '../../shared/case-relations.ts';
import { activitySchema, caseListSchema, caseSchema, timelineSchema } from '../../shared/cases.ts';
import { customerSchema, noteSchema, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

/** A case as the API answers it. */
type Found = z.output<typeof caseSchema>;

let desk: Desk;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  customer = await newCustomer('Aurélie Lefèvre-Dubois');
});

const newCustomer = async (name: string) =>
  (await clerk.post('/v1/customers', { kind: 'account', name })).as(customerSchema);
const newCase = async (title: string, fields: Record<string, unknown> = {}) =>
  (await clerk.post('/v1/cases', { customerId: customer.id, title, ...fields })).as(caseSchema);
const read = async (id: string) => (await clerk.get(`/v1/cases/${id}`)).as(caseSchema);
const relationships = async (id: string) => (await clerk.get(`/v1/cases/${id}/relationships`)).as(relationshipsSchema);
const seen = ({ id, version }: Found) => ({ id, version });
const task = async (id: string, subject: string, fields: Record<string, unknown> = {}) =>
  (await clerk.post(`/v1/cases/${id}/activities`, { kind: 'task', subject, ...fields })).as(activitySchema);
const note = async (id: string, body: string) => (await clerk.post(`/v1/cases/${id}/notes`, { body })).as(noteSchema);

async function mergeInto(master: Found, others: Found[], version?: number) {
  const current = await Promise.all(others.map(({ id }) => read(id)));
  return clerk.post(
    `/v1/cases/${master.id}/merge`,
    { cases: current.map(seen) },
    { version: version ?? (await read(master.id)).version },
  );
}

async function undo(master: Found, mergeId: string) {
  return clerk.post(`/v1/cases/${master.id}/unmerge`, { mergeId }, { version: (await read(master.id)).version });
}

async function lastMerge(master: Found) {
  return mergeReceiptSchema.parse((await relationships(master.id)).merges[0]);
}

/** Every row that belongs to these cases; versions and the time of the last change go on, whatever is undone. */
async function rowsOf(ids: string[]) {
  const all = async (sql: string) =>
    (await env.DB.prepare(sql).bind(desk.tenant, JSON.stringify(ids)).all()).results.map((row) => ({
      ...row,
      version: 0,
      updated_at: 0,
    }));
  return {
    cases: await all('SELECT * FROM cases WHERE tenant = ?1 AND id IN (SELECT value FROM json_each(?2)) ORDER BY id'),
    activities: await all(
      'SELECT * FROM activities WHERE tenant = ?1 AND case_id IN (SELECT value FROM json_each(?2)) ORDER BY id',
    ),
    notes: await all(
      'SELECT * FROM notes WHERE tenant = ?1 AND about IN (SELECT value FROM json_each(?2)) ORDER BY id',
    ),
    deadlines: await all(
      'SELECT * FROM deadlines WHERE tenant = ?1 AND about IN (SELECT value FROM json_each(?2)) ORDER BY entity',
    ),
    summary: (await clerk.get(`/v1/customers/${customer.id}`)).as(customerSchema).summary,
  };
}

describe('merging cases', () => {
  it('[C42] closes them as merged and moves what belongs to them, and overwrites nothing of the master', async () => {
    const master = await newCase('Fork cracked', { description: 'Left side' });
    const other = await newCase('Fork broken?', { description: 'By e-mail', origin: 'email' });
    const activity = await task(other.id, 'Ask for photos', { durationMinutes: 12 });
    const written = await note(other.id, 'Photos promised');
    const value = (await mergeInto(master, [other])).as(caseSchema);
    expect(value).toMatchObject({ title: 'Fork cracked', description: 'Left side', origin: 'phone', state: 'active' });
    expect(value).toMatchObject({ totalMinutes: 12, openActivities: 1 });
    expect(await read(master.id)).toEqual(value);
    expect(await read(other.id)).toMatchObject({
      state: 'cancelled',
      statusReason: 'merged',
      master: { id: master.id, number: master.number },
      openActivities: 0,
    });
    const { items } = (await clerk.get(`/v1/cases/${master.id}/timeline`)).as(timelineSchema);
    expect(items.map(({ activity: one }) => one?.id)).toContain(activity.id);
    expect(items.map(({ note: one }) => one?.id)).toContain(written.id);
    expect(items.map(({ type }) => type)).toContain('cases_merged');
    expect(items.filter(({ type }) => type === 'case_created').map(({ from }) => from?.number)).toEqual([
      other.number,
      undefined,
    ]);
    expect(await lastMerge(master)).toMatchObject({
      undoneAt: null,
      mergedBy: { name: 'Inês Carvalho' },
      cases: [{ id: other.id, number: other.number, activities: 1, notes: 1, children: 0 }],
    });
  });

  it('[C42] takes the cases out of the customer’s open ones and of the alerts', async () => {
    const own = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor Haddad' })).as(customerSchema);
    const open = (fields: Record<string, unknown>) => newCase('Brake', { customerId: own.id, ...fields });
    const master = await open({});
    const hot = await open({ priorityId: await desk.id('priority', 'Critical') });
    await mergeInto(master, [hot]);
    const { summary } = (await clerk.get(`/v1/customers/${own.id}`)).as(customerSchema);
    expect(summary).toMatchObject({ openCases: 1, hotAlerts: 0 });
    const { items } = (await clerk.get(`/v1/customers/${own.id}/cases?state=active`)).as(caseListSchema);
    expect(items.map(({ id }) => id)).toEqual([master.id]);
  });

  it('takes the children along', async () => {
    const [master, other] = [await newCase('Outage'), await newCase('Outage, too')];
    const child = (await clerk.post(`/v1/cases/${other.id}/children`, {})).as(caseSchema);
    const value = (await mergeInto(master, [other])).as(caseSchema);
    expect(value.children).toEqual({ total: 1, active: 1, openActivities: 0 });
    expect((await read(child.id)).parent?.id).toBe(master.id);
  });

  it('is refused with the cases that stand in the way', async () => {
    const [master, closed] = [await newCase('Fork'), await newCase('Closed')];
    await clerk.post(`/v1/cases/${closed.id}/cancel`, {}, { version: closed.version });
    const stranger = await newCase('Other', { customerId: (await newCustomer('Björn Ab')).id });
    const { status, problem } = await mergeInto(master, [closed, stranger]);
    expect(status).toBe(409);
    expect(problem.blockers).toMatchObject([
      { code: 'case_closed', cases: [{ id: closed.id }] },
      { code: 'different_customers', cases: [{ id: stranger.id }] },
    ]);
  });

  it('is refused where one of them was changed since it was seen', async () => {
    const [master, other] = [await newCase('Fork'), await newCase('Other')];
    await clerk.patch(`/v1/cases/${other.id}`, { title: 'Other one' }, { version: other.version });
    const stale = await clerk.post(
      `/v1/cases/${master.id}/merge`,
      { cases: [seen(other)] },
      { version: master.version },
    );
    expect(stale.problem.code).toBe('stale_version');
    expect((await mergeInto(master, [other], master.version + 1)).problem.code).toBe('stale_version');
  });

  it('is refused to a session that does not reach all of them, which it is told nothing of', async () => {
    const stranger = await newCase('Other', { customerId: (await newCustomer('Björn Ab')).id });
    const master = await newCase('Fork');
    const bound = await desk.as('clerk', { customer: customer.id });
    const reply = await bound.post(`/v1/cases/${master.id}/merge`, { cases: [seen(stranger)] }, { version: 1 });
    expect(reply.problem.code).toBe('out_of_scope');
    expect(reply.text).not.toContain(stranger.number);
  });

  it('answers what is so, also when an activity is added at the same time', async () => {
    const [master, other] = [await newCase('Fork'), await newCase('Other')];
    const [merged] = await Promise.all([
      mergeInto(master, [other], 1),
      task(other.id, 'Call'),
      task(master.id, 'Post'),
    ]);
    expect(merged.status).toBe(200);
    const known = merged.as(caseSchema).openActivities;
    const later = (await read(master.id)).openActivities;
    expect(later).toBe(2);
    expect(known).toBeLessThanOrEqual(later);
  });

  it('by two at once puts a case into one master only', async () => {
    const [one, two, other] = [await newCase('One'), await newCase('Two'), await newCase('Other')];
    await task(other.id, 'Call back');
    const replies = await Promise.all([mergeInto(one, [other], 1), mergeInto(two, [other], 1)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [into] = [one, two].filter((_, place) => replies[place]?.status === 200);
    expect((await read(other.id)).master?.id).toBe(into?.id);
    expect((await read(into?.id ?? '')).openActivities).toBe(1);
  });
});

describe('what arrives for a merged case', () => {
  it('goes to its master, and to the master of that', async () => {
    const [last, middle, first] = [await newCase('Last'), await newCase('Middle'), await newCase('First')];
    await mergeInto(middle, [first]);
    await mergeInto(last, [middle]);
    const added = await task(first.id, 'Late reply');
    expect(added.caseId).toBe(last.id);
    await note(first.id, 'Late note');
    const { items } = (await clerk.get(`/v1/cases/${last.id}/timeline`)).as(timelineSchema);
    expect(items.map(({ note: one }) => one?.body)).toContain('Late note');
    const done = await clerk.patch(
      `/v1/cases/${first.id}/activities/${added.id}`,
      { state: 'completed' },
      { version: added.version },
    );
    expect(done.as(activitySchema)).toMatchObject({ caseId: last.id, state: 'completed' });
  });

  it('is refused where the master is closed', async () => {
    const [master, other] = [await newCase('Master'), await newCase('Other')];
    await mergeInto(master, [other]);
    await clerk.post(`/v1/cases/${master.id}/cancel`, {}, { version: (await read(master.id)).version });
    expect((await clerk.post(`/v1/cases/${other.id}/notes`, { body: 'Late' })).problem.code).toBe('case_closed');
  });
});

describe('undoing a merge', () => {
  it('gives back all rows as they were, when nothing has happened in between', async () => {
    const critical = await desk.id('priority', 'Critical');
    const master = await newCase('Master');
    const others: Found[] = [];
    for (let count = 0; count < 9; count += 1) {
      const other = await newCase(`Other ${count}`, count === 3 ? { priorityId: critical } : {});
      await task(other.id, 'Open', { dueAt: new Date(Date.now() + 3_600_000).toISOString() });
      await task(other.id, 'Done', { state: 'completed', durationMinutes: count });
      await note(other.id, 'Noted');
      if (count === 5) await clerk.post(`/v1/cases/${other.id}/children`, { title: 'Child' });
      others.push(await read(other.id));
    }
    const [second] = others;
    if (second === undefined) throw new Error('no other case');
    await clerk.patch(`/v1/cases/${second.id}`, { statusReason: 'on_hold' }, { version: second.version });
    await task(master.id, 'Own');
    const everyone = [master, ...others].map(({ id }) => id);
    const before = await rowsOf(everyone);
    await mergeInto(master, others);
    expect(await rowsOf(everyone)).not.toEqual(before);
    const undone = (await undo(master, (await lastMerge(master)).id)).as(caseSchema);
    expect(await read(master.id)).toEqual(undone);
    expect(await rowsOf(everyone)).toEqual(before);
  });

  it('leaves with the master what was added since, and what was done to the rest stays done', async () => {
    const [master, other] = [await newCase('Master'), await newCase('Other')];
    const moved = await task(other.id, 'Call');
    await mergeInto(master, [other]);
    const late = await task(other.id, 'Late');
    await clerk.patch(`/v1/cases/${master.id}/activities/${moved.id}`, { state: 'completed' }, { version: 2 });
    await undo(master, (await lastMerge(master)).id);
    const activities = async (id: string) =>
      (
        await env.DB.prepare('SELECT id, state FROM activities WHERE tenant = ?1 AND case_id = ?2')
          .bind(desk.tenant, id)
          .all()
      ).results;
    expect(await activities(other.id)).toEqual([{ id: moved.id, state: 'completed' }]);
    expect(await activities(master.id)).toEqual([{ id: late.id, state: 'open' }]);
    expect((await clerk.post(`/v1/cases/${other.id}/notes`, { body: 'Mine again' })).status).toBe(201);
  });

  it('happens once, and says of the receipt that it is undone', async () => {
    const [master, other] = [await newCase('Master'), await newCase('Other')];
    await mergeInto(master, [other]);
    const { id } = await lastMerge(master);
    const version = (await read(master.id)).version;
    const replies = await Promise.all(
      [1, 2].map(() => clerk.post(`/v1/cases/${master.id}/unmerge`, { mergeId: id }, { version })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await undo(master, id)).problem.code).toBe('merge_undone');
    expect((await lastMerge(master)).undoneAt).not.toBeNull();
    expect((await clerk.get(`/v1/customers/${customer.id}`)).status).toBe(200);
  });

  it('waits for the undoing of a later merge of the master', async () => {
    const [last, middle, first] = [await newCase('Last'), await newCase('Middle'), await newCase('First')];
    const called = await task(first.id, 'Call');
    await mergeInto(middle, [first]);
    const inner = await lastMerge(middle);
    await mergeInto(last, [middle]);
    expect((await undo(middle, inner.id)).problem.blockers).toMatchObject([{ code: 'case_merged' }]);
    await undo(last, (await lastMerge(last)).id);
    await undo(middle, inner.id);
    expect((await read(first.id)).openActivities).toBe(1);
    expect((await clerk.get(`/v1/cases/${first.id}/activities`)).text).toContain(called.id);
  });

  it('[C39] is the only way back: a merged case is not reactivated', async () => {
    const [master, other] = [await newCase('Master'), await newCase('Other')];
    await mergeInto(master, [other]);
    const merged = await read(other.id);
    const reply = await clerk.post(`/v1/cases/${other.id}/reactivate`, {}, { version: merged.version });
    expect(reply.problem.code).toBe('case_merged');
  });

  it('of a merge of another case finds nothing', async () => {
    const [master, other, third] = [await newCase('Master'), await newCase('Other'), await newCase('Third')];
    await mergeInto(master, [other]);
    expect((await undo(third, (await lastMerge(master)).id)).problem.code).toBe('unknown_reference');
  });
});
