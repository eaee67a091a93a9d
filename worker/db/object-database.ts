import type { DurableObjectStorage } from '@cloudflare/workers-types';
import { Row, type SqlValue } from './row.ts';

/** The tables of a Durable Object: nobody else reads or writes them, so that what is done without an await is one step. */
export class ObjectDatabase {
  readonly #storage: DurableObjectStorage;

  /** `schema` makes the tables where they are not there yet. */
  constructor(storage: DurableObjectStorage, schema: string) {
    this.#storage = storage;
    storage.sql.exec(schema);
  }

  rows(sql: string, ...values: SqlValue[]): Row[] {
    return this.#storage.sql
      .exec(sql, ...values)
      .toArray()
      .map((columns) => new Row(columns));
  }

  /** The first row, where there is one. */
  row(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.rows(sql, ...values)[0];
  }

  /** Answers how many rows and index entries were written. */
  run(sql: string, ...values: SqlValue[]): number {
    return this.#storage.sql.exec(sql, ...values).rowsWritten;
  }

  /** Several statements, whole or not at all. */
  whole<Value>(work: () => Value): Value {
    return this.#storage.transactionSync(work);
  }
}
