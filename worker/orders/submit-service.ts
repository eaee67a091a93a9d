import type { OrderId } from '../../shared/ids.ts';
import type { Order, SubmitOrder } from '../../shared/orders.ts';
import { summaryChange } from '../customers/service.ts';
import type { CommandContext } from '../http/context.ts';
import { blocked, type CommandOutcome } from '../http/outcome.ts';
import { about, commitChange, loadOrder, refusalOf } from './change-service.ts';
import { followed } from './draft.ts';
import { recapHashOf } from './read-service.ts';
import * as store from './store.ts';
import { submitBlockers } from './submission.ts';

/**
 * Submits a draft, once: nothing stands in its way (B22), and it is still what was read to the customer (B05). From
 * here it counts among the customer's orders.
 */
export async function submitOrder(
  command: CommandContext,
  id: OrderId,
  { recapHash }: SubmitOrder,
): Promise<CommandOutcome<Order>> {
  const found = await loadOrder(command, id);
  if (found.kind !== 'loaded') return found;
  const { order } = found;
  const refusal = refusalOf(command, order, submitBlockers(order));
  if (refusal !== null) return refusal;
  if ((await recapHashOf(order)) !== recapHash) {
    return blocked([
      { code: 'recap_changed', detail: 'What was read to the customer is no longer the order', field: 'recapHash' },
    ]);
  }
  const { head } = followed(order, {});
  const ordered = { amount: head.total, currency: head.currency };
  return commitChange(command, order, {
    next: { ...order, head: { ...head, status: 'submitted', placedAt: new Date(command.now).toISOString() } },
    changes: [
      store.submitDraft(id, recapHash, command.now),
      summaryChange(head.customer.id, { orders: 1, ordered, lastContactAt: command.now }),
    ],
    events: [
      { type: 'order_submitted', ...about(order), facts: { total: head.total, currency: head.currency, recapHash } },
    ],
  });
}
