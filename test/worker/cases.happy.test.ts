import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activityListSchema, activitySchema, caseListSchema, caseSchema, timelineSchema } from '../../shared/cases.ts';
import { contactSchema, customerSchema, noteSchema, type Customer } from '../../shared/customers.ts';
import { priorityListSchema, subjectListSchema } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  customer = await newCustomer('Aurélie Lefèvre-Dubois');
});

async function newCustomer(name: string) {
  return (await clerk.post('/v1/customers', { kind: 'account', name })).as(customerSchema);
}

async function newCase(fields: Record<string, unknown> = {}) {
  const reply = await clerk.post('/v1/cases', { customerId: customer.id, title: 'Cracked front fork', ...fields });
  return reply.as(caseSchema);
}

const read = async (id: string) => (await clerk.get(`/v1/cases/${id}`)).as(caseSchema);
const summaryOf = async (id: string) => (await clerk.get(`/v1/customers/${id}`)).as(customerSchema).summary;
const timelineOf = async (id: string) => (await clerk.get(`/v1/cases/${id}/timeline`)).as(timelineSchema).items;

describe('opening a case', () => {
  it('[C01] [C10] [A29] keeps a problem of a customer as a case', async () => {
    const reply = await clerk.post('/v1/cases', {
      customerId: customer.id,
      title: 'Cracked front fork on delivery',
      description: 'Runs from the left dropout to the brake mount',
      subjectId: await desk.id('subject', 'Parts'),
      type: 'problem',
    });
    expect(reply.status).toBe(201);
    const created = reply.as(caseSchema);
    expect(created).toMatchObject({
      title: 'Cracked front fork on delivery',
      customer: { id: customer.id, name: 'Aurélie Lefèvre-Dubois' },
      state: 'active',
      statusReason: 'in_progress',
      priority: { name: 'Normal', hotAlert: false },
      subject: { name: 'Parts' },
      origin: 'phone',
      owner: { name: 'Inês Carvalho' },
    });
    expect(created.number).toMatch(/^CAS-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await read(created.id)).toEqual(created);
  });

  it('[C15] names a contact of the customer', async () => {
    const contact = (await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: 'Théo Lefèvre' })).as(
      contactSchema,
    );
    expect((await newCase({ contactId: contact.id })).contact).toEqual({ id: contact.id, name: 'Théo Lefèvre' });
  });

  it('[A30] [A33] offers priorities with their rank and whether they are hot', async () => {
    const { items } = (await clerk.get('/v1/priorities')).as(priorityListSchema);
    expect(items).toHaveLength(5);
    expect(items.find(({ name }) => name === 'Critical')).toMatchObject({ rank: 5, hotAlert: true });
    expect(items.filter(({ isDefault }) => isDefault)).toMatchObject([{ name: 'Normal' }]);
    expect((await clerk.get('/v1/subjects')).as(subjectListSchema).items).toHaveLength(3);
  });
});

describe('finding cases', () => {
  it('[C02] [A28] lists the cases of a customer, the last changed first, page by page', async () => {
    const other = await newCustomer('Björn Håkansson');
    const titles = ['first', 'second', 'third'];
    for (const title of titles) await newCase({ customerId: other.id, title });
    const first = (await clerk.get(`/v1/customers/${other.id}/cases?limit=2`)).as(caseListSchema);
    expect(first.items.map(({ title }) => title)).toEqual(['third', 'second']);
    const second = (await clerk.get(`/v1/customers/${other.id}/cases?limit=2&cursor=${first.next ?? ''}`)).as(
      caseListSchema,
    );
    expect(second.items.map(({ title }) => title)).toEqual(['first']);
    expect(second.next).toBeNull();
  });

  it.each(['state=active', 'state=resolved', 'state=cancelled'])(
    'lists the cases of the tenant with %s',
    async (query) => {
      const { items } = (await clerk.get(`/v1/cases?${query}`)).as(caseListSchema);
      expect(items.every(({ state }) => query.endsWith(state))).toBe(true);
    },
  );

  it('lists what an agent owns', async () => {
    const colleague = await desk.as('colleague');
    const theirs = (await colleague.post('/v1/cases', { customerId: customer.id, title: 'Theirs' })).as(caseSchema);
    const { items } = (await clerk.get(`/v1/cases?ownerId=${theirs.owner.id}`)).as(caseListSchema);
    expect(items.map(({ id }) => id)).toEqual([theirs.id]);
  });
});

