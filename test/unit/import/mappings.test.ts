import { describe, expect, it } from 'vitest';
import { importedRowSchemas, type ImportKind } from '../../../shared/imports.ts';
import { isBroken, readCsv } from '../../../tools/import/csv.ts';
import type { Mapping } from '../../../tools/import/mapping.ts';
import adventureworks from '../../../tools/import/mappings/adventureworks.ts';
import northwind from '../../../tools/import/mappings/northwind.ts';
import { mapRow } from '../../../tools/import/rows.ts';
import { Tables } from '../../../tools/import/tables.ts';
import { folderWith } from './folder.ts';

/** Everything a mapping makes of a folder: rows by kind as the contract reads them, and the reasons of the others. */
async function mapAll(mapping: Mapping, files: Record<string, string>) {
  const folder = folderWith(files);
  const tables = new Tables();
  for (const [name, table] of Object.entries(mapping.tables))
    await tables.read(name, table, folder, ({ broken }) => expect.unreachable(broken));
  const rows: { [Kind in ImportKind]: unknown[] } = {
    products: [],
    customers: [],
    contacts: [],
    addresses: [],
    orders: [],
    cases: [],
  };
  const others: string[] = [];
  for (const load of mapping.loads) {
    for await (const row of readCsv(`${folder}/${load.file}`)) {
      if (isBroken(row)) throw new Error(row.broken);
      const mapped = mapRow(load, row, tables);
      if (mapped.kind === 'row') rows[load.kind].push(importedRowSchemas[load.kind].parse(JSON.parse(mapped.json)));
      else others.push(`${mapped.kind} ${row.file}:${row.line} ${mapped.because}`);
    }
  }
  const people: (string | null)[] = [];
  for (const { file, because } of mapping.leftOut) {
    for await (const row of readCsv(`${folder}/${file}`)) if (!isBroken(row)) people.push(because(row, tables));
  }
  return { rows, others, people };
}

const bicycles = {
  'products.csv':
    'ProductID,ProductNumber,Name,ListPrice,SellEndDate,DiscontinuedDate,QtyOnHand\n' +
    '1,BK-1,Road bike,2443.35,,,148\n2,BK-2,Old bike,10.5,2013-05-29,,0\n3,BB-1,Bearing ball,0,,,1109\n',
  'customers.csv': 'CustomerID,PersonID,StoreID,AccountNumber\n1,,20,AW01\n2,10,,AW02\n3,11,20,AW03\n',
  'persons.csv':
    'BusinessEntityID,PersonType,FirstName,MiddleName,LastName,Suffix,EmailAddress,PhoneNumber\n' +
    '10,IN,José,,Sánchez,Jr.,josé1@adventure-works.com,1 (11) 500 555-0162\n' +
    '11,SC,Catherine,R.,Abel,,catherine0@adventure-works.com,747-555-0171\n' +
    '12,EM,Ken,J,Sánchez,,ken0@adventure-works.com,697-555-0142\n' +
    '13,VC,Paula,,Barreto,,paula2@adventure-works.com,523-555-0175\n',
  'stores.csv': 'BusinessEntityID,Name\n20,Next-Door Bike Store\n',
  'business_entity_contacts.csv': 'BusinessEntityID,PersonID,ContactType\n20,11,Owner\n30,13,Sales Agent\n',
  'business_entity_addresses.csv':
    'BusinessEntityID,AddressID,AddressType\n10,100,Home\n10,101,Shipping\n20,102,Main Office\n12,103,Home\n30,104,Main Office\n',
  'addresses.csv':
    'AddressID,AddressLine1,AddressLine2,City,PostalCode,StateProvinceCode,CountryRegionCode\n' +
    '100,3 rue Lauriston,Étage 2,Paris,75016,75,FR\n101,7 rue de Varsovie,,Lille,59000,59,FR\n' +
    '102,50 Edward Ave,,Concord,94519,CA,US\n103,4350 Minute Dr.,,Redmond,98006,WA,US\n104,1 Dock,,Kent,98031,WA,US\n',
  'credit_cards_masked.csv': 'CreditCardID,CardType,Last4\n5,Vista,5310\n',
  'sales_order_headers.csv':
    'SalesOrderID,OrderDate,Status,SalesOrderNumber,CustomerID,ShipToAddressID,CreditCardID,CreditCardApprovalCode,TaxAmt,Freight,TotalDue\n' +
    '43659,2011-05-31,5,SO43659,3,102,5,105041Vi84182,1971.5149,616.0984,23153.2339\n' +
    '43660,2011-06-01,1,SO43660,2,101,,,0,0,4.50\n',
  'sales_order_lines.csv':
    'SalesOrderID,LineNo,ProductID,OrderQty,UnitPrice,UnitPriceDiscount\n' +
    '43659,1,1,10,2024.994,0.02\n43659,2,2,1,31.4,0\n43660,1,2,1,4.5,0\n',
};

