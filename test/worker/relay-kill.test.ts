import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { caseSchema, timelineSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import type { EventType } from '../../shared/events.ts';
import { deliveryListSchema, webhookSchema, type Webhook } from '../../shared/webhooks.ts';
import { RelayObject } from '../../worker/events/relay-object.ts';
import { RelayStore } from '../../worker/events/relay-store.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { Killer } from './support/killer.ts';
import { Receiver } from './support/receiver.ts';

/**
 * Runs the relay and kills its object at one await after another, before the effect that is awaited and after it, until
 * a run comes to its end. After each kill another object takes the storage over. Nothing may be missed, nothing may
 * come out of order, and what comes twice bears the same id.
 */

const day = 24 * 60 * 60 * 1000;

interface Scene {
  desk: Desk;
  admin: Client;
  receiver: Receiver;
  webhook: Webhook;
  /** Where it is told. */
  urls: string[];
  /** Milliseconds that the relay's clock is ahead when it is killed. */
  ahead: number;
}

const object = ({ desk }: Scene) => env.RELAY.getByName(desk.tenant);

/** A tenant whose relay nobody pokes: three customers, two of them changed, and a webhook from before. */
async function scene(): Promise<Scene> {
  const desk = await newDesk();
  desk.relays = {
    getByName: (name) => {
      const relay = env.RELAY.getByName(name);
      return {
        poke: async () => undefined,
        untold: async (consumer, after, limit) => relay.untold(consumer, after, limit),
        again: async (tenant, consumer, seq) => relay.again(tenant, consumer, seq),
        forget: async (consumer) => relay.forget(consumer),
        watch: async (tenant, topic) => relay.watch(tenant, topic),
      };
    },
  };
  const admin = await desk.as('admin');
  const receiver = new Receiver();
  const wants: EventType[] = ['customer_created', 'customer_changed'];
  const webhook = (await admin.post('/v1/webhooks', { url: receiver.url, eventTypes: wants })).as(webhookSchema);
  const clerk = await desk.as('clerk');
  for (const name of ['Noor', 'Théo', 'Marta']) {
    const made = (await clerk.post('/v1/customers', { kind: 'person', name })).as(customerSchema);
    if (name === 'Marta') continue;
    await clerk.patch(`/v1/customers/${made.id}`, { name: `${name} Haddad` }, { version: made.version });
  }
  const made = { desk, admin, receiver, webhook, urls: [receiver.url], ahead: 0 };
  await runInDurableObject(object(made), async (_, state) => {
    // Far off, so that nothing but the test follows the log.
    await state.storage.setAlarm(Date.now() + 60 * 60 * 1000);
    new RelayStore(state.storage).belongsTo(desk.tenant);
  });
  return made;
}

async function follow(made: Scene, ahead: number): Promise<void> {
  await runInDurableObject(object(made), (relay) => relay.follow(Date.now() + ahead));
}

/** Follows the log and dies on the way; answers whether it did. */
async function followAndDie(made: Scene, killer: Killer): Promise<boolean> {
  const send = globalThis.fetch.bind(globalThis);
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    // Relays of other tests are about as well.
    typeof input === 'string' && made.urls.includes(input)
      ? killer.through('fetch', () => send(input, init))
      : send(input, init),
  );
  try {
    await runInDurableObject(object(made), async (_, state) => {
      killer.kill = () => {
        state.abort('killed');
      };
      const relay = new RelayObject(state, { ...env, DB: killer.database() });
      await relay.follow(Date.now() + made.ahead);
    });
    return false;
  } catch (error) {
    if (String(error).includes('killed')) return true;
    throw error;
  } finally {
    vi.restoreAllMocks();
  }
}

/** Kills at every await of a scene; answers the trips that the longest run made. */
async function killEverywhere(
  when: 'before' | 'after',
  prepare: () => Promise<Scene>,
  check: (made: Scene) => Promise<void>,
): Promise<string[]> {
  for (let at = 1; ; at += 1) {
    const made = await prepare();
    const killer = new Killer(at, when);
    const died = await followAndDie(made, killer);
    await follow(made, made.ahead);
    await check(made);
    if (!died) return killer.trips;
  }
}

afterEach(() => vi.restoreAllMocks());

