import type { TimelineItem } from '../../shared/cases.ts';
import type { Page } from '../../shared/common.ts';
import type { Order } from '../../shared/orders.ts';
import type { Failure } from '../client/result.ts';
import { Command } from '../internal/command.ts';
import type { OrderHost } from './order-host.ts';

/** One change of an order that the agent asked for. */
export interface Edit {
  /** What it changes: a later edit of the same thing takes the place of one that still waits. */
  readonly what: string;
  readonly method: 'post' | 'patch' | 'delete';
  /** Below the order: `/lines`. */
  readonly path: string;
  readonly body?: unknown;
  /** What was asked for, in words, for the case that a colleague was quicker. */
  readonly says: string;
  /** Whether an order shows the edit done already: then a lost answer is no conflict. */
  readonly met: (order: Order) => boolean;
  readonly done?: (order: Order, before: Order) => void;
}

/**
 * The changes of one order, one after the other and each on the version that the one before left. A conflict stops them
 * until the agent has said what stands; nothing that was asked for is lost meanwhile.
 */
export class Edits {
  /** What is sent now, or waits for the agent's word after a failure. */
  current: Edit | null = null;
  /** A colleague's order that stood in the way, and the one this edit was made on. */
  conflict: { before: Order; after: Order; by: TimelineItem | null } | null = null;

  /** The order that is shown: edits are made on it. */
  #shown: Order | null = null;
  /** Orders as they were answered last, by id: edits of an order that was left still have to be made. */
  readonly #known = new Map<string, Order>();
  #orderId = '';
  #waiting: (readonly [edit: Edit, orderId: string])[] = [];
  readonly #host: OrderHost;
  readonly #command: Command<Order | null>;

  constructor(host: OrderHost) {
    this.#host = host;
    this.#command = new Command<Order | null>(host, {
      done: (order) => (order ? this.#done(order) : this.#answered()),
      failed: (failure) => this.#failed(failure),
    });
  }

  get busy(): boolean {
    return this.#command.busy;
  }

  /** Why the current edit was not done; null while a conflict is shown instead. */
  get failure(): Failure | null {
    return this.conflict ? null : this.#command.failure;
  }

  /** Whether that thing is being changed or waits to be. */
  has(what: string): boolean {
    return this.current?.what === what || this.#waiting.some(([edit]) => edit.what === what);
  }

  /** Edits are made on this order from now on. */
  follow(order: Order): void {
    if (!this.current) this.#known.clear();
    this.#known.set(order.id, order);
    this.#shown = order;
  }

  add(edit: Edit): void {
    if (!this.#shown) return;
    this.#waiting = [...this.#waiting.filter(([{ what }]) => what !== edit.what), [edit, this.#shown.id]];
    if (!this.current) this.#next();
  }

  /** After a failure: the same again. */
  retry(): void {
    void this.#command.retry();
  }

  /** After a conflict: the edit again, on the colleague's version. */
  keep(): void {
    this.conflict = null;
    this.#command.dismiss();
    this.#send();
  }

  /** Gives the current edit up; what waits goes on. */
  drop(): void {
    this.conflict = null;
    this.current = null;
    this.#command.dismiss();
    this.#next();
  }

  /** Gives everything up. */
  forget(): void {
    this.#waiting = [];
    this.#shown = null;
    this.drop();
  }

  #next(): void {
    [this.current, this.#orderId] = this.#waiting.shift() ?? [null, ''];
    this.#send();
  }

  #send(): void {
    const order = this.#known.get(this.#orderId);
    if (!this.current || !order) return;
    const { method, path, body } = this.current;
    const { id, version } = order;
    const url = `/v1/orders/${id}${path}`;
    if (method === 'delete') void this.#command.delete(url, version);
    else void this.#command[method](url, body ?? {}, version);
  }

  #done(order: Order): void {
    const before = this.#known.get(order.id);
    const edit = this.current;
    this.#known.set(order.id, order);
    this.current = null;
    this.#host.take(order);
    if (before) edit?.done?.(order, before);
    this.#next();
  }

  /** A removal whose first answer was lost finds nothing left to remove. */
  #answered(): void {
    this.current = null;
    this.#waiting = [];
    this.#host.reread();
  }

  #failed(failure: Failure): void {
    const before = this.#known.get(this.#orderId);
    const after = currentOrder(failure);
    if (!before || !after) return;
    if (this.current?.met(after)) {
      this.#command.dismiss();
      this.#done(after);
    } else {
      this.#known.set(after.id, after);
      this.conflict = { before, after, by: null };
      this.#host.take(after);
      void this.#findWho(after);
    }
  }

  async #findWho({ id }: Order): Promise<void> {
    const path = `/v1/orders/${id}/events`;
    const events = await this.#host.client?.get<Page<TimelineItem>>(path, { query: { limit: 1 } });
    if (!events?.ok || !this.conflict) return;
    this.conflict.by = events.value.items[0] ?? null;
    this.#host.requestUpdate();
  }
}

/** The order that came with a refusal for a stale version. */
export function currentOrder(failure: Failure): Order | null {
  return failure.kind === 'problem' && isOrder(failure.problem.current) ? failure.problem.current : null;
}

function isOrder(value: unknown): value is Order {
  return typeof value === 'object' && value !== null && 'totals' in value && 'lines' in value;
}
