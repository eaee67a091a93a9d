import { beforeAll, expect, test } from 'vitest';
import type { Order } from '../../shared/orders.ts';
import type { Product } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk, type Reply } from './support/desk.ts';
import { draft, newCustomer, stock } from './support/selling.ts';

let desk: Desk;
let clerk: Client;
let tyre: Product;
let order: Order;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  ({ tyre } = await stock(desk));
  order = await draft(clerk, tyre);
});

async function everythingOn({ id, version, lines, customer }: Order, client: Client): Promise<Reply[]> {
  const path = `/v1/orders/${id}`;
  return Promise.all([
    client.get(path),
    client.get(`${path}/recap`),
    client.get(`${path}/events`),
    client.get(`/v1/customers/${customer.id}/orders`),
    client.patch(path, { tax: null }, { version }),
    client.post(`${path}/lines`, { productId: tyre.id }, { version }),
    client.patch(`${path}/lines/${lines[0]?.id}`, { quantity: 2 }, { version }),
    client.delete(`${path}/lines/${lines[0]?.id}`, { version }),
    client.post(`${path}/payments`, { methodId: await desk.id('paymentMethod', 'Phone\nCash') }, { version }),
    client.post(`${path}/payments/pay_01kasr00000000000000000000/void`, {}, { version }),
    client.post(`${path}/submit`, { recapHash: 'x' }, { version }),
  ]);
}

test('an order of another tenant is not found', async () => {
  const stranger = await (await newDesk()).as('clerk');
  const replies = await everythingOn(order, stranger);
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 404));
  expect((await stranger.post('/v1/orders', { customerId: order.customer.id })).status).toBe(422);
});

test('a session bound to another customer or to a case reaches no order', async () => {
  const other = await newCustomer(clerk);
  const bound = await desk.as('clerk', { customer: other.id });
  const replies = await everythingOn(order, bound);
  expect(replies.map(({ problem }) => problem.code)).toEqual(replies.map(() => 'out_of_scope'));
  expect((await bound.get('/v1/orders')).problem.code).toBe('out_of_scope');
  expect((await bound.post('/v1/orders', { customerId: order.customer.id })).problem.code).toBe('out_of_scope');
  expect((await bound.get(`/v1/customers/${other.id}/orders`)).status).toBe(200);
  expect((await bound.post('/v1/orders', { customerId: other.id })).status).toBe(201);
});

test('nobody without a session reads or changes an order', async () => {
  const replies = await everythingOn(order, desk.nobody());
  expect(replies.map(({ problem }) => problem.code)).toEqual(replies.map(() => 'unauthenticated'));
});

test('the log holds ids and facts, nothing that somebody wrote', () => {
  const said = JSON.stringify(desk.records);
  expect(said).not.toMatch(/Durand|Halles|Lyon/);
});
