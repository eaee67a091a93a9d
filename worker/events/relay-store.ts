import type { DurableObjectStorage } from '@cloudflare/workers-types';
import { ObjectDatabase } from '../db/object-database.ts';
import type { Row } from '../db/row.ts';
import type { LoggedEvent } from './consumer.ts';

const schema = `
CREATE TABLE IF NOT EXISTS owner (tenant TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS consumer (
  name TEXT PRIMARY KEY,
  cursor INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  paused_until INTEGER
) STRICT, WITHOUT ROWID;
-- What a consumer has yet to be told. Only the first of a record has a next_at, or is parked; the others wait behind it.
CREATE TABLE IF NOT EXISTS untold (
  consumer TEXT NOT NULL,
  seq INTEGER NOT NULL,
  entity TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
  last_answer TEXT,
  PRIMARY KEY (consumer, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS untold_of_entity ON untold (consumer, entity, seq);
CREATE INDEX IF NOT EXISTS untold_due ON untold (consumer, next_at, seq) WHERE next_at IS NOT NULL;
`;

/** An event that a consumer has yet to be told. */
export interface Untold {
  seq: number;
  entity: string;
  attempts: number;
  nextAt: number | null;
  parked: boolean;
  lastAnswer: string | null;
}

/** How far each consumer has been told, in the object's own storage: every method is one step, whole or not at all. */
export class RelayStore {
  readonly #database: ObjectDatabase;

  constructor(storage: DurableObjectStorage) {
    this.#database = new ObjectDatabase(storage, schema);
  }

  /** Whose log it is, as text; null before anything was said to it. */
  get owner(): string | null {
    return this.#database.rows('SELECT tenant FROM owner').map((row) => row.text('tenant'))[0] ?? null;
  }

  belongsTo(tenant: string): void {
    this.#database.run('INSERT INTO owner VALUES (?1) ON CONFLICT DO NOTHING', tenant);
  }

  /** Where a consumer stands; one that is new starts at `from`. */
  consumer(name: string, from: number): { cursor: number; failures: number; pausedUntil: number | null } {
    this.#database.run('INSERT INTO consumer (name, cursor) VALUES (?1, ?2) ON CONFLICT DO NOTHING', name, from);
    const [found] = this.#database.rows('SELECT cursor, failures, paused_until FROM consumer WHERE name = ?1', name);
    if (found === undefined) throw new Error(`no consumer ${name}`);
    return {
      cursor: found.integer('cursor'),
      failures: found.integer('failures'),
      pausedUntil: found.integerOrNull('paused_until'),
    };
  }

