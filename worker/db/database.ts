import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';
import type { TenantId } from '../../shared/ids.ts';
import { Row } from './row.ts';
import type { Query, Statement } from './statement.ts';

/** What a request cost: D1 round trips, and rows as D1 counts them. */
export interface Meter {
  trips: number;
  rowsRead: number;
  rowsWritten: number;
}

export type WriteResult = 'written' | 'raced';

/** The rows that one batch of queries returned. */
export class Rows {
  readonly #results: ReadonlyMap<Statement, readonly Record<string, unknown>[]>;

  constructor(results: ReadonlyMap<Statement, readonly Record<string, unknown>[]>) {
    this.#results = results;
  }

  all<Result>(query: Query<Result>): Result[] {
    return (this.#results.get(query) ?? []).map((columns) => query.parse(new Row(columns)));
  }

  first<Result>(query: Query<Result>): Result | undefined {
    const [columns] = this.#results.get(query) ?? [];
    return columns && query.parse(new Row(columns));
  }
}

/** The database of one tenant: the only way to run a statement, and it binds the tenant into each. */
export class TenantDatabase {
  readonly tenant: TenantId;
  readonly meter: Meter = { trips: 0, rowsRead: 0, rowsWritten: 0 };
  readonly #database: D1Database;

  constructor(database: D1Database, tenant: TenantId) {
    this.#database = database;
    this.tenant = tenant;
  }

  /** Runs the queries in one trip and one transaction. */
  async read(queries: readonly Query<unknown>[]): Promise<Rows> {
    const results = await this.#run(queries);
    return new Rows(new Map(queries.map((query, place) => [query, results[place]?.results ?? []])));
  }

  /**
   * Writes the statements in one trip, whole or not at all. `raced` says that a guard or a unique index refused the
   * batch: what it was decided on is no longer so.
   */
  async write(statements: readonly Statement[]): Promise<WriteResult> {
    try {
      await this.#run(statements);
      return 'written';
    } catch (error) {
      if (isRefusedByConstraint(error)) return 'raced';
      throw error;
    }
  }

  /** Writes what no answer waits for; it is not counted as a cost of the request. */
  async writeAside(statements: readonly Statement[]): Promise<void> {
    await this.#database.batch(this.#prepare(statements));
  }

  #prepare(statements: readonly Statement[]): D1PreparedStatement[] {
    return statements.map(({ sql, values }) => {
      if (!sql.includes('?1')) throw new Error(`a statement without a tenant: ${sql}`);
      return this.#database.prepare(sql).bind(this.tenant, ...values);
    });
  }

  async #run(statements: readonly Statement[]): Promise<D1Result<Record<string, unknown>>[]> {
    this.meter.trips += 1;
    const results = await this.#database.batch<Record<string, unknown>>(this.#prepare(statements));
    for (const { meta } of results) {
      this.meter.rowsRead += meta.rows_read;
      this.meter.rowsWritten += meta.rows_written;
    }
    return results;
  }
}

/** A guard's NOT NULL or a UNIQUE index; a broken CHECK or foreign key is a fault of ours and is not taken for a race. */
function isRefusedByConstraint(error: unknown): boolean {
  return error instanceof Error && /NOT NULL constraint failed: guard|UNIQUE constraint failed/.test(error.message);
}
