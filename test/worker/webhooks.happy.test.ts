import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { Webhook as Verifier } from 'standardwebhooks';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import {
  deliveryListSchema,
  redeliveredSchema,
  webhookListSchema,
  webhookSchema,
  webhookSecretSchema,
  type Webhook,
} from '../../shared/webhooks.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { Receiver } from './support/receiver.ts';

let desk: Desk;
let admin: Client;
let clerk: Client;
let receiver: Receiver;

beforeEach(async () => {
  desk = await newDesk();
  admin = await desk.as('admin');
  clerk = await desk.as('clerk');
  receiver = new Receiver();
});

async function hook(more: Record<string, unknown> = {}): Promise<Webhook> {
  return (await admin.post('/v1/webhooks', { url: receiver.url, ...more })).as(webhookSchema);
}

async function customer(name: string) {
  return (await clerk.post('/v1/customers', { kind: 'person', name })).as(customerSchema);
}

async function secretOf({ id }: Webhook) {
  return (await admin.get(`/v1/webhooks/${id}/secret`)).as(webhookSecretSchema);
}

async function deliveries({ id }: Webhook) {
  return (await admin.get(`/v1/webhooks/${id}/deliveries`)).as(deliveryListSchema).items;
}

/** Lets the relay look at the log as if so many milliseconds had passed. */
async function later(milliseconds: number): Promise<void> {
  await runInDurableObject(env.RELAY.getByName(desk.tenant), (relay) => relay.follow(Date.now() + milliseconds));
}

describe('an address is told', () => {
  test('what happens from then on, signed as Standard Webhooks say', async () => {
    await customer('Before anybody asked');
    const webhook = await hook();
    const made = await customer('Théo Lefèvre');
    const [created] = await receiver.receivedOnce(1);

    const { secret } = await secretOf(webhook);
    expect(() => new Verifier(secret).verify(created?.body ?? '', created?.headers ?? {})).not.toThrow();
    expect(created?.headers['content-type']).toBe('application/json');
    expect(created?.message).toMatchObject({
      type: 'customer_created',
      data: { entityKind: 'customer', entity: made.id, customer: made.id, actor: await desk.id('agent', 'clerk') },
    });
    expect((await receiver.received()).length).toBe(1);
  });

  test('ids and facts, never what is personal', async () => {
    await hook();
    const made = await customer('Wilhelmina Überschär');
    await clerk.patch(`/v1/customers/${made.id}`, { phone: '+33612345678' }, { version: made.version });
    const bodies = (await receiver.receivedOnce(2)).map(({ body }) => body).join();
    expect(bodies).toContain('customer_changed');
    expect(bodies).not.toMatch(/Wilhelmina|612345678/);
  });

  test('only the types it wants', async () => {
    await hook({ eventTypes: ['case_created'] });
    const { id } = await customer('Noor');
    const opened = (await clerk.post('/v1/cases', { customerId: id, title: 'Fork' })).as(caseSchema);
    const received = await receiver.receivedOnce(1);
    expect(received.map(({ message }) => [message.type, message.data.entity])).toEqual([['case_created', opened.id]]);
  });

  test('by both secrets for a day after a new one was made', async () => {
    const webhook = await hook();
    const before = await secretOf(webhook);
    const rotated = (await admin.post(`/v1/webhooks/${webhook.id}/rotate-secret`, {}, { version: webhook.version })).as(
      webhookSchema,
    );
    const now = await secretOf(rotated);
    expect(now).toMatchObject({ earlierSecret: before.secret });
    expect(now.secret).not.toBe(before.secret);

    await customer('Noor');
    const [created] = await receiver.receivedOnce(1);
    for (const secret of [before.secret, now.secret]) {
      expect(() => new Verifier(secret).verify(created?.body ?? '', created?.headers ?? {})).not.toThrow();
    }
    desk.ahead = 25 * 60 * 60 * 1000;
    const other = await desk.as('admin');
    expect((await other.get(`/v1/webhooks/${webhook.id}/secret`)).as(webhookSecretSchema).earlierSecret).toBeNull();
  });

  test('nothing while it is turned off, and all of it when it is on again', async () => {
    const webhook = await hook();
    const off = await admin.patch(`/v1/webhooks/${webhook.id}`, { active: false }, { version: webhook.version });
    await customer('Noor');
    await later(0);
    expect(await receiver.received()).toEqual([]);
    await admin.patch(`/v1/webhooks/${webhook.id}`, { active: true }, { version: off.version });
    expect((await receiver.receivedOnce(1)).map(({ message }) => message.type)).toEqual(['customer_created']);
  });

  test('nothing any more once it is deleted', async () => {
    const webhook = await hook();
    await admin.delete(`/v1/webhooks/${webhook.id}`, { version: webhook.version });
    await customer('Noor');
    await later(0);
    expect(await receiver.received()).toEqual([]);
    expect((await admin.get('/v1/webhooks')).as(webhookListSchema).items).toEqual([]);
  });
});

