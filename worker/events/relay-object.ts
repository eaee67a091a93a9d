import { DurableObject } from 'cloudflare:workers';
import { isId, type TenantId } from '../../shared/ids.ts';
import type { Topic } from '../../shared/live.ts';
import type { Delivery } from '../../shared/webhooks.ts';
import { databaseOf, Directory } from '../auth/directory.ts';
import { activityFellDue } from '../cases/due-service.ts';
import { TenantDatabase } from '../db/database.ts';
import type { Env } from '../env.ts';
import { logFault } from '../http/log.ts';
import { topicOf } from '../live/live.ts';
import { activeWebhooks, webhookConsumer } from '../webhooks/consumer-service.ts';
import { Coalesced } from './coalesced.ts';
import { eventsAfter, eventsOfSeqs, lastSeq, type Consumer, type LoggedEvent } from './consumer.ts';
import { dueDeadlines, nextDeadline, type Deadline, type DeadlineKind } from './deadlines.ts';
import { mostAttempts, nextAttemptAt, pausedUntil } from './relay-retry.ts';
import type { RelayRemote } from './relay.ts';
import { RelayStore, type Untold } from './relay-store.ts';
import { WatchStore } from './watch-store.ts';

/** Milliseconds after which the log is looked at although nobody said that it has grown. */
const sweepWhenBusy = 2_000;
const sweepWhenQuiet = 30_000;

/** Milliseconds between two looks at a log that grows all the time. */
const gather = 50;

/** Milliseconds after the last event that a tenant counts as busy. */
const busyFor = 60_000;

/** Milliseconds that a record counts as watched without its object saying so again. */
const watchedFor = 600_000;

/** Events that are taken over from the log at once. */
const pageSize = 100;

/** With so many untold events a consumer is given no more; they are safe in the log. */
const mostUntold = 10_000;

/** Records of which something is told at the same time. */
const mostAtOnce = 5;

/**
 * Follows the log of one tenant for everybody who is told of it (design §3): reads by cursor, keeps what has not arrived,
 * tries it again, and gives it up loudly. The storage is its memory; nothing else of it outlives a crash, and nothing
 * else needs to.
 */
export class RelayObject extends DurableObject<Env> implements RelayRemote {
  readonly #store: RelayStore;
  readonly #watched: WatchStore;
  readonly #directory: Directory;
  /** The consumers that are being told now; true where something may have come since. */
  readonly #telling = new Map<string, boolean>();
  readonly #looks = new Coalesced<readonly Consumer[]>();
  #alarmAt: number | null = null;
  #lookedAt = 0;
  #gathering: Promise<unknown> | null = null;
  #lastFound = 0;
  #nextDeadline: number | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#store = new RelayStore(state.storage);
    this.#directory = new Directory(env.DB);
    this.#watched = new WatchStore(state.storage);
    void state.blockConcurrencyWhile(async () => {
      this.#alarmAt = await state.storage.getAlarm();
      // An alarm that was lost with a crash is missed by nobody else.
      if (this.#alarmAt === null && this.#store.owner !== null) await this.#arm(Date.now());
    });
  }

