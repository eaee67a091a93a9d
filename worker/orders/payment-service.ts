import type { OrderId, PaymentId } from '../../shared/ids.ts';
import type { AddPayment, Order } from '../../shared/orders.ts';
import { commitEnd, commitIntent } from '../db/commit.ts';
import { guardVersion } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import type { CommandContext } from '../http/context.ts';
import { blocked, refuse, unknownReference, type CommandOutcome } from '../http/outcome.ts';
import {
  insertPayment,
  methodOfOrder,
  paymentIdOf,
  providerOf,
  updatePayment,
  type Authorisation,
  type PaymentRow,
} from '../payments/service.ts';
import { about, commitChange, loadOrder, refusalOf } from './change-service.ts';
import type { OrderState } from './draft.ts';
import {
  answered,
  decideOrderPayment,
  isAskedOfProvider,
  orderVoidBlockers,
  withPayment,
  withPaymentAs,
} from './payment.ts';
import { readOrder } from './read-service.ts';
import * as store from './store.ts';
import { paymentBlockers } from './submission.ts';
import { orderView } from './view.ts';

/** How often an answer of a provider is written again when the order has changed meanwhile. */
const mostWrites = 4;

/**
 * Takes a payment (B04). Cash and checks are paid when they are recorded. A card's payment is written down before its
 * provider is asked and once more with the answer; a request that was cut off in between goes on with the same
 * payment, so that nobody is charged twice.
 */
export async function addPayment(
  command: CommandContext,
  id: OrderId,
  input: AddPayment,
): Promise<CommandOutcome<Order>> {
  const methodQuery = methodOfOrder(id, input.methodId);
  const found = await loadOrder(command, id, [methodQuery]);
  if (found.kind !== 'loaded') return found;
  const { order, loaded } = found;
  const paymentId = await paymentIdOf(command);
  const begun = order.payments.find((payment) => payment.id === paymentId);
  if (begun !== undefined) {
    return loaded.interrupted ? askProvider(command, order, begun) : refuse('idempotency_key_reused');
  }

  const refusal = refusalOf(command, order, paymentBlockers(order));
  if (refusal !== null) return refusal;
  const method = loaded.rows.first(methodQuery);
  if (method === undefined) return unknownReference('methodId');
  const decision = decideOrderPayment(order, method, input, { id: paymentId, now: command.now });
  if (decision.kind === 'invalid') return refuse('invalid_request', { errors: decision.errors });
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  const { payment } = decision;
  const next = withPayment(order, payment);
  const changes = [insertPayment(id, payment)];
  const { amount, kind } = payment;
  const { currency } = order.head;
  if (!decision.asksProvider) {
    return commitChange(command, order, {
      next,
      changes,
      events: [{ type: 'payment_paid', ...about(order), facts: { paymentId, amount, currency } }],
    });
  }
  const intent = await commitIntent(command, {
    guards: [guardVersion('orders', id, order.head.version)],
    changes: [...changes, store.updateDraft(next.head, command.now)],
    events: [{ type: 'payment_started', ...about(order), facts: { paymentId, kind, amount, currency } }],
  });
  return intent.kind === 'raced' ? intent : askProvider(command, next, payment);
}

/** Asks the provider, or, where the answer is known by now, only ends the request. */
async function askProvider(
  command: CommandContext,
  order: OrderState,
  payment: PaymentRow,
): Promise<CommandOutcome<Order>> {
  if (payment.status !== 'pending') return writeAnswer(command, order, payment.id, null);
  const answer = await providerOf(command.tenant).authorise({
    paymentId: payment.id,
    amount: { amount: payment.amount, currency: order.head.currency },
    token: payment.reference ?? '',
  });
  return writeAnswer(command, order, payment.id, answer);
}

/**
 * Writes what the provider said. The order may have changed since it was asked; the answer is then written to the
 * order as it has become. A payment that was voided meanwhile is given back.
 */
async function writeAnswer(
  command: CommandContext,
  before: OrderState,
  paymentId: PaymentId,
  answer: Authorisation | null,
): Promise<CommandOutcome<Order>> {
  let order = before;
  for (let writes = 0; writes < mostWrites; writes += 1) {
    const payment = order.payments.find(({ id }) => id === paymentId);
    if (payment === undefined) throw new Error(`a payment is gone: ${paymentId}`);
    if (payment.status !== 'pending' || answer === null) {
      if (payment.status === 'voided') await providerOf(command.tenant).void(paymentId);
      return commitEnd(command, {
        value: orderView(order),
        version: order.head.version,
        changes: [],
        events: [],
      });
    }
    const next = withPaymentAs(order, answered(payment, answer));
    const outcome = await commitEnd(command, {
      value: orderView(next),
      version: next.head.version,
      guards: [guardVersion('orders', order.head.id, order.head.version)],
      changes: [updatePayment(order.head.id, answered(payment, answer)), store.updateDraft(next.head, command.now)],
      events: eventsOf(order, payment, answer),
    });
    if (outcome.kind === 'done') return outcome;
    const again = await readOrder(command, order.head.id);
    if ('kind' in again) return again;
    order = again;
  }
  return refuse('unavailable', { detail: 'Too many changes at once' });
}

function eventsOf(order: OrderState, { id, amount }: PaymentRow, answer: Authorisation): NewEvent[] {
  const { currency } = order.head;
  switch (answer.kind) {
    case 'authorised':
      return [{ type: 'payment_authorised', ...about(order), facts: { paymentId: id, amount, currency } }];
    case 'declined':
      return [{ type: 'payment_declined', ...about(order), facts: { paymentId: id, reason: answer.reason } }];
    case 'silent':
      return [];
  }
}

/**
 * Voids a payment. It covers nothing from the moment it is written; then the provider is told, and told again when the
 * request was cut off in between.
 */
export async function voidPayment(
  command: CommandContext,
  id: OrderId,
  paymentId: PaymentId,
): Promise<CommandOutcome<Order>> {
  const found = await loadOrder(command, id);
  if (found.kind !== 'loaded') return found;
  const { order, loaded } = found;
  const payment = order.payments.find((each) => each.id === paymentId);
  if (loaded.interrupted) return tellVoided(command, order, paymentId);
  if (payment === undefined) return refuse('not_found');
  const refusal = refusalOf(command, order, orderVoidBlockers(order, payment));
  if (refusal !== null) return refusal;

  const voided: PaymentRow = { ...payment, status: 'voided' };
  const next = withPaymentAs(order, voided);
  const changes = [updatePayment(id, voided)];
  const events: NewEvent[] = [{ type: 'payment_voided', ...about(order), facts: { paymentId } }];
  if (!isAskedOfProvider(payment)) return commitChange(command, order, { next, changes, events });
  const intent = await commitIntent(command, {
    guards: [guardVersion('orders', id, order.head.version)],
    changes: [...changes, store.updateDraft(next.head, command.now)],
    events,
  });
  return intent.kind === 'raced' ? intent : tellVoided(command, next, paymentId);
}

async function tellVoided(
  command: CommandContext,
  order: OrderState,
  paymentId: PaymentId,
): Promise<CommandOutcome<Order>> {
  await providerOf(command.tenant).void(paymentId);
  return commitEnd(command, { value: orderView(order), version: order.head.version, changes: [], events: [] });
}
