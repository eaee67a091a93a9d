import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Order } from '../../shared/orders.ts';
import type { Product } from '../../shared/set-up.ts';
import { sandboxProvider } from '../../worker/payments/sandbox-provider.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { draft, orderOf, pay, stock, submit } from './support/selling.ts';

let desk: Desk;
let clerk: Client;
let tyre: Product;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  ({ tyre } = await stock(desk));
});

/** The provider is watched, never replaced. */
afterEach(() => vi.restoreAllMocks());

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('a payment', () => {
  test.each([
    ['Cash', {}, { kind: 'cash', status: 'paid', hint: null }],
    ['Check', { reference: '0001042' }, { kind: 'check', status: 'paid', hint: '0001042' }],
    ['Card', { reference: 'sandbox_ok_4242' }, { kind: 'card', status: 'authorised', hint: '4242' }],
    ['Gift card', { reference: 'sandbox_ok_0017' }, { kind: 'gift_card', status: 'authorised', hint: '0017' }],
  ])('[B04] [B10] by %s covers the balance', async (method, more, expected) => {
    const reply = await pay(desk, clerk, await draft(clerk, tyre), method, more);
    const order = orderOf(reply);
    expect(reply.status).toBe(201);
    expect(reply.version).toBe(order.version);
    expect(order.payments).toMatchObject([{ ...expected, amount: eur(2400), name: method, declineReason: null }]);
    expect(order.totals).toMatchObject({ covered: eur(2400), balance: eur(0) });
    expect(orderOf(await clerk.get(`/v1/orders/${order.id}`))).toEqual(order);
    expect(reply.text).not.toContain('sandbox_');
  });

  test('[B04] may be one of several', async () => {
    const order = await draft(clerk, tyre);
    const cash = orderOf(await pay(desk, clerk, order, 'Cash', { amount: eur(400) }));
    expect(cash.totals.balance).toEqual(eur(2000));
    const card = orderOf(await pay(desk, clerk, cash, 'Card', { reference: 'sandbox_ok_4242' }));
    expect(card.payments.map(({ amount }) => amount.amount)).toEqual([400, 2000]);
    expect(orderOf(await submit(clerk, card)).status).toBe('submitted');
  });

  test.each([
    ['sandbox_declined_0341', { status: 'declined', declineReason: 'insufficient_funds', hint: '0341' }],
    ['sandbox_expired_1881', { status: 'declined', declineReason: 'card_expired', hint: '1881' }],
    ['some other token', { status: 'declined', declineReason: 'refused', hint: null }],
    ['sandbox_silent_7777', { status: 'pending', declineReason: 'provider_silent', hint: null }],
  ])('[B04] by %s covers nothing and says why', async (reference, expected) => {
    const order = orderOf(await pay(desk, clerk, await draft(clerk, tyre), 'Card', { reference }));
    expect(order.payments).toMatchObject([expected]);
    expect(order.totals).toMatchObject({ covered: eur(0), balance: eur(2400) });
  });

  test('[B04] is voided while the order is a draft, also one that waits for its provider', async () => {
    for (const [method, more] of [
      ['Cash', {}],
      ['Card', { reference: 'sandbox_ok_4242' }],
      ['Card', { reference: 'sandbox_silent_7777' }],
    ] as const) {
      const order = orderOf(await pay(desk, clerk, await draft(clerk, tyre), method, more));
      const voided = orderOf(await voidOf(order));
      expect(voided.payments[0]?.status).toBe('voided');
      expect(voided.totals.balance).toEqual(eur(2400));
      expect(orderOf(await clerk.get(`/v1/orders/${order.id}`))).toEqual(voided);
    }
  });
});

test('the provider’s answer is written to the order as it has become, when others changed it meanwhile', async () => {
  const order = await draft(clerk, tyre);
  await env.DB.prepare(
    `CREATE TRIGGER meanwhile AFTER INSERT ON events WHEN NEW.type = 'payment_started' BEGIN
       UPDATE orders SET version = version + 1, tax_source = 'given', tax = 500, total = 2500 WHERE id = NEW.entity;
     END`,
  ).run();
  const reply = await pay(desk, clerk, order, 'Card', { reference: 'sandbox_ok_4242' });
  await env.DB.prepare('DROP TRIGGER meanwhile').run();
  const paid = orderOf(reply);
  expect(paid.version).toBe(order.version + 3);
  expect(paid.payments).toMatchObject([{ status: 'authorised', hint: '4242', amount: eur(2400) }]);
  expect(paid.totals).toMatchObject({ tax: eur(500), total: eur(2500), covered: eur(2400), balance: eur(100) });
  expect(orderOf(await clerk.get(`/v1/orders/${order.id}`))).toEqual(paid);
});

