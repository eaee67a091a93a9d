import type {
  AddressId,
  AgentId,
  ChannelId,
  ChargeId,
  ContactId,
  CustomerId,
  LineId,
  OrderId,
  PaymentId,
  ProductId,
} from '../../shared/ids.ts';
import type { OrderStatus, PaymentKind } from '../../shared/orders.ts';
import { jsonChunks, select, write, type Query, type Statement } from '../db/statement.ts';

/** An order as another system took it. Decimals are of the currency's major unit, times milliseconds. */
export interface NewOrder {
  id: OrderId;
  number: string;
  customer: CustomerId;
  contact: ContactId | null;
  channel: ChannelId;
  takenBy: AgentId;
  status: OrderStatus;
  currency: string;
  deliverTo: AddressId | null;
  placedAt: number | null;
  createdAt: number;
  tax: string;
  /** The other system's own total, kept as it is; null where it states none. */
  statedTotal: string | null;
  lines: readonly { id: LineId; product: ProductId; quantity: number; unitPrice: string; discountRate: string }[];
  charges: readonly { id: ChargeId; code: string; name: string; amount: string }[];
  payments: readonly { id: PaymentId; kind: PaymentKind; name: string; amount: string; hint: string | null }[];
}

/** The order with what it comes to, in minor units; amounts stand in the order of the order's own parts. */
export interface PricedOrder {
  order: NewOrder;
  sums: { tax: number; rounding: number; total: number };
  lines: { amount: number; discount: number }[];
  charges: number[];
  payments: number[];
}

/**
 * Adds whole orders, leaving those alone whose id or number is there. An order is written with version 0, which no
 * order has outside this batch, so that lines, payments and the customer's summary follow only what is really new.
 * CROSS JOIN holds SQLite to looking each row's order up; it would walk all the tenant's orders for each row.
 */
export function insertOrders(orders: readonly PricedOrder[], now: number): Statement[] {
  const ids = jsonChunks(orders.map(({ order }) => ({ id: order.id })));
  return [
    ...jsonChunks(orders.map(orderRow)).map((chunk) => insertHeads(chunk, now)),
    ...jsonChunks(orders.flatMap(lineRows)).map(insertLines),
    ...jsonChunks(orders.flatMap(chargeRows)).map(insertCharges),
    ...jsonChunks(orders.flatMap((order) => paymentRows(order))).map(insertPayments),
    ...ids.map(addToSummaries),
    ...ids.map(finish),
  ];
}

/** Which of these orders are there already, by id or by number. */
export function knownOrders(
  keys: readonly { id: OrderId; number: string }[],
): Query<{ id: OrderId; number: string }>[] {
  return jsonChunks(keys).map((chunk) =>
    select(
      `SELECT orders.id, orders.number FROM json_each(?2) AS row
       CROSS JOIN orders ON orders.tenant = ?1 AND orders.id = row.value ->> 'id'
       UNION
       SELECT orders.id, orders.number FROM json_each(?2) AS row
       CROSS JOIN orders ON orders.tenant = ?1 AND orders.number = row.value ->> 'number'`,
      [chunk],
      (row) => ({ id: row.id('order', 'id'), number: row.text('number') }),
    ),
  );
}

function orderRow({ order, sums }: PricedOrder) {
  const { lines: _lines, charges: _charges, payments: _payments, tax: _tax, ...head } = order;
  return { ...head, tax: sums.tax, rounding: sums.rounding, total: sums.total };
}

function lineRows({ order, lines }: PricedOrder) {
  return order.lines.map((line, place) => ({ order: order.id, position: place + 1, ...line, ...lines[place] }));
}

function chargeRows({ order, charges }: PricedOrder) {
  return order.charges.map((charge, place) => ({ order: order.id, ...charge, amount: charges[place] }));
}

function paymentRows({ order, payments }: PricedOrder) {
  const at = order.placedAt ?? order.createdAt;
  return order.payments.map((payment, place) => ({ order: order.id, ...payment, amount: payments[place], at }));
}