  /** The log has grown. */
  async poke(tenant: TenantId): Promise<void> {
    this.#store.belongsTo(tenant);
    const now = Date.now();
    // Should this object be killed before it has looked, it looks then.
    if (this.#alarmAt === null || this.#alarmAt > now + sweepWhenBusy) await this.#arm(now + sweepWhenBusy);
    this.ctx.waitUntil(this.#followSoon(now));
  }

  /** At once where it is quiet; else once for all who come in a little while, which costs D1 one look and not many. */
  #followSoon(now: number): Promise<unknown> {
    this.#gathering ??= scheduler.wait(Math.max(0, this.#lookedAt + gather - now)).then(() => {
      this.#gathering = null;
      return this.follow(Date.now());
    });
    return this.#gathering;
  }

  async watch(tenant: TenantId, topic: Topic): Promise<void> {
    this.#store.belongsTo(tenant);
    const now = Date.now();
    const database = this.#watched.cursor === null ? await this.#database(now) : null;
    if (database !== null) {
      const last = lastSeq();
      this.#watched.begin((await database.read([last])).first(last) ?? 0);
    }
    this.#watched.watch(topic, now + watchedFor);
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    let consumers: readonly string[] = [];
    try {
      consumers = await this.follow(Date.now());
    } finally {
      await this.#arm(this.#nextLook(consumers, Date.now()));
    }
  }

  /** Tells every consumer what it has to be told by now; answers their names. `now` in milliseconds. */
  async follow(now: number): Promise<readonly string[]> {
    const database = await this.#database(now);
    if (database === null) return [];
    const consumers = await this.#looks.run(() => this.#look(database, now));
    await Promise.all(consumers.map((consumer) => this.#tell(database, consumer, now)));
    return consumers.map(({ name }) => name);
  }

  /** What a consumer has yet to be told. */
  async untold(consumer: string, after: number, limit: number): Promise<Delivery[]> {
    return this.#store.list(consumer, after, limit).map(deliveryOf);
  }

  async again(tenant: TenantId, consumer: string, seq: number | null): Promise<number> {
    const now = Date.now();
    const count = seq === null ? this.#store.unpark(consumer, now) : await this.#againOne(tenant, consumer, seq, now);
    if (count > 0) await this.poke(tenant);
    return count;
  }

  async forget(consumer: string): Promise<void> {
    this.#store.forget(consumer);
  }

  /** Fires what has fallen due, hints at what has happened to what is watched; answers who else is to be told. */
  async #look(database: TenantDatabase, now: number): Promise<readonly Consumer[]> {
    const due = dueDeadlines(now, pageSize);
    const next = nextDeadline();
    const webhooks = activeWebhooks();
    const last = lastSeq();
    this.#watched.expire(now);
    this.#lookedAt = Date.now();
    for (;;) {
      const { cursor } = this.#watched;
      const page = eventsAfter(cursor ?? 0, pageSize);
      const rows = await database.read([due, next, webhooks, ...(cursor === null ? [] : [page, last])]);
      const fallen = rows.all(due);
      for (const deadline of fallen) await firing[deadline.kind](database, deadline, now);

      const events = rows.all(page);
      if (events.length > 0) this.#lastFound = now;
      if (cursor !== null) this.#watched.take(lastOfEach(events), reached(events, rows.first(last)) ?? cursor);
      await this.#hintAll(database.tenant);

      if (fallen.length > 0 || events.length === pageSize) continue;
      this.#nextDeadline = rows.first(next) ?? null;
      return rows.all(webhooks).map((webhook) => webhookConsumer(this.env, database, webhook));
    }
  }

  /** Tells the objects of watched records. One that cannot be reached is told at the next look. */
  async #hintAll(tenant: TenantId): Promise<void> {
    const hints = this.#watched.untaken().map(async (untaken) => {
      try {
        const isWatched = await topicOf(this.env, tenant, untaken.topic).hint(untaken.seq);
        if (isWatched) this.#watched.taken(untaken);
        else this.#watched.drop(untaken);
      } catch (error) {
        logFault(`${tenant} ${untaken.topic}`, error);
      }
    });
    await Promise.all(hints);
  }

  async #againOne(id: TenantId, consumer: string, seq: number, now: number): Promise<number> {
    this.#store.belongsTo(id);
    const database = await this.#database(now);
    const query = eventsOfSeqs([seq]);
    const event = (await database?.read([query]))?.first(query);
    if (event === undefined) return 0;
    this.#store.again(consumer, event, now);
    return 1;
  }

  async #tell(database: TenantDatabase, consumer: Consumer, now: number): Promise<void> {
    const { name } = consumer;
    if (this.#telling.has(name)) {
      this.#telling.set(name, true);
      return;
    }
    try {
      do {
        this.#telling.set(name, false);
        while (await this.#tellSome(database, consumer, now));
      } while (this.#telling.get(name) === true);
    } finally {
      this.#telling.delete(name);
    }
  }

  /** Takes a page over from the log and tells what is due; answers whether there may be more. */
  async #tellSome(database: TenantDatabase, consumer: Consumer, now: number): Promise<boolean> {
    const { name } = consumer;
    const before = this.#store.consumer(name, consumer.from);
    if (before.pausedUntil !== null && before.pausedUntil > now) return false;

    const hasRoom = this.#store.count(name) < mostUntold;
    const page = hasRoom ? await pageAfter(database, before.cursor) : { events: [], cursor: before.cursor };
    if (page.events.length > 0) this.#lastFound = now;
    if (page.cursor > before.cursor) this.#store.take(name, page.events.filter(consumer.wants), page.cursor, now);

    const due = this.#store.due(name, now, mostAtOnce);
    if (due.length === 0) return page.events.length > 0;
    const known = new Map(page.events.map((event) => [event.seq, event]));
    const missing = due.filter(({ seq }) => !known.has(seq));
    if (missing.length > 0) {
      const query = eventsOfSeqs(missing.map(({ seq }) => seq));
      for (const event of (await database.read([query])).all(query)) known.set(event.seq, event);
    }
    const goesOn = await Promise.all(due.map((untold) => this.#tellOne(consumer, untold, known.get(untold.seq), now)));
    return goesOn.every(Boolean);
  }

  async #tellOne(consumer: Consumer, untold: Untold, event: LoggedEvent | undefined, now: number): Promise<boolean> {
    const { name } = consumer;
    if (event === undefined) throw new Error(`the log has no event ${untold.seq}`);
    const told = await consumer.tell(event);
    switch (told.kind) {
      case 'told':
        this.#store.told(name, untold, now);
        return true;
      case 'gone':
        // Whoever has read meanwhile that it is still there does not try it again.
        this.#store.pause(name, now + sweepWhenBusy);
        return false;
      case 'failed': {
        const attempts = untold.attempts + 1;
        const { failures } = this.#store.consumer(name, consumer.from);
        const isLast = attempts >= mostAttempts;
        if (isLast) await consumer.giveUp(event, attempts, told.answer);
        this.#store.failed(
          name,
          untold.seq,
          told.answer,
          isLast ? null : nextAttemptAt(attempts, now, Math.random()),
          pausedUntil(failures + 1, now, Math.random()),
        );
        return true;
      }
    }
  }

  #nextLook(consumers: readonly string[], now: number): number {
    const sweep = now + (now - this.#lastFound < busyFor ? sweepWhenBusy : sweepWhenQuiet);
    const again = this.#watched.untaken().length > 0 ? now + sweepWhenBusy : sweep;
    return Math.min(sweep, again, this.#store.firstDue(consumers) ?? sweep, this.#nextDeadline ?? sweep);
  }

  async #arm(at: number): Promise<void> {
    this.#alarmAt = at;
    await this.ctx.storage.setAlarm(at);
  }

  /** The tenant's rows; null before anybody has said whose log it is. */
  async #database(now: number): Promise<TenantDatabase | null> {
    const { owner } = this.#store;
    const tenant = owner !== null && isId('tenant', owner) ? await this.#directory.tenant(owner, now) : null;
    return tenant === null ? null : new TenantDatabase(databaseOf(this.env, tenant), tenant.id);
  }
}

