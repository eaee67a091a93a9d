import { beforeAll, describe, expect, test } from 'vitest';
import { timelineSchema } from '../../shared/cases.ts';
import { addressSchema, customerSchema } from '../../shared/customers.ts';
import { orderListSchema, recapSchema } from '../../shared/orders.ts';
import type { Product } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { draft, newCustomer, orderOf, pay, recapHash, stock, submit } from './support/selling.ts';

let desk: Desk;
let clerk: Client;
let tyre: Product;
let frame: Product;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  ({ tyre, frame } = await stock(desk));
});

describe('an order', () => {
  test('[A04] [B01] begins as a draft in the agent’s own channel, going to the customer’s primary address', async () => {
    const customer = await newCustomer(clerk);
    const reply = await clerk.post('/v1/orders', { customerId: customer.id });
    const order = orderOf(reply);
    expect(reply.status).toBe(201);
    expect(reply.version).toBe(1);
    expect(order).toMatchObject({
      status: 'draft',
      version: 1,
      customer: { id: customer.id, name: 'Amélie Durand' },
      channel: { id: await desk.id('channel', 'Phone'), name: 'Phone' },
      currency: 'EUR',
      deliverTo: { city: 'Lyon', country: 'FR' },
      taxRate: '0.2',
      takenBy: { name: 'Inês Carvalho' },
      lines: [],
    });
    expect(order.number).toMatch(/^ORD-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(orderOf(await clerk.get(`/v1/orders/${order.id}`))).toEqual(order);
  });

  test('[B02] takes products at their price, with the tax of the place it goes to', async () => {
    const order = await draft(clerk, tyre, 3);
    expect(order.lines).toMatchObject([
      { sku: 'TY-700', quantity: 3, unitPrice: '20', amount: { amount: 6000 }, discount: { amount: 0 }, available: 12 },
    ]);
    expect(order.totals).toMatchObject({
      lines: { amount: 6000 },
      tax: { amount: 1200 },
      total: { amount: 7200, currency: 'EUR' },
      covered: { amount: 0 },
      balance: { amount: 7200 },
    });
  });

  test('[A22] changes line by line while it is a draft', async () => {
    const first = await draft(clerk, tyre);
    const [line] = first.lines;
    const two = orderOf(
      await clerk.post(`/v1/orders/${first.id}/lines`, { productId: frame.id }, { version: first.version }),
    );
    expect(two.lines.map(({ sku, available, expectedAt }) => [sku, available, expectedAt])).toEqual([
      ['TY-700', 12, null],
      ['FR-56', 0, '2026-12-01T00:00:00.000Z'],
    ]);
    const four = orderOf(
      await clerk.patch(`/v1/orders/${first.id}/lines/${line?.id}`, { quantity: 4 }, { version: two.version }),
    );
    expect(four.totals.lines.amount).toBe(8000 + 89995);
    const last = orderOf(
      await clerk.delete(`/v1/orders/${first.id}/lines/${four.lines[1]?.id}`, { version: four.version }),
    );
    expect(last.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([['TY-700', 4]]);
    expect(last.version).toBe(first.version + 3);
    expect(orderOf(await clerk.get(`/v1/orders/${first.id}`))).toEqual(last);
  });

  test('goes to another address of the customer, and takes tax that the host has computed', async () => {
    const order = await draft(clerk, tyre);
    const swiss = { line1: 'Bahnhofstrasse 1', city: 'Zürich', country: 'CH' };
    const address = (await clerk.post(`/v1/customers/${order.customer.id}/addresses`, swiss)).as(addressSchema);
    const moved = orderOf(
      await clerk.patch(`/v1/orders/${order.id}`, { deliverToId: address.id }, { version: order.version }),
    );
    expect(moved).toMatchObject({ deliverTo: { city: 'Zürich' }, taxRate: '0.081', totals: { tax: { amount: 162 } } });
    const given = orderOf(
      await clerk.patch(`/v1/orders/${order.id}`, { tax: { amount: 77, currency: 'EUR' } }, { version: moved.version }),
    );
    expect(given).toMatchObject({ taxSource: 'given', taxRate: null, totals: { tax: { amount: 77 } } });
    const back = orderOf(await clerk.patch(`/v1/orders/${order.id}`, { tax: null }, { version: given.version }));
    expect(back).toMatchObject({ taxSource: 'table', taxRate: '0.081', totals: { tax: { amount: 162 } } });
  });

  test('[B05] is read back whole before it is submitted, with what still blocks it', async () => {
    const order = await draft(clerk, tyre);
    const recap = (await clerk.get(`/v1/orders/${order.id}/recap`)).as(recapSchema);
    expect(recap).toMatchObject({
      orderId: order.id,
      orderVersion: order.version,
      lines: [{ sku: 'TY-700' }],
      deliverTo: { city: 'Lyon' },
      totals: { total: { amount: 2400 }, balance: { amount: 2400 } },
      blockers: [{ code: 'payment_required', count: 2400 }],
    });
    expect(recap.hash).toMatch(/^[0-9a-f]{16}$/);
    const paid = orderOf(await pay(desk, clerk, order, 'Cash'));
    const after = (await clerk.get(`/v1/orders/${order.id}/recap`)).as(recapSchema);
    expect(after.blockers).toEqual([]);
    expect(after.payments).toEqual(paid.payments);
    expect(after.hash).not.toBe(recap.hash);
  });

  test('[B22] [B02] is submitted once its payments are captured, and counts for the customer from then on', async () => {
    const order = orderOf(await pay(desk, clerk, await draft(clerk, tyre), 'Cash'));
    expect(order.actions.find(({ name }) => name === 'submit')).toMatchObject({ allowed: true, blockers: [] });
    const summary = async () => (await clerk.get(`/v1/customers/${order.customer.id}`)).as(customerSchema).summary;
    expect(await summary()).toMatchObject({ openOrders: 1, orders: 0, ordered: [] });
    const reply = await submit(clerk, order);
    const submitted = orderOf(reply);
    expect(submitted).toMatchObject({ status: 'submitted', version: order.version + 1 });
    expect(submitted.placedAt).not.toBeNull();
    expect(submitted.actions.every(({ allowed }) => !allowed)).toBe(true);
    expect(orderOf(await clerk.get(`/v1/orders/${order.id}`))).toEqual(submitted);
    expect(await summary()).toMatchObject({ openOrders: 1, orders: 1, ordered: [{ amount: 2400, currency: 'EUR' }] });
  });

  test('a command is two trips to the database, a query one', async () => {
    const order = await draft(clerk, tyre);
    const patched = await clerk.patch(`/v1/orders/${order.id}`, { tax: null }, { version: order.version });
    expect(patched.record?.d1?.trips).toBe(2);
    expect((await clerk.get(`/v1/orders/${order.id}`)).record?.d1?.trips).toBe(1);
    expect((await clerk.get(`/v1/orders/${order.id}/recap`)).record?.d1?.trips).toBe(1);
    expect((await submit(clerk, orderOf(await pay(desk, clerk, orderOf(patched), 'Cash')))).record?.d1?.trips).toBe(2);
  });
});

describe('lists', () => {
  test('[A20] [A21] [A22] [A23] show a customer’s orders, the latest first, by what is open and what is invoiced', async () => {
    const customer = await newCustomer(clerk);
    const orders = [];
    for (let count = 0; count < 3; count += 1) {
      desk.ahead += 1000;
      orders.push(orderOf(await clerk.post('/v1/orders', { customerId: customer.id })));
    }
    const path = `/v1/customers/${customer.id}/orders`;
    const first = (await clerk.get(`${path}?limit=2`)).as(orderListSchema);
    expect(first.items.map(({ id }) => id)).toEqual([orders[2]?.id, orders[1]?.id]);
    const rest = (await clerk.get(`${path}?limit=2&cursor=${first.next}`)).as(orderListSchema);
    expect(rest).toMatchObject({ items: [{ id: orders[0]?.id }], next: null });
    expect((await clerk.get(`${path}?view=open`)).as(orderListSchema).items).toHaveLength(3);
    expect((await clerk.get(`${path}?view=invoiced`)).as(orderListSchema).items).toEqual([]);
    expect((await clerk.get(`${path}?view=archived`)).as(orderListSchema).items).toEqual([]);
    expect((await clerk.get(`/v1/orders?customerId=${customer.id}`)).as(orderListSchema).items).toHaveLength(3);
    expect((await clerk.get('/v1/orders?limit=3')).as(orderListSchema).items.map(({ id }) => id)).toEqual(
      orders.map(({ id }) => id).reverse(),
    );
  });

  test('[A22] tell what happened to an order, the latest first', async () => {
    const order = orderOf(await pay(desk, clerk, await draft(clerk, tyre), 'Card', { reference: 'sandbox_ok_4242' }));
    const hash = await recapHash(clerk, order);
    await submit(clerk, order);
    const events = (await clerk.get(`/v1/orders/${order.id}/events`)).as(timelineSchema);
    expect(events.items.map(({ type }) => type)).toEqual([
      'order_submitted',
      'payment_authorised',
      'payment_started',
      'line_added',
      'order_created',
    ]);
    expect(events.items[0]).toMatchObject({
      actor: { name: 'Inês Carvalho' },
      facts: { total: 2400, currency: 'EUR', recapHash: hash },
    });
    const page = (await clerk.get(`/v1/orders/${order.id}/events?limit=3`)).as(timelineSchema);
    const next = (await clerk.get(`/v1/orders/${order.id}/events?limit=3&cursor=${page.next}`)).as(timelineSchema);
    expect([...page.items, ...next.items]).toEqual(events.items);
  });
});
