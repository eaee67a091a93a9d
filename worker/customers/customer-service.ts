import type { Address, ChangeCustomer, Contact, CreateCustomer, Customer } from '../../shared/customers.ts';
import { newId, type CustomerId } from '../../shared/ids.ts';
import { newNumber } from '../../shared/numbers.ts';
import { commit, load } from '../db/commit.ts';
import type { Rows } from '../db/database.ts';
import { guardVersion } from '../db/statement.ts';
import { outOfScope, staleVersion, type CommandContext, type Context } from '../http/context.ts';
import { done, refuse, type CommandOutcome, type QueryOutcome, type Refusal } from '../http/outcome.ts';
import { logAccess } from './access-service.ts';
import { changeableFields, changesOf, fieldsAfter, hasAcceptableTaxId, personalOf } from './change.ts';
import { keysOf } from './keys.ts';
import { newAddressStatements, newCustomerStatements } from './record-service.ts';
import { asStored } from './records.ts';
import { primaryDeliveryAddress } from './reference-store.ts';
import { replaceShown, searchRowOf } from './search-text.ts';
import * as store from './store.ts';

/** A customer with its summary and its first addresses and contacts (A14). */
export async function getCustomer(context: Context, id: CustomerId): Promise<QueryOutcome<Customer>> {
  const queries = customerQueries(id);
  const found = currentCustomer(await context.db.read(queries.all), queries);
  if (found === null) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: id });
  if (scope !== null) return scope;
  logAccess(context, id, 'customer_read');
  return done(found, found.version);
}

function customerQueries(id: CustomerId) {
  const customer = store.customerById(id);
  const primary = primaryDeliveryAddress(id);
  const addresses = store.addressesOf(id, '', store.shownWithCustomer);
  const contacts = store.contactsOf(id, '', store.shownWithCustomer);
  return { customer, primary, addresses, contacts, all: [customer, primary, addresses, contacts] };
}

/** The primary address stands first, wherever it is in the list. */
function currentCustomer(rows: Rows, queries: ReturnType<typeof customerQueries>): Customer | null {
  const customer = rows.first(queries.customer);
  if (customer === undefined) return null;
  const others = rows.all(queries.addresses).filter(({ primary }) => !primary);
  return {
    ...customer,
    addresses: [...rows.all(queries.primary), ...others].slice(0, store.shownWithCustomer),
    contacts: rows.all(queries.contacts),
  };
}

/** Adds a customer (A03, C14), with an address if one is given. */
export async function createCustomer(
  command: CommandContext,
  input: CreateCustomer,
): Promise<CommandOutcome<Customer>> {
  const loaded = await load(command, []);
  if (loaded.kind !== 'loaded') return loaded;
  const { tenant, now } = command;
  if (!hasAcceptableTaxId(input, tenant.country)) return mistypedTaxId();

  const id = newId('customer');
  const number = newNumber('customer');
  const { address: givenAddress, ...fields } = input;
  const stored = asStored(fields, fields.country ?? tenant.country);
  const addresses: Address[] =
    givenAddress === undefined ? [] : [{ id: newId('address'), version: 1, ...givenAddress, primary: true }];
  const at = new Date(now).toISOString();
  const contacts: Contact[] = [];
  const value: Customer = {
    id,
    version: 1,
    number,
    ...stored,
    createdAt: at,
    updatedAt: at,
    summary: { openCases: 0, hotAlerts: 0, openOrders: 0, orders: 0, ordered: [], lastContactAt: null },
    addresses,
    contacts,
  };
  return commit(command, {
    value,
    version: 1,
    changes: [
      ...newCustomerStatements(tenant, [{ id, number, ...stored, createdAt: now }]),
      ...newAddressStatements(addresses.map((address) => ({ ...address, customer: id }))),
    ],
    events: [
      { type: 'customer_created', entityKind: 'customer', entity: id, customer: id, facts: { number } },
      ...addresses.map((address) => ({
        type: 'address_added' as const,
        entityKind: 'customer' as const,
        entity: id,
        customer: id,
        facts: { addressId: address.id },
      })),
    ],
  });
}

/** Changes a customer (A14), and what it is found by with it. */
export async function changeCustomer(
  command: CommandContext,
  id: CustomerId,
  input: ChangeCustomer,
): Promise<CommandOutcome<Customer>> {
  const queries = customerQueries(id);
  const shownQuery = store.shownInSearch(id);
  const loaded = await load(command, [...queries.all, shownQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const current = currentCustomer(loaded.rows, queries);
  const shown = loaded.rows.first(shownQuery);
  if (current === null || shown === undefined) return refuse('not_found');
  const refusal = outOfScope(command.caller, { customer: id }) ?? staleVersion(command, current);
  if (refusal !== null) return refusal;

  const asked = fieldsAfter(current, input);
  if (!hasAcceptableTaxId(asked, command.tenant.country)) return mistypedTaxId();
  const country = asked.country ?? command.tenant.country;
  const next = asStored(asked, country);
  const fields = changesOf(current, next, changeableFields);
  if (fields.length === 0) return done(current, current.version);

  const value: Customer = {
    ...current,
    ...next,
    version: current.version + 1,
    updatedAt: new Date(command.now).toISOString(),
  };
  return commit(command, {
    value,
    version: value.version,
    guards: [guardVersion('customers', id, current.version), store.guardShown(id, searchRowOf(shown).shown)],
    changes: [
      store.updateCustomer(id, next, command.now),
      ...store.replaceKeys(id, '', keysOf(next, country)),
      store.updateSearchRow(id, searchRowOf(replaceShown(shown, value, false))),
    ],
    events: [
      {
        type: 'customer_changed',
        entityKind: 'customer',
        entity: id,
        customer: id,
        facts: { fields },
        personal: personalOf(current, next, fields),
      },
    ],
  });
}

function mistypedTaxId(): Refusal {
  return refuse('invalid_request', {
    errors: [{ pointer: '/taxId', code: 'tax_id_check_digits', detail: 'has check digits that do not agree' }],
  });
}