describe('editing a case', () => {
  it('[C40] [C26] changes what was sent and leaves the rest', async () => {
    const before = await newCase({ description: 'old' });
    const reply = await clerk.patch(
      `/v1/cases/${before.id}`,
      { title: 'Fork cracked twice', statusReason: 'waiting_for_details', description: null },
      { version: before.version },
    );
    const after = reply.as(caseSchema);
    expect(after).toMatchObject({
      title: 'Fork cracked twice',
      statusReason: 'waiting_for_details',
      description: null,
      origin: before.origin,
      version: before.version + 1,
    });
    expect(reply.version).toBe(after.version);
    expect(await read(before.id)).toEqual(after);
  });

  it('keeps what was written before and after apart from the log', async () => {
    const { id } = await newCase({ title: 'Secret before' });
    await clerk.patch(`/v1/cases/${id}`, { title: 'Secret after' }, { version: 1 });
    const row = await env.DB.prepare(
      `SELECT facts, before_after FROM events
       JOIN event_private ON event_private.tenant = events.tenant AND event_private.seq = events.seq
       WHERE events.tenant = ? AND entity = ? AND type = 'case_changed'`,
    )
      .bind(desk.tenant, id)
      .first();
    expect(row).toEqual({
      facts: JSON.stringify({ fields: ['title'] }),
      before_after: JSON.stringify({ title: { before: 'Secret before', after: 'Secret after' } }),
    });
  });

  it('[A37] [A38] makes and unmakes a hot alert by nothing but its priority', async () => {
    const other = await newCustomer('Zofia Wójcik');
    const opened = await newCase({ customerId: other.id });
    expect((await summaryOf(other.id)).hotAlerts).toBe(0);
    const hot = await clerk.patch(
      `/v1/cases/${opened.id}`,
      { priorityId: await desk.id('priority', 'Critical') },
      { version: 1 },
    );
    expect(hot.as(caseSchema).priority).toMatchObject({ name: 'Critical', hotAlert: true });
    expect((await summaryOf(other.id)).hotAlerts).toBe(1);
    await clerk.patch(`/v1/cases/${opened.id}`, { priorityId: await desk.id('priority', 'Low') }, { version: 2 });
    expect((await summaryOf(other.id)).hotAlerts).toBe(0);
  });
});

