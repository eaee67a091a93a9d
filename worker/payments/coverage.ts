import type { Blocker } from '../../shared/problems.ts';
import type { PaymentRow } from './store.ts';

export type { PaymentRow } from './store.ts';

type Counted = Pick<PaymentRow, 'status' | 'amount'>;

/** Whether a payment is captured: authorised or paid; pending, declined and voided ones are not (domain §6.2, 6). */
export function isCaptured({ status }: Pick<PaymentRow, 'status'>): boolean {
  return status === 'authorised' || status === 'paid';
}

/** What captured payments cover, in minor units. */
export function coveredBy(payments: readonly Counted[]): number {
  return sum(payments.filter(isCaptured));
}

/** What is asked of the provider and not answered yet: it may still be taken. */
export function pendingOf(payments: readonly Counted[]): number {
  return sum(payments.filter(({ status }) => status === 'pending'));
}

/** What stands in the way of voiding a payment: it has ended already. */
export function voidBlockers({ status }: Pick<PaymentRow, 'status'>): Blocker[] {
  if (status !== 'declined' && status !== 'voided') return [];
  return [{ code: 'payment_not_voidable', detail: `The payment is ${status} already` }];
}

function sum(payments: readonly Counted[]): number {
  return payments.reduce((total, { amount }) => total + amount, 0);
}