/** What each kind of deadline does when it fires. */
const firing: Record<DeadlineKind, (database: TenantDatabase, deadline: Deadline, now: number) => Promise<void>> = {
  activity_due: activityFellDue,
};

/** The next events of the log, and the place that is reached with them: past imported ones as well. */
async function pageAfter(database: TenantDatabase, cursor: number): Promise<{ events: LoggedEvent[]; cursor: number }> {
  const page = eventsAfter(cursor, pageSize);
  const last = lastSeq();
  const rows = await database.read([page, last]);
  const events = rows.all(page);
  return { events, cursor: reached(events, rows.first(last)) ?? cursor };
}

/** The place in the log that is reached with a page of events: its end, where the page is not full. */
function reached(events: readonly LoggedEvent[], last: number | undefined): number | undefined {
  return events.length === pageSize ? events.at(-1)?.seq : last;
}

/** The last event of each record and of each customer. */
function lastOfEach(events: readonly LoggedEvent[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { seq, entity, customer } of events) {
    last.set(entity, seq);
    if (customer !== null) last.set(customer, seq);
  }
  return last;
}

function deliveryOf({ seq, entity, parked, attempts, nextAt, lastAnswer }: Untold): Delivery {
  return {
    seq,
    entity,
    state: parked ? 'parked' : nextAt === null ? 'waiting' : 'retrying',
    attempts,
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    lastAnswer,
  };
}
