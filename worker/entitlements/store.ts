import * as z from 'zod';
import { caseOriginSchema } from '../../shared/cases.ts';
import { allocationSchema, decreaseOnSchema, type Entitlement } from '../../shared/entitlements.ts';
import {
  idSchemas,
  type CaseId,
  type ContactId,
  type CustomerId,
  type EntitlementId,
  type MergeId,
  type ProductId,
} from '../../shared/ids.ts';
import type { Row } from '../db/row.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';

/** An entitlement as the store reads it: everything but what follows from it. */
export type EntitlementRecord = Omit<Entitlement, 'state' | 'actions'>;

const productsSchema = z.array(z.strictObject({ id: idSchemas.product, name: z.string() }));
const contactsSchema = z.array(z.strictObject({ id: idSchemas.contact, name: z.string() }));
const channelsSchema = z.array(z.strictObject({ origin: caseOriginSchema, total: z.int(), remaining: z.int() }));

const columns = `entitlements.id, entitlements.version, entitlements.name, entitlements.customer,
  customers.name AS customer_name, entitlements.starts_on, entitlements.ends_on, entitlements.allocation,
  entitlements.decrease_on, entitlements.total_terms, entitlements.remaining_terms, entitlements.restricts,
  entitlements.is_default, entitlements.sla, entitlements.activated_at, entitlements.cancelled_at,
  entitlements.created_at,
  (SELECT json_group_array(json_object('id', products.id, 'name', products.name))
   FROM entitlement_products AS listed
   CROSS JOIN products ON products.tenant = ?1 AND products.id = listed.product
   WHERE listed.tenant = ?1 AND listed.entitlement = entitlements.id) AS products,
  (SELECT json_group_array(json_object('id', contacts.id, 'name', contacts.name))
   FROM entitlement_contacts AS named
   CROSS JOIN contacts ON contacts.tenant = ?1 AND contacts.customer = entitlements.customer
     AND contacts.id = named.contact
   WHERE named.tenant = ?1 AND named.entitlement = entitlements.id) AS contacts,
  (SELECT json_group_array(json_object('origin', origin, 'total', total, 'remaining', remaining))
   FROM entitlement_channels WHERE tenant = ?1 AND entitlement = entitlements.id) AS channels`;

const from = `FROM entitlements
  JOIN customers ON customers.tenant = ?1 AND customers.id = entitlements.customer`;

function recordOf(row: Row): EntitlementRecord {
  return {
    id: row.id('entitlement', 'id'),
    version: row.integer('version'),
    name: row.text('name'),
    customer: { id: row.id('customer', 'customer'), name: row.text('customer_name') },
    startsOn: row.time('starts_on'),
    endsOn: row.time('ends_on'),
    allocation: row.oneOf(allocationSchema.options, 'allocation'),
    decreaseOn: row.oneOf(decreaseOnSchema.options, 'decrease_on'),
    totalTerms: row.integer('total_terms'),
    remainingTerms: row.integer('remaining_terms'),
    restrict: row.flag('restricts'),
    isDefault: row.flag('is_default'),
    products: productsSchema.parse(row.json('products')),
    contacts: contactsSchema.parse(row.json('contacts')),
    channels: channelsSchema.parse(row.json('channels')),
    slaId: row.textOrNull('sla'),
    activatedAt: row.timeOrNull('activated_at'),
    cancelledAt: row.timeOrNull('cancelled_at'),
    createdAt: row.time('created_at'),
  };
}

/** No id, no row. */
export function entitlementById(id: EntitlementId | null): Query<EntitlementRecord> {
  return select(`SELECT ${columns} ${from} WHERE entitlements.tenant = ?1 AND entitlements.id = ?2`, [id], recordOf);
}

/** An entitlement of this very customer; no id, no row. */
export function entitlementOf(customer: CustomerId, id: EntitlementId | null): Query<EntitlementRecord> {
  return select(
    `SELECT ${columns} ${from}
     WHERE entitlements.tenant = ?1 AND entitlements.id = ?2 AND entitlements.customer = ?3`,
    [id, customer],
    recordOf,
  );
}

/** Some cases: by their ids, the active children of one, or those that a merge put away. */
export type Those = { ids: readonly CaseId[] } | { activeChildrenOf: CaseId } | { ofMerge: MergeId };

/** A table `those` of ids, and what is bound to it as ?2. */
export function thoseCases(those: Those): { sql: string; value: string } {
  if ('ids' in those) {
    return { sql: '(SELECT value AS id FROM json_each(?2)) AS those', value: JSON.stringify(those.ids) };
  }
  if ('ofMerge' in those) {
    const sql = '(SELECT case_id AS id FROM merged_cases WHERE tenant = ?1 AND merge = ?2) AS those';
    return { sql, value: those.ofMerge };
  }
  return {
    sql: `(SELECT id FROM cases INDEXED BY case_by_parent
           WHERE tenant = ?1 AND parent = ?2 AND state = 'active') AS those`,
    value: those.activeChildrenOf,
  };
}

