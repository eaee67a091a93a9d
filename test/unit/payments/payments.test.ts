import { describe, expect, it, test } from 'vitest';
import { paymentStatusSchema, type PaymentKind } from '../../../shared/orders.ts';
import { answered } from '../../../worker/payments/answer.ts';
import { coveredBy, isCaptured, pendingOf, voidBlockers, type PaymentRow } from '../../../worker/payments/coverage.ts';
import { decidePayment, needsProvider } from '../../../worker/payments/request.ts';
import { answerTo } from '../../../worker/payments/sandbox-provider.ts';
import { idSchemas } from '../../../shared/ids.ts';

const methodId = idSchemas.paymentMethod.parse('pme_01kasr00000000000000000000');
const eur = (amount: number) => ({ amount, currency: 'EUR' });

test.each([
  ['pending', false, true],
  ['authorised', true, true],
  ['paid', true, true],
  ['declined', false, false],
  ['voided', false, false],
] as const)('[B22] a payment that is %s: captured %s, voidable %s', (status, captured, voidable) => {
  expect(isCaptured({ status })).toBe(captured);
  expect(voidBlockers({ status }).length === 0).toBe(voidable);
});

it('what covers and what waits are told apart', () => {
  const payments = paymentStatusSchema.options.map((status, place) => ({ status, amount: 10 ** place }));
  expect([coveredBy(payments), pendingOf(payments)]).toEqual([110, 1]);
});

describe('taking a payment', () => {
  test.each<[PaymentKind, object, string]>([
    ['cash', {}, 'accepted'],
    ['cash', { amount: eur(1) }, 'accepted'],
    ['cash', { amount: eur(1000) }, 'accepted'],
    ['cash', { amount: eur(1001) }, 'payment_exceeds_balance'],
    ['cash', { amount: eur(0) }, '/amount/amount too_small'],
    ['cash', { amount: { amount: 1, currency: 'USD' } }, '/amount/currency not_one_of'],
    ['check', {}, '/reference required'],
    ['check', { reference: '1042' }, 'accepted'],
    ['card', {}, '/reference required'],
    ['card', { reference: 'tok' }, 'accepted'],
    ['gift_card', {}, '/reference required'],
  ])('[B04] by %s with %j of 10.00: %s', (kind, input, expected) => {
    const decision = decidePayment(kind, { methodId, ...input }, eur(1000));
    const said =
      decision.kind === 'blocked'
        ? decision.blockers[0].code
        : decision.kind === 'invalid'
          ? `${decision.errors[0]?.pointer} ${decision.errors[0]?.code}`
          : decision.kind;
    expect(said).toBe(expected);
  });

  it('takes all that is open where no amount is given, and nothing when all is covered', () => {
    expect(decidePayment('cash', { methodId }, eur(1000))).toMatchObject({ kind: 'accepted', amount: 1000 });
    for (const open of [0, -5]) {
      expect(decidePayment('cash', { methodId }, eur(open))).toMatchObject({
        kind: 'blocked',
        blockers: [{ code: 'payment_exceeds_balance', count: 0 }],
      });
    }
  });

  it('shows a check’s number, and nothing of a token', () => {
    expect(decidePayment('check', { methodId, reference: '1042' }, eur(1))).toMatchObject({ hint: '1042' });
    expect(decidePayment('card', { methodId, reference: 'tok' }, eur(1))).toMatchObject({ hint: null });
  });

  test.each([
    ['cash', false],
    ['check', false],
    ['card', true],
    ['gift_card', true],
  ] as const)('%s is asked of the provider: %s', (kind, asked) => {
    expect(needsProvider(kind)).toBe(asked);
  });
});

describe('the sandbox', () => {
  const payment: PaymentRow = {
    id: idSchemas.payment.parse('pay_01kasr00000000000000000000'),
    method: methodId,
    name: 'Card',
    kind: 'card',
    amount: 100,
    status: 'pending',
    reference: 'x',
    hint: null,
    declineReason: null,
    createdAt: 0,
  };

  test.each([
    ['sandbox_ok_4242', 'authorised', null, '4242'],
    ['sandbox_declined_0341', 'declined', 'insufficient_funds', '0341'],
    ['sandbox_expired_1881', 'declined', 'card_expired', '1881'],
    ['sandbox_silent_7777', 'pending', 'provider_silent', null],
    ['sandbox_ok_42424', 'declined', 'refused', null],
    ['', 'declined', 'refused', null],
  ])('answers %s with %s %s', (token, status, declineReason, hint) => {
    expect(answered(payment, answerTo(token))).toEqual({ ...payment, status, declineReason, hint });
  });
});
