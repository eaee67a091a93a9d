import { namedCases } from './named-cases.ts';
import { namedAddresses, namedContacts, namedCustomers } from './named-customers.ts';
import { namedOrders } from './named-orders.ts';
import type { Clock, DemoRows } from './rows.ts';

/** Those who always call when the desk is shown: the customers that the documents and the tests name. */
export function namedRows(clock: Clock): Omit<DemoRows, 'products'> {
  return {
    customers: namedCustomers(clock),
    contacts: namedContacts(),
    addresses: namedAddresses(),
    orders: namedOrders(clock),
    cases: namedCases(clock),
  };
}