function insertHeads(chunk: string, now: number): Statement {
  return write(
    `INSERT INTO orders (tenant, id, version, number, customer, contact, channel, status, currency, deliver_to, taken_by,
       tax_source, tax, rounding, total, stated_total, placed_at, ordered_at, created_at, updated_at)
     SELECT ?1, row.value ->> 'id', 0, row.value ->> 'number', row.value ->> 'customer', row.value ->> 'contact',
       row.value ->> 'channel', row.value ->> 'status', row.value ->> 'currency', row.value ->> 'deliverTo',
       row.value ->> 'takenBy', iif(row.value ->> 'status' = 'draft' AND row.value ->> 'tax' = 0, 'table', 'given'),
       row.value ->> 'tax', row.value ->> 'rounding', row.value ->> 'total',
       row.value ->> 'statedTotal', row.value ->> 'placedAt',
       coalesce(row.value ->> 'placedAt', row.value ->> 'createdAt'), row.value ->> 'createdAt', ?3
     FROM json_each(?2) AS row WHERE true
     ON CONFLICT DO NOTHING`,
    [chunk, now],
  );
}

/** A line keeps the SKU and name that its product has now. */
function insertLines(chunk: string): Statement {
  return write(
    `INSERT INTO order_lines (tenant, order_id, position, id, product, sku, name, quantity, unit_price, discount_rate,
       amount, discount)
     SELECT ?1, orders.id, row.value ->> 'position', row.value ->> 'id', row.value ->> 'product', products.sku,
       products.name, row.value ->> 'quantity', row.value ->> 'unitPrice', row.value ->> 'discountRate',
       row.value ->> 'amount', row.value ->> 'discount'
     FROM json_each(?2) AS row
     CROSS JOIN orders ON orders.tenant = ?1 AND orders.id = row.value ->> 'order' AND orders.version = 0
     LEFT JOIN products ON products.tenant = ?1 AND products.id = row.value ->> 'product'`,
    [chunk],
  );
}

function insertCharges(chunk: string): Statement {
  return write(
    `INSERT INTO order_charges (tenant, order_id, id, code, name, amount)
     SELECT ?1, orders.id, row.value ->> 'id', row.value ->> 'code', row.value ->> 'name', row.value ->> 'amount'
     FROM json_each(?2) AS row
     CROSS JOIN orders ON orders.tenant = ?1 AND orders.id = row.value ->> 'order' AND orders.version = 0`,
    [chunk],
  );
}

/** What another system states as paid counts as paid here. */
function insertPayments(chunk: string): Statement {
  return write(
    `INSERT INTO payments (tenant, order_id, id, name, kind, amount, status, hint, created_at)
     SELECT ?1, orders.id, row.value ->> 'id', row.value ->> 'name', row.value ->> 'kind', row.value ->> 'amount',
       'paid', row.value ->> 'hint', row.value ->> 'at'
     FROM json_each(?2) AS row
     CROSS JOIN orders ON orders.tenant = ?1 AND orders.id = row.value ->> 'order' AND orders.version = 0`,
    [chunk],
  );
}

/** The customers' summaries, one row a customer and currency: `excluded.ordered` holds at most one currency. */
function addToSummaries(ids: string): Statement {
  return write(
    `INSERT INTO customer_summary (tenant, customer, open_orders, orders, ordered)
     SELECT ?1, orders.customer, sum(orders.view = 'open'), sum(orders.status NOT IN ('draft', 'cancelled')),
       CASE WHEN sum(orders.status NOT IN ('draft', 'cancelled')) = 0 THEN '{}'
         ELSE json_object(orders.currency,
           sum(CASE WHEN orders.status NOT IN ('draft', 'cancelled') THEN orders.total ELSE 0 END)) END
     FROM json_each(?2) AS row
     CROSS JOIN orders ON orders.tenant = ?1 AND orders.id = row.value ->> 'id' AND orders.version = 0
     GROUP BY orders.customer, orders.currency
     ON CONFLICT (tenant, customer) DO UPDATE SET
       open_orders = open_orders + excluded.open_orders,
       orders = orders + excluded.orders,
       ordered = coalesce(
         (SELECT json_set(customer_summary.ordered, '$.' || added.key,
            coalesce(customer_summary.ordered ->> ('$.' || added.key), 0) + added.value)
          FROM json_each(excluded.ordered) AS added),
         customer_summary.ordered)`,
    [ids],
  );
}

function finish(ids: string): Statement {
  return write(
    `UPDATE orders SET version = 1
     WHERE tenant = ?1 AND version = 0 AND id IN (SELECT row.value ->> 'id' FROM json_each(?2) AS row)`,
    [ids],
  );
}
