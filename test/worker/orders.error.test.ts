import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { customerSchema } from '../../shared/customers.ts';
import { newId } from '../../shared/ids.ts';
import { orderSchema } from '../../shared/orders.ts';
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

describe('beginning an order', () => {
  test('[B20] [B09] is refused to an agent who is no user of a channel', async () => {
    const customer = await newCustomer(clerk);
    const outsider = await desk.as('outsider');
    const reply = await outsider.post('/v1/orders', { customerId: customer.id });
    expect(reply.status).toBe(403);
    expect(reply.problem.code).toBe('not_channel_user');
  });

  test('[B20] is refused for a channel that is not the agent’s own', async () => {
    const customer = await newCustomer(clerk);
    const reply = await clerk.post('/v1/orders', { customerId: customer.id, channelId: newId('channel') });
    expect(reply.problem.code).toBe('not_channel_user');
  });

  test('names the reference that is not there', async () => {
    const customer = await newCustomer(clerk);
    const another = await newCustomer(clerk);
    const nobody = await clerk.post('/v1/orders', { customerId: newId('customer') });
    expect([nobody.status, nobody.problem.errors?.[0]?.pointer]).toEqual([422, '/customerId']);
    const elsewhere = await clerk.post('/v1/orders', {
      customerId: customer.id,
      deliverToId: another.addresses[0]?.id,
    });
    expect([elsewhere.status, elsewhere.problem.errors?.[0]?.pointer]).toEqual([422, '/deliverToId']);
  });

  test('needs an Idempotency-Key, and with the same key happens once', async () => {
    const customer = await newCustomer(clerk);
    const body = { customerId: customer.id };
    expect((await clerk.post('/v1/orders', body, { key: null })).problem.code).toBe('idempotency_key_required');
    const key = crypto.randomUUID();
    const [first, second] = await Promise.all([
      clerk.post('/v1/orders', body, { key }),
      clerk.post('/v1/orders', body, { key }),
    ]);
    expect(first.text).toBe(second.text);
    expect((await clerk.post('/v1/orders', { customerId: newId('customer') }, { key })).status).toBe(422);
    const { summary } = (await clerk.get(`/v1/customers/${customer.id}`)).as(customerSchema);
    expect(summary.openOrders).toBe(1);
  });
});

describe('changing a draft', () => {
  test('wants the version it was decided on', async () => {
    const order = await draft(clerk, tyre);
    const path = `/v1/orders/${order.id}/lines`;
    expect((await clerk.post(path, { productId: tyre.id })).problem.code).toBe('version_required');
    const stale = await clerk.post(path, { productId: tyre.id }, { version: 1 });
    expect(stale.status).toBe(412);
    expect(orderSchema.parse(stale.problem.current)).toMatchObject({ id: order.id, version: order.version });
  });

  test('names a product, address or line that is not there', async () => {
    const order = await draft(clerk, tyre);
    const { version } = order;
    const path = `/v1/orders/${order.id}`;
    const product = await clerk.post(`${path}/lines`, { productId: newId('product') }, { version });
    expect([product.status, product.problem.errors?.[0]?.pointer]).toEqual([422, '/productId']);
    const address = await clerk.patch(path, { deliverToId: newId('address') }, { version });
    expect([address.status, address.problem.errors?.[0]?.pointer]).toEqual([422, '/deliverToId']);
    expect((await clerk.patch(`${path}/lines/${newId('line')}`, { quantity: 2 }, { version })).status).toBe(404);
    expect((await clerk.delete(`${path}/lines/${newId('line')}`, { version })).status).toBe(404);
    expect((await clerk.get(`/v1/orders/${newId('order')}`)).status).toBe(404);
    expect((await clerk.get('/v1/orders/nonsense')).status).toBe(404);
    expect((await clerk.get(`/v1/orders/${newId('order')}/events`)).status).toBe(404);
    expect((await clerk.get(`/v1/customers/${newId('customer')}/orders`)).status).toBe(404);
    expect((await clerk.get('/v1/orders?cursor=abc')).problem.code).toBe('invalid_cursor');
  });

  test('refuses what is not sold, and sums that no amount can hold', async () => {
    const order = await draft(clerk, tyre);
    await env.DB.prepare('UPDATE products SET active = 0 WHERE tenant = ? AND id = ?')
      .bind(desk.tenant, frame.id)
      .run();
    const gone = await clerk.post(`/v1/orders/${order.id}/lines`, { productId: frame.id }, { version: order.version });
    expect([gone.status, gone.problem.code]).toEqual([409, 'product_unavailable']);
    await env.DB.prepare(`UPDATE products SET active = 1, unit_price = '9999999999999' WHERE tenant = ? AND id = ?`)
      .bind(desk.tenant, frame.id)
      .run();
    const huge = await clerk.post(
      `/v1/orders/${order.id}/lines`,
      { productId: frame.id, quantity: 100_000 },
      { version: order.version },
    );
    expect([huge.status, huge.problem.errors?.[0]]).toMatchObject([400, { pointer: '/quantity', code: 'too_large' }]);
  });

  test.each([
    [{ quantity: 0 }, '/quantity', 'too_small'],
    [{ quantity: 1.5 }, '/quantity', 'wrong_type'],
    [{ quantity: 100_001 }, '/quantity', 'too_large'],
    [{ quantity: 1, price: '1' }, '/price', 'unknown_key'],
  ])('refuses a line of %j', async (body, pointer, code) => {
    const order = await draft(clerk, tyre);
    const path = `/v1/orders/${order.id}/lines/${order.lines[0]?.id}`;
    const reply = await clerk.patch(path, body, { version: order.version });
    expect([reply.status, reply.problem.errors?.[0]]).toMatchObject([400, { pointer, code }]);
  });

  test.each([
    [{ amount: 100, currency: 'USD' }, '/tax/currency', 'not_one_of'],
    [{ amount: -1, currency: 'EUR' }, '/tax/amount', 'too_small'],
  ])('refuses a tax of %j', async (tax, pointer, code) => {
    const order = await draft(clerk, tyre);
    const reply = await clerk.patch(`/v1/orders/${order.id}`, { tax }, { version: order.version });
    expect([reply.status, reply.problem.errors?.[0]]).toMatchObject([400, { pointer, code }]);
  });
});

