import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema, customerSchema } from '../../shared/customers.ts';
import { orderListSchema, orderSchema } from '../../shared/orders.ts';
import { Caller, freePort, startDesk, type DeskProcess } from './desk-process.ts';
import { csv, realData, runImport, told } from './import-process.ts';

let folder: string;
let state: string;
let desk: DeskProcess;
let caller: Caller;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callside-import-'));
  state = join(folder, 'state');
  desk = await startDesk(state, await freePort());
  caller = await Caller.of(desk.url);
});
afterAll(async () => {
  await desk.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const find = async (q: string) =>
  customerListSchema.parse(await (await caller.get(`/v1/customers?q=${encodeURIComponent(q)}`)).json()).items;

/** A folder of CSV files with the mapping for it. */
function shop(name: string, customers: string): string[] {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'people.csv'), customers);
  writeFileSync(
    join(path, 'mapping.mjs'),
    `export default {
       source: '${name}', title: 'A shop', recognisedBy: {}, tables: {}, leftOut: [],
       loads: [{ kind: 'customers', file: 'people.csv',
         fields: { externalId: 'Id', number: 'Id', kind: () => 'person', name: 'Name', email: 'Email' } }],
     };`,
  );
  return [path, '--mapping', join(path, 'mapping.mjs')];
}

