import type { Page } from '../../shared/common.ts';
import type { CustomerId } from '../../shared/ids.ts';
import { decodeCursor, toPage, type Position } from '../db/cursor.ts';
import type { ListOptions } from '../db/list.ts';
import type { Query } from '../db/statement.ts';
import { outOfScope, type Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome } from '../http/outcome.ts';
import { customerRef } from './reference-store.ts';
import { insertAccess } from './store.ts';

/** What of a customer was read, as the access log says it. */
export type Access =
  | 'customer_read'
  | 'addresses_read'
  | 'contacts_read'
  | 'notes_read'
  | 'alerts_read'
  | 'cases_read'
  | 'case_read'
  | 'activities_read'
  | 'timeline_read'
  | 'entitlements_read'
  | 'entitlement_read'
  | 'order_read'
  | 'recap_read';

/** Notes in the access log that the caller read of the customer; the answer does not wait for it. */
export function logAccess({ db, caller, now, requestId, afterwards }: Context, customer: CustomerId, action: Access) {
  afterwards(db.writeAside([insertAccess({ customer, agent: caller.agent, requestId, action, now })]));
}

/** A page of what belongs to a customer: one trip, and a line in the access log. */
export async function listOfCustomer<Item>(
  context: Context,
  customer: CustomerId,
  list: {
    action: Access;
    options: ListOptions;
    start: Position;
    rowsAfter: (after: Position, limit: number) => Query<Item>;
    positionOf: (item: Item) => Position;
  },
): Promise<QueryOutcome<Page<Item>>> {
  const { action, options, rowsAfter, positionOf } = list;
  const name = `${action} ${customer}`;
  const start = decodeCursor(name, options.cursor, list.start);
  if (start === null) return refuse('invalid_cursor');
  const owner = customerRef(customer);
  const page = rowsAfter(start, options.limit + 1);
  const rows = await context.db.read([owner, page]);
  if (rows.first(owner) === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer });
  if (scope !== null) return scope;
  logAccess(context, customer, action);
  return done(toPage(name, rows.all(page), options.limit, positionOf));
}
