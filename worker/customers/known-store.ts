import { customerKindSchema, type CustomerKind } from '../../shared/customers.ts';
import type { AddressId, ContactId, CustomerId } from '../../shared/ids.ts';
import type { Row } from '../db/row.ts';
import { idChunks, jsonChunks, select, type Query } from '../db/statement.ts';

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
  return idChunks(ids).map((chunk) =>
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

function customerOf(row: Row): KnownCustomer {
  return {
    id: row.id('customer', 'id'),
    number: row.text('number'),
    kind: row.oneOf(customerKindSchema.options, 'kind'),
    country: row.textOrNull('country'),
  };
}
