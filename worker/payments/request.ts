import type { Money } from '../../shared/money.ts';
import { decimalOf } from '../../shared/money.ts';
import type { AddPayment, PaymentKind } from '../../shared/orders.ts';
import type { Blocker, FieldError } from '../../shared/problems.ts';

export type PaymentDecision =
  | { kind: 'accepted'; amount: number; reference: string | null; hint: string | null }
  | { kind: 'invalid'; errors: FieldError[] }
  | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] };

/** Card and gift card are asked of the tenant's provider; cash and check are recorded as paid (domain §2B.3). */
export function needsProvider(kind: PaymentKind): boolean {
  return kind === 'card' || kind === 'gift_card';
}

/**
 * Whether a payment can be taken. `open` is what payments neither cover nor may still cover; without an amount all of
 * it is paid. A card needs the provider's token, a check its number.
 */
export function decidePayment(kind: PaymentKind, input: AddPayment, open: Money): PaymentDecision {
  const errors: FieldError[] = [];
  const reference = input.reference ?? null;
  if (reference === null && kind !== 'cash') {
    errors.push({ pointer: '/reference', code: 'required', detail: 'a token or a check’s number is required' });
  }
  if (input.amount !== undefined && input.amount.currency !== open.currency) {
    errors.push({ pointer: '/amount/currency', code: 'not_one_of', detail: `the order is in ${open.currency}` });
  }
  if (input.amount !== undefined && input.amount.amount < 1) {
    errors.push({ pointer: '/amount/amount', code: 'too_small', detail: 'a payment is more than nothing' });
  }
  if (errors.length > 0) return { kind: 'invalid', errors };

  const amount = input.amount?.amount ?? open.amount;
  const blocker = exceedsBlocker(amount, open);
  if (blocker !== null) return { kind: 'blocked', blockers: [blocker] };
  return { kind: 'accepted', amount, reference, hint: kind === 'check' ? reference : null };
}

/** `count` is what is open, in minor units. */
export function exceedsBlocker(amount: number, open: Money): Blocker | null {
  if (open.amount > 0 && amount <= open.amount) return null;
  const detail =
    open.amount > 0 ? `Only ${decimalOf(open)} ${open.currency} is open` : 'Payments cover the whole total already';
  return { code: 'payment_exceeds_balance', detail, field: 'amount', count: Math.max(open.amount, 0) };
}