/** The entitlements that these cases carry. */
export function entitlementsCarriedBy(those: Those): Query<{ caseId: CaseId; entitlement: EntitlementRecord }> {
  const { sql, value } = thoseCases(those);
  return select(
    `SELECT those.id AS case_id, ${columns} FROM ${sql}
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = those.id
     CROSS JOIN entitlements ON entitlements.tenant = ?1 AND entitlements.id = cases.entitlement
     JOIN customers ON customers.tenant = ?1 AND customers.id = entitlements.customer`,
    [value],
    (row) => ({ caseId: row.id('case', 'case_id'), entitlement: recordOf(row) }),
  );
}

/** The default entitlement of the customer of a case, whatever its dates. */
export function defaultForCase(id: CaseId): Query<EntitlementRecord> {
  return select(
    `SELECT ${columns} FROM cases
     CROSS JOIN entitlements ON entitlements.tenant = ?1 AND entitlements.customer = cases.customer
       AND entitlements.is_default = 1
     JOIN customers ON customers.tenant = ?1 AND customers.id = entitlements.customer
     WHERE cases.tenant = ?1 AND cases.id = ?2`,
    [id],
    recordOf,
  );
}

/** The entitlement that is set as the customer's default, whatever its dates. */
export function defaultOf(customer: CustomerId): Query<EntitlementRecord> {
  return select(
    `SELECT ${columns} ${from}
     WHERE entitlements.tenant = ?1 AND entitlements.customer = ?2 AND entitlements.is_default = 1`,
    [customer],
    recordOf,
  );
}

/** Another entitlement of the same customer that is its default. */
export function defaultBeside(id: EntitlementId): Query<EntitlementRecord> {
  return select(
    `SELECT ${columns} FROM entitlements AS mine
     CROSS JOIN entitlements ON entitlements.tenant = ?1 AND entitlements.customer = mine.customer
       AND entitlements.is_default = 1 AND entitlements.id <> mine.id
     CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = entitlements.customer
     WHERE mine.tenant = ?1 AND mine.id = ?2`,
    [id],
    recordOf,
  );
}

/** `activeAt`, milliseconds, leaves only those that are active then. */
export interface EntitlementFilter {
  customer: CustomerId | null;
  activeAt: number | null;
}

/**
 * Entitlements by id, of a customer or of the tenant. The index is named, for SQLite would rather walk through all of
 * the tenant's in the order of their ids.
 */
export function entitlementsAfter(filter: EntitlementFilter, after: string, limit: number): Query<EntitlementRecord> {
  const page = `(?4 IS NULL OR (entitlements.activated_at IS NOT NULL AND entitlements.cancelled_at IS NULL
       AND ?4 BETWEEN entitlements.starts_on AND entitlements.ends_on))
     AND entitlements.id > ?2 ORDER BY entitlements.id LIMIT ?3`;
  return filter.customer === null
    ? select(
        `SELECT ${columns} ${from} WHERE entitlements.tenant = ?1 AND ${page}`,
        [after, limit, filter.activeAt],
        recordOf,
      )
    : select(
        `SELECT ${columns} FROM entitlements INDEXED BY entitlement_by_customer
         JOIN customers ON customers.tenant = ?1 AND customers.id = entitlements.customer
         WHERE entitlements.tenant = ?1 AND entitlements.customer = ?5 AND ${page}`,
        [after, limit, filter.activeAt, filter.customer],
        recordOf,
      );
}

/** Which of these ids are products, by name. */
export function productsNamed(ids: readonly ProductId[]): Query<EntitlementRecord['products'][number]> {
  return select(
    `SELECT products.id, products.name FROM json_each(?2) AS wanted
     CROSS JOIN products ON products.tenant = ?1 AND products.id = wanted.value ORDER BY products.id`,
    [JSON.stringify(ids)],
    (row) => ({ id: row.id('product', 'id'), name: row.text('name') }),
  );
}

/** Which of these ids are contacts of this very customer, by name. */
export function contactsNamed(
  customer: CustomerId,
  ids: readonly ContactId[],
): Query<EntitlementRecord['contacts'][number]> {
  return select(
    `SELECT contacts.id, contacts.name FROM json_each(?2) AS wanted
     CROSS JOIN contacts ON contacts.tenant = ?1 AND contacts.customer = ?3 AND contacts.id = wanted.value
     ORDER BY contacts.id`,
    [JSON.stringify(ids), customer],
    (row) => ({ id: row.id('contact', 'id'), name: row.text('name') }),
  );
}

