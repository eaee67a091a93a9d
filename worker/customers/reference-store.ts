import { customerKindSchema, type Address } from '../../shared/customers.ts';
import type { AddressId, ContactId, CustomerId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { Row } from '../db/row.ts';
import { jsonChunks, select, write, type Query, type Statement } from '../db/statement.ts';

/** A customer as other records name it. `language` and `country` are null where the tenant's hold. */
export interface CustomerRef {
  id: CustomerId;
  name: string;
  language: string | null;
  country: string | null;
  kind: 'account' | 'person';
}

export function customerRef(id: CustomerId): Query<CustomerRef> {
  return select(
    'SELECT id, name, language, country, kind FROM customers WHERE tenant = ?1 AND id = ?2',
    [id],
    (row) => ({
      id: row.id('customer', 'id'),
      name: row.text('name'),
      language: row.textOrNull('language'),
      country: row.textOrNull('country'),
      kind: row.oneOf(customerKindSchema.options, 'kind'),
    }),
  );
}

/** A contact of this very customer; no contact, no row. */
export function contactRef(customer: CustomerId, id: ContactId | null): Query<{ id: ContactId; name: string }> {
  return select(
    'SELECT id, name FROM contacts WHERE tenant = ?1 AND customer = ?2 AND id = ?3',
    [customer, id],
    (row) => ({ id: row.id('contact', 'id'), name: row.text('name') }),
  );
}

export const addressColumns = 'id, version, purpose, is_primary, line1, line2, city, region, postal_code, country';

export function addressOfRow(row: Row): Address {
  return {
    id: row.id('address', 'id'),
    version: row.integer('version'),
    purpose: row.oneOf(['delivery', 'invoice', 'home', 'other'], 'purpose'),
    primary: row.flag('is_primary'),
    line1: row.text('line1'),
    line2: row.textOrNull('line2'),
    city: row.text('city'),
    region: row.textOrNull('region'),
    postalCode: row.textOrNull('postal_code'),
    country: row.text('country'),
  };
}

/** An address of this very customer; no address, no row. */
export function addressOf(customer: CustomerId, id: AddressId | null): Query<Address> {
  return select(
    `SELECT ${addressColumns} FROM addresses WHERE tenant = ?1 AND customer = ?2 AND id = ?3`,
    [customer, id],
    addressOfRow,
  );
}

/** Where an order of the customer goes when nobody says where: its primary address. */
export function primaryDeliveryAddress(customer: CustomerId): Query<Address> {
  return select(
    `SELECT ${addressColumns} FROM addresses WHERE tenant = ?1 AND customer = ?2 AND is_primary = 1`,
    [customer],
    addressOfRow,
  );
}

/** By how much what is summed up of a customer changes. `ordered` is added, `lastContactAt` (milliseconds) only moves on. */
export interface SummaryChange {
  openCases?: number;
  hotAlerts?: number;
  openOrders?: number;
  orders?: number;
  ordered?: Money;
  lastContactAt?: number;
}

export function summaryChange(customer: CustomerId, change: SummaryChange): Statement {
  const { ordered } = change;
  return write(
    `UPDATE customer_summary SET open_cases = open_cases + ?3, hot_alerts = hot_alerts + ?4,
       open_orders = open_orders + ?5, orders = orders + ?6,
       ordered = CASE WHEN ?7 IS NULL THEN ordered
         ELSE json_set(ordered, '$.' || ?7, coalesce(ordered ->> ?7, 0) + CAST(?8 AS INTEGER)) END,
       last_contact_at = CASE WHEN ?9 IS NULL THEN last_contact_at ELSE max(coalesce(last_contact_at, ?9), ?9) END
     WHERE tenant = ?1 AND customer = ?2`,
    [
      customer,
      change.openCases ?? 0,
      change.hotAlerts ?? 0,
      change.openOrders ?? 0,
      change.orders ?? 0,
      ordered?.currency ?? null,
      ordered?.amount ?? 0,
      change.lastContactAt ?? null,
    ],
  );
}

/** The same for many customers at once, as a bulk import needs it. A customer may be named more than once. */
export function summaryChanges(changes: readonly ({ customer: CustomerId } & SummaryChange)[]): Statement[] {
  const currencies = new Set(changes.flatMap(({ ordered }) => (ordered === undefined ? [] : [ordered.currency])));
  return [
    ...jsonChunks(changes).map((chunk) =>
      write(
        `UPDATE customer_summary SET open_cases = customer_summary.open_cases + change.open_cases,
           hot_alerts = customer_summary.hot_alerts + change.hot_alerts, open_orders = customer_summary.open_orders + change.open_orders,
           orders = customer_summary.orders + change.orders,
           last_contact_at = CASE WHEN change.last_contact_at IS NULL THEN customer_summary.last_contact_at
             ELSE max(coalesce(customer_summary.last_contact_at, change.last_contact_at), change.last_contact_at) END
         FROM (
           SELECT row.value ->> 'customer' AS customer, coalesce(sum(row.value ->> 'openCases'), 0) AS open_cases,
             coalesce(sum(row.value ->> 'hotAlerts'), 0) AS hot_alerts, coalesce(sum(row.value ->> 'openOrders'), 0) AS open_orders,
             coalesce(sum(row.value ->> 'orders'), 0) AS orders, max(row.value ->> 'lastContactAt') AS last_contact_at
           FROM json_each(?2) AS row GROUP BY 1
         ) AS change
         WHERE customer_summary.tenant = ?1 AND customer_summary.customer = change.customer`,
        [chunk],
      ),
    ),
    ...[...currencies].flatMap((currency) =>
      jsonChunks(changes.filter(({ ordered }) => ordered?.currency === currency)).map((chunk) =>
        write(
          `UPDATE customer_summary SET ordered = json_set(customer_summary.ordered, '$.' || ?3,
             coalesce(customer_summary.ordered ->> ?3, 0) + change.amount)
           FROM (
             SELECT row.value ->> 'customer' AS customer, sum(row.value ->> '$.ordered.amount') AS amount
             FROM json_each(?2) AS row GROUP BY 1
           ) AS change
           WHERE customer_summary.tenant = ?1 AND customer_summary.customer = change.customer`,
          [chunk, currency],
        ),
      ),
    ),
  ];
}
