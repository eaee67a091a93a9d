import { DurableObject } from 'cloudflare:workers';
import { isId, type TenantId } from '../../shared/ids.ts';
import type { Delivery } from '../../shared/webhooks.ts';
import { databaseOf, Directory, type Tenant } from '../auth/directory.ts';
import { activityFellDue } from '../cases/due-service.ts';
import { TenantDatabase } from '../db/database.ts';
import type { Env } from '../env.ts';
import { webhookConsumers } from '../webhooks/consumer-service.ts';
import { eventsAfter, eventsOfSeqs, lastSeq, type Consumer, type LoggedEvent } from './consumer.ts';
import { dueDeadlines, nextDeadline, type Deadline, type DeadlineKind } from './deadlines.ts';
import { mostAttempts, nextAttemptAt, pausedUntil } from './relay-retry.ts';
import type { RelayRemote } from './relay.ts';
import { RelayStore, type Untold } from './relay-store.ts';

/** Milliseconds after which the log is looked at although nobody said that it has grown. */
const sweepWhenBusy = 2_000;
const sweepWhenQuiet = 30_000;

/** Milliseconds after the last event that a tenant counts as busy. */
const busyFor = 60_000;

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
  readonly #directory: Directory;
  /** The consumers that are being told now; true where something may have come since. */
  readonly #telling = new Map<string, boolean>();
  #lastFound = 0;
  #nextDeadline: number | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#store = new RelayStore(state.storage);
    this.#directory = new Directory(env.DB);
    if (this.#store.owner === null) return;
    // An alarm that was lost with a crash is missed by nobody else.
    void state.blockConcurrencyWhile(async () => {
      if ((await state.storage.getAlarm()) === null) await state.storage.setAlarm(Date.now());
    });
  }

  /** The log has grown. */
  async poke(tenant: TenantId): Promise<void> {
    this.#store.belongsTo(tenant);
    if (this.#telling.size > 0) {
      // An alarm does not run beside itself: who waits for a slow receiver must not keep the others waiting.
      this.ctx.waitUntil(this.follow(Date.now()));
    } else {
      await this.ctx.storage.setAlarm(Date.now());
    }
  }

  override async alarm(): Promise<void> {
    let consumers: readonly string[] = [];
    try {
      consumers = await this.follow(Date.now());
    } finally {
      await this.ctx.storage.setAlarm(this.#nextLook(consumers, Date.now()));
    }
  }

  /** Tells every consumer what it has to be told by now; answers their names. `now` in milliseconds. */
  async follow(now: number): Promise<readonly string[]> {
    const tenant = await this.#tenant(now);
    if (tenant === null) return [];
    const database = new TenantDatabase(databaseOf(this.env, tenant), tenant.id);
    this.#nextDeadline = await fireDeadlines(database, now);
    const consumers = await webhookConsumers(this.env, database);
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

  async #againOne(id: TenantId, consumer: string, seq: number, now: number): Promise<number> {
    const tenant = await this.#directory.tenant(id, now);
    if (tenant === null) return 0;
    const query = eventsOfSeqs([seq]);
    const event = (await new TenantDatabase(databaseOf(this.env, tenant), id).read([query])).first(query);
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
    return Math.min(sweep, this.#store.firstDue(consumers) ?? sweep, this.#nextDeadline ?? sweep);
  }

  async #tenant(now: number): Promise<Tenant | null> {
    const { owner } = this.#store;
    return owner !== null && isId('tenant', owner) ? this.#directory.tenant(owner, now) : null;
  }
}

/** Fires what has fallen due, each once however often it is tried; answers when something falls due next. */
async function fireDeadlines(database: TenantDatabase, now: number): Promise<number | null> {
  const due = dueDeadlines(now, pageSize);
  const next = nextDeadline();
  for (;;) {
    const rows = await database.read([due, next]);
    const fallen = rows.all(due);
    if (fallen.length === 0) return rows.first(next) ?? null;
    for (const deadline of fallen) await firing[deadline.kind](database, deadline, now);
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
  const reached = events.length === pageSize ? events.at(-1)?.seq : rows.first(last);
  return { events, cursor: reached ?? cursor };
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