describe('npm run import', () => {
  it('loads files into the desk that runs, by a mapping of one’s own', async () => {
    const { code, output } = await runImport(state, shop('one', 'Id,Name,Email\nZ-1,Zoë Quist,zoe@example.org\n'));
    expect([code, output]).toEqual([0, expect.stringContaining(`A shop from ${join(folder, 'one')} to ${desk.url}`)]);
    expect(told(output, 'customers')).toEqual({ read: 1, created: 1, existing: 0, refused: 0 });
    expect((await find('zoë quist')).map(({ number }) => number)).toEqual(['Z-1']);
  });

  it('names every refused row with file, line and reason, on the screen and in a file, and has still done its work', async () => {
    const rows = [
      'Y-1,Yara Quist,not an address',
      'Y-2,Yuri Quist',
      'Y-3,Yvo Quist,',
      'Y-3,Yvo Quist,',
      'Y-4,"Yun"x,',
      'Y-5,,',
    ];
    const args = shop('two', `Id,Name,Email\n${rows.join('\n')}\n`);
    const report = join(folder, 'refused.csv');
    const { code, output } = await runImport(state, [...args, '--report', report]);
    expect([code, output]).toEqual([0, expect.stringContaining('people.csv')]);
    expect(told(output, 'customers')).toEqual({ read: 6, created: 1, existing: 0, refused: 5 });
    for (const line of [
      'people.csv:2 email is not an e-mail address',
      'people.csv:3 has 2 columns where the header has 3',
      'people.csv:5 has the id of people.csv:4, Y-3',
      'people.csv:6 has a quote inside a quoted value that is not doubled',
      'people.csv:7 name is required',
    ]) {
      expect(output).toContain(line);
    }
    expect(csv(report).map((row) => [row['line'], row['externalId'], row['field']])).toEqual([
      ['2', 'Y-1', 'email'],
      ['3', '', ''],
      ['5', '', ''],
      ['6', '', ''],
      ['7', 'Y-5', 'name'],
    ]);
  });

  it('tries refused rows again, for what they lacked may have come since', async () => {
    const args = shop('three', 'Id,Name,Email\nX-1,Xena Quist,\nX-2,,\n');
    expect(told((await runImport(state, args)).output, 'customers')).toMatchObject({ created: 1, refused: 1 });
    expect(told((await runImport(state, args)).output, 'customers')).toMatchObject({ existing: 1, refused: 1 });
  });

  it('loads a desk by its address with a key file', async () => {
    const args = shop('four', 'Id,Name,Email\nW-1,Wim Quist,\n');
    const key = join(state, 'keys', 'demo.json');
    const far = await runImport(join(folder, 'nowhere'), [...args, '--endpoint', desk.url, '--key', key]);
    expect([far.code, told(far.output, 'customers')]).toEqual([0, { read: 1, created: 1, existing: 0, refused: 0 }]);
    const near = await runImport(state, args);
    expect(told(near.output, 'customers')).toMatchObject({ created: 0, existing: 1 });
  });

  it.each<[string, () => string[], string]>([
    ['the folder holds no data set that is known', () => [folder], '--mapping'],
    [
      'the key file is not there',
      () => [...shop('five', 'Id,Name,Email\n'), '--endpoint', 'http://localhost:1', '--key', 'none.json'],
      'no key file',
    ],
    ['the tenant has no key', () => [...shop('six', 'Id,Name,Email\n'), '--tenant', 'nobody'], 'no key file'],
    ['there is no address to a key', () => [...shop('seven', 'Id,Name,Email\n'), '--key', 'x.json'], '--endpoint'],
    ['a file lacks a column', () => shop('eight', 'Id,Name\n1,Ada\n'), 'people.csv has no column Email'],
  ])('says what is wrong and fails when %s', async (_what, args, message) => {
    const { code, output } = await runImport(state, args());
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    expect(output).not.toMatch(/\bat \S+ \(/);
  });
});

const northwind = realData('northwind');

function proof(data: string): void {
  let output = '';
  beforeAll(async () => {
    const first = await runImport(state, [data]);
    output = first.output;
    expect(first.code, output).toBe(0);
  });

  it('brings every product, customer, order and line, and reports the junk row', () => {
    expect(told(output, 'products')).toEqual({ read: 77, created: 77, existing: 0, refused: 0 });
    expect(told(output, 'customers')).toEqual({ read: 93, created: 92, existing: 0, refused: 1 });
    expect(told(output, 'contacts')).toMatchObject({ created: 92 });
    expect(told(output, 'orders')).toEqual({ read: 830, created: 830, existing: 0, refused: 0 });
    expect(output).toContain('customers.csv:85 has a CustomerID that is not five capital letters');
    expect(readFileSync(join(state, 'imports', 'northwind-refused.csv'), 'utf8')).toBe(
      'file,line,kind,externalId,field,reason\n' +
        'customers.csv,85,customers,,,has a CustomerID that is not five capital letters\n',
    );
  });

  it('prices every order as its lines, discounts and freight say', async () => {
    const lines = csv(join(data, 'order_details.csv'));
    for (const stated of csv(join(data, 'orders.csv')).filter((_order, place) => place % 40 === 0)) {
      const number = stated['OrderID'] ?? '';
      const customers = (await (await caller.get(`/v1/customers?by=order&q=${number}`)).json()) as {
        items: { id: string }[];
      };
      const { items } = orderListSchema.parse(
        await (await caller.get(`/v1/customers/${customers.items[0]?.id}/orders?limit=100`)).json(),
      );
      const id = items.find((order) => order.number === number)?.id;
      const order = orderSchema.parse(await (await caller.get(`/v1/orders/${id}`)).json());
      const due = lines
        .filter((line) => line['OrderID'] === number)
        .map(({ UnitPrice, Quantity, Discount }) => Number(UnitPrice) * Number(Quantity) * (1 - Number(Discount)));
      const cents = Math.round((due.reduce((sum, each) => sum + each, 0) + Number(stated['Freight'])) * 100);
      // A discount is rounded a line; the plain sum of floats is not.
      expect(Math.abs(order.totals.total.amount - cents)).toBeLessThanOrEqual(due.length);
      expect(order.lines).toHaveLength(due.length);
      expect(order).toMatchObject({
        status: stated['ShippedDate'] === '' ? 'submitted' : 'invoiced',
        currency: 'USD',
        deliverTo: { city: stated['ShipCity'], line1: stated['ShipAddress'] },
      });
    }
  });

  it('finds its people with and without their accents, beside the demo’s own', async () => {
    for (const q of ['Königlich Essen', 'koniglich', 'philip cramer']) {
      expect(
        (await find(q)).map(({ number }) => number),
        q,
      ).toContain('KOENE');
    }
    const [hit] = await find('koniglich essen');
    const customer = customerSchema.parse(await (await caller.get(`/v1/customers/${hit?.id}`)).json());
    expect(customer).toMatchObject({
      kind: 'account',
      country: 'DE',
      contacts: [{ name: 'Philip Cramer', jobTitle: 'Sales Associate' }],
    });
  });

  it('creates nothing when it is run again, and reports the junk row again', async () => {
    const again = await runImport(state, [data]);
    expect(
      ['products', 'customers', 'contacts', 'addresses', 'orders'].map((kind) => told(again.output, kind)?.created),
    ).toEqual([0, 0, 0, 0, 0]);
    expect(told(again.output, 'orders')?.existing).toBe(830);
    expect(again.output).toContain('customers.csv:85 ');
  });
}

if (northwind === null) {
  describe('Northwind', () => {
    it('is neither in CALLSIDE_DATA nor in ../shared/data, so that nothing is proved with it', () => {
      expect(northwind).toBeNull();
    });
  });
} else {
  describe('Northwind, imported whole', () => proof(northwind));
}
