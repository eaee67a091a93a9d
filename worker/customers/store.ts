import * as z from 'zod';
import {
  customerKindSchema,
  type Address,
  type Contact,
  type Customer,
  type CustomerSummary,
  type Note,
} from '../../shared/customers.ts';
import type { AgentId, ContactId, CustomerId } from '../../shared/ids.ts';
import { currencySchema } from '../../shared/money.ts';
import type { Position } from '../db/cursor.ts';
import type { Row } from '../db/row.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';
import type { SearchKey } from './record-store.ts';
import { addressColumns, addressOfRow } from './reference-store.ts';
import { shownOfRow, type SearchRow, type ShownText } from './search-store.ts';

/** How many addresses and contacts a customer's view shows. */
export const shownWithCustomer = 10;

/** A customer's row and its summary; addresses and contacts are asked for beside it. */
export function customerById(id: CustomerId): Query<Omit<Customer, 'addresses' | 'contacts'>> {
  return select(
    `SELECT customers.id, version, number, kind, name, email, phone, tax_id, language, country, created_at, updated_at,
       open_cases, hot_alerts, open_orders, orders, ordered, last_contact_at
     FROM customers CROSS JOIN customer_summary ON customer_summary.tenant = ?1 AND customer_summary.customer = ?2
     WHERE customers.tenant = ?1 AND customers.id = ?2`,
    [id],
    (row) => ({
      id: row.id('customer', 'id'),
      version: row.integer('version'),
      number: row.text('number'),
      kind: row.oneOf(customerKindSchema.options, 'kind'),
      name: row.text('name'),
      email: row.textOrNull('email'),
      phone: row.textOrNull('phone'),
      taxId: row.textOrNull('tax_id'),
      language: row.textOrNull('language'),
      country: row.textOrNull('country'),
      createdAt: row.time('created_at'),
      updatedAt: row.time('updated_at'),
      summary: summaryOf(row),
    }),
  );
}

const orderedSchema = z.record(currencySchema, z.int());

function summaryOf(row: Row): CustomerSummary {
  return {
    openCases: row.integer('open_cases'),
    hotAlerts: row.integer('hot_alerts'),
    openOrders: row.integer('open_orders'),
    orders: row.integer('orders'),
    ordered: Object.entries(orderedSchema.parse(row.json('ordered'))).map(([currency, amount]) => ({
      amount,
      currency,
    })),
    lastContactAt: row.timeOrNull('last_contact_at'),
  };
}

export interface CustomerColumns {
  name: string;
  email: string | null;
  phone: string | null;
  taxId: string | null;
  language: string | null;
  country: string | null;
}

/** Changes a customer, whose version grows by one. `now` is milliseconds. */
export function updateCustomer(id: CustomerId, columns: CustomerColumns, now: number): Statement {
  const { name, email, phone, taxId, language, country } = columns;
  return write(
    `UPDATE customers SET version = version + 1, name = ?3, email = ?4, phone = ?5, tax_id = ?6, language = ?7,
       country = ?8, updated_at = ?9
     WHERE tenant = ?1 AND id = ?2`,
    [id, name, email, phone, taxId, language, country, now],
  );
}

export function addressesOf(customer: CustomerId, after: string, limit: number): Query<Address> {
  return select(
    `SELECT ${addressColumns} FROM addresses WHERE tenant = ?1 AND customer = ?2 AND id > ?3 ORDER BY id LIMIT ?4`,
    [customer, after, limit],
    addressOfRow,
  );
}

const contactColumns = 'id, version, name, job_title, email, phone';

function contactOf(row: Row): Contact {
  return {
    id: row.id('contact', 'id'),
    version: row.integer('version'),
    name: row.text('name'),
    jobTitle: row.textOrNull('job_title'),
    email: row.textOrNull('email'),
    phone: row.textOrNull('phone'),
  };
}

export function contactsOf(customer: CustomerId, after: string, limit: number): Query<Contact> {
  return select(
    `SELECT ${contactColumns} FROM contacts WHERE tenant = ?1 AND customer = ?2 AND id > ?3 ORDER BY id LIMIT ?4`,
    [customer, after, limit],
    contactOf,
  );
}

export function contactById(customer: CustomerId, id: ContactId): Query<Contact> {
  return select(
    `SELECT ${contactColumns} FROM contacts WHERE tenant = ?1 AND customer = ?2 AND id = ?3`,
    [customer, id],
    contactOf,
  );
}