describe('working on a case', () => {
  it.each(['phone_call', 'task', 'email', 'appointment'])('[C20] adds a %s', async (kind) => {
    const opened = await newCase();
    const reply = await clerk.post(`/v1/cases/${opened.id}/activities`, {
      kind,
      subject: 'Call back with the slot',
      durationMinutes: 6,
      dueAt: '2026-11-24T16:30:00Z',
    });
    expect(reply.status).toBe(201);
    expect(reply.as(activitySchema)).toMatchObject({ kind, state: 'open', owner: { name: 'Inês Carvalho' } });
    const listed = (await clerk.get(`/v1/cases/${opened.id}/activities`)).as(activityListSchema);
    expect(listed.items).toHaveLength(1);
    expect(await read(opened.id)).toMatchObject({ openActivities: 1, totalMinutes: 6 });
  });

  it('answers a due time as it will be read again', async () => {
    const { id } = await newCase();
    const added = await clerk.post(`/v1/cases/${id}/activities`, {
      kind: 'task',
      subject: 'Photos',
      dueAt: '2026-12-01T10:30:00.123456Z',
    });
    expect(added.as(activitySchema).dueAt).toBe('2026-12-01T10:30:00.123Z');
    const changed = await clerk.patch(
      `/v1/cases/${id}/activities/${added.as(activitySchema).id}`,
      { dueAt: '2026-12-02T10:30:00Z' },
      { version: 1 },
    );
    const read = (await clerk.get(`/v1/cases/${id}/activities`)).as(activityListSchema).items;
    expect(read).toEqual([changed.as(activitySchema)]);
  });

  it('completes, reopens and cancels an activity', async () => {
    const opened = await newCase();
    const path = `/v1/cases/${opened.id}/activities`;
    const added = (await clerk.post(path, { kind: 'task', subject: 'Send photos' })).as(activitySchema);
    const one = `${path}/${added.id}`;
    const completed = (await clerk.patch(one, { state: 'completed', durationMinutes: 12 }, { version: 1 })).as(
      activitySchema,
    );
    expect(completed).toMatchObject({ state: 'completed', durationMinutes: 12, version: 2 });
    expect(completed.closedAt).not.toBeNull();
    expect((await clerk.patch(one, { state: 'open' }, { version: 2 })).as(activitySchema).closedAt).toBeNull();
    expect((await clerk.patch(one, { state: 'cancelled' }, { version: 3 })).as(activitySchema).state).toBe('cancelled');
    expect((await timelineOf(opened.id)).map(({ type }) => type)).toEqual([
      'activity_cancelled',
      'activity_reopened',
      'activity_completed',
      'activity_added',
      'case_created',
    ]);
  });

  it('[C13] shows what was last done for the customer', async () => {
    const other = await newCustomer('Ana Sofia Ibáñez');
    const opened = await newCase({ customerId: other.id });
    await clerk.post(`/v1/cases/${opened.id}/activities`, {
      kind: 'phone_call',
      subject: 'Asked for photos',
      state: 'completed',
    });
    const { items } = (await clerk.get(`/v1/customers/${other.id}/activities`)).as(activityListSchema);
    expect(items).toMatchObject([{ subject: 'Asked for photos', state: 'completed' }]);
    expect((await summaryOf(other.id)).lastContactAt).not.toBeNull();
  });

  it('keeps notes on the timeline beside the events', async () => {
    const opened = await newCase();
    const note = (await clerk.post(`/v1/cases/${opened.id}/notes`, { body: 'Courier pick-up only.' })).as(noteSchema);
    expect(note).toMatchObject({ internal: true, author: { name: 'Inês Carvalho' } });
    const [newest] = await timelineOf(opened.id);
    expect(newest).toMatchObject({ type: 'note_added', note: { body: 'Courier pick-up only.' } });
  });
});

