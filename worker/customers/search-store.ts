import * as z from 'zod';
import { customerKindSchema } from '../../shared/customers.ts';
import type { Row, SqlValue } from '../db/row.ts';
import { select, type Query } from '../db/statement.ts';

const itemColumns = `customers.id, customers.number, customers.kind, customers.name, customers.email, customers.phone,
  addresses.city, customer_summary.open_cases, customer_summary.hot_alerts`;

/** One row each by primary key; the primary address by an index of its own. */
const itemJoins = `CROSS JOIN customer_summary ON customer_summary.tenant = ?1 AND customer_summary.customer = customers.id
  LEFT JOIN addresses INDEXED BY one_primary_address
    ON addresses.tenant = ?1 AND addresses.customer = customers.id AND addresses.is_primary = 1`;

function itemOf(row: Row) {
  return {
    id: row.id('customer', 'id'),
    number: row.text('number'),
    kind: row.oneOf(customerKindSchema.options, 'kind'),
    name: row.text('name'),
    email: row.textOrNull('email'),
    phone: row.textOrNull('phone'),
    city: row.textOrNull('city'),
    openCases: row.integer('open_cases'),
    hotAlerts: row.integer('hot_alerts'),
  };
}

/** A part of the keys of one kind: these, which fit wholly; all that begin with `begins`; and these besides. */
export interface KeysToFind {
  exact: readonly string[];
  begins: string | null;
  besides?: readonly string[];
}

/** What to look for, by the kind of key; null where the text cannot be of that kind. */
export interface KeysWanted {
  number: KeysToFind | null;
  order: readonly string[];
  taxId: KeysToFind | null;
  email: KeysToFind | null;
  phone: KeysToFind | null;
  /** Phone numbers from the front. */
  dialled: KeysToFind | null;
}

export interface KeyHit {
  item: ReturnType<typeof itemOf>;
  by: 'number' | 'order' | 'tax_id' | 'email' | 'phone' | 'dialled';
  isExact: boolean;
  value: string;
  contact: string | null;
}

/**
 * Customers by keys: those that fit wholly, and those that fit in part. The kinds are read one after the other only
 * until the limit is reached, so that nothing is read that is not shown.
 */
export function customersByKeys(wanted: KeysWanted, limit: number): Query<KeyHit>[] {
  const kinds = [
    { kind: 'number', keys: wanted.number, column: 'customers.number' },
    { kind: 'tax_id', keys: wanted.taxId, column: 'customers.tax_id' },
    { kind: 'email', keys: wanted.email, column: 'coalesce(contacts.email, customers.email)' },
    { kind: 'phone', keys: wanted.phone, column: 'coalesce(contacts.phone, customers.phone)' },
    { kind: 'dialled', keys: wanted.dialled, column: 'coalesce(contacts.phone, customers.phone)' },
  ];
  const whole = new Compound();
  const inPart = new Compound();
  if (wanted.order.length > 0) whole.add(customersOfOrders(whole.bindAll(wanted.order)));
  for (const { kind, keys, column } of kinds) {
    if (keys === null) continue;
    if (keys.exact.length > 0) {
      whole.add(customersOfKeys(kind, column, 1, `key IN (${whole.bindAll(keys.exact)})`));
    }
    if (keys.begins !== null) {
      const range = `key > ${inPart.bind(keys.begins)} AND key < ${inPart.bind(`${keys.begins}\u{10ffff}`)}`;
      inPart.add(customersOfKeys(kind, column, 0, `${range} AND key NOT IN (${inPart.bindAll(keys.exact)})`));
    }
    if (keys.besides?.length) {
      inPart.add(customersOfKeys(kind, column, 0, `key IN (${inPart.bindAll(keys.besides)})`));
    }
  }
  return [...whole.queries(limit), ...inPart.queries(limit)];
}

/** SELECTs that are read one after the other until there are enough rows. D1 takes no more than five in one. */
class Compound {
  readonly #parts: string[] = [];
  readonly #values: SqlValue[] = [];

