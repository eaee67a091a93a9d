import type { CsvRow } from '../csv.ts';
import { always, mapping } from '../mapping.ts';
import type { Tables } from '../tables.ts';
import { countryCode, decimal, utcTime, wholeNumber } from '../values.ts';

const shipTo = ['Address', 'City', 'Region', 'PostalCode', 'Country'] as const;

/** Most orders go to the customer's own address; the others name one of their own. */
function goesElsewhere(order: CsvRow, tables: Tables): boolean {
  const customer = tables.one('customers', order.raw('CustomerID'));
  return customer === null || shipTo.some((name) => order.text(`Ship${name}`) !== customer.text(name));
}

function deliveryAddressId(order: CsvRow, tables: Tables): string {
  const customer = order.text('CustomerID');
  if (!goesElsewhere(order, tables)) return customer;
  return `${customer}: ${order.text('ShipAddress')}, ${order.text('ShipPostalCode')} ${order.text('ShipCity')}`;
}

/** Microsoft's Northwind: a food wholesaler whose customers are companies with one contact each. Amounts are in USD. */
export default mapping({
  source: 'northwind',
  title: 'Northwind',
  recognisedBy: {
    'customers.csv': ['CustomerID', 'CompanyName', 'ContactName'],
    'orders.csv': ['OrderID', 'CustomerID', 'ShippedDate', 'Freight'],
    'order_details.csv': ['OrderID', 'ProductID', 'Discount'],
    'products.csv': ['ProductID', 'ProductName', 'UnitsInStock'],
  },
  tables: {
    customers: { file: 'customers.csv', key: 'CustomerID' },
    lines: {
      file: 'order_details.csv',
      key: 'OrderID',
      many: true,
      orphans: 'names an order that orders.csv does not have',
    },
  },
  loads: [
    {
      kind: 'products',
      file: 'products.csv',
      fields: {
        externalId: 'ProductID',
        sku: (row) => `NW-${row.text('ProductID')}`,
        name: 'ProductName',
        unitPrice: (row) => decimal(row.text('UnitPrice')),
        available: (row) => wholeNumber(row.text('UnitsInStock')),
        active: (row) => row.text('Discontinued') === '0',
      },
    },
    {
      kind: 'customers',
      file: 'customers.csv',
      refuse: [
        {
          when: (row) => !/^[A-Z]{5}$/.test(row.raw('CustomerID')),
          because: 'has a CustomerID that is not five capital letters',
        },
      ],
      fields: {
        externalId: 'CustomerID',
        number: 'CustomerID',
        kind: always('account'),
        name: 'CompanyName',
        phone: 'Phone',
        country: (row) => countryCode(row.text('Country')),
      },
    },
    {
      kind: 'contacts',
      file: 'customers.csv',
      leaveOut: [{ when: (row) => row.text('ContactName') === '', because: 'a customer without a contact' }],
      fields: {
        externalId: 'CustomerID',
        customer: 'CustomerID',
        name: 'ContactName',
        jobTitle: 'ContactTitle',
      },
    },
    {
      kind: 'addresses',
      file: 'customers.csv',
      leaveOut: [{ when: (row) => row.text('Address') === '', because: 'a customer without an address' }],
      fields: {
        externalId: 'CustomerID',
        customer: 'CustomerID',
        purpose: always('delivery'),
        primary: always(true),
        line1: 'Address',
        city: 'City',
        region: 'Region',
        postalCode: 'PostalCode',
        country: (row) => countryCode(row.text('Country')) ?? '',
      },
    },
    {
      kind: 'addresses',
      file: 'orders.csv',
      leaveOut: [
        { when: (row, tables) => !goesElsewhere(row, tables), because: "an order to the customer's own address" },
      ],
      repeats: true,
      fields: {
        externalId: deliveryAddressId,
        customer: 'CustomerID',
        purpose: always('delivery'),
        line1: 'ShipAddress',
        city: 'ShipCity',
        region: 'ShipRegion',
        postalCode: 'ShipPostalCode',
        country: (row) => countryCode(row.text('ShipCountry')) ?? '',
      },
    },
    {
      kind: 'orders',
      file: 'orders.csv',
      fields: {
        externalId: 'OrderID',
        number: 'OrderID',
        customer: 'CustomerID',
        contact: (row) => row.textOrNull('CustomerID'),
        status: (row) => (row.text('ShippedDate') === '' ? 'submitted' : 'invoiced'),
        currency: always('USD'),
        placedAt: (row) => utcTime(row.text('OrderDate')),
        deliverTo: deliveryAddressId,
        charges: (row) => [{ code: 'freight', name: 'Freight', amount: decimal(row.text('Freight')) }],
        lines: (row, tables) =>
          tables.all('lines', row.text('OrderID')).map((line) => ({
            externalId: `${line.text('OrderID')}-${line.text('ProductID')}`,
            product: line.text('ProductID'),
            quantity: wholeNumber(line.text('Quantity')),
            unitPrice: decimal(line.text('UnitPrice')),
            discountRate: decimal(line.text('Discount')),
          })),
      },
    },
  ],
  leftOut: [],
});
