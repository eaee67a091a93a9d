import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { activitySchema, caseListSchema, caseSchema, timelineSchema, type Activity } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import type { CaseId } from '../../shared/ids.ts';
import { rowOf, send, sendAll } from './support/importing.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

const minute = 60_000;
let desk: Desk;
let clerk: Client;
let opened: { id: CaseId; version: number };

beforeEach(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  const customer = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor Haddad' })).as(customerSchema);
  opened = (await clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork' })).as(caseSchema);
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute).toISOString();

async function task(dueAt: string | null): Promise<Activity> {
  const body = { kind: 'task', subject: 'Send the photos', dueAt };
  return (await clerk.post(`/v1/cases/${opened.id}/activities`, body)).as(activitySchema);
}

async function change({ id, version }: Activity, changes: object): Promise<Activity> {
  return (await clerk.patch(`/v1/cases/${opened.id}/activities/${id}`, changes, { version })).as(activitySchema);
}

/** Lets so many minutes pass for the relay. */
async function later(minutes: number): Promise<void> {
  await runInDurableObject(env.RELAY.getByName(desk.tenant), (relay) => relay.follow(Date.now() + minutes * minute));
}

async function overdue(of = opened.id): Promise<unknown[]> {
  const { items } = (await clerk.get(`/v1/cases/${of}/timeline`)).as(timelineSchema);
  return items
    .filter(({ type }) => type === 'activity_overdue')
    .map(({ actor, facts }) => [actor, facts['activityId']]);
}

describe('an open activity whose time has come', () => {
  test('is on the log as overdue, once and by nobody', async () => {
    const { id } = await task(inMinutes(10));
    await later(9);
    expect(await overdue()).toEqual([]);
    await later(11);
    await later(12);
    expect(await overdue()).toEqual([[null, id]]);
  });

  test('is said once although two look at the same time', async () => {
    const { id } = await task(inMinutes(1));
    await Promise.all([later(2), later(2), later(2)]);
    expect(await overdue()).toEqual([[null, id]]);
  });

  test('is found by the alarm, when nobody calls', async () => {
    const { id } = await task(new Date(Date.now() + 300).toISOString());
    for (let tries = 0; tries < 100 && (await overdue()).length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(await overdue()).toEqual([[null, id]]);
  });

  test('falls due by its new time when it was moved', async () => {
    const { id } = await change(await task(inMinutes(10)), { dueAt: inMinutes(60) });
    await later(30);
    expect(await overdue()).toEqual([]);
    await later(61);
    expect(await overdue()).toEqual([[null, id]]);
  });

  test('can fall due again when it is moved after that', async () => {
    const first = await task(inMinutes(10));
    await later(11);
    await change(first, { dueAt: inMinutes(60) });
    await later(61);
    expect(await overdue()).toEqual([
      [null, first.id],
      [null, first.id],
    ]);
  });
});

describe('nothing falls due', () => {
  test.each([
    ['that was done', { state: 'completed' }],
    ['that was cancelled', { state: 'cancelled' }],
    ['whose time was taken away', { dueAt: null }],
  ])('%s', async (_, changes) => {
    await change(await task(inMinutes(10)), changes);
    await later(11);
    expect(await overdue()).toEqual([]);
  });

  test('whose time was past when it was written down', async () => {
    await task(inMinutes(-10));
    await later(0);
    expect(await overdue()).toEqual([]);
  });

  test('of a case that is closed', async () => {
    await task(inMinutes(10));
    await clerk.post(
      `/v1/cases/${opened.id}/resolve`,
      { resolution: 'Sent', cancelOpenActivities: true },
      { version: opened.version },
    );
    await later(11);
    expect(await overdue()).toEqual([]);
  });
});

test('an activity that is opened again falls due', async () => {
  const done = await change(await task(inMinutes(10)), { state: 'completed' });
  await change(done, { state: 'open' });
  await later(11);
  expect(await overdue()).toEqual([[null, done.id]]);
});

test('an imported activity falls due where its time is still to come', async () => {
  const importer = await desk.as('importer');
  await sendAll(importer);
  const activity = (externalId: string, dueAt: string) => ({
    externalId,
    kind: 'task',
    subject: 'Call back',
    state: 'open',
    durationMinutes: 0,
    createdAt: inMinutes(-100),
    dueAt,
  });
  const imported = await send(importer, 'cases', {
    ...rowOf.cases,
    externalId: 's2',
    number: 'CAS-2',
    activities: [activity('past', inMinutes(-50)), activity('to come', inMinutes(50))],
  });
  expect(imported.refused).toEqual([]);
  const { items } = (await clerk.get('/v1/cases')).as(caseListSchema);
  const id = items.find(({ number }) => number === 'CAS-2')?.id;
  await later(51);
  expect((await overdue(id)).length).toBe(1);
});
