import * as z from 'zod';
import type { TimelineItem } from '../../shared/cases.ts';
import type { Page } from '../../shared/common.ts';
import type { CustomerId, OrderId } from '../../shared/ids.ts';
import type { ListOrders, Order, OrderListItem, Recap } from '../../shared/orders.ts';
import { customerRef, logAccess } from '../customers/service.ts';
import { decodeCursor, newest, toPage } from '../db/cursor.ts';
import type { Rows } from '../db/database.ts';
import type { ListOptions } from '../db/list.ts';
import type { Query } from '../db/statement.ts';
import { outOfScope, type Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome, type Refusal } from '../http/outcome.ts';
import { paymentsOf } from '../payments/service.ts';
import { priced, type OrderState } from './draft.ts';
import * as store from './store.ts';
import { orderView, recapText, recapView } from './view.ts';

/** The queries that an order is put together from, all in one trip. */
export function orderQueries(id: OrderId) {
  const parts = {
    head: store.orderById(id),
    lines: store.linesOf(id),
    charges: store.chargesOf(id),
    payments: paymentsOf(id),
    rates: store.ratesOfOrder(id),
  };
  const all: readonly Query<unknown>[] = Object.values(parts);
  return { ...parts, all };
}

/** The order as it is now, priced; or why it is not for this caller. */
export function foundOrder(
  context: Context,
  rows: Rows,
  queries: ReturnType<typeof orderQueries>,
): OrderState | Refusal {
  const head = rows.first(queries.head);
  if (head === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: head.customer.id });
  if (scope !== null) return scope;
  return priced({
    head,
    lines: rows.all(queries.lines),
    charges: rows.all(queries.charges),
    payments: rows.all(queries.payments),
    rates: rows.all(queries.rates),
  });
}

export async function readOrder(context: Context, id: OrderId): Promise<OrderState | Refusal> {
  const queries = orderQueries(id);
  return foundOrder(context, await context.db.read(queries.all), queries);
}

export async function getOrder(context: Context, id: OrderId): Promise<QueryOutcome<Order>> {
  const order = await readOrder(context, id);
  if ('kind' in order) return order;
  logAccess(context, order.head.customer.id, 'order_read');
  return done(orderView(order), order.head.version);
}

export async function getRecap(context: Context, id: OrderId): Promise<QueryOutcome<Recap>> {
  const order = await readOrder(context, id);
  if ('kind' in order) return order;
  logAccess(context, order.head.customer.id, 'recap_read');
  return done(recapView(order, await recapHashOf(order)), order.head.version);
}

/** Sixteen hexadecimal digits that stand for all that is read to the customer. */
export async function recapHashOf(order: OrderState): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(recapText(order))));
  return Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function listOrders(
  context: Context,
  { customerId, view, limit, cursor }: ListOrders,
): Promise<QueryOutcome<Page<OrderListItem>>> {
  const scope = outOfScope(context.caller, { customer: customerId ?? null });
  if (scope !== null) return scope;
  const filter = { customer: customerId ?? null, view };
  const list = `orders ${JSON.stringify(filter)}`;
  const start = decodeCursor(list, cursor, newest);
  if (start === null) return refuse('invalid_cursor');
  const page = store.ordersWhere(filter, start, limit + 1);
  const rows = await context.db.read([page]);
  return done(listPage(list, rows.all(page), limit));
}

/** The orders of one customer (A21 to A23): of nobody, they are not found. */
export async function listCustomerOrders(
  context: Context,
  customer: CustomerId,
  { view, limit, cursor }: Omit<ListOrders, 'customerId'>,
): Promise<QueryOutcome<Page<OrderListItem>>> {
  const scope = outOfScope(context.caller, { customer });
  const filter = { customer, view };
  const list = `orders ${JSON.stringify(filter)}`;
  const start = decodeCursor(list, cursor, newest);
  if (start === null) return refuse('invalid_cursor');
  const owner = customerRef(customer);
  const page = store.ordersWhere(filter, start, limit + 1);
  const rows = await context.db.read([owner, page]);
  if (rows.first(owner) === undefined) return refuse('not_found');
  return scope ?? done(listPage(list, rows.all(page), limit));
}

function listPage(list: string, rows: store.ListedOrder[], limit: number): Page<OrderListItem> {
  const { items, next } = toPage(list, rows, limit, ({ orderedAt, item }) => ({ value: orderedAt, id: item.id }));
  return { items: items.map(({ item }) => item), next };
}

const factsSchema = z.record(z.string(), z.unknown());

/** What happened to the order, the latest first (A22). */
export async function orderEvents(
  context: Context,
  id: OrderId,
  { limit, cursor }: ListOptions,
): Promise<QueryOutcome<Page<TimelineItem>>> {
  const list = `events ${id}`;
  const start = decodeCursor(list, cursor, newest);
  if (start === null) return refuse('invalid_cursor');
  const orderQuery = store.orderRef(id);
  const eventsQuery = store.eventsOf(id, start.value, limit + 1);
  const rows = await context.db.read([orderQuery, eventsQuery]);
  const order = rows.first(orderQuery);
  if (order === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, order);
  if (scope !== null) return scope;
  const items = rows.all(eventsQuery).map((event) => ({
    ...event,
    facts: factsSchema.parse(event.facts),
    note: null,
    activity: null,
    reason: null,
    from: null,
  }));
  return done(toPage(list, items, limit, ({ seq }) => ({ value: seq, id: '' })));
}
