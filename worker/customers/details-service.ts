import type { Page } from '../../shared/common.ts';
import type {
  Address,
  ChangeContact,
  Contact,
  CreateAddress,
  CreateContact,
  CreateNote,
  Note,
} from '../../shared/customers.ts';
import { newId, type ContactId, type CustomerId } from '../../shared/ids.ts';
import { commit, load, type Loaded } from '../db/commit.ts';
import { lowest, newest } from '../db/cursor.ts';
import type { ListOptions } from '../db/list.ts';
import type { Query } from '../db/statement.ts';
import { outOfScope, staleVersion, type CommandContext, type Context } from '../http/context.ts';
import { done, refuse, type CommandOutcome, type QueryOutcome, type Refusal, type Replay } from '../http/outcome.ts';
import { listOfCustomer } from './access-service.ts';
import { changesOf, contactAfter, personalOf } from './change.ts';
import { keysOf } from './keys.ts';
import { newAddressStatements, newContactStatements } from './record-service.ts';
import { asStored } from './records.ts';
import { customerRef, primaryDeliveryAddress, type CustomerRef } from './reference-store.ts';
import { replaceShown, searchRowOf } from './search-text.ts';
import * as store from './store.ts';

/** Every address of a customer (A11). */
export function listAddresses(
  context: Context,
  customer: CustomerId,
  options: ListOptions,
): Promise<QueryOutcome<Page<Address>>> {
  return listOfCustomer(context, customer, {
    action: 'addresses_read',
    options,
    start: lowest,
    rowsAfter: (after, limit) => store.addressesOf(customer, after.id, limit),
    positionOf: byId,
  });
}

/** The people of an account (A12). */
export function listContacts(
  context: Context,
  customer: CustomerId,
  options: ListOptions,
): Promise<QueryOutcome<Page<Contact>>> {
  return listOfCustomer(context, customer, {
    action: 'contacts_read',
    options,
    start: lowest,
    rowsAfter: (after, limit) => store.contactsOf(customer, after.id, limit),
    positionOf: byId,
  });
}

/** The notes on a customer, the newest first (A15). */
export function listNotes(
  context: Context,
  customer: CustomerId,
  options: ListOptions,
): Promise<QueryOutcome<Page<Note>>> {
  return listOfCustomer(context, customer, {
    action: 'notes_read',
    options,
    start: newest,
    rowsAfter: (after, limit) => store.notesOf(customer, after, limit),
    positionOf: ({ createdAt, id }) => ({ value: Date.parse(createdAt), id }),
  });
}

const byId = ({ id }: { id: string }) => ({ value: 0, id });

export async function addAddress(
  command: CommandContext,
  customer: CustomerId,
  input: CreateAddress,
): Promise<CommandOutcome<Address>> {
  const primary = primaryDeliveryAddress(customer);
  const loaded = await loadOwner(command, customer, [primary]);
  if (loaded.kind !== 'loaded') return loaded;
  const isPrimary = input.primary || loaded.rows.first(primary) === undefined;
  const value: Address = { id: newId('address'), version: 1, ...input, primary: isPrimary };
  return commit(command, {
    value,
    version: 1,
    changes: newAddressStatements([{ ...value, customer }]),
    events: [
      { type: 'address_added', entityKind: 'customer', entity: customer, customer, facts: { addressId: value.id } },
    ],
  });
}

export async function addContact(
  command: CommandContext,
  customer: CustomerId,
  input: CreateContact,
): Promise<CommandOutcome<Contact>> {
  const loaded = await loadOwner(command, customer, []);
  if (loaded.kind !== 'loaded') return loaded;
  const { country } = loaded.owner;
  const value: Contact = {
    id: newId('contact'),
    version: 1,
    ...asStored(input, country ?? command.tenant.country),
  };
  return commit(command, {
    value,
    version: 1,
    changes: newContactStatements(command.tenant, [{ ...value, customer, country }]),
    events: [
      { type: 'contact_added', entityKind: 'customer', entity: customer, customer, facts: { contactId: value.id } },
    ],
  });
}

/** Changes a contact's details (A12), and what its account is found by with them. */
export async function changeContact(
  command: CommandContext,
  customer: CustomerId,
  id: ContactId,
  input: ChangeContact,
): Promise<CommandOutcome<Contact>> {
  const contactQuery = store.contactById(customer, id);
  const shownQuery = store.shownInSearch(customer);
  const loaded = await loadOwner(command, customer, [contactQuery, shownQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const current = loaded.rows.first(contactQuery);
  const shown = loaded.rows.first(shownQuery);
  if (current === undefined || shown === undefined) return refuse('not_found');
  const stale = staleVersion(command, current);
  if (stale !== null) return stale;

  const country = loaded.owner.country ?? command.tenant.country;
  const next = asStored(contactAfter(current, input), country);
  const fields = changesOf(current, next, ['name', 'jobTitle', 'email', 'phone']);
  if (fields.length === 0) return done(current, current.version);
  const value: Contact = { ...next, version: current.version + 1 };
  return commit(command, {
    value,
    version: value.version,
    guards: [store.guardContact(customer, id, current.version), store.guardShown(customer, searchRowOf(shown).shown)],
    changes: [
      store.updateContact(customer, value),
      ...store.replaceKeys(customer, id, keysOf(value, country)),
      store.updateSearchRow(customer, searchRowOf(replaceShown(shown, value, true))),
    ],
    events: [
      {
        type: 'contact_changed',
        entityKind: 'customer',
        entity: customer,
        customer,
        facts: { contactId: id, fields },
        personal: personalOf(current, value, fields),
      },
    ],
  });
}

export async function addNote(
  command: CommandContext,
  customer: CustomerId,
  input: CreateNote,
): Promise<CommandOutcome<Note>> {
  const loaded = await loadOwner(command, customer, []);
  if (loaded.kind !== 'loaded') return loaded;
  const { agent, name } = command.caller;
  const value: Note = {
    id: newId('note'),
    version: 1,
    ...input,
    author: { id: agent, name },
    createdAt: new Date(command.now).toISOString(),
  };
  return commit(command, {
    value,
    version: 1,
    changes: [store.insertNote(customer, value, command.now)],
    events: [
      { type: 'customer_note_added', entityKind: 'customer', entity: customer, customer, facts: { noteId: value.id } },
    ],
  });
}

/** Loads what a command on a customer's details is decided on, with the customer that they belong to. */
async function loadOwner(
  command: CommandContext,
  customer: CustomerId,
  queries: readonly Query<unknown>[],
): Promise<(Loaded & { owner: CustomerRef }) | Replay | Refusal> {
  const ownerQuery = customerRef(customer);
  const loaded = await load(command, [ownerQuery, ...queries]);
  if (loaded.kind !== 'loaded') return loaded;
  const owner = loaded.rows.first(ownerQuery);
  if (owner === undefined) return refuse('not_found');
  return outOfScope(command.caller, { customer }) ?? { ...loaded, owner };
}
