import type { PaymentId, PaymentMethodId } from '../../shared/ids.ts';
import type { AddPayment, PaymentKind } from '../../shared/orders.ts';
import type { Blocker, FieldError } from '../../shared/problems.ts';
import { voidBlockers, type PaymentRow } from '../payments/coverage.ts';
import { decidePayment, needsProvider } from '../payments/request.ts';
import { followed, type OrderState } from './draft.ts';
import { editBlockers, openOf } from './submission.ts';

export { answered } from '../payments/answer.ts';

export type OrderPaymentDecision =
  | { kind: 'accepted'; payment: PaymentRow; asksProvider: boolean }
  | { kind: 'invalid'; errors: FieldError[] }
  | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] };

/** Whether an order takes a payment, and the payment as it begins: paid at once, or pending until its provider answers. */
export function decideOrderPayment(
  order: OrderState,
  method: { id: PaymentMethodId; name: string; kind: PaymentKind },
  input: AddPayment,
  birth: { id: PaymentId; now: number },
): OrderPaymentDecision {
  const decision = decidePayment(method.kind, input, openOf(order));
  if (decision.kind !== 'accepted') return decision;
  const asksProvider = needsProvider(method.kind);
  const { amount, reference, hint } = decision;
  return {
    kind: 'accepted',
    asksProvider,
    payment: {
      id: birth.id,
      method: method.id,
      name: method.name,
      kind: method.kind,
      amount,
      status: asksProvider ? 'pending' : 'paid',
      reference,
      hint,
      declineReason: null,
      createdAt: birth.now,
    },
  };
}

/** What stands in the way of voiding a payment of this order. */
export function orderVoidBlockers(order: OrderState, payment: PaymentRow): Blocker[] {
  const closed = editBlockers(order);
  return closed.length > 0 ? closed : voidBlockers(payment);
}

export function isAskedOfProvider({ kind }: PaymentRow): boolean {
  return needsProvider(kind);
}

/** The order with a payment more. */
export function withPayment(order: OrderState, payment: PaymentRow): OrderState {
  return followed(order, { payments: [...order.payments, payment] });
}

/** The order with one of its payments as it has become. */
export function withPaymentAs(order: OrderState, payment: PaymentRow): OrderState {
  return followed(order, { payments: order.payments.map((each) => (each.id === payment.id ? payment : each)) });
}