/** The contacts among these ids of the customer that the entitlement is of. */
export function contactsForEntitlement(
  id: EntitlementId,
  ids: readonly ContactId[],
): Query<EntitlementRecord['contacts'][number]> {
  return select(
    `SELECT contacts.id, contacts.name FROM entitlements CROSS JOIN json_each(?3) AS wanted
     CROSS JOIN contacts ON contacts.tenant = ?1 AND contacts.customer = entitlements.customer
       AND contacts.id = wanted.value
     WHERE entitlements.tenant = ?1 AND entitlements.id = ?2 ORDER BY contacts.id`,
    [id, JSON.stringify(ids)],
    (row) => ({ id: row.id('contact', 'id'), name: row.text('name') }),
  );
}

/** Whether any case carries the entitlement or ever took terms of it. */
export function isUsed(id: EntitlementId): Query<boolean> {
  return select(
    `SELECT EXISTS (SELECT 1 FROM cases WHERE tenant = ?1 AND entitlement = ?2)
       OR EXISTS (SELECT 1 FROM entitlement_movements WHERE tenant = ?1 AND entitlement = ?2) AS used`,
    [id],
    (row) => row.flag('used'),
  );
}

export function insertEntitlement(record: EntitlementRecord): Statement[] {
  return [
    write(
      `INSERT INTO entitlements (tenant, id, name, customer, starts_on, ends_on, allocation, decrease_on, total_terms,
         remaining_terms, restricts, sla, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)`,
      [
        record.id,
        record.name,
        record.customer.id,
        Date.parse(record.startsOn),
        Date.parse(record.endsOn),
        record.allocation,
        record.decreaseOn,
        record.totalTerms,
        record.remainingTerms,
        record.restrict ? 1 : 0,
        record.slaId,
        Date.parse(record.createdAt),
      ],
    ),
    ...insertLists(record),
  ];
}

/** Writes what was edited; its lists are written anew. */
export function updateEntitlement(record: EntitlementRecord): Statement[] {
  return [
    write(
      `UPDATE entitlements SET version = ?3, name = ?4, starts_on = ?5, ends_on = ?6, allocation = ?7, decrease_on = ?8,
         total_terms = ?9, remaining_terms = ?10, restricts = ?11, sla = ?12
       WHERE tenant = ?1 AND id = ?2`,
      [
        record.id,
        record.version,
        record.name,
        Date.parse(record.startsOn),
        Date.parse(record.endsOn),
        record.allocation,
        record.decreaseOn,
        record.totalTerms,
        record.remainingTerms,
        record.restrict ? 1 : 0,
        record.slaId,
      ],
    ),
    write('DELETE FROM entitlement_products WHERE tenant = ?1 AND entitlement = ?2', [record.id]),
    write('DELETE FROM entitlement_contacts WHERE tenant = ?1 AND entitlement = ?2', [record.id]),
    write('DELETE FROM entitlement_channels WHERE tenant = ?1 AND entitlement = ?2', [record.id]),
    ...insertLists(record),
  ];
}

function insertLists({ id, products, contacts, channels }: EntitlementRecord): Statement[] {
  return [
    write(
      `INSERT INTO entitlement_products (tenant, entitlement, product) SELECT ?1, ?2, value ->> 'id' FROM json_each(?3)`,
      [id, JSON.stringify(products)],
    ),
    write(
      `INSERT INTO entitlement_contacts (tenant, entitlement, contact) SELECT ?1, ?2, value ->> 'id' FROM json_each(?3)`,
      [id, JSON.stringify(contacts)],
    ),
    write(
      `INSERT INTO entitlement_channels (tenant, entitlement, origin, total, remaining)
       SELECT ?1, ?2, value ->> 'origin', value ->> 'total', value ->> 'remaining' FROM json_each(?3)`,
      [id, JSON.stringify(channels)],
    ),
  ];
}

/** Writes when it was activated or cancelled; only what is active is a default. */
export function updateState({ id, version, activatedAt, cancelledAt, isDefault }: EntitlementRecord): Statement {
  return write(
    `UPDATE entitlements SET version = ?3, activated_at = ?4, cancelled_at = ?5, is_default = ?6
     WHERE tenant = ?1 AND id = ?2`,
    [id, version, timeOf(activatedAt), timeOf(cancelledAt), isDefault ? 1 : 0],
  );
}

function timeOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

/** Aborts the batch where somebody has changed it, or a case has moved its terms, so that the answer is exact. */
export function guardEntitlement(id: EntitlementId, version: number, remainingTerms: number): Statement {
  return guardExists(
    'SELECT 1 FROM entitlements WHERE tenant = ?1 AND id = ?2 AND version = ?3 AND remaining_terms = ?4',
    [id, version, remainingTerms],
  );
}
