import { beforeEach, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { relationshipsSchema } from '../../shared/case-relations.ts';
import { caseSettingsSchema } from '../../shared/case-settings.ts';
import { activityListSchema, activitySchema, caseSchema } from '../../shared/cases.ts';
import { customerSchema, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

/** A case as the API answers it. */
type Found = z.output<typeof caseSchema>;

let desk: Desk;
let clerk: Client;
let admin: Client;
let customer: Customer;
let parent: Found;

beforeEach(async () => {
  desk = await newDesk();
  [clerk, admin] = [await desk.as('clerk'), await desk.as('admin')];
  customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Halden Oy' })).as(customerSchema);
  parent = await newCase('Outage in the north', { description: 'Since six', origin: 'email', type: 'problem' });
});

const newCase = async (title: string, fields: Record<string, unknown> = {}) =>
  (await clerk.post('/v1/cases', { customerId: customer.id, title, ...fields })).as(caseSchema);
const read = async (id: string) => (await clerk.get(`/v1/cases/${id}`)).as(caseSchema);
const newChild = async (fields: Record<string, unknown> = {}) =>
  (await clerk.post(`/v1/cases/${parent.id}/children`, fields)).as(caseSchema);
const seen = ({ id, version }: Found) => ({ id, version });
const resolve = async (id: string, fields: Record<string, unknown> = {}) =>
  clerk.post(`/v1/cases/${id}/resolve`, { resolution: 'Repaired', ...fields }, { version: (await read(id)).version });
const task = async (id: string, fields: Record<string, unknown> = {}) =>
  (await clerk.post(`/v1/cases/${id}/activities`, { kind: 'task', subject: 'Call', ...fields })).as(activitySchema);
async function set(settings: Record<string, unknown>) {
  const { version } = await admin.get('/v1/case-settings');
  return (await admin.put('/v1/case-settings', settings, { version })).as(caseSettingsSchema);
}

describe('a child case', () => {
  it('always takes title and customer from its parent, and what the tenant has inherited', async () => {
    expect(await newChild()).toMatchObject({
      title: 'Outage in the north',
      customer: { id: customer.id },
      parent: { id: parent.id, number: parent.number },
      description: null,
      origin: 'phone',
      type: null,
    });
    await set({ inheritedFields: ['description', 'origin', 'type'] });
    expect(await newChild({ title: 'Street 4', type: 'request' })).toMatchObject({
      title: 'Street 4',
      description: 'Since six',
      origin: 'email',
      type: 'request',
    });
  });

  it('takes nothing over that was given as nothing', async () => {
    await set({ inheritedFields: ['description', 'type'] });
    expect(await newChild({ description: null, type: null })).toMatchObject({ description: null, type: null });
  });

  it('is not opened by a session that is bound to its parent alone', async () => {
    const bound = await desk.as('clerk', { case: parent.id });
    expect((await bound.post(`/v1/cases/${parent.id}/children`, {})).problem.code).toBe('out_of_scope');
  });

  it('is shown with its parent, and counted there', async () => {
    const child = await newChild({ title: 'Street 4' });
    await task(child.id);
    expect((await read(parent.id)).children).toEqual({ total: 1, active: 1, openActivities: 1 });
    const { children } = (await clerk.get(`/v1/cases/${parent.id}/relationships`)).as(relationshipsSchema);
    expect(children).toMatchObject([{ id: child.id, title: 'Street 4', state: 'active' }]);
    expect(await read(child.id)).toMatchObject({ parent: { id: parent.id } });
  });

  it('has no children itself', async () => {
    const child = await newChild();
    expect((await clerk.post(`/v1/cases/${child.id}/children`, {})).problem.code).toBe('child_of_child');
  });

  it('is made of a case that is there, also of another customer, and let go again', async () => {
    const other = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor' })).as(customerSchema);
    const cases = [await newCase('Street 1'), await newCase('Street 2', { customerId: other.id })];
    const path = `/v1/cases/${parent.id}/children`;
    const value = (await clerk.post(`${path}/associate`, { cases: cases.map(seen) }, { version: parent.version })).as(
      caseSchema,
    );
    expect(value.children.total).toBe(2);
    expect(await read(parent.id)).toEqual(value);
    const now = await Promise.all(cases.map(({ id }) => read(id)));
    const removed = (await clerk.post(`${path}/remove`, { cases: now.map(seen) }, { version: value.version })).as(
      caseSchema,
    );
    expect(removed.children.total).toBe(0);
    expect((await read(cases[1]?.id ?? '')).parent).toBeNull();
  });

  it('is refused with the cases that cannot be one', async () => {
    const [lone, other] = [await newCase('Lone'), await newCase('Parent')];
    await clerk.post(`/v1/cases/${other.id}/children`, {});
    const reply = await clerk.post(
      `/v1/cases/${parent.id}/children/associate`,
      { cases: [lone, await read(other.id)].map(seen) },
      { version: parent.version },
    );
    expect(reply.problem.blockers).toMatchObject([{ code: 'parent_as_child', cases: [{ id: other.id }] }]);
    expect((await read(lone.id)).parent).toBeNull();
  });

  it('is one of at most as many as the tenant allows, also of those added at once', async () => {
    await set({ mostChildren: 3 });
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => clerk.post(`/v1/cases/${parent.id}/children`, {})),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
    expect((await read(parent.id)).children.total).toBe(3);
  });
});

describe('closing a parent', () => {
  it('leaves its children alone unless the tenant says otherwise', async () => {
    const child = await newChild();
    expect((await resolve(parent.id)).status).toBe(200);
    expect((await read(child.id)).state).toBe('active');
  });

  it('waits for its children where they go first', async () => {
    await set({ parentClosure: 'children_first' });
    const child = await newChild();
    expect((await resolve(parent.id)).problem.blockers).toMatchObject([{ code: 'active_children', count: 1 }]);
    const blocked = (await read(parent.id)).actions.find(({ name }) => name === 'resolve');
    expect(blocked).toMatchObject({ allowed: false, blockers: [{ code: 'active_children', count: 1 }] });
    await resolve(child.id);
    expect((await resolve(parent.id)).status).toBe(200);
  });

  it('takes them along where they go with it: each with a resolution, minutes of its own and no bill', async () => {
    await set({ parentClosure: 'cascade' });
    const [one, two] = [await newChild(), await newChild({ priorityId: await desk.id('priority', 'Critical') })];
    await task(one.id, { durationMinutes: 15, state: 'completed' });
    const open = await task(two.id);
    expect((await resolve(parent.id)).problem.blockers).toMatchObject([{ code: 'open_activities', count: 1 }]);
    const value = (await resolve(parent.id, { cancelOpenActivities: true, billableMinutes: 30 })).as(caseSchema);
    expect(await read(parent.id)).toEqual(value);
    expect(await read(one.id)).toMatchObject({
      state: 'resolved',
      resolutions: [{ resolution: 'Repaired', totalMinutes: 15, billableMinutes: 0 }],
    });
    expect(await read(two.id)).toMatchObject({ state: 'resolved', openActivities: 0 });
    const { items } = (await clerk.get(`/v1/cases/${two.id}/activities`)).as(activityListSchema);
    expect(items).toMatchObject([{ id: open.id, state: 'cancelled' }]);
    const { summary } = (await clerk.get(`/v1/customers/${customer.id}`)).as(customerSchema);
    expect(summary).toMatchObject({ openCases: 0, hotAlerts: 0 });
  });

  it('is done whole or not at all: a child that cannot go along stops it, and is named', async () => {
    await set({
      parentClosure: 'cascade',
      enforceTransitions: true,
      transitions: [
        { from: 'in_progress', to: 'problem_solved' },
        { from: 'in_progress', to: 'on_hold' },
        { from: 'on_hold', to: 'in_progress' },
        { from: 'waiting_for_details', to: 'cancelled' },
        { from: 'researching', to: 'problem_solved' },
      ],
    });
    const [free, stuck] = [await newChild(), await newChild()];
    await clerk.patch(`/v1/cases/${stuck.id}`, { statusReason: 'on_hold' }, { version: stuck.version });
    expect((await resolve(parent.id)).problem.blockers).toMatchObject([
      { code: 'children_blocked', cases: [{ id: stuck.id, number: stuck.number }] },
    ]);
    expect((await read(free.id)).state).toBe('active');
    expect((await read(parent.id)).state).toBe('active');
  });
});

describe('[C08] the settings of cases', () => {
  it('are the defaults until an admin sets them, and are versioned', async () => {
    const first = await admin.get('/v1/case-settings');
    expect(first.as(caseSettingsSchema)).toMatchObject({ version: 0, parentClosure: 'independent', mostChildren: 100 });
    expect((await set({ mostChildren: 5 })).version).toBe(1);
    expect((await admin.put('/v1/case-settings', {}, { version: 0 })).problem.code).toBe('stale_version');
    expect((await clerk.put('/v1/case-settings', {}, { version: 1 })).problem.code).toBe('forbidden');
    expect((await clerk.get('/v1/case-settings')).as(caseSettingsSchema).mostChildren).toBe(5);
  });

  it('give cases reasons of the tenant’s own', async () => {
    await set({
      statusReasons: [
        { code: 'parts_ordered', state: 'active', name: 'Parts ordered' },
        { code: 'replaced', state: 'resolved', name: 'Replaced' },
      ],
    });
    const changed = await clerk.patch(
      `/v1/cases/${parent.id}`,
      { statusReason: 'parts_ordered' },
      { version: parent.version },
    );
    expect(changed.as(caseSchema)).toMatchObject({ statusReason: 'parts_ordered' });
    expect((await read(parent.id)).resolutionTypes).toContain('replaced');
    expect((await resolve(parent.id, { resolutionType: 'parts_ordered' })).problem.errors).toMatchObject([
      { pointer: '/resolutionType', code: 'not_one_of' },
    ]);
    expect((await resolve(parent.id, { resolutionType: 'replaced' })).as(caseSchema)).toMatchObject({
      state: 'resolved',
      statusReason: 'replaced',
    });
    const other = await newCase('Other');
    expect((await clerk.patch(`/v1/cases/${other.id}`, { statusReason: 'replaced' }, { version: 1 })).status).toBe(400);
  });

  it('offer and enforce the transitions', async () => {
    const ways = ['in_progress', 'on_hold', 'waiting_for_details', 'researching'].map((from) => ({
      from,
      to: 'problem_solved',
    }));
    await set({ enforceTransitions: true, transitions: [...ways, { from: 'in_progress', to: 'on_hold' }] });
    const current = await read(parent.id);
    expect(current.nextStatusReasons).toEqual(['on_hold']);
    expect(current.resolutionTypes).toEqual(['problem_solved']);
    expect(current.actions.find(({ name }) => name === 'cancel')).toMatchObject({
      allowed: false,
      blockers: [{ code: 'transition_not_allowed' }],
    });
    const refused = await clerk.patch(
      `/v1/cases/${parent.id}`,
      { statusReason: 'researching' },
      { version: current.version },
    );
    expect(refused.problem).toMatchObject({
      code: 'transition_not_allowed',
      detail: expect.stringContaining('on_hold'),
    });
  });

  it('never keep a case for good whose reason is done away with', async () => {
    const ways = ['in_progress', 'on_hold', 'waiting_for_details', 'researching'].map((from) => ({
      from,
      to: 'problem_solved',
    }));
    await set({ statusReasons: [{ code: 'parts_ordered', state: 'active', name: 'Parts ordered' }] });
    await clerk.patch(`/v1/cases/${parent.id}`, { statusReason: 'parts_ordered' }, { version: parent.version });
    await set({ enforceTransitions: true, transitions: ways });
    expect((await resolve(parent.id)).status).toBe(200);
  });

  it('[C17] and a case goes through the stages identify, research and resolve', async () => {
    expect(parent.stage).toBe('identify');
    const moved = await clerk.patch(`/v1/cases/${parent.id}`, { stage: 'research' }, { version: parent.version });
    expect(moved.as(caseSchema).stage).toBe('research');
    expect((await read(parent.id)).stage).toBe('research');
  });
});
