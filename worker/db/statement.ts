import type { Row, SqlValue } from './row.ts';

/**
 * One SQL statement. `?1` is always the tenant and is bound by the tenant's database, never by the caller; the values
 * stand for `?2`, `?3` and so on.
 */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A statement whose rows have a meaning: `parse` reads one of them. */
export interface Query<Result> extends Statement {
  readonly parse: (row: Row) => Result;
}

export function select<Result>(sql: string, values: readonly SqlValue[], parse: (row: Row) => Result): Query<Result> {
  return { sql, values, parse };
}

export function write(sql: string, values: readonly SqlValue[]): Statement {
  return { sql, values };
}

/**
 * Aborts the whole batch unless the condition holds. The condition is the body of an EXISTS:
 * `SELECT 1 FROM … WHERE tenant = ?1 AND …`.
 */
export function guardExists(condition: string, values: readonly SqlValue[]): Statement {
  return { sql: `INSERT INTO guard SELECT NULL WHERE ?1 IS NOT NULL AND NOT EXISTS (${condition})`, values };
}

/** Aborts the whole batch unless the row has this version still. */
export function guardVersion(table: 'customers' | 'cases' | 'orders', id: string, version: number): Statement {
  return guardExists(`SELECT 1 FROM ${table} WHERE tenant = ?1 AND id = ?2 AND version = ?3`, [id, version]);
}

const longestList = 900_000;

/**
 * Splits items whose JSON is bound as one parameter to json_each, so that no parameter passes 1 MB (design §1).
 */
export function jsonChunks(items: readonly object[]): string[] {
  const chunks: string[] = [];
  let chunk: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = JSON.stringify(item);
    if (length + text.length > longestList && chunk.length > 0) {
      chunks.push(`[${chunk.join(',')}]`);
      chunk = [];
      length = 0;
    }
    chunk.push(text);
    length += text.length + 1;
  }
  if (chunk.length > 0) chunks.push(`[${chunk.join(',')}]`);
  return chunks;
}

/** Ids without those that repeat, each as `{id}`, split as `jsonChunks` does. */
export function idChunks(ids: Iterable<string>): string[] {
  return jsonChunks(Array.from(new Set(ids), (id) => ({ id })));
}
