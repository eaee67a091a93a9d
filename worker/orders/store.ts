import type { AgentRef } from '../../shared/common.ts';
import type { Address } from '../../shared/customers.ts';
import type { AddressId, AgentId, ChannelId, CustomerId, LineId, OrderId, ProductId } from '../../shared/ids.ts';
import { orderStatusSchema, type Charge, type OrderListItem, type OrderStatus } from '../../shared/orders.ts';
import type { Position } from '../db/cursor.ts';
import type { Row } from '../db/row.ts';
import { select, write, type Query, type Statement } from '../db/statement.ts';

/** An order without its parts. Amounts are minor units of its currency, times RFC 3339. */
export interface OrderHead {
  id: OrderId;
  version: number;
  number: string;
  status: OrderStatus;
  customer: { id: CustomerId; name: string; language: string | null };
  channel: { id: ChannelId; name: string };
  currency: string;
  deliverTo: Address | null;
  takenBy: AgentRef;
  taxSource: 'table' | 'given';
  taxRate: string | null;
  tax: number;
  rounding: number;
  total: number;
  statedTotal: string | null;
  placedAt: string | null;
  createdAt: string;
}

export interface LineRow {
  id: LineId;
  position: number;
  product: ProductId | null;
  sku: string;
  name: string;
  quantity: number;
  unitPrice: string;
  discountRate: string;
  amount: number;
  discount: number;
  available: number | null;
  expectedAt: string | null;
}

const addressColumns = `addresses.id AS address_id, addresses.version AS address_version, addresses.purpose,
  addresses.is_primary, addresses.line1, addresses.line2, addresses.city, addresses.region, addresses.postal_code,
  addresses.country`;