describe.each(['before', 'after'] as const)('a relay killed %s each of its awaits', (when) => {
  test('tells every event, each record in its order, and under one id', async () => {
    const trips = await killEverywhere(when, scene, async ({ admin, receiver, webhook }) => {
      const received = await receiver.received();
      const idOf = new Map(received.map(({ headers, message }) => [message.data.seq, headers['webhook-id']]));
      for (const { headers, message } of received) expect(headers['webhook-id']).toBe(idOf.get(message.data.seq));
      const once = [...new Map(received.map(({ message }) => [message.data.seq, message])).values()];
      const typesOf = new Map<string, string[]>();
      for (const { type, data } of once) typesOf.set(data.entity, [...(typesOf.get(data.entity) ?? []), type]);
      expect([...typesOf.values()].map((types) => types.join()).sort()).toEqual([
        'customer_created',
        'customer_created,customer_changed',
        'customer_created,customer_changed',
      ]);
      expect((await admin.get(`/v1/webhooks/${webhook.id}/deliveries`)).as(deliveryListSchema).items).toEqual([]);
    });
    expect(trips.filter((trip) => trip === 'fetch').length).toBe(5);
    expect(trips.filter((trip) => trip === 'd1').length).toBeGreaterThanOrEqual(3);
  }, 60_000);

  test('gives up what never arrives, and says so once', async () => {
    let watcher = new Receiver();
    const prepare = async () => {
      const made = await scene();
      watcher = new Receiver();
      made.urls.push(watcher.url);
      await made.admin.post('/v1/webhooks', { url: watcher.url, eventTypes: ['webhook_parked'] });
      await made.receiver.answers(...Array.from({ length: 100 }, () => 500));
      for (let attempt = 1; attempt < 11; attempt += 1) await follow(made, attempt * day);
      return { ...made, ahead: 11 * day };
    };
    const trips = await killEverywhere(when, prepare, async (made) => {
      const { admin, webhook } = made;
      // An attempt whose answer was lost counts as none.
      await follow(made, 12 * day);
      await follow(made, 12 * day);
      const items = (await admin.get(`/v1/webhooks/${webhook.id}/deliveries`)).as(deliveryListSchema).items;
      expect(items.map(({ state }) => state).sort()).toEqual(['parked', 'parked', 'parked', 'waiting', 'waiting']);
      const told = (await watcher.received()).map(({ headers }) => headers['webhook-id']);
      expect(new Set(told).size).toBe(3);
    });
    expect(trips.length).toBeGreaterThanOrEqual(8);
  }, 120_000);

  test('turns off a receiver that is gone, and says so once', async () => {
    let watcher = new Receiver();
    const prepare = async () => {
      const made = await scene();
      watcher = new Receiver();
      made.urls.push(watcher.url);
      await made.admin.post('/v1/webhooks', { url: watcher.url, eventTypes: ['webhook_disabled'] });
      await made.receiver.answers(...Array.from({ length: 20 }, () => 410));
      return made;
    };
    await killEverywhere(when, prepare, async (made) => {
      await follow(made, 0);
      const { admin, webhook } = made;
      const found = (await admin.get(`/v1/webhooks/${webhook.id}`)).as(webhookSchema);
      expect(found).toMatchObject({ active: false, disabledBecause: 'gone' });
      const told = (await watcher.received()).map(({ headers }) => headers['webhook-id']);
      expect(new Set(told).size).toBe(1);
    });
  }, 120_000);

  test('fires a deadline, and once', async () => {
    let caseId = '';
    const prepare = async () => {
      const made = await scene();
      const clerk = await made.desk.as('clerk');
      const { id } = (await clerk.post('/v1/customers', { kind: 'person', name: 'Ines' })).as(customerSchema);
      caseId = (await clerk.post('/v1/cases', { customerId: id, title: 'Fork' })).as(caseSchema).id;
      const dueAt = new Date(Date.now() + day).toISOString();
      await clerk.post(`/v1/cases/${caseId}/activities`, { kind: 'task', subject: 'Send the photos', dueAt });
      await clerk.post(`/v1/cases/${caseId}/activities`, { kind: 'task', subject: 'Call back', dueAt });
      return { ...made, ahead: 2 * day };
    };
    const trips = await killEverywhere(when, prepare, async ({ admin }) => {
      const { items } = (await admin.get(`/v1/cases/${caseId}/timeline`)).as(timelineSchema);
      expect(items.filter(({ type }) => type === 'activity_overdue').length).toBe(2);
    });
    expect(trips.length).toBeGreaterThanOrEqual(9);
  }, 60_000);
});