  /** Takes events over from the log: they are kept until they are told, and the cursor goes on. */
  take(consumer: string, events: readonly Pick<LoggedEvent, 'seq' | 'entity'>[], cursor: number, now: number): void {
    this.#database.whole(() => {
      for (const { seq, entity } of events) {
        this.#database.run(
          `INSERT INTO untold (consumer, seq, entity, next_at)
           SELECT ?1, ?2, ?3, iif(EXISTS (SELECT 1 FROM untold WHERE consumer = ?1 AND entity = ?3), NULL, ?4)
           ON CONFLICT DO NOTHING`,
          consumer,
          seq,
          entity,
          now,
        );
      }
      this.#database.run('UPDATE consumer SET cursor = ?2 WHERE name = ?1 AND cursor < ?2', consumer, cursor);
    });
  }

  /** What is to be told by now, the longest due first: one event a record at most. */
  due(consumer: string, now: number, limit: number): Untold[] {
    return this.#database
      .rows(
        `SELECT * FROM untold WHERE consumer = ?1 AND next_at <= ?2 ORDER BY next_at, seq LIMIT ?3`,
        consumer,
        now,
        limit,
      )
      .map(untold);
  }

  count(consumer: string): number {
    return (
      this.#database.rows('SELECT count(*) AS count FROM untold WHERE consumer = ?1', consumer)[0]?.integer('count') ??
      0
    );
  }

  list(consumer: string, after: number, limit: number): Untold[] {
    return this.#database
      .rows('SELECT * FROM untold WHERE consumer = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3', consumer, after, limit)
      .map(untold);
  }

  /** The event has arrived: the next of its record is due. */
  told(consumer: string, { seq, entity }: Pick<Untold, 'seq' | 'entity'>, now: number): void {
    this.#database.whole(() => {
      this.#database.run('DELETE FROM untold WHERE consumer = ?1 AND seq = ?2', consumer, seq);
      this.#database.run(
        `UPDATE untold SET next_at = ?3 WHERE consumer = ?1 AND parked = 0 AND next_at IS NULL
           AND seq = (SELECT min(seq) FROM untold WHERE consumer = ?1 AND entity = ?2)`,
        consumer,
        entity,
        now,
      );
      this.#resume(consumer);
    });
  }

  /** The event has not arrived: it is tried again at `nextAt`, or parked where that is null. */
  failed(consumer: string, seq: number, answer: string, nextAt: number | null, pausedUntil: number | null): void {
    this.#database.whole(() => {
      this.#database.run(
        `UPDATE untold SET attempts = attempts + 1, last_answer = ?3, next_at = ?4, parked = iif(?4 IS NULL, 1, 0)
         WHERE consumer = ?1 AND seq = ?2`,
        consumer,
        seq,
        answer,
        nextAt,
      );
      this.#database.run(
        'UPDATE consumer SET failures = failures + 1, paused_until = ?2 WHERE name = ?1',
        consumer,
        pausedUntil,
      );
    });
  }

  pause(consumer: string, until: number): void {
    this.#database.run('UPDATE consumer SET paused_until = ?2 WHERE name = ?1', consumer, until);
  }

  /** Parked events are due again. Answers how many they are. */
  unpark(consumer: string, now: number): number {
    return this.#database.whole(() => {
      this.#resume(consumer);
      const parked = this.#database.rows(
        'SELECT count(*) AS count FROM untold WHERE consumer = ?1 AND parked = 1',
        consumer,
      );
      this.#database.run(
        'UPDATE untold SET parked = 0, next_at = ?2, attempts = 0 WHERE consumer = ?1 AND parked = 1',
        consumer,
        now,
      );
      return parked[0]?.integer('count') ?? 0;
    });
  }

  /** The event is due, told before or parked; one that waits behind an earlier event of its record goes on waiting. */
  again(consumer: string, { seq, entity }: Pick<LoggedEvent, 'seq' | 'entity'>, now: number): void {
    this.#database.whole(() => {
      this.#resume(consumer);
      this.#database.run(
        `INSERT INTO untold (consumer, seq, entity, next_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET parked = 0, next_at = ?4, attempts = 0 WHERE parked = 1 OR next_at IS NOT NULL`,
        consumer,
        seq,
        entity,
        now,
      );
    });
  }

  forget(consumer: string): void {
    this.#database.whole(() => {
      this.#database.run('DELETE FROM untold WHERE consumer = ?1', consumer);
      this.#database.run('DELETE FROM consumer WHERE name = ?1', consumer);
    });
  }

  /** When something is first to be told to one of these consumers, milliseconds; null where nothing waits. */
  firstDue(consumers: readonly string[]): number | null {
    const [found] = this.#database.rows(
      `SELECT min(max(due, coalesce(paused_until, 0))) AS at FROM (
         SELECT consumer.paused_until, (SELECT min(next_at) FROM untold
           WHERE untold.consumer = consumer.name AND next_at IS NOT NULL) AS due
         FROM json_each(?1) AS wanted JOIN consumer ON consumer.name = wanted.value
       ) WHERE due IS NOT NULL`,
      JSON.stringify(consumers),
    );
    return found?.integerOrNull('at') ?? null;
  }

  #resume(consumer: string): void {
    this.#database.run('UPDATE consumer SET failures = 0, paused_until = NULL WHERE name = ?1', consumer);
  }
}

function untold(row: Row): Untold {
  return {
    seq: row.integer('seq'),
    entity: row.text('entity'),
    attempts: row.integer('attempts'),
    nextAt: row.integerOrNull('next_at'),
    parked: row.flag('parked'),
    lastAnswer: row.textOrNull('last_answer'),
  };
}