describe('submitting', () => {
  test('[B22] is refused until a payment is captured, and says how much is missing', async () => {
    const order = await draft(clerk, tyre);
    const reply = await submit(clerk, order);
    expect(reply.status).toBe(409);
    expect(reply.problem).toMatchObject({
      code: 'payment_required',
      blockers: [{ code: 'payment_required', detail: '24.00 EUR is not paid', count: 2400 }],
    });
    const declined = orderOf(await pay(desk, clerk, order, 'Card', { reference: 'sandbox_declined_0341' }));
    expect((await submit(clerk, declined)).problem.code).toBe('payment_required');
    const half = orderOf(await pay(desk, clerk, declined, 'Cash', { amount: { amount: 1400, currency: 'EUR' } }));
    expect((await submit(clerk, half)).problem.blockers).toMatchObject([{ code: 'payment_required', count: 1000 }]);
  });

  test('[B22] is refused without lines, without an address, while a payment waits, and when too much is paid', async () => {
    const homeless = await newCustomer(clerk, { address: undefined });
    const bare = orderOf(await clerk.post('/v1/orders', { customerId: homeless.id }));
    expect((await submit(clerk, bare)).problem.blockers?.map(({ code }) => code)).toEqual([
      'order_empty',
      'address_required',
    ]);
    const waiting = orderOf(
      await pay(desk, clerk, await draft(clerk, tyre), 'Card', { reference: 'sandbox_silent_7777' }),
    );
    expect((await submit(clerk, waiting)).problem.code).toBe('payment_pending');
    const two = orderOf(await pay(desk, clerk, await draft(clerk, tyre, 2), 'Cash'));
    const one = orderOf(
      await clerk.patch(`/v1/orders/${two.id}/lines/${two.lines[0]?.id}`, { quantity: 1 }, { version: two.version }),
    );
    expect((await submit(clerk, one)).problem).toMatchObject({
      code: 'payments_exceed_total',
      blockers: [{ count: 2400 }],
    });
  });

  test('[B05] is refused when the order is no longer what was read', async () => {
    const order = await draft(clerk, tyre);
    const hash = await recapHash(clerk, order);
    const paid = orderOf(await pay(desk, clerk, order, 'Cash'));
    const reply = await clerk.post(`/v1/orders/${order.id}/submit`, { recapHash: hash }, { version: paid.version });
    expect([reply.status, reply.problem.code]).toEqual([409, 'recap_changed']);
  });

  test('[B02] two at once make one order', async () => {
    const order = orderOf(await pay(desk, clerk, await draft(clerk, tyre), 'Cash'));
    const colleague = await desk.as('colleague');
    const replies = await Promise.all([submit(clerk, order), submit(colleague, order)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { summary } = (await clerk.get(`/v1/customers/${order.customer.id}`)).as(customerSchema);
    expect(summary).toMatchObject({ orders: 1, ordered: [{ amount: 2400, currency: 'EUR' }] });
  });

  test('[B03] leaves an order that is read, not changed', async () => {
    const paid = orderOf(await pay(desk, clerk, await draft(clerk, tyre), 'Cash'));
    const order = orderOf(await submit(clerk, paid));
    const { version } = order;
    const path = `/v1/orders/${order.id}`;
    const replies = [
      await clerk.patch(path, { tax: null }, { version }),
      await clerk.post(`${path}/lines`, { productId: tyre.id }, { version }),
      await clerk.patch(`${path}/lines/${order.lines[0]?.id}`, { quantity: 2 }, { version }),
      await clerk.delete(`${path}/lines/${order.lines[0]?.id}`, { version }),
      await pay(desk, clerk, order, 'Cash'),
      await clerk.post(`${path}/payments/${order.payments[0]?.id}/void`, {}, { version }),
      await submit(clerk, order),
    ];
    expect(replies.map((reply) => [reply.status, reply.problem.code])).toEqual(
      replies.map(() => [409, 'order_not_draft']),
    );
    expect(orderOf(await clerk.get(path))).toEqual(order);
  });
});