describe('AdventureWorks', () => {
  it('makes an account of a store and a person of a person who is no store’s', async () => {
    const { rows, others } = await mapAll(adventureworks, bicycles);
    expect(rows.customers).toEqual([
      expect.objectContaining({
        externalId: '20',
        number: 'AW01',
        kind: 'account',
        name: 'Next-Door Bike Store',
        email: null,
        country: 'US',
      }),
      expect.objectContaining({
        externalId: '10',
        number: 'AW02',
        kind: 'person',
        name: 'José Sánchez Jr.',
        email: 'josé1@adventure-works.com',
        phone: '1 (11) 500 555-0162',
        country: 'FR',
      }),
    ]);
    expect(others).toContainEqual(expect.stringMatching(/^left_out customers.csv:4 .*the store is the customer/));
  });

  it('makes contacts of the people of stores, not of vendors', async () => {
    const { rows, others } = await mapAll(adventureworks, bicycles);
    expect(rows.contacts).toEqual([
      {
        externalId: '11',
        customer: '20',
        name: 'Catherine R. Abel',
        jobTitle: 'Owner',
        email: 'catherine0@adventure-works.com',
        phone: '747-555-0171',
      },
    ]);
    expect(others).toContainEqual(expect.stringMatching(/^left_out business_entity_contacts.csv:3 .*vendor/));
  });

  it('brings the addresses of customers with their kind, the one to ship to as the primary one', async () => {
    const { rows, others } = await mapAll(adventureworks, bicycles);
    expect(rows.addresses).toEqual([
      {
        externalId: '100',
        customer: '10',
        purpose: 'home',
        primary: false,
        line1: '3 rue Lauriston',
        line2: 'Étage 2',
        city: 'Paris',
        region: '75',
        postalCode: '75016',
        country: 'FR',
      },
      expect.objectContaining({ externalId: '101', purpose: 'delivery', primary: true, line2: null }),
      expect.objectContaining({ externalId: '102', customer: '20', purpose: 'other', country: 'US' }),
    ]);
    expect(others.filter((each) => each.startsWith('left_out business_entity_addresses'))).toHaveLength(2);
  });

  it('sells what has a price and no end', async () => {
    const { rows } = await mapAll(adventureworks, bicycles);
    expect(rows.products).toEqual([
      expect.objectContaining({ sku: 'BK-1', unitPrice: '2443.35', available: 148, active: true }),
      expect.objectContaining({ sku: 'BK-2', active: false }),
      expect.objectContaining({ sku: 'BB-1', active: false }),
    ]);
  });

  it('makes the order of a store’s person one of the store by that contact, its total kept to the last decimal', async () => {
    const { rows } = await mapAll(adventureworks, bicycles);
    expect(rows.orders[0]).toEqual({
      externalId: '43659',
      number: 'SO43659',
      customer: '20',
      contact: '11',
      status: 'invoiced',
      currency: 'USD',
      placedAt: '2011-05-31T00:00:00Z',
      deliverTo: '102',
      tax: '1971.5149',
      charges: [{ code: 'freight', name: 'Freight', amount: '616.0984' }],
      total: '23153.2339',
      lines: [
        { externalId: '43659-1', product: '1', quantity: 10, unitPrice: '2024.994', discountRate: '0.02' },
        { externalId: '43659-2', product: '2', quantity: 1, unitPrice: '31.4', discountRate: '0' },
      ],
      payments: [{ kind: 'card', name: 'Vista', amount: '23153.2339', hint: '5310' }],
    });
    expect(JSON.stringify(rows)).not.toContain('105041Vi84182');
  });

  it('makes the order of a person one of that person, unpaid where no card is named', async () => {
    const { rows } = await mapAll(adventureworks, bicycles);
    expect(rows.orders[1]).toMatchObject({
      customer: '10',
      contact: null,
      status: 'submitted',
      deliverTo: '101',
      payments: [],
    });
  });

  it('counts people who are neither customers nor contacts of stores', async () => {
    expect((await mapAll(adventureworks, bicycles)).people).toEqual([
      null,
      null,
      'an employee, neither a customer nor a contact of a store',
      'a contact of a vendor, neither a customer nor a contact of a store',
    ]);
  });
});

