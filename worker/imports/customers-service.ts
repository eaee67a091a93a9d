import type { CustomerId } from '../../shared/ids.ts';
import type { ImportedAddress, ImportedContact, ImportedCustomer } from '../../shared/imports.ts';
import { isTaxIdOf } from '../../shared/tax-id.ts';
import {
  customersOfIds,
  knownAddresses,
  knownContacts,
  knownCustomers,
  newAddressStatements,
  newContactStatements,
  newCustomerStatements,
  type KnownCustomer,
} from '../customers/service.ts';
import type { Rows } from '../db/database.ts';
import type { Query } from '../db/statement.ts';
import { allOf, idsOf, importedEvent, milliseconds, type Batch, type Prepared } from './batch-service.ts';
import { created, fieldError, judge, unknownUnless } from './judge.ts';
import { guardAbsent, guardAbsentUnder } from './store.ts';

export async function prepareCustomers(batch: Batch, rows: readonly ImportedCustomer[]): Promise<Prepared> {
  const idOf = await idsOf(
    batch,
    'customer',
    rows.map(({ externalId }) => externalId),
  );
  const customers = rows.map(({ externalId, createdAt, ...row }) => ({
    ...row,
    id: idOf(externalId),
    createdAt: createdAt === undefined ? batch.now : milliseconds(createdAt),
  }));
  const known = knownCustomers(customers.map(({ id, number }) => ({ id, number })));
  return {
    queries: known,
    settle: (read) => {
      const verdicts = judge(customers, allOf(read, known), 'number', ({ taxId, country }) =>
        taxId === null || isTaxIdOf(taxId, country ?? batch.tenant.country)
          ? []
          : [fieldError('taxId', 'tax_id_check_digits', 'has check digits that do not agree')],
      );
      const added = created(customers, verdicts);
      return {
        verdicts,
        guards: guardAbsent('customers', added),
        changes: newCustomerStatements(batch.tenant, added),
        events: added.map(({ id, createdAt }) =>
          importedEvent(batch, { entityKind: 'customer', entity: id, customer: id }, createdAt),
        ),
      };
    },
  };
}

export async function prepareContacts(batch: Batch, rows: readonly ImportedContact[]): Promise<Prepared> {
  const [idOf, customerOf] = await Promise.all([
    idsOf(
      batch,
      'contact',
      rows.map(({ externalId }) => externalId),
    ),
    idsOf(
      batch,
      'customer',
      rows.map(({ customer }) => customer),
    ),
  ]);
  const contacts = rows.map(({ externalId, customer, ...row }) => ({
    ...row,
    id: idOf(externalId),
    customer: customerOf(customer),
  }));
  const known = knownContacts(contacts);
  const owners = customersOfIds(contacts.map(({ customer }) => customer));
  return {
    queries: [...known, ...owners],
    settle: (read) => {
      const customers = customersById(read, owners);
      const verdicts = judge(contacts, allOf(read, known), 'externalId', ({ customer }) => {
        const owner = customers.get(customer);
        if (owner === undefined) return unknownUnless(false, 'customer');
        return owner.kind === 'account' ? [] : [fieldError('customer', 'invalid', 'is a person, who has no contacts')];
      });
      const added = created(contacts, verdicts);
      return {
        verdicts,
        guards: guardAbsentUnder('contacts', added),
        changes: newContactStatements(
          batch.tenant,
          added.map((contact) => ({ ...contact, country: customers.get(contact.customer)?.country ?? null })),
        ),
        events: added.map(({ customer }) => importedUnder(batch, customer)),
      };
    },
  };
}

export async function prepareAddresses(batch: Batch, rows: readonly ImportedAddress[]): Promise<Prepared> {
  const [idOf, customerOf] = await Promise.all([
    idsOf(
      batch,
      'address',
      rows.map(({ externalId }) => externalId),
    ),
    idsOf(
      batch,
      'customer',
      rows.map(({ customer }) => customer),
    ),
  ]);
  const addresses = rows.map(({ externalId, customer, ...row }) => ({
    ...row,
    id: idOf(externalId),
    customer: customerOf(customer),
  }));
  const known = knownAddresses(addresses);
  const owners = customersOfIds(addresses.map(({ customer }) => customer));
  return {
    queries: [...known, ...owners],
    settle: (read) => {
      const customers = customersById(read, owners);
      const verdicts = judge(addresses, allOf(read, known), 'externalId', ({ customer }) =>
        unknownUnless(customers.has(customer), 'customer'),
      );
      const added = created(addresses, verdicts);
      return {
        verdicts,
        guards: guardAbsentUnder('addresses', added),
        changes: newAddressStatements(added),
        events: added.map(({ customer }) => importedUnder(batch, customer)),
      };
    },
  };
}

function importedUnder(batch: Batch, customer: CustomerId) {
  return importedEvent(batch, { entityKind: 'customer', entity: customer, customer });
}

function customersById(read: Rows, queries: readonly Query<KnownCustomer>[]): Map<CustomerId, KnownCustomer> {
  return new Map(allOf(read, queries).map((customer) => [customer.id, customer]));
}
