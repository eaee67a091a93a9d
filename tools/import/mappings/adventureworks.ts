import type { CsvRow } from '../csv.ts';
import { always, mapping } from '../mapping.ts';
import type { Tables } from '../tables.ts';
import { decimal, joined, utcTime, wholeNumber } from '../values.ts';

/** Stores and people are one sequence of business entities, so their ids do not collide. */
function entityOf(customer: CsvRow | null): string {
  return customer?.text('StoreID') || customer?.text('PersonID') || '';
}

/** A person's own customer number; a person of a store orders for the store. */
function isPersonCustomer(customer: CsvRow): boolean {
  return customer.text('PersonID') !== '' && customer.text('StoreID') === '';
}

function isCustomerEntity(entity: string, tables: Tables): boolean {
  return tables.has('stores', entity) || tables.all('customersOfPerson', entity).some(isPersonCustomer);
}

function personOf(row: CsvRow, tables: Tables): CsvRow | null {
  return tables.one('persons', row.text('PersonID'));
}

function personName(person: CsvRow | null): string {
  const family = person === null ? [] : ['FirstName', 'MiddleName', 'LastName', 'Suffix'];
  return joined(...family.map((name) => person?.text(name)));
}

function countryOf(entity: string, tables: Tables): string | null {
  const [address] = tables.all('addressesOfEntity', entity);
  return tables.one('addresses', address?.text('AddressID') ?? '')?.textOrNull('CountryRegionCode') ?? null;
}

function addressField(column: string) {
  return (row: CsvRow, tables: Tables) => tables.one('addresses', row.text('AddressID'))?.text(column) ?? '';
}

function optionalAddressField(column: string) {
  return (row: CsvRow, tables: Tables) => addressField(column)(row, tables) || null;
}

/** Parts that are only built in have no list price; what is no longer sold has an end. */
function isSold(product: CsvRow): boolean {
  return (
    Number(product.text('ListPrice')) > 0 &&
    product.text('SellEndDate') === '' &&
    product.text('DiscontinuedDate') === ''
  );
}

const purposes = { Home: 'home', Shipping: 'delivery', Billing: 'invoice' } as const;

function purposeOf(type: string): 'home' | 'delivery' | 'invoice' | 'other' {
  return type === 'Home' || type === 'Shipping' || type === 'Billing' ? purposes[type] : 'other';
}

/** Sales.SalesOrderHeader.Status: in process, approved, backordered, rejected, shipped, cancelled. */
function orderStatus(code: string): 'submitted' | 'cancelled' | 'invoiced' {
  if (code === '5') return 'invoiced';
  return code === '4' || code === '6' ? 'cancelled' : 'submitted';
}

function cardPayment(order: CsvRow, tables: Tables) {
  const id = order.text('CreditCardID');
  if (id === '') return [];
  const card = tables.one('cards', id);
  return [
    {
      kind: 'card' as const,
      name: card?.text('CardType') ?? 'Card',
      amount: decimal(order.text('TotalDue')),
      hint: card === null ? null : card.text('Last4'),
    },
  ];
}

const otherPeople: Readonly<Record<string, string>> = {
  EM: 'an employee',
  SP: 'a salesperson',
  VC: 'a contact of a vendor',
  GC: 'a general contact',
};

/**
 * Microsoft's AdventureWorks: a bicycle company with stores and single customers. A store is an account, its contacts
 * are contacts, a customer row with a person and no store is a person, and one with both is an order of that store by
 * that contact (design §2). All amounts are in USD, whatever currency the customer paid in.
 */
