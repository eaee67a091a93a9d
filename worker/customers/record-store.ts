import { write, type Statement } from '../db/statement.ts';

export type KeyKind = 'phone' | 'dialled' | 'email' | 'number' | 'tax_id' | 'name';

/** Something a customer is found by through an index. */
export interface SearchKey {
  kind: KeyKind;
  key: string;
}

/** The number of the last row of the search; rows are added upwards, for the index is written out at any step back. */
const lastSearchRow = 'coalesce((SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1), 0)';

/**
 * Adds customers with all that belongs to them: keys, summary, row of the search. Each row of the JSON has the
 * columns, `keys` (pairs of kind and key) and the columns of the search. A customer that is here already is left as
 * it is; a number that is taken refuses the batch.
 */
export function insertCustomers(chunk: string, scope: string): Statement[] {
  const isNew = `customers.tenant = ?1 AND customers.id = row.value ->> 'id' AND customers.search_row > ${lastSearchRow}`;
  return [
    write(
      `INSERT INTO customers (tenant, id, number, kind, name, email, phone, tax_id, language, country, search_row,
         created_at, updated_at)
       SELECT ?1, row.value ->> 'id', row.value ->> 'number', row.value ->> 'kind', row.value ->> 'name',
         row.value ->> 'email', row.value ->> 'phone', row.value ->> 'taxId', row.value ->> 'language',
         row.value ->> 'country', ${lastSearchRow} + 1 + row.key, row.value ->> 'createdAt', row.value ->> 'createdAt'
       FROM json_each(?2) AS row WHERE true
       ON CONFLICT (tenant, id) DO NOTHING`,
      [chunk],
    ),
    write(
      `INSERT INTO customer_keys (tenant, kind, key, customer)
       SELECT ?1, key.value ->> 0, key.value ->> 1, customers.id
       FROM json_each(?2) AS row CROSS JOIN customers ON ${isNew} CROSS JOIN json_each(row.value -> 'keys') AS key
       WHERE true ON CONFLICT DO NOTHING`,
      [chunk],
    ),
    write(
      `INSERT INTO customer_summary (tenant, customer)
       SELECT ?1, customers.id FROM json_each(?2) AS row CROSS JOIN customers ON ${isNew}`,
      [chunk],
    ),
    write(
      `INSERT INTO search (rowid, scope, text, email, shown, entity)
       SELECT customers.search_row, ?3, row.value ->> 'text', row.value ->> 'email_text', row.value ->> 'shown',
         customers.id
       FROM json_each(?2) AS row CROSS JOIN customers ON ${isNew}
       ORDER BY customers.search_row`,
      [chunk, scope],
    ),
  ];
}

/** Adds contacts, their keys, and what they are found by to their customers' rows of the search. */
export function insertContacts(chunk: string): Statement[] {
  const isNew = `NOT EXISTS (SELECT 1 FROM contacts
         WHERE contacts.tenant = ?1 AND contacts.customer = row.value ->> 'customer' AND contacts.id = row.value ->> 'id')`;
  return [
    write(
      `UPDATE search SET text = search.text || added.text, email = search.email || added.email,
         shown = substr(search.shown, 1, length(search.shown) - 1) || added.shown || ']'
       FROM (
         SELECT customers.search_row AS place, group_concat(row.value ->> 'text', '') AS text,
           group_concat(row.value ->> 'email_text', '') AS email,
           group_concat(',' || substr(row.value ->> 'shown', 2, length(row.value ->> 'shown') - 2), '') AS shown
         FROM json_each(?2) AS row
         CROSS JOIN customers ON customers.tenant = ?1 AND customers.id = row.value ->> 'customer'
         WHERE ${isNew}
         GROUP BY customers.search_row
       ) AS added
       WHERE search.rowid = added.place`,
      [chunk],
    ),
    write(
      `INSERT INTO customer_keys (tenant, kind, key, customer, contact)
       SELECT ?1, key.value ->> 0, key.value ->> 1, row.value ->> 'customer', row.value ->> 'id'
       FROM json_each(?2) AS row CROSS JOIN json_each(row.value -> 'keys') AS key
       WHERE ${isNew} ON CONFLICT DO NOTHING`,
      [chunk],
    ),
    write(
      `INSERT INTO contacts (tenant, customer, id, name, job_title, email, phone)
       SELECT ?1, row.value ->> 'customer', row.value ->> 'id', row.value ->> 'name', row.value ->> 'jobTitle',
         row.value ->> 'email', row.value ->> 'phone'
       FROM json_each(?2) AS row WHERE true
       ON CONFLICT (tenant, customer, id) DO NOTHING`,
      [chunk],
    ),
  ];
}

/**
 * Adds addresses. `becomes` of a row says whether it is the primary one, of which a customer has one: a new primary
 * address takes the place of the old one.
 */
export function insertAddresses(chunk: string): Statement[] {
  return [
    write(
      `UPDATE addresses SET is_primary = 0, version = version + 1
       WHERE tenant = ?1 AND is_primary = 1 AND customer IN (
         SELECT row.value ->> 'customer' FROM json_each(?2) AS row
         WHERE row.value ->> 'becomes' = 'yes' AND NOT EXISTS (
           SELECT 1 FROM addresses AS known WHERE known.tenant = ?1 AND known.customer = row.value ->> 'customer'
             AND known.id = row.value ->> 'id'
         )
       )`,
      [chunk],
    ),
    write(
      `INSERT INTO addresses (tenant, customer, id, purpose, is_primary, line1, line2, city, region, postal_code, country)
       SELECT ?1, row.value ->> 'customer', row.value ->> 'id', row.value ->> 'purpose',
         CASE row.value ->> 'becomes' WHEN 'yes' THEN 1 WHEN 'no' THEN 0 ELSE NOT EXISTS (
           SELECT 1 FROM addresses AS known WHERE known.tenant = ?1 AND known.customer = row.value ->> 'customer'
         ) END,
         row.value ->> 'line1', row.value ->> 'line2', row.value ->> 'city', row.value ->> 'region',
         row.value ->> 'postalCode', row.value ->> 'country'
       FROM json_each(?2) AS row WHERE true
       ON CONFLICT (tenant, customer, id) DO NOTHING`,
      [chunk],
    ),
  ];
}
