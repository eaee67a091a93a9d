import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/orders.ts';
import type { Blocker } from '../../shared/problems.ts';
import { commit, load, type Loaded } from '../db/commit.ts';
import { guardVersion, type Query, type Statement } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import { staleVersion, type CommandContext } from '../http/context.ts';
import { blocked, refuse, type CommandOutcome, type Refusal, type Replay } from '../http/outcome.ts';
import { isExactOrder, type OrderState } from './draft.ts';
import { foundOrder, orderQueries } from './read-service.ts';
import * as store from './store.ts';
import { orderView } from './view.ts';

/** What a command came to: the order after it, and what is written beside its head. */
export interface Change {
  next: OrderState;
  changes: readonly Statement[];
  events: readonly NewEvent[];
}

export interface LoadedOrder {
  kind: 'loaded';
  order: OrderState;
  loaded: Loaded;
}

/** The one read batch of a command on an order. */
export async function loadOrder(
  command: CommandContext,
  id: OrderId,
  more: readonly Query<unknown>[] = [],
): Promise<LoadedOrder | Replay | Refusal> {
  const queries = orderQueries(id);
  const loaded = await load(command, [...queries.all, ...more]);
  if (loaded.kind !== 'loaded') return loaded;
  const order = foundOrder(command, loaded.rows, queries);
  return 'kind' in order ? order : { kind: 'loaded', order, loaded };
}

/** Refuses a command that was decided on another version of the order, or that a rule blocks. */
export function refusalOf(command: CommandContext, order: OrderState, blockers: readonly Blocker[]): Refusal | null {
  const stale = staleVersion(command, orderView(order));
  if (stale !== null) return stale;
  const [first, ...others] = blockers;
  return first === undefined ? null : blocked([first, ...others]);
}

/** Refuses sums that cannot be kept exactly: a price or quantity is a mistake. */
export function inexact(order: OrderState, pointer: string): Refusal | null {
  if (isExactOrder(order)) return null;
  return refuse('invalid_request', {
    errors: [{ pointer, code: 'too_large', detail: 'makes the order larger than an amount can be' }],
  });
}

/** Writes a command on a draft: guarded by the version it was decided on, the order's head with the rest. */
export async function commitChange(
  command: CommandContext,
  order: OrderState,
  { next, changes, events }: Change,
): Promise<CommandOutcome<Order>> {
  return commit(command, {
    value: orderView(next),
    version: next.head.version,
    guards: [guardVersion('orders', order.head.id, order.head.version)],
    changes: [...changes, store.updateDraft(next.head, command.now)],
    events,
  });
}

/** What every event of an order carries. */
export function about({ head }: OrderState) {
  return { entityKind: 'order', entity: head.id, customer: head.customer.id } as const;
}
