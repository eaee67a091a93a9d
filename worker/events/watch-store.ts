import type { DurableObjectStorage } from '@cloudflare/workers-types';
import { topicSchema, type Topic } from '../../shared/live.ts';
import { ObjectDatabase } from '../db/object-database.ts';

const schema = `
-- One row while anything is watched: how far the log has been read for those who watch.
CREATE TABLE IF NOT EXISTS watch (cursor INTEGER NOT NULL) STRICT;
-- seq is the last event of the topic, told the last that its object has taken; term grows when it is watched anew.
CREATE TABLE IF NOT EXISTS watched (
  topic TEXT PRIMARY KEY,
  until INTEGER NOT NULL,
  term INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL DEFAULT 0,
  told INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
`;

/** A topic whose object has not taken its last event yet. */
export interface Untaken {
  topic: Topic;
  seq: number;
  term: number;
}

/** Which records somebody watches, in the relay's own storage. Times in milliseconds. */
export class WatchStore {
  readonly #database: ObjectDatabase;

  constructor(storage: DurableObjectStorage) {
    this.#database = new ObjectDatabase(storage, schema);
  }

  /** How far the log has been read for those who watch; null while nobody does. */
  get cursor(): number | null {
    return this.#database.rows('SELECT cursor FROM watch').map((row) => row.integer('cursor'))[0] ?? null;
  }

  /** Begins to read at a place in the log, where nothing was watched so far. */
  begin(cursor: number): void {
    this.#database.run('INSERT INTO watch SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM watch)', cursor);
  }

  watch(topic: Topic, until: number): void {
    this.#database.run(
      `INSERT INTO watched (topic, until) VALUES (?1, ?2)
       ON CONFLICT DO UPDATE SET until = excluded.until, term = term + 1`,
      topic,
      until,
    );
  }

  /** Forgets what nobody has said again in time; where nothing is left, the log is not read any further. */
  expire(now: number): void {
    this.#database.run('DELETE FROM watched WHERE until <= ?1', now);
    this.#database.run('DELETE FROM watch WHERE NOT EXISTS (SELECT 1 FROM watched)');
  }

  /** Takes over from the log what happened to each record, up to a place. */
  take(last: ReadonlyMap<string, number>, cursor: number): void {
    this.#database.whole(() => {
      this.#database.run(
        `UPDATE watched SET seq = happened.value ->> 'seq' FROM json_each(?1) AS happened
         WHERE watched.topic = happened.value ->> 'topic'`,
        JSON.stringify(Array.from(last, ([topic, seq]) => ({ topic, seq }))),
      );
      this.#database.run('UPDATE watch SET cursor = max(cursor, ?1)', cursor);
    });
  }

  untaken(): Untaken[] {
    return this.#database.rows('SELECT topic, seq, term FROM watched WHERE told < seq').map((row) => ({
      topic: topicSchema.parse(row.text('topic')),
      seq: row.integer('seq'),
      term: row.integer('term'),
    }));
  }

  taken({ topic, seq }: Untaken): void {
    this.#database.run('UPDATE watched SET told = max(told, ?2) WHERE topic = ?1', topic, seq);
  }

  /** Nobody watched it any more when it was told; unless somebody does again since. */
  drop({ topic, term }: Untaken): void {
    this.#database.run('DELETE FROM watched WHERE topic = ?1 AND term = ?2', topic, term);
  }
}
