import type { PaymentId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';

/**
 * What a provider says to a payment. `hint` is what may be shown of the card. `silent` is no answer: the provider may
 * have taken the payment or not.
 */
export type Authorisation =
  | { kind: 'authorised'; hint: string }
  | { kind: 'declined'; reason: 'insufficient_funds' | 'card_expired' | 'refused'; hint: string | null }
  | { kind: 'silent' };

/**
 * Who takes card payments for a tenant. The payment's id is the provider's own idempotency key: asked again with the
 * same id, it gives the same answer and takes nothing more. A call that fails is answered as `silent`, never thrown.
 */
export interface PaymentProvider {
  authorise(payment: { paymentId: PaymentId; amount: Money; token: string }): Promise<Authorisation>;
  /** Gives an authorisation back. Unknown and voided payments are voided already. */
  void(paymentId: PaymentId): Promise<'voided' | 'silent'>;
}