const food = {
  'products.csv': 'ProductID,ProductName,UnitPrice,UnitsInStock,Discontinued\n1,Chai,18,39,0\n5,Gumbo,21.35,0,1\n',
  'customers.csv':
    'CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone\n' +
    'ALFKI,"Alfreds Futterkiste","Maria Anders","Sales Representative","Obere Str. 57",Berlin,,12209,Germany,030-0074321\n' +
    '"Val2 ",IT,Val2,IT,,,,,,\nVALON,IT,"Valon Hoti",IT,,,,,,\n',
  'orders.csv':
    'OrderID,CustomerID,OrderDate,ShippedDate,Freight,ShipAddress,ShipCity,ShipRegion,ShipPostalCode,ShipCountry\n' +
    '10248,ALFKI,"1996-07-04 00:00:00.000","1996-07-16 00:00:00.000",32.38,"Obere Str. 57",Berlin,,12209,Germany\n' +
    '10249,ALFKI,"1996-07-05 00:00:00.000",,0,"Luisenstr. 48",Münster,,44087,Germany\n',
  'order_details.csv':
    'OrderID,ProductID,UnitPrice,Quantity,Discount\n10248,1,14,12,0.15000000596046448\n10249,5,9.8,10,0.0\n',
};

describe('Northwind', () => {
  it('makes an account with a contact and an address of a company', async () => {
    const { rows } = await mapAll(northwind, food);
    expect(rows.customers[0]).toMatchObject({ number: 'ALFKI', kind: 'account', country: 'DE', phone: '030-0074321' });
    expect(rows.contacts[0]).toMatchObject({
      customer: 'ALFKI',
      name: 'Maria Anders',
      jobTitle: 'Sales Representative',
      phone: null,
    });
    expect(rows.addresses[0]).toMatchObject({ customer: 'ALFKI', line1: 'Obere Str. 57', country: 'DE', region: null });
  });

  it('refuses the junk row with its line and takes a company that has no address', async () => {
    const { rows, others } = await mapAll(northwind, food);
    expect(others).toContain('refused customers.csv:3 has a CustomerID that is not five capital letters');
    expect(rows.customers).toContainEqual(expect.objectContaining({ externalId: 'VALON', country: null }));
    expect(others).toContain('left_out customers.csv:4 a customer without an address');
  });

  it('delivers to the customer’s address, or to one of the order’s own', async () => {
    const { rows } = await mapAll(northwind, food);
    const own = 'ALFKI: Luisenstr. 48, 44087 Münster';
    expect(rows.orders).toEqual([
      expect.objectContaining({ deliverTo: 'ALFKI' }),
      expect.objectContaining({ deliverTo: own }),
    ]);
    expect(rows.addresses).toContainEqual(
      expect.objectContaining({ externalId: own, customer: 'ALFKI', city: 'Münster', purpose: 'delivery' }),
    );
  });

  it('takes shipped orders as invoiced, the others as submitted, and states no total', async () => {
    const { rows } = await mapAll(northwind, food);
    expect(rows.orders).toEqual([
      expect.objectContaining({ status: 'invoiced', placedAt: '1996-07-04T00:00:00.000Z', payments: [] }),
      expect.objectContaining({ status: 'submitted' }),
    ]);
    expect(rows.orders[0]).not.toHaveProperty('total');
  });

  it('reads a discount that went through a float as a rate of at most four places', async () => {
    const { rows } = await mapAll(northwind, food);
    expect(rows.orders[0]).toMatchObject({
      lines: [{ externalId: '10248-1', unitPrice: '14', quantity: 12, discountRate: '0.15' }],
    });
  });
});