function addressOf(row: Row): Address {
  return {
    id: row.id('address', 'address_id'),
    version: row.integer('address_version'),
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

/** An order with the names it shows and the address it goes to. */
export function orderById(id: OrderId): Query<OrderHead> {
  return select(
    `SELECT orders.id, orders.version, orders.number, orders.status, orders.currency, orders.tax_source,
       orders.tax_rate, orders.tax, orders.rounding, orders.total, orders.stated_total, orders.placed_at,
       orders.created_at, orders.customer, customers.name AS customer_name, customers.language,
       orders.channel, channels.name AS channel_name, orders.taken_by, agents.name AS agent_name, ${addressColumns}
     FROM orders
     JOIN customers ON customers.tenant = ?1 AND customers.id = orders.customer
     JOIN channels ON channels.tenant = ?1 AND channels.id = orders.channel
     JOIN agents ON agents.tenant = ?1 AND agents.id = orders.taken_by
     LEFT JOIN addresses ON addresses.tenant = ?1 AND addresses.customer = orders.customer
       AND addresses.id = orders.deliver_to
     WHERE orders.tenant = ?1 AND orders.id = ?2`,
    [id],
    (row) => ({
      id: row.id('order', 'id'),
      version: row.integer('version'),
      number: row.text('number'),
      status: row.oneOf(orderStatusSchema.options, 'status'),
      customer: {
        id: row.id('customer', 'customer'),
        name: row.text('customer_name'),
        language: row.textOrNull('language'),
      },
      channel: { id: row.id('channel', 'channel'), name: row.text('channel_name') },
      currency: row.text('currency'),
      deliverTo: row.textOrNull('address_id') === null ? null : addressOf(row),
      takenBy: { id: row.id('agent', 'taken_by'), name: row.text('agent_name') },
      taxSource: row.oneOf(['table', 'given'], 'tax_source'),
      taxRate: row.textOrNull('tax_rate'),
      tax: row.integer('tax'),
      rounding: row.integer('rounding'),
      total: row.integer('total'),
      statedTotal: row.textOrNull('stated_total'),
      placedAt: row.timeOrNull('placed_at'),
      createdAt: row.time('created_at'),
    }),
  );
}

/** Whose order it is: enough to check that it may be read. */
export function orderRef(id: OrderId) {
  return select('SELECT customer FROM orders WHERE tenant = ?1 AND id = ?2', [id], (row) => ({
    customer: row.id('customer', 'customer'),
  }));
}

/** The lines of an order, each with what its product has in stock now. */
export function linesOf(order: OrderId): Query<LineRow> {
  return select(
    `SELECT order_lines.id, order_lines.position, order_lines.product, order_lines.sku, order_lines.name,
       order_lines.quantity, order_lines.unit_price, order_lines.discount_rate, order_lines.amount,
       order_lines.discount, products.available, products.expected_at
     FROM order_lines
     LEFT JOIN products ON products.tenant = ?1 AND products.id = order_lines.product
     WHERE order_lines.tenant = ?1 AND order_lines.order_id = ?2
     ORDER BY order_lines.position`,
    [order],
    (row) => ({
      id: row.id('line', 'id'),
      position: row.integer('position'),
      product: row.idOrNull('product', 'product'),
      sku: row.text('sku'),
      name: row.text('name'),
      quantity: row.integer('quantity'),
      unitPrice: row.text('unit_price'),
      discountRate: row.text('discount_rate'),
      amount: row.integer('amount'),
      discount: row.integer('discount'),
      available: row.integerOrNull('available'),
      expectedAt: row.timeOrNull('expected_at'),
    }),
  );
}

export function chargesOf(order: OrderId): Query<Omit<Charge, 'amount'> & { amount: number }> {
  return select(
    'SELECT id, code, name, amount FROM order_charges WHERE tenant = ?1 AND order_id = ?2 ORDER BY id',
    [order],
    (row) => ({
      id: row.id('charge', 'id'),
      code: row.text('code'),
      name: row.text('name'),
      amount: row.integer('amount'),
    }),
  );
}

const rateColumns = 'tax_rates.country, tax_rates.region, tax_rates.rate';

function rateOf(row: Row) {
  return { country: row.text('country'), region: row.text('region'), rate: row.text('rate') };
}

/** The tax rates that the order's channel has for any address of its customer. */
export function ratesOfOrder(order: OrderId) {
  return select(
    `SELECT ${rateColumns} FROM tax_rates
     WHERE tenant = ?1 AND channel = (SELECT channel FROM orders WHERE tenant = ?1 AND id = ?2)
       AND country IN (
         SELECT addresses.country FROM orders
         JOIN addresses ON addresses.tenant = ?1 AND addresses.customer = orders.customer
         WHERE orders.tenant = ?1 AND orders.id = ?2)`,
    [order],
    rateOf,
  );
}

/** The same for an order that an agent is about to begin. */
export function ratesForNewOrder(agent: AgentId, customer: CustomerId) {
  return select(
    `SELECT ${rateColumns} FROM tax_rates
     WHERE tenant = ?1 AND channel = (SELECT channel FROM channel_users WHERE tenant = ?1 AND agent = ?2)
       AND country IN (SELECT country FROM addresses WHERE tenant = ?1 AND customer = ?3)`,
    [agent, customer],
    rateOf,
  );
}

/** An address of the order's own customer; no row where it is another's. */
export function addressForOrder(order: OrderId, address: AddressId | null): Query<Address> {
  return select(
    `SELECT ${addressColumns} FROM orders
     JOIN addresses ON addresses.tenant = ?1 AND addresses.customer = orders.customer AND addresses.id = ?3
     WHERE orders.tenant = ?1 AND orders.id = ?2`,
    [order, address],
    addressOf,
  );
}

export interface OrderFilter {
  customer: CustomerId | null;
  /** `archived` has no orders yet: nothing is archived. */
  view: 'open' | 'all' | 'invoiced' | 'archived';
}

/** A row of a list, with the time by which it is ordered in milliseconds. */
export interface ListedOrder {
  orderedAt: number;
  item: OrderListItem;
}

/** The orders that a filter leaves, the latest first; each filter runs along an index of its own. */
export function ordersWhere({ customer, view }: OrderFilter, after: Position, limit: number): Query<ListedOrder> {
  const wheres = [
    ...(customer === null ? [] : ['customer = ?5']),
    ...(view === 'all' ? [] : [`view = ?${customer === null ? 5 : 6}`]),
  ];
  return select(
    `SELECT id, number, status, total, currency, placed_at, created_at, ordered_at FROM orders
     WHERE ${['tenant = ?1', '(ordered_at, id) < (?2, ?3)', ...wheres].join(' AND ')}
     ORDER BY ordered_at DESC, id DESC LIMIT ?4`,
    [after.value, after.id, limit, ...(customer === null ? [] : [customer]), ...(view === 'all' ? [] : [view])],
    (row) => ({
      orderedAt: row.integer('ordered_at'),
      item: {
        id: row.id('order', 'id'),
        number: row.text('number'),
        status: row.oneOf(orderStatusSchema.options, 'status'),
        total: { amount: row.integer('total'), currency: row.text('currency') },
        placedAt: row.timeOrNull('placed_at'),
        createdAt: row.time('created_at'),
      },
    }),
  );
}

/** The order's part of the event log, the latest first. */
export function eventsOf(order: OrderId, before: number, limit: number) {
  return select(
    `SELECT events.seq, events.at, events.type, events.actor, agents.name, events.facts
     FROM events INDEXED BY event_by_entity
     LEFT JOIN agents ON agents.tenant = ?1 AND agents.id = events.actor
     WHERE events.tenant = ?1 AND events.entity = ?2 AND events.seq < ?3
     ORDER BY events.seq DESC LIMIT ?4`,
    [order, before, limit],
    (row) => ({
      seq: row.integer('seq'),
      at: row.time('at'),
      type: row.text('type'),
      actor: row.textOrNull('name') === null ? null : { id: row.id('agent', 'actor'), name: row.text('name') },
      facts: row.json('facts'),
    }),
  );
}

export function insertDraft(order: OrderHead, at: number): Statement {
  return write(
    `INSERT INTO orders (tenant, id, version, number, customer, channel, status, currency, deliver_to, taken_by,
       tax_source, tax_rate, tax, total, ordered_at, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'draft', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14, ?14)`,
    [
      order.id,
      order.version,
      order.number,
      order.customer.id,
      order.channel.id,
      order.currency,
      order.deliverTo?.id ?? null,
      order.takenBy.id,
      order.taxSource,
      order.taxRate,
      order.tax,
      order.total,
      at,
    ],
  );
}

/** Writes what a draft's commands change, with the version that follows. */
export function updateDraft(order: OrderHead, at: number): Statement {
  return write(
    `UPDATE orders SET version = ?3, deliver_to = ?4, tax_source = ?5, tax_rate = ?6, tax = ?7, rounding = ?8,
       total = ?9, stated_total = ?10, updated_at = ?11
     WHERE tenant = ?1 AND id = ?2`,
    [
      order.id,
      order.version,
      order.deliverTo?.id ?? null,
      order.taxSource,
      order.taxRate,
      order.tax,
      order.rounding,
      order.total,
      order.statedTotal,
      at,
    ],
  );
}

export function submitDraft(order: OrderId, recapHash: string, at: number): Statement {
  return write(
    `UPDATE orders SET status = 'submitted', recap_hash = ?3, placed_at = ?4, ordered_at = ?4
     WHERE tenant = ?1 AND id = ?2`,
    [order, recapHash, at],
  );
}

export function insertLine(order: OrderId, line: LineRow): Statement {
  return write(
    `INSERT INTO order_lines (tenant, order_id, position, id, product, sku, name, quantity, unit_price, discount_rate,
       amount, discount)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
    [
      order,
      line.position,
      line.id,
      line.product,
      line.sku,
      line.name,
      line.quantity,
      line.unitPrice,
      line.discountRate,
      line.amount,
      line.discount,
    ],
  );
}

export function updateLine(order: OrderId, line: LineRow): Statement {
  return write(
    `UPDATE order_lines SET quantity = ?4, amount = ?5, discount = ?6
     WHERE tenant = ?1 AND order_id = ?2 AND position = ?3`,
    [order, line.position, line.quantity, line.amount, line.discount],
  );
}

export function deleteLine(order: OrderId, line: LineRow): Statement {
  return write('DELETE FROM order_lines WHERE tenant = ?1 AND order_id = ?2 AND position = ?3', [order, line.position]);
}