/** Aborts the batch unless the contact has this version still. */
export function guardContact(customer: CustomerId, id: ContactId, version: number): Statement {
  return guardExists('SELECT 1 FROM contacts WHERE tenant = ?1 AND customer = ?2 AND id = ?3 AND version = ?4', [
    customer,
    id,
    version,
  ]);
}

/** Changes a contact, whose version grows by one. */
export function updateContact(customer: CustomerId, { id, name, jobTitle, email, phone }: Contact): Statement {
  return write(
    `UPDATE contacts SET version = version + 1, name = ?4, job_title = ?5, email = ?6, phone = ?7
     WHERE tenant = ?1 AND customer = ?2 AND id = ?3`,
    [customer, id, name, jobTitle, email, phone],
  );
}

/** The names and e-mails that a customer and its contacts are found by. */
export function shownInSearch(customer: CustomerId): Query<ShownText[]> {
  return select(
    `SELECT search.shown FROM customers CROSS JOIN search ON search.rowid = customers.search_row
     WHERE customers.tenant = ?1 AND customers.id = ?2`,
    [customer],
    shownOfRow,
  );
}

/** Aborts the batch if the customer is found by other names and e-mails meanwhile: a contact may have been added. */
export function guardShown(customer: CustomerId, shown: string): Statement {
  return guardExists(
    `SELECT 1 FROM customers CROSS JOIN search ON search.rowid = customers.search_row
     WHERE customers.tenant = ?1 AND customers.id = ?2 AND search.shown = ?3`,
    [customer, shown],
  );
}

export function updateSearchRow(customer: CustomerId, { text, email, shown }: SearchRow): Statement {
  return write(
    `UPDATE search SET text = ?3, email = ?4, shown = ?5
     WHERE rowid = (SELECT search_row FROM customers WHERE tenant = ?1 AND id = ?2)`,
    [customer, text, email, shown],
  );
}

/** Puts these keys in the place of a customer's or contact's keys; its numbers stay, for they never change. */
export function replaceKeys(customer: CustomerId, contact: ContactId | '', keys: readonly SearchKey[]): Statement[] {
  return [
    write(`DELETE FROM customer_keys WHERE tenant = ?1 AND customer = ?2 AND contact = ?3 AND kind <> 'number'`, [
      customer,
      contact,
    ]),
    write(
      `INSERT INTO customer_keys (tenant, kind, key, customer, contact)
       SELECT ?1, key.value ->> 'kind', key.value ->> 'key', ?2, ?3 FROM json_each(?4) AS key
       WHERE true ON CONFLICT DO NOTHING`,
      [customer, contact, JSON.stringify(keys)],
    ),
  ];
}

/** The notes on a customer, the newest first. */
export function notesOf(customer: CustomerId, after: Position, limit: number): Query<Note> {
  return select(
    `SELECT notes.id, notes.version, notes.body, notes.internal, notes.created_at, agents.id AS agent, agents.name
     FROM notes CROSS JOIN agents ON agents.tenant = ?1 AND agents.id = notes.author
     WHERE notes.tenant = ?1 AND notes.about = ?2 AND (notes.created_at, notes.id) < (?3, ?4)
     ORDER BY notes.created_at DESC, notes.id DESC LIMIT ?5`,
    [customer, after.value, after.id, limit],
    (row) => ({
      id: row.id('note', 'id'),
      version: row.integer('version'),
      body: row.text('body'),
      internal: row.flag('internal'),
      author: { id: row.id('agent', 'agent'), name: row.text('name') },
      createdAt: row.time('created_at'),
    }),
  );
}

/** Adds a note on a customer. `now` is milliseconds. */
export function insertNote(customer: CustomerId, note: Note, now: number): Statement {
  return write(
    `INSERT INTO notes (tenant, about, id, customer, body, internal, author, created_at)
     VALUES (?1, ?2, ?3, ?2, ?4, ?5, ?6, ?7)`,
    [customer, note.id, note.body, note.internal ? 1 : 0, note.author.id, now],
  );
}

/** Says that somebody read what is known of a customer. */
export function insertAccess(access: {
  customer: CustomerId;
  agent: AgentId;
  requestId: string;
  action: string;
  now: number;
}): Statement {
  return write(
    `INSERT INTO access_log (tenant, at, request_id, agent, customer, action) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT DO NOTHING`,
    [access.now, access.requestId, access.agent, access.customer, access.action],
  );
}