  bind(value: SqlValue): string {
    return `?${this.#values.push(value) + 1}`;
  }

  bindAll(values: readonly SqlValue[]): string {
    return values.map((value) => this.bind(value)).join(', ');
  }

  add(part: string): void {
    this.#parts.push(part);
  }

  queries(limit: number): Query<KeyHit>[] {
    if (this.#parts.length === 0) return [];
    return [select(`${this.#parts.join('\nUNION ALL\n')}\nLIMIT ${this.bind(limit)}`, this.#values, keyHitOf)];
  }
}

function customersOfOrders(numbers: string): string {
  return `SELECT 'order' AS by, 1 AS is_exact, orders.number AS value, NULL AS contact_name, ${itemColumns}
    FROM orders CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = orders.customer ${itemJoins}
    WHERE orders.tenant = ?1 AND orders.number IN (${numbers})`;
}

/** A customer is named once for each key, by itself if it can be, else by one of its contacts. */
function customersOfKeys(kind: string, column: string, isExact: 0 | 1, where: string): string {
  return `SELECT '${kind}' AS by, ${isExact} AS is_exact, ${column} AS value, contacts.name AS contact_name, ${itemColumns}
    FROM (
      SELECT key, customer, min(contact) AS contact FROM customer_keys
      WHERE tenant = ?1 AND kind = '${kind}' AND ${where}
      GROUP BY key, customer
    ) AS hit
    CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = hit.customer ${itemJoins}
    LEFT JOIN contacts ON hit.contact <> '' AND contacts.tenant = ?1 AND contacts.customer = hit.customer
      AND contacts.id = hit.contact`;
}

function keyHitOf(row: Row): KeyHit {
  return {
    item: itemOf(row),
    by: row.oneOf(['number', 'order', 'tax_id', 'email', 'phone', 'dialled'], 'by'),
    isExact: row.flag('is_exact'),
    value: row.text('value'),
    contact: row.textOrNull('contact_name'),
  };
}

/** Something that a customer's row in the search is found by, as people wrote it. `contact` is empty for the customer's own. */
export interface ShownText {
  by: 'name' | 'email';
  value: string;
  contact: string;
}

/** The columns of the search that hold a customer. */
export interface SearchRow {
  text: string;
  email: string;
  shown: string;
}

const shownSchema = z.array(z.tuple([z.enum(['name', 'email']), z.string(), z.string()]));

/** The names and e-mails of a row of the search, as people wrote them. */
export function shownOfRow(row: Row): ShownText[] {
  return shownSchema.parse(row.json('shown')).map(([by, value, contact]) => ({ by, value, contact }));
}

/**
 * Customers by a whole name, and by expressions for the full-text index; the better ones stand first, and later ones wait
 * for room. The index is not asked for whole names: it would read every name that has the same letters to find none. Who is
 * found by a whole name is found by its words once more, for which there is room besides.
 */
export function customersByText(wholeName: string | null, expressions: readonly string[], limit: number) {
  if (expressions.length === 0) return null;
  const whole = `(SELECT DISTINCT customer FROM customer_keys
     WHERE tenant = ?1 AND kind = 'name' AND key = ?3 LIMIT ?2)`;
  const parts = [
    `SELECT search.shown, ${itemColumns}
     FROM ${whole} AS whole CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = whole.customer
     CROSS JOIN search ON search.rowid = customers.search_row ${itemJoins}`,
    ...expressions.map(
      (_, place) =>
        `SELECT search.shown, ${itemColumns}
         FROM search CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = search.entity ${itemJoins}
         WHERE search MATCH ?${place + 4}`,
    ),
  ];
  return select(
    `${parts.join('\nUNION ALL\n')}\nLIMIT ?2 + (SELECT count(*) FROM ${whole})`,
    [limit, wholeName ?? '', ...expressions],
    (row) => ({ item: itemOf(row), shown: shownOfRow(row) }),
  );
}