describe('ending a case', () => {
  it('[C32] [C34] [C35] [C39] resolves with type and text, and shows the resolution', async () => {
    const opened = await newCase();
    const reply = await clerk.post(
      `/v1/cases/${opened.id}/resolve`,
      { resolutionType: 'information_provided', resolution: 'Told the customer the delivery date' },
      { version: 1 },
    );
    const resolved = reply.as(caseSchema);
    expect(resolved).toMatchObject({
      state: 'resolved',
      statusReason: 'information_provided',
      resolutions: [{ resolution: 'Told the customer the delivery date', resolvedBy: { name: 'Inês Carvalho' } }],
    });
    expect(resolved.closedAt).not.toBeNull();
    expect(await read(opened.id)).toEqual(resolved);
    const { items } = (await clerk.get('/v1/cases?state=resolved')).as(caseListSchema);
    expect(items.map(({ id }) => id)).toContain(opened.id);
  });

  it('[C36] [C37] sums the time of all activities and keeps what is billed', async () => {
    const opened = await newCase();
    const path = `/v1/cases/${opened.id}/activities`;
    await clerk.post(path, { kind: 'phone_call', subject: 'Call', durationMinutes: 25, state: 'completed' });
    await clerk.post(path, { kind: 'task', subject: 'Photos', durationMinutes: 47, state: 'completed' });
    const resolved = await clerk.post(
      `/v1/cases/${opened.id}/resolve`,
      { resolution: 'Fork swapped', billableMinutes: 45 },
      { version: 1 },
    );
    expect(resolved.as(caseSchema).resolutions).toMatchObject([{ totalMinutes: 72, billableMinutes: 45 }]);
  });

  it('[C33] warns of open activities and cancels them on confirmation', async () => {
    const opened = await newCase();
    const path = `/v1/cases/${opened.id}`;
    await clerk.post(`${path}/activities`, { kind: 'task', subject: 'Send photos' });
    await clerk.post(`${path}/activities`, { kind: 'phone_call', subject: 'Call back' });
    const warned = await clerk.post(`${path}/resolve`, { resolution: 'Done' }, { version: 1 });
    expect(warned.status).toBe(409);
    expect(warned.problem).toMatchObject({
      code: 'open_activities',
      blockers: [{ count: 2, field: 'cancelOpenActivities' }],
    });
    const resolved = await clerk.post(
      `${path}/resolve`,
      { resolution: 'Done', cancelOpenActivities: true },
      { version: 1 },
    );
    expect(resolved.as(caseSchema).openActivities).toBe(0);
    const { items } = (await clerk.get(`${path}/activities`)).as(activityListSchema);
    expect(items.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('[C41] cancels a case once all its activities are closed', async () => {
    const opened = await newCase();
    const path = `/v1/cases/${opened.id}`;
    const task = (await clerk.post(`${path}/activities`, { kind: 'task', subject: 'Send photos' })).as(activitySchema);
    const refused = await clerk.post(`${path}/cancel`, {}, { version: 1 });
    expect(refused.problem).toMatchObject({ code: 'open_activities', blockers: [{ count: 1 }] });
    await clerk.patch(`${path}/activities/${task.id}`, { state: 'completed' }, { version: 1 });
    const cancelled = (await clerk.post(`${path}/cancel`, {}, { version: 1 })).as(caseSchema);
    expect(cancelled).toMatchObject({ state: 'cancelled', statusReason: 'cancelled' });
  });

  it('[C39] reactivates, and keeps the history of earlier resolutions', async () => {
    const opened = await newCase();
    const path = `/v1/cases/${opened.id}`;
    await clerk.post(`${path}/resolve`, { resolution: 'First answer' }, { version: 1 });
    const again = (await clerk.post(`${path}/reactivate`, {}, { version: 2 })).as(caseSchema);
    expect(again).toMatchObject({ state: 'active', statusReason: 'in_progress', closedAt: null });
    const twice = (await clerk.post(`${path}/resolve`, { resolution: 'Second answer' }, { version: 3 })).as(caseSchema);
    expect(twice.resolutions.map(({ resolution }) => resolution)).toEqual(['Second answer', 'First answer']);
  });

  it('keeps the summary of the customer through the whole life', async () => {
    const other = await newCustomer('Giuseppina D’Annunzio');
    const hot = { customerId: other.id, priorityId: await desk.id('priority', 'High') };
    const opened = await newCase(hot);
    await newCase(hot);
    expect(await summaryOf(other.id)).toMatchObject({ openCases: 2, hotAlerts: 2 });
    await clerk.post(`/v1/cases/${opened.id}/resolve`, { resolution: 'Done' }, { version: 1 });
    expect(await summaryOf(other.id)).toMatchObject({ openCases: 1, hotAlerts: 1 });
    await clerk.post(`/v1/cases/${opened.id}/reactivate`, {}, { version: 2 });
    await clerk.post(`/v1/cases/${opened.id}/cancel`, {}, { version: 3 });
    expect(await summaryOf(other.id)).toMatchObject({ openCases: 1, hotAlerts: 1 });
  });
});
