import { idOfExternal, newId, type PaymentId } from '../../shared/ids.ts';
import type { Tenant } from '../auth/directory.ts';
import type { CommandContext } from '../http/context.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';

export type { Authorisation, PaymentProvider } from './payment-provider.ts';
export { insertPayment, methodOfOrder, paymentsOf, updatePayment, type PaymentRow } from './store.ts';

/** Who takes the tenant's card payments. The one place that chooses. */
export function providerOf(_tenant: Tenant): PaymentProvider {
  return sandboxProvider;
}

/**
 * The id of the payment that a request makes: always the same for the same request of the same agent, so that one taken
 * up again finds the payment it began and the provider is never asked for a second one.
 */
export async function paymentIdOf(command: CommandContext): Promise<PaymentId> {
  const { idempotency, caller } = command;
  if (idempotency === null) return newId('payment');
  const { key, fingerprint } = idempotency;
  return idOfExternal('payment', caller.tenant, `request ${caller.agent}`, `${key}\n${fingerprint}`);
}
