import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { customerSchema } from '../../shared/customers.ts';
import { importResultSchema } from '../../shared/imports.ts';
import { orderListSchema } from '../../shared/orders.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { orderOf, pay, stock, submit } from './support/selling.ts';

let desk: Desk;
let clerk: Client;
let importer: Client;
let customer: string;

const invoiced = {
  externalId: '43659',
  number: 'SO43659',
  customer: 'c1',
  status: 'invoiced',
  currency: 'EUR',
  placedAt: '2011-05-31T00:00:00Z',
  tax: '1.6012',
  charges: [{ code: 'freight', name: 'Freight', amount: '0.5004' }],
  total: '22.1049',
  lines: [
    { externalId: '1', product: 'TY-700', quantity: 1, unitPrice: '19.9999', discountRate: '0' },
    { externalId: '2', product: 'SP-1', quantity: 3, unitPrice: '0.0125', discountRate: '0.4' },
  ],
};
const draft = {
  ...invoiced,
  externalId: '2',
  number: 'SO2',
  status: 'draft',
  placedAt: null,
  total: '22.1',
  payments: [{ kind: 'card', name: 'Visa', amount: '10', hint: '4242' }],
};
const submitted = { ...invoiced, externalId: '3', number: 'SO3', status: 'submitted', currency: 'USD', total: '7.005' };
const cancelled = { ...invoiced, externalId: '4', number: 'SO4', status: 'cancelled' };

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  importer = await desk.as('importer');
  await stock(desk);
  const reply = await importer.post('/v1/imports/customers', {
    source: 'shop',
    rows: [{ externalId: 'c1', number: 'AW1', kind: 'person', name: 'Ruth Gómez', country: 'FR' }],
  });
  expect(reply.as(importResultSchema).created).toBe(1);
  const hits = (await clerk.get('/v1/customers?q=AW1&by=number')).body as { items: { id: string }[] };
  customer = hits.items[0]?.id ?? '';
});

const send = async (...rows: object[]) =>
  (await importer.post('/v1/imports/orders', { source: 'shop', rows })).as(importResultSchema);
const orders = async () =>
  (await clerk.get(`/v1/customers/${customer}/orders`)).as(orderListSchema).items.map(({ id }) => id);
const summary = async () => (await clerk.get(`/v1/customers/${customer}`)).as(customerSchema).summary;
const order = async (number: string) => {
  const { items } = (await clerk.get(`/v1/customers/${customer}/orders`)).as(orderListSchema);
  return orderOf(await clerk.get(`/v1/orders/${items.find((each) => each.number === number)?.id}`));
};

test('[A22] [A23] an imported order keeps its stated total exactly, and names the rounding', async () => {
  expect(await send(invoiced, draft, submitted, cancelled)).toEqual({ created: 4, existing: 0, refused: [] });
  const found = await order('SO43659');
  expect(found).toMatchObject({
    status: 'invoiced',
    version: 1,
    statedTotal: '22.1049',
    taxSource: 'given',
    placedAt: '2011-05-31T00:00:00.000Z',
    lines: [
      { sku: 'TY-700', unitPrice: '19.9999', amount: { amount: 2000 }, discount: { amount: 0 } },
      { sku: 'SP-1', quantity: 3, amount: { amount: 4 }, discount: { amount: 2 } },
    ],
    totals: {
      lines: { amount: 2004 },
      discounts: { amount: 2 },
      charges: { amount: 50 },
      tax: { amount: 160 },
      rounding: { amount: -2 },
      total: { amount: 2210 },
    },
  });
  expect((await order('SO3')).totals.total).toEqual({ amount: 701, currency: 'USD' });
  const list = (await clerk.get(`/v1/customers/${customer}/orders?view=invoiced`)).as(orderListSchema);
  expect(list.items.map(({ number }) => number)).toEqual(['SO43659']);
});

test('imported orders count in the customer’s summary, each once however often it is sent', async () => {
  const expected = {
    openOrders: 2,
    orders: 2,
    ordered: expect.arrayContaining([
      { amount: 2210, currency: 'EUR' },
      { amount: 701, currency: 'USD' },
    ]),
  };
  expect(await summary()).toMatchObject(expected);
  const before = await orders();
  const more = { ...invoiced, total: '99', lines: [...invoiced.lines, { ...invoiced.lines[0], externalId: '3' }] };
  expect(await send(more, draft)).toEqual({ created: 0, existing: 2, refused: [] });
  expect(await summary()).toMatchObject(expected);
  expect(await orders()).toEqual(before);
  expect((await order('SO43659')).lines).toHaveLength(2);
});

test('an order with a number that another has is refused, and leaves nothing behind', async () => {
  const before = await summary();
  const result = await send({ ...invoiced, externalId: '5' });
  expect(result).toMatchObject({ created: 0, existing: 0, refused: [{ row: 0, externalId: '5' }] });
  expect(await summary()).toEqual(before);
  const { results } = await env.DB.prepare(
    `SELECT order_lines.id FROM order_lines
     LEFT JOIN orders ON orders.tenant = order_lines.tenant AND orders.id = order_lines.order_id
     WHERE order_lines.tenant = ? AND orders.id IS NULL`,
  )
    .bind(desk.tenant)
    .all();
  expect(results).toEqual([]);
});

test('[A22] an imported draft is completed here; what was stated holds until it changes', async () => {
  const imported = await order('SO2');
  expect(imported).toMatchObject({ statedTotal: '22.1', totals: { covered: { amount: 1000 } } });
  const address = { line1: '1 quai Perrache', city: 'Lyon', country: 'FR', primary: true };
  const { id: deliverToId } = (await clerk.post(`/v1/customers/${customer}/addresses`, address)).body as { id: string };
  const changed = orderOf(
    await clerk.patch(`/v1/orders/${imported.id}`, { deliverToId, tax: null }, { version: imported.version }),
  );
  expect(changed).toMatchObject({
    statedTotal: null,
    taxRate: '0.2',
    totals: { rounding: { amount: 0 }, tax: { amount: 410 }, total: { amount: 2462 }, balance: { amount: 1462 } },
  });
  const done = orderOf(await submit(clerk, orderOf(await pay(desk, clerk, changed, 'Cash'))));
  expect(done.status).toBe('submitted');
  expect(await summary()).toMatchObject({ openOrders: 2, orders: 3 });
});
