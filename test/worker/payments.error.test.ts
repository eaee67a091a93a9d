import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { Product } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { draft, orderOf, pay, stock } from './support/selling.ts';

let desk: Desk;
let clerk: Client;
let tyre: Product;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  ({ tyre } = await stock(desk));
});

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('a payment is refused', () => {
  test.each([
    ['Card', {}, '/reference', 'required'],
    ['Gift card', {}, '/reference', 'required'],
    ['Check', {}, '/reference', 'required'],
    ['Card', { reference: '4242 4242 4242 4242' }, '/reference', 'card_number'],
    ['Card', { reference: 'card 5555555555554444' }, '/reference', 'card_number'],
    ['Check', { reference: '378282246310005' }, '/reference', 'card_number'],
    ['Cash', { amount: eur(0) }, '/amount/amount', 'too_small'],
    ['Cash', { amount: { amount: 100, currency: 'USD' } }, '/amount/currency', 'not_one_of'],
    ['Cash', { amount: eur(1.5) }, '/amount/amount', 'wrong_type'],
  ])('by %s with %j', async (method, more, pointer, code) => {
    const reply = await pay(desk, clerk, await draft(clerk, tyre), method, more);
    expect([reply.status, reply.problem.errors?.[0]]).toMatchObject([400, { pointer, code }]);
  });

  test('when it is larger than what is open', async () => {
    const order = await draft(clerk, tyre);
    const over = await pay(desk, clerk, order, 'Cash', { amount: eur(2401) });
    expect([over.status, over.problem]).toMatchObject([
      409,
      { code: 'payment_exceeds_balance', blockers: [{ count: 2400, detail: 'Only 24.00 EUR is open' }] },
    ]);
    const paid = orderOf(await pay(desk, clerk, order, 'Cash'));
    expect((await pay(desk, clerk, paid, 'Cash')).problem.code).toBe('payment_exceeds_balance');
  });

  test('when a payment that still waits may cover the rest', async () => {
    const order = orderOf(
      await pay(desk, clerk, await draft(clerk, tyre), 'Card', { reference: 'sandbox_silent_7777', amount: eur(2000) }),
    );
    expect((await pay(desk, clerk, order, 'Cash', { amount: eur(401) })).problem.code).toBe('payment_exceeds_balance');
    expect(orderOf(await pay(desk, clerk, order, 'Cash')).payments[1]?.amount).toEqual(eur(400));
  });

  test('[B10] by a method that the channel does not take', async () => {
    const order = await draft(clerk, tyre);
    const reply = await clerk.post(
      `/v1/orders/${order.id}/payments`,
      { methodId: newId('paymentMethod') },
      { version: order.version },
    );
    expect([reply.status, reply.problem.errors?.[0]?.pointer]).toEqual([422, '/methodId']);
  });

  test('when nothing is ordered', async () => {
    const order = await draft(clerk, tyre);
    const empty = orderOf(
      await clerk.delete(`/v1/orders/${order.id}/lines/${order.lines[0]?.id}`, { version: order.version }),
    );
    expect((await pay(desk, clerk, empty, 'Cash')).problem.code).toBe('order_empty');
  });

  test('on a version that is no longer so, before any provider is asked', async () => {
    const order = await draft(clerk, tyre);
    const stale = { ...order, version: 1 };
    expect((await pay(desk, clerk, stale, 'Card', { reference: 'sandbox_ok_4242' })).status).toBe(412);
    expect(orderOf(await clerk.get(`/v1/orders/${order.id}`)).payments).toEqual([]);
  });
});

describe('a void is refused', () => {
  test('of a payment that has ended, or that is not there', async () => {
    const declined = orderOf(
      await pay(desk, clerk, await draft(clerk, tyre), 'Card', { reference: 'sandbox_declined_0341' }),
    );
    const path = `/v1/orders/${declined.id}/payments`;
    const { version } = declined;
    const ended = await clerk.post(`${path}/${declined.payments[0]?.id}/void`, {}, { version });
    expect([ended.status, ended.problem.code]).toEqual([409, 'payment_not_voidable']);
    expect((await clerk.post(`${path}/${newId('payment')}/void`, {}, { version })).status).toBe(404);
  });
});
