import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOfExternal } from '../../shared/ids.ts';
import { orderSchema } from '../../shared/orders.ts';
import { useDesk } from '../../tools/desk/use-desk.ts';
import { tenantIdOf } from '../../worker/tenants/service.ts';
import { Caller } from '../e2e/desk-process.ts';
import { csv, databaseOf, realData, runImport, startImport, told, untilSaid } from '../e2e/import-process.ts';

const folder = realData('adventureworks');

/** Every row of each kind, and what each run must say of them. */
const rows = { products: 504, customers: 19_185, contacts: 753, addresses: 19_220, orders: 31_465 };
const tellsOf = (output: string) => Object.keys(rows).map((kind) => told(output, kind));

function proof(data: string): void {
  const state = mkdtempSync(join(tmpdir(), 'callside-import-'));
  let database: DatabaseSync | undefined;
  let cutOffAt = 0;
  let resumed = '';
  let again = '';
  /** Milliseconds of the run that did most of it. */
  let took = Infinity;

  /** Cut off among the orders with all that runs, resumed, and run once more. */
  beforeAll(async () => {
    const first = startImport(state, [data]);
    await untilSaid(first, '❯ orders');
    await pause(2_500);
    await first.kill();
    const cutOff = databaseOf(state);
    cutOffAt = Number(cutOff.prepare('SELECT count(*) AS count FROM orders').get()?.['count']);
    cutOff.close();
    const begun = Date.now();
    const second = await runImport(state, [data]);
    took = Date.now() - begun;
    resumed = second.output;
    expect(second.code, resumed).toBe(0);
    const third = await runImport(state, [data]);
    again = third.output;
    expect(third.code, again).toBe(0);
    database = databaseOf(state);
  }, 300_000);
  afterAll(() => {
    database?.close();
    rmSync(state, { recursive: true, force: true });
  });

  const all = (sql: string) => (database?.prepare(sql).all() ?? []) as Record<string, string | number | null>[];
  const count = (sql: string) => Number(database?.prepare(`SELECT count(*) AS count FROM ${sql}`).get()?.['count']);

  it('takes less than three minutes', () => {
    expect(took).toBeLessThan(180_000);
  });

  it('was cut off half-way, and resumed to the same end', () => {
    expect(cutOffAt).toBeGreaterThan(0);
    expect(cutOffAt).toBeLessThan(rows.orders);
    const tells = tellsOf(resumed);
    expect(tells.map((each) => each?.read)).toEqual(Object.values(rows));
    expect(tells.map((each) => each?.refused)).toEqual([0, 0, 0, 0, 0]);
    expect(tells.map((each) => Number(each?.created) + Number(each?.existing))).toEqual(Object.values(rows));
    expect(told(resumed, 'customers')?.created).toBe(0);
    expect(told(resumed, 'orders')?.created).toBe(rows.orders - cutOffAt);
  });

  it('creates nothing when it is run again', () => {
    expect(tellsOf(again)).toEqual(
      Object.values(rows).map((read) => ({ read, created: 0, existing: read, refused: 0 })),
    );
  });

  it('brings every store, person, contact, address, product, order and line, once', () => {
    expect(count("customers WHERE kind = 'account'")).toBe(701);
    expect(count("customers WHERE kind = 'person'")).toBe(18_484);
    expect(count('contacts')).toBe(rows.contacts);
    expect(count('addresses')).toBe(rows.addresses);
    expect(count('products')).toBe(rows.products);
    expect(count('orders')).toBe(rows.orders);
    expect(count('order_lines')).toBe(121_317);
    expect(count('order_charges')).toBe(rows.orders);
    expect(count('payments')).toBe(30_334);
    expect(count("events WHERE type = 'imported' AND imported = 1")).toBe(
      Object.values(rows).reduce((sum, each) => sum + each, 0),
    );
    expect(count('events')).toBe(count("events WHERE type = 'imported'"));
  });

  it('keeps all 31,465 stated totals to the last decimal, and what they are made of agrees', () => {
    const stated = new Map(
      all('SELECT number, stated_total FROM orders').map((row) => [row['number'], row['stated_total']]),
    );
    const wrong = csv(join(data, 'sales_order_headers.csv')).filter(
      ({ SalesOrderNumber = '', TotalDue }) => stated.get(SalesOrderNumber) !== TotalDue,
    );
    expect(wrong).toEqual([]);
    expect(stated.size).toBe(rows.orders);
    expect(
      count(`orders WHERE total <> tax + rounding
        + (SELECT sum(amount - discount) FROM order_lines WHERE order_lines.tenant = orders.tenant AND order_lines.order_id = orders.id)
        + (SELECT sum(amount) FROM order_charges WHERE order_charges.tenant = orders.tenant AND order_charges.order_id = orders.id)`),
    ).toBe(0);
    // Half up from four decimals to cents.
    expect(count('orders WHERE total <> CAST(stated_total * 10000 + 50.5 AS INTEGER) / 100')).toBe(0);
    expect(count('orders WHERE abs(rounding) > 40')).toBe(0);
  });

  it('gives each order to the store or person it belongs to, by the contact who ordered', async () => {
    const tenant = await tenantIdOf('demo');
    const customers = new Map(csv(join(data, 'customers.csv')).map((row) => [row['CustomerID'], row]));
    const orders = new Map(all('SELECT number, customer, contact FROM orders').map((row) => [row['number'], row]));
    for (const header of csv(join(data, 'sales_order_headers.csv'))) {
      const { StoreID = '', PersonID = '' } = customers.get(header['CustomerID']) ?? {};
      const order = orders.get(header['SalesOrderNumber'] ?? '');
      const customer = await idOfExternal('customer', tenant, 'adventureworks', StoreID || PersonID);
      const contact = StoreID === '' ? null : await idOfExternal('contact', tenant, 'adventureworks', PersonID);
      if (order?.['customer'] !== customer || order['contact'] !== contact) expect.fail(header['SalesOrderNumber']);
    }
  });

  it('keeps the lines of each order with their quantities and prices', () => {
    const kept = new Map(
      all(`SELECT orders.number, count(*) AS lines, sum(quantity) AS quantity, group_concat(unit_price, ' ' ORDER BY position) AS prices
           FROM orders JOIN order_lines ON order_lines.tenant = orders.tenant AND order_lines.order_id = orders.id
           GROUP BY orders.id`).map((row) => [row['number'], row]),
    );
    const stated = new Map<string, { lines: number; quantity: number; prices: string[] }>();
    for (const line of csv(join(data, 'sales_order_lines.csv'))) {
      const order = stated.get(`SO${line['SalesOrderID']}`) ?? { lines: 0, quantity: 0, prices: [] };
      stated.set(`SO${line['SalesOrderID']}`, order);
      order.lines += 1;
      order.quantity += Number(line['OrderQty']);
      order.prices.push(line['UnitPrice'] ?? '');
    }
    const wrong = [...stated].filter(([number, order]) => {
      const row = kept.get(number);
      return (
        row?.['lines'] !== order.lines || row['quantity'] !== order.quantity || row['prices'] !== order.prices.join(' ')
      );
    });
    expect(wrong).toEqual([]);
  });

  it('sums up every customer as its orders do', () => {
    expect(count('customer_summary')).toBe(rows.customers);
    expect(
      all(`SELECT customer_summary.customer, customer_summary.orders, customer_summary.ordered, count(orders.id) AS taken
           FROM customer_summary
           LEFT JOIN orders ON orders.tenant = customer_summary.tenant AND orders.customer = customer_summary.customer
           GROUP BY customer_summary.customer
           HAVING customer_summary.orders <> taken OR open_orders <> 0
             OR coalesce(customer_summary.ordered ->> 'USD', 0) <> coalesce(sum(orders.total), 0)`),
    ).toEqual([]);
  });

  it('stores nothing of the cards but their last four digits', () => {
    expect(count("payments WHERE reference IS NOT NULL OR length(hint) <> 4 OR status <> 'paid'")).toBe(0);
  });

  it('counts the people who are neither customers nor contacts of stores, with the reason', () => {
    for (const line of [
      '273 × an employee, neither a customer nor a contact of a store',
      '17 × a salesperson, neither a customer nor a contact of a store',
      '156 × a contact of a vendor, neither a customer nor a contact of a store',
      '289 × a general contact, neither a customer nor a contact of a store',
      "635 × a customer number of a store's contact: the store is the customer, the person its contact",
      '394 × the address of an employee or vendor, who is not a customer',
    ]) {
      expect(again).toContain(line);
    }
  });

  it('is there for the desk: a store is found by its contact, an order shows its total', async () => {
    database?.close();
    const desk = await useDesk({ state, port: 0 });
    try {
      const caller = await Caller.of(desk.url);
      const found = (await (await caller.get('/v1/customers?q=catherine%20abel')).json()) as {
        items: { id: string; name: string; kind: string }[];
      };
      const store = found.items.find(({ kind }) => kind === 'account');
      expect(store?.name).toBe('Professional Sales and Service');
      const byOrder = (await (await caller.get('/v1/customers?by=order&q=SO43659')).json()) as typeof found;
      const orders = (await (await caller.get(`/v1/customers/${byOrder.items[0]?.id}/orders`)).json()) as {
        items: { id: string; number: string }[];
      };
      const one = orders.items.find(({ number }) => number === 'SO43659');
      const order = orderSchema.parse(await (await caller.get(`/v1/orders/${one?.id}`)).json());
      expect(order).toMatchObject({
        status: 'invoiced',
        statedTotal: '23153.2339',
        totals: { total: { amount: 2_315_323 } },
      });
      expect(order.lines).toHaveLength(12);
    } finally {
      await desk.stop();
      database = databaseOf(state);
    }
  });
}

if (folder === null) {
  describe('AdventureWorks', () => {
    it('is neither in CALLSIDE_DATA nor in ../shared/data, so that nothing is proved with it', () => {
      expect(folder).toBeNull();
    });
  });
} else {
  describe('AdventureWorks, imported whole', () => proof(folder));
}