describe('a request to the provider that was cut off', () => {
  test('is running for half a minute, then goes on with the same payment and charges once', async () => {
    const order = await draft(clerk, tyre);
    const key = crypto.randomUUID();
    const body = { methodId: await desk.id('paymentMethod', 'Phone\nCard'), reference: 'sandbox_ok_4242' };
    const again = () => clerk.post(`/v1/orders/${order.id}/payments`, body, { key, version: order.version });
    const asked = vi.spyOn(sandboxProvider, 'authorise');
    const before = orderOf(await again());
    await cutOff(key, before);

    const running = await again();
    expect([running.status, running.problem.code]).toEqual([409, 'request_running']);
    desk.ahead += 31_000;
    clerk = await desk.as('clerk');
    const [one, other] = await Promise.all([again(), again()]);
    const after = orderOf(one);
    expect(orderOf(other).payments).toEqual(after.payments);
    expect(after.payments).toMatchObject([{ id: before.payments[0]?.id, status: 'authorised', hint: '4242' }]);
    expect(after.totals.balance).toEqual(eur(0));
    expect(new Set(asked.mock.calls.map(([{ paymentId }]) => paymentId))).toEqual(new Set([before.payments[0]?.id]));
    const replayed = await again();
    expect(replayed.headers.get('idempotency-replayed')).toBe('true');
    expect(orderOf(replayed).payments).toEqual(after.payments);
  });

  test('gives the payment back when it was voided meanwhile', async () => {
    const order = await draft(clerk, tyre);
    const key = crypto.randomUUID();
    const body = { methodId: await desk.id('paymentMethod', 'Phone\nCard'), reference: 'sandbox_ok_4242' };
    const again = () => clerk.post(`/v1/orders/${order.id}/payments`, body, { key, version: order.version });
    await cutOff(key, orderOf(await again()));
    const pending = orderOf(await clerk.get(`/v1/orders/${order.id}`));
    expect(pending.payments[0]?.status).toBe('pending');
    const voided = orderOf(await voidOf(pending));
    desk.ahead += 31_000;
    clerk = await desk.as('clerk');
    const given = vi.spyOn(sandboxProvider, 'void');
    expect(orderOf(await again()).payments).toEqual(voided.payments);
    expect(given).toHaveBeenCalledWith(pending.payments[0]?.id);
  });

  test('goes on with a void', async () => {
    const order = orderOf(await pay(desk, clerk, await draft(clerk, tyre), 'Card', { reference: 'sandbox_ok_4242' }));
    const key = crypto.randomUUID();
    const told = vi.spyOn(sandboxProvider, 'void');
    const first = orderOf(await voidOf(order, key));
    expect(told.mock.calls).toEqual([[order.payments[0]?.id]]);
    await forgetAnswer(key);
    expect((await voidOf(order, key)).problem.code).toBe('request_running');
    desk.ahead += 31_000;
    clerk = await desk.as('clerk');
    expect(orderOf(await voidOf(order, key))).toEqual(first);
    expect(told).toHaveBeenCalledTimes(2);
  });

  /** Leaves the database as it stands between the intent and the provider's answer. */
  async function cutOff(key: string, { id, payments, version }: Order): Promise<void> {
    await forgetAnswer(key);
    await env.DB.batch([
      env.DB.prepare(`UPDATE payments SET status = 'pending', hint = NULL WHERE tenant = ? AND id = ?`).bind(
        desk.tenant,
        payments[0]?.id ?? '',
      ),
      env.DB.prepare('UPDATE orders SET version = ? WHERE tenant = ? AND id = ?').bind(version - 1, desk.tenant, id),
    ]);
  }
});

async function forgetAnswer(key: string): Promise<void> {
  await env.DB.prepare('UPDATE idempotency SET status = NULL, etag = NULL, body = NULL WHERE tenant = ? AND key = ?')
    .bind(desk.tenant, key)
    .run();
}

function voidOf(order: Order, key: string = crypto.randomUUID()) {
  const path = `/v1/orders/${order.id}/payments/${order.payments[0]?.id}/void`;
  return clerk.post(path, {}, { key, version: order.version });
}
