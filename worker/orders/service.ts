import type { Statement } from '../db/statement.ts';
import { insertOrders, type NewOrder } from './import-store.ts';
import { priceImported } from './imported.ts';

export { knownOrders, type NewOrder } from './import-store.ts';
export { canBeKept } from './imported.ts';

/**
 * Adds orders that another system took, whole: lines, charges, payments and what they add to their customers'
 * summaries. An order whose id or number is there already is left as it is. Every customer, product and address that
 * the orders name must be there.
 */
export function newOrderStatements(orders: readonly NewOrder[], now: number): Statement[] {
  return insertOrders(orders.map(priceImported), now);
}
