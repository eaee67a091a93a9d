import { customerKindSchema, type CustomerKind } from '../../shared/customers.ts';
import type { AddressId, AgentId, ChannelId, ContactId, CustomerId } from '../../shared/ids.ts';
import type { Row } from '../db/row.ts';
import { guardExists, jsonChunks, select, type Query, type Statement } from '../db/statement.ts';

// CROSS JOIN keeps the request's rows outside: SQLite would rather walk through all records of the tenant.

/** A customer as the rows that name it have to know it. */
export interface KnownCustomer {
  id: CustomerId;
  number: string;
  kind: CustomerKind;
  country: string | null;
}

/** Which of these customers are here, by id or by number. */
export function knownCustomers(keys: readonly { id: CustomerId; number: string }[]): Query<KnownCustomer>[] {
  return jsonChunks(keys).map((chunk) =>
    select(
      `SELECT customers.id, customers.number, customers.kind, customers.country FROM json_each(?2) AS row
       CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = row.value ->> 'id'
       UNION
       SELECT customers.id, customers.number, customers.kind, customers.country FROM json_each(?2) AS row
       CROSS JOIN customers ON customers.tenant = ?1 AND customers.number = row.value ->> 'number'`,
      [chunk],
      customerOf,
    ),
  );
}

/** The customers of these ids. */
export function customersOfIds(ids: Iterable<CustomerId>): Query<KnownCustomer>[] {
  return jsonChunks(each(ids)).map((chunk) =>
    select(
      `SELECT customers.id, customers.number, customers.kind, customers.country FROM json_each(?2) AS row
       CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = row.value ->> 'id'`,
      [chunk],
      customerOf,
    ),
  );
}

/** Which of these contacts are here, each under its customer. */
export function knownContacts(keys: readonly { customer: CustomerId; id: ContactId }[]): Query<{ id: ContactId }>[] {
  return jsonChunks(keys.map(({ customer, id }) => ({ customer, id }))).map((chunk) =>
    select(
      `SELECT contacts.id FROM json_each(?2) AS row
       CROSS JOIN contacts ON contacts.tenant = ?1 AND contacts.customer = row.value ->> 'customer'
         AND contacts.id = row.value ->> 'id'`,
      [chunk],
      (row) => ({ id: row.id('contact', 'id') }),
    ),
  );
}

/** Which of these addresses are here, each under its customer. */
export function knownAddresses(keys: readonly { customer: CustomerId; id: AddressId }[]): Query<{ id: AddressId }>[] {
  return jsonChunks(keys.map(({ customer, id }) => ({ customer, id }))).map((chunk) =>
    select(
      `SELECT addresses.id FROM json_each(?2) AS row
       CROSS JOIN addresses ON addresses.tenant = ?1 AND addresses.customer = row.value ->> 'customer'
         AND addresses.id = row.value ->> 'id'`,
      [chunk],
      (row) => ({ id: row.id('address', 'id') }),
    ),
  );
}

/** The channels that imported orders can stand in: the importing agent's own first. */
export function channelsOf(agent: string): Query<{ id: ChannelId; currency: string }> {
  return select(
    `SELECT channels.id, channels.currency FROM channels
     LEFT JOIN channel_users ON channel_users.tenant = ?1 AND channel_users.agent = ?2
       AND channel_users.channel = channels.id
     WHERE channels.tenant = ?1 ORDER BY channel_users.agent IS NULL, channels.id`,
    [agent],
    (row) => ({ id: row.id('channel', 'id'), currency: row.text('currency') }),
  );
}

/** The agents that a tenant gave these ids. */
export function agentsByExternalId(externalIds: readonly string[]): Query<{ externalId: string; id: AgentId }>[] {
  return jsonChunks(each(externalIds)).map((chunk) =>
    select(
      `SELECT agents.external_id, agents.id FROM json_each(?2) AS row
       CROSS JOIN agents ON agents.tenant = ?1 AND agents.external_id = row.value ->> 'id'`,
      [chunk],
      (row) => ({ externalId: row.text('external_id'), id: row.id('agent', 'id') }),
    ),
  );
}

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

function customerOf(row: Row): KnownCustomer {
  return {
    id: row.id('customer', 'id'),
    number: row.text('number'),
    kind: row.oneOf(customerKindSchema.options, 'kind'),
    country: row.textOrNull('country'),
  };
}

function each(ids: Iterable<string>): { id: string }[] {
  return Array.from(new Set(ids), (id) => ({ id }));
}
