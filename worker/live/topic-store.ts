import type { DurableObjectStorage } from '@cloudflare/workers-types';
import type { AgentId, TenantId } from '../../shared/ids.ts';
import type { Present, Topic } from '../../shared/live.ts';
import { idSchemas } from '../../shared/ids.ts';
import { topicSchema } from '../../shared/live.ts';
import { ObjectDatabase } from '../db/object-database.ts';
import type { Watcher } from './live.ts';

const schema = `
-- One row: whose topic it is, how far it has come, and since when it is registered with the relay.
CREATE TABLE IF NOT EXISTS topic (
  tenant TEXT NOT NULL,
  topic TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0,
  presence INTEGER NOT NULL DEFAULT 0,
  next_told_at INTEGER NOT NULL DEFAULT 0,
  registered_until INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Who has the record open. told and knows are the seq and the presence that they have heard of.
CREATE TABLE IF NOT EXISTS watcher (
  agent TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  by TEXT NOT NULL,
  until INTEGER NOT NULL,
  told INTEGER NOT NULL,
  knows INTEGER NOT NULL,
  field TEXT,
  field_until INTEGER
) STRICT, WITHOUT ROWID;
`;

export interface TopicState {
  tenant: TenantId;
  topic: Topic;
  /** The last event that it was told of. */
  seq: number;
  /** Grows whenever it changes who is there or writes what. */
  presence: number;
  /** Milliseconds before which nobody is told anything. */
  nextToldAt: number;
  registeredUntil: number;
}

/** Somebody on a socket who has not heard of all there is. */
export interface Behind {
  agent: AgentId;
  told: number;
  knows: number;
}

/** Who watches a record, in its object's own storage. Times in milliseconds. */
export class TopicStore {
  readonly #database: ObjectDatabase;

  constructor(storage: DurableObjectStorage) {
    this.#database = new ObjectDatabase(storage, schema);
  }

  /** Null before anybody has opened the record. */
  get state(): TopicState | null {
    const [row] = this.#database.rows('SELECT * FROM topic');
    if (row === undefined) return null;
    return {
      tenant: idSchemas.tenant.parse(row.text('tenant')),
      topic: topicSchema.parse(row.text('topic')),
      seq: row.integer('seq'),
      presence: row.integer('presence'),
      nextToldAt: row.integer('next_told_at'),
      registeredUntil: row.integer('registered_until'),
    };
  }

  begin(tenant: TenantId, topic: Topic): void {
    this.#database.run(
      'INSERT INTO topic (tenant, topic) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM topic)',
      tenant,
      topic,
    );
  }

  registered(until: number): void {
    this.#database.run('UPDATE topic SET registered_until = ?1', until);
  }

  /** The agent is there until a time. One who comes has nothing to catch up with: what is shown is newer than any hint. */
  join({ agent, name, by }: Watcher, until: number): void {
    this.#database.whole(() => {
      if (!this.#has(agent)) this.#presenceMoved();
      this.#database.run(
        `INSERT INTO watcher (agent, name, by, until, told, knows)
         SELECT ?1, ?2, ?3, ?4, topic.seq, topic.presence FROM topic WHERE true
         ON CONFLICT DO UPDATE SET name = excluded.name, until = max(until, excluded.until),
           by = iif(by = 'socket' AND until > ?5, by, excluded.by)`,
        agent,
        name,
        by,
        until,
        Date.now(),
      );
    });
  }

  leave(agent: AgentId): void {
    this.#database.whole(() => {
      if (!this.#has(agent)) return;
      this.#database.run('DELETE FROM watcher WHERE agent = ?1', agent);
      this.#presenceMoved();
    });
  }

  write(agent: AgentId, field: string | null, until: number): void {
    this.#database.whole(() => {
      const [before] = this.#database.rows('SELECT field FROM watcher WHERE agent = ?1', agent);
      if (before === undefined) return;
      this.#database.run(
        'UPDATE watcher SET field = ?2, field_until = ?3 WHERE agent = ?1',
        agent,
        field,
        field === null ? null : until,
      );
      if (before.textOrNull('field') !== field) this.#presenceMoved();
    });
  }

  /** Drops who has not been heard of for too long, and who has stopped writing. */
  expire(now: number): void {
    this.#database.whole(() => {
      const [gone] = this.#database.rows(
        'SELECT count(*) AS count FROM watcher WHERE until <= ?1 OR field_until <= ?1',
        now,
      );
      if (gone === undefined || gone.integer('count') === 0) return;
      this.#database.run('DELETE FROM watcher WHERE until <= ?1', now);
      this.#database.run('UPDATE watcher SET field = NULL, field_until = NULL WHERE field_until <= ?1', now);
      this.#presenceMoved();
    });
  }

  hint(seq: number): void {
    this.#database.run('UPDATE topic SET seq = max(seq, ?1)', seq);
  }

  isWatched(): boolean {
    return this.#database.rows('SELECT 1 AS found FROM watcher LIMIT 1').length > 0;
  }

  /** Whoever is on a socket may be gone since the object was last here: they are told anew, and then it is known. */
  doubt(): void {
    this.#database.run("UPDATE watcher SET knows = -1 WHERE by = 'socket'");
  }

  /** Everybody on a socket who has not heard of all there is. */
  behind(): Behind[] {
    return this.#database
      .rows(
        `SELECT agent, told, knows FROM watcher, topic
       WHERE by = 'socket' AND (told < topic.seq OR knows < topic.presence)`,
      )
      .map((row) => ({ agent: row.id('agent', 'agent'), told: row.integer('told'), knows: row.integer('knows') }));
  }

  heard(agent: AgentId, seq: number, presence: number): void {
    this.#database.run(
      'UPDATE watcher SET told = max(told, ?2), knows = max(knows, ?3) WHERE agent = ?1',
      agent,
      seq,
      presence,
    );
  }

  quietUntil(time: number): void {
    this.#database.run('UPDATE topic SET next_told_at = ?1', time);
  }

  /** Everybody else who has the record open, in the order of their coming. */
  others(agent: AgentId): Present[] {
    return this.#database
      .rows('SELECT agent, name, field FROM watcher WHERE agent <> ?1 ORDER BY agent', agent)
      .map((row) => ({
        agent: { id: row.id('agent', 'agent'), name: row.text('name') },
        field: row.textOrNull('field'),
      }));
  }

  /** When somebody is next to be dropped, or has stopped writing; null where nobody is there. */
  firstEnd(): number | null {
    const [row] = this.#database.rows(
      'SELECT min(min(until), coalesce(min(field_until), min(until))) AS at FROM watcher',
    );
    return row?.integerOrNull('at') ?? null;
  }

  #has(agent: AgentId): boolean {
    return this.#database.rows('SELECT 1 AS found FROM watcher WHERE agent = ?1', agent).length > 0;
  }

  #presenceMoved(): void {
    this.#database.run('UPDATE topic SET presence = presence + 1');
  }
}