describe('what does not arrive', () => {
  test('is tried again, with the same id', async () => {
    await receiver.answers(500, 503);
    const webhook = await hook();
    await customer('Noor');
    await receiver.receivedOnce(1);
    await later(0);
    expect(await deliveries(webhook)).toMatchObject([{ state: 'retrying', attempts: 1, lastAnswer: '500' }]);
    await later(10_000);
    expect(await deliveries(webhook)).toMatchObject([{ state: 'retrying', attempts: 2, lastAnswer: '503' }]);
    await later(60_000);
    const received = await receiver.received();
    expect(received.length).toBe(3);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await deliveries(webhook)).toEqual([]);
  });

  test('holds up what comes after it of the same record, and nothing else', async () => {
    const webhook = await hook();
    const held = await customer('Noor');
    await receiver.receivedOnce(1);
    await receiver.answers(503);
    await clerk.patch(`/v1/customers/${held.id}`, { name: 'Noor Haddad' }, { version: held.version });
    await receiver.receivedOnce(2);
    await clerk.post(`/v1/customers/${held.id}/contacts`, { name: 'Ines' });
    await clerk.post(`/v1/customers/${held.id}/notes`, { body: 'Before ten' });
    const other = await customer('Théo');
    await later(0);
    const entities = async () => (await receiver.receivedOnce(3)).map(({ message }) => message.data.entity);
    expect((await entities()).at(-1)).toBe(other.id);
    expect((await deliveries(webhook)).map(({ state }) => state)).toEqual(
      expect.arrayContaining(['retrying', 'waiting']),
    );
    await later(10_000);
    const types = (await receiver.received())
      .filter(({ message }) => message.data.entity === held.id)
      .map(({ message }) => message.type);
    expect(types.slice(0, 3)).toEqual(['customer_created', 'customer_changed', 'customer_changed']);
    expect(await deliveries(webhook)).toEqual([]);
  });

  test('is given up after eleven times, on the log, and goes out when an admin says so', async () => {
    const watcher = new Receiver();
    const webhook = await hook({ eventTypes: ['customer_created'] });
    await admin.post('/v1/webhooks', { url: watcher.url, eventTypes: ['webhook_parked'] });
    await receiver.answers(...Array.from({ length: 11 }, () => 500));
    await customer('Noor');
    await receiver.receivedOnce(1);
    for (let attempt = 0, at = 0; attempt < 11; attempt += 1, at += 20 * 60 * 60 * 1000) await later(at);

    expect(await deliveries(webhook)).toMatchObject([{ state: 'parked', attempts: 11, nextAt: null }]);
    await later(0);
    expect((await watcher.receivedOnce(1)).map(({ message }) => message.data)).toMatchObject([
      { entity: webhook.id, actor: 'callside', facts: { attempts: 11, lastAnswer: '500' } },
    ]);
    const again = await admin.post(`/v1/webhooks/${webhook.id}/redeliver`);
    expect(again.as(redeliveredSchema).events).toBe(1);
    await receiver.receivedOnce(12);
    expect(await deliveries(webhook)).toEqual([]);
  });

  test('is tried no more where the receiver says that it is gone', async () => {
    await receiver.answers(410);
    const webhook = await hook();
    await customer('Noor');
    await receiver.receivedOnce(1);
    await later(60_000);
    const gone = await admin.get(`/v1/webhooks/${webhook.id}`);
    expect(gone.as(webhookSchema)).toMatchObject({ active: false, disabledBecause: 'gone' });
    await customer('Théo');
    await later(60_000);
    expect((await receiver.received()).length).toBe(1);

    await admin.patch(`/v1/webhooks/${webhook.id}`, { active: true }, { version: gone.version });
    const received = await receiver.receivedOnce(3);
    expect(received.map(({ message }) => message.type)).toEqual([
      'customer_created',
      'customer_created',
      'customer_created',
    ]);
  });
});

test('one event is sent again when an admin asks', async () => {
  const webhook = await hook();
  await customer('Noor');
  const [first] = await receiver.receivedOnce(1);
  await admin.post(`/v1/webhooks/${webhook.id}/redeliver`, { seq: first?.message.data.seq });
  const received = await receiver.receivedOnce(2);
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array.from({ length: 2 }, () => first?.headers['webhook-id']),
  );
});
