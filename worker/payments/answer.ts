import type { Authorisation } from './payment-provider.ts';
import type { PaymentRow } from './store.ts';

/** A payment after what its provider said. Silence leaves it pending: the provider may have taken it. */
export function answered(payment: PaymentRow, answer: Authorisation): PaymentRow {
  switch (answer.kind) {
    case 'authorised':
      return { ...payment, status: 'authorised', hint: answer.hint, declineReason: null };
    case 'declined':
      return { ...payment, status: 'declined', hint: answer.hint, declineReason: answer.reason };
    case 'silent':
      return { ...payment, declineReason: 'provider_silent' };
  }
}
