import type { Tenant } from '../auth/directory.ts';
import { jsonChunks, type Statement } from '../db/statement.ts';
import { keysOf, type Keyed } from './keys.ts';
import { insertAddresses, insertContacts, insertCustomers } from './record-store.ts';
import { asStored, oncePerId, withPrimary, type NewAddress, type NewContact, type NewCustomer } from './records.ts';
import { searchRowOf, shownOf } from './search-text.ts';

type Home = Pick<Tenant, 'country' | 'customerScope'>;

/**
 * The one way to write new customers: with their keys, an empty summary and their row of the search. Those whose id
 * is here already are left as they are; a number that is taken refuses the batch (`raced`).
 */
export function newCustomerStatements(tenant: Home, customers: readonly NewCustomer[]): Statement[] {
  const rows = oncePerId(customers).map((customer) => {
    const country = customer.country ?? tenant.country;
    const stored = asStored(customer, country);
    return { ...stored, ...foundBy(stored, country, false) };
  });
  return jsonChunks(rows).flatMap((chunk) => insertCustomers(chunk, tenant.customerScope));
}

/** The one way to write new contacts of customers that are here. Those whose id is here already are left as they are. */
export function newContactStatements(tenant: Home, contacts: readonly NewContact[]): Statement[] {
  const rows = oncePerId(contacts).map((contact) => {
    const country = contact.country ?? tenant.country;
    const stored = asStored(contact, country);
    return { ...stored, ...foundBy(stored, country, true) };
  });
  return jsonChunks(rows).flatMap((chunk) => insertContacts(chunk));
}

/**
 * The one way to write new addresses of customers that are here. A customer has one primary address: the last that
 * was marked as such, else the first it got.
 */
export function newAddressStatements(addresses: readonly NewAddress[]): Statement[] {
  return jsonChunks(withPrimary(oncePerId(addresses))).flatMap((chunk) => insertAddresses(chunk));
}

function foundBy(of: Keyed & { id: string; name: string }, country: string, isContact: boolean) {
  const { text, email, shown } = searchRowOf(shownOf(of, isContact));
  return { keys: keysOf(of, country).map(({ kind, key }) => [kind, key]), text, email_text: email, shown };
}