export default mapping({
  source: 'adventureworks',
  title: 'AdventureWorks',
  recognisedBy: {
    'customers.csv': ['CustomerID', 'PersonID', 'StoreID', 'AccountNumber'],
    'persons.csv': ['BusinessEntityID', 'PersonType'],
    'stores.csv': ['BusinessEntityID', 'Name'],
    'business_entity_contacts.csv': ['BusinessEntityID', 'PersonID', 'ContactType'],
    'business_entity_addresses.csv': ['BusinessEntityID', 'AddressID', 'AddressType'],
    'addresses.csv': ['AddressID', 'AddressLine1'],
    'products.csv': ['ProductID', 'ProductNumber', 'ListPrice', 'QtyOnHand'],
    'sales_order_headers.csv': ['SalesOrderID', 'CustomerID', 'TotalDue'],
    'sales_order_lines.csv': ['SalesOrderID', 'LineNo', 'ProductID'],
    'credit_cards_masked.csv': ['CreditCardID', 'CardType', 'Last4'],
  },
  tables: {
    persons: { file: 'persons.csv', key: 'BusinessEntityID' },
    stores: { file: 'stores.csv', key: 'BusinessEntityID' },
    customers: { file: 'customers.csv', key: 'CustomerID' },
    customersOfPerson: { file: 'customers.csv', key: 'PersonID', many: true },
    contactsOfPerson: { file: 'business_entity_contacts.csv', key: 'PersonID', many: true },
    addresses: { file: 'addresses.csv', key: 'AddressID' },
    addressesOfEntity: { file: 'business_entity_addresses.csv', key: 'BusinessEntityID', many: true },
    cards: { file: 'credit_cards_masked.csv', key: 'CreditCardID' },
    lines: {
      file: 'sales_order_lines.csv',
      key: 'SalesOrderID',
      many: true,
      orphans: 'names an order that sales_order_headers.csv does not have',
    },
  },
  loads: [
    {
      kind: 'products',
      file: 'products.csv',
      fields: {
        externalId: 'ProductID',
        sku: 'ProductNumber',
        name: 'Name',
        unitPrice: (row) => decimal(row.text('ListPrice')),
        available: (row) => wholeNumber(row.text('QtyOnHand')),
        active: isSold,
      },
    },
    {
      kind: 'customers',
      file: 'customers.csv',
      leaveOut: [
        {
          when: (row) => row.text('StoreID') !== '' && row.text('PersonID') !== '',
          because: "a customer number of a store's contact: the store is the customer, the person its contact",
        },
      ],
      fields: {
        externalId: entityOf,
        number: 'AccountNumber',
        kind: (row) => (row.text('StoreID') === '' ? 'person' : 'account'),
        name: (row, tables) =>
          tables.one('stores', row.text('StoreID'))?.text('Name') ?? personName(personOf(row, tables)),
        email: (row, tables) => personOf(row, tables)?.textOrNull('EmailAddress') ?? null,
        phone: (row, tables) => personOf(row, tables)?.textOrNull('PhoneNumber') ?? null,
        country: (row, tables) => countryOf(entityOf(row), tables),
      },
    },
    {
      kind: 'contacts',
      file: 'business_entity_contacts.csv',
      leaveOut: [
        {
          when: (row, tables) => !tables.has('stores', row.text('BusinessEntityID')),
          because: 'a contact of a vendor, who is not a customer',
        },
      ],
      fields: {
        externalId: 'PersonID',
        customer: 'BusinessEntityID',
        name: (row, tables) => personName(personOf(row, tables)),
        jobTitle: 'ContactType',
        email: (row, tables) => personOf(row, tables)?.textOrNull('EmailAddress') ?? null,
        phone: (row, tables) => personOf(row, tables)?.textOrNull('PhoneNumber') ?? null,
      },
    },
    {
      kind: 'addresses',
      file: 'business_entity_addresses.csv',
      leaveOut: [
        {
          when: (row, tables) => !isCustomerEntity(row.text('BusinessEntityID'), tables),
          because: 'the address of an employee or vendor, who is not a customer',
        },
      ],
      fields: {
        externalId: 'AddressID',
        customer: 'BusinessEntityID',
        purpose: (row) => purposeOf(row.text('AddressType')),
        // A customer has one primary address: where it wants its orders, else the first.
        primary: (row) => row.text('AddressType') === 'Shipping',
        line1: addressField('AddressLine1'),
        line2: optionalAddressField('AddressLine2'),
        city: addressField('City'),
        region: optionalAddressField('StateProvinceCode'),
        postalCode: optionalAddressField('PostalCode'),
        country: addressField('CountryRegionCode'),
      },
    },
    {
      kind: 'orders',
      file: 'sales_order_headers.csv',
      fields: {
        externalId: 'SalesOrderID',
        number: 'SalesOrderNumber',
        customer: (row, tables) => entityOf(tables.one('customers', row.text('CustomerID'))),
        contact: (row, tables) => {
          const customer = tables.one('customers', row.text('CustomerID'));
          return customer === null || isPersonCustomer(customer) ? null : customer.textOrNull('PersonID');
        },
        status: (row) => orderStatus(row.text('Status')),
        currency: always('USD'),
        placedAt: (row) => utcTime(row.text('OrderDate')),
        deliverTo: 'ShipToAddressID',
        tax: (row) => decimal(row.text('TaxAmt')),
        charges: (row) => [{ code: 'freight', name: 'Freight', amount: decimal(row.text('Freight')) }],
        total: (row) => row.text('TotalDue'),
        lines: (row, tables) =>
          tables.all('lines', row.text('SalesOrderID')).map((line) => ({
            externalId: `${line.text('SalesOrderID')}-${line.text('LineNo')}`,
            product: line.text('ProductID'),
            quantity: wholeNumber(line.text('OrderQty')),
            unitPrice: decimal(line.text('UnitPrice')),
            discountRate: decimal(line.text('UnitPriceDiscount')),
          })),
        payments: cardPayment,
      },
    },
  ],
  leftOut: [
    {
      file: 'persons.csv',
      because: (row, tables) => {
        const id = row.text('BusinessEntityID');
        if (tables.all('customersOfPerson', id).length > 0) return null;
        if (tables.all('contactsOfPerson', id).some((each) => tables.has('stores', each.text('BusinessEntityID')))) {
          return null;
        }
        return `${otherPeople[row.text('PersonType')] ?? 'a person'}, neither a customer nor a contact of a store`;
      },
    },
  ],
});
