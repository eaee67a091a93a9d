import type { CustomerId } from '../../shared/ids.ts';
import { guardExists, jsonChunks, type Statement } from '../db/statement.ts';

// CROSS JOIN keeps the request's rows outside: SQLite would rather walk through all records of the tenant.

const numbers = { products: 'sku', customers: 'number', orders: 'number', cases: 'number' } as const;

/**
 * Refuses the batch where one of these records has come to be here since it was looked for, by its id or its number,
 * so that two imports of the same rows at the same time both answer what is so.
 */
export function guardAbsent(table: keyof typeof numbers, keys: readonly { id: string; number: string }[]): Statement[] {
  return jsonChunks(keys.map(({ id, number }) => ({ id, number }))).map((chunk) =>
    guardExists(
      `SELECT 1 WHERE NOT EXISTS (
         SELECT 1 FROM json_each(?2) AS row
         CROSS JOIN ${table} ON ${table}.tenant = ?1 AND ${table}.id = row.value ->> 'id'
       ) AND NOT EXISTS (
         SELECT 1 FROM json_each(?2) AS row
         CROSS JOIN ${table} ON ${table}.tenant = ?1 AND ${table}.${numbers[table]} = row.value ->> 'number'
       )`,
      [chunk],
    ),
  );
}

/** As `guardAbsent`, for records under a customer. */
export function guardAbsentUnder(
  table: 'contacts' | 'addresses',
  keys: readonly { customer: CustomerId; id: string }[],
): Statement[] {
  return jsonChunks(keys.map(({ customer, id }) => ({ customer, id }))).map((chunk) =>
    guardExists(
      `SELECT 1 WHERE NOT EXISTS (
         SELECT 1 FROM json_each(?2) AS row
         CROSS JOIN ${table} ON ${table}.tenant = ?1 AND ${table}.customer = row.value ->> 'customer'
           AND ${table}.id = row.value ->> 'id'
       )`,
      [chunk],
    ),
  );
}
