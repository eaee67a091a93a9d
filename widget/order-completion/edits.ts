import type { TimelineItem } from '../../shared/cases.ts';
import type { Page } from '../../shared/common.ts';
import type { Order } from '../../shared/orders.ts';
import type { Failure } from '../client/result.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';

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

export interface EditsOptions {
  /** The order as an edit or a colleague left it. */
  changed: (order: Order) => void;
  /** An edit was answered without the order. */
  reload: () => void;
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

  #order: Order | null = null;
  #waiting: Edit[] = [];
  readonly #host: CallsideElement;
  readonly #options: EditsOptions;
  readonly #command: Command<Order | null>;

  constructor(host: CallsideElement, options: EditsOptions) {
    this.#host = host;
    this.#options = options;
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
    return this.current?.what === what || this.#waiting.some((edit) => edit.what === what);
  }

  /** Edits are made on this order from now on. */
  follow(order: Order | null): void {
    if (!this.current || order?.id === this.#order?.id) this.#order = order;
  }

  add(edit: Edit): void {
    this.#waiting = [...this.#waiting.filter(({ what }) => what !== edit.what), edit];
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
    this.drop();
  }

  #next(): void {
    this.current = this.#waiting.shift() ?? null;
    this.#send();
  }

  #send(): void {
    if (!this.current || !this.#order) return;
    const { method, path, body } = this.current;
    const { id, version } = this.#order;
    const url = `/v1/orders/${id}${path}`;
    if (method === 'delete') void this.#command.delete(url, version);
    else void this.#command[method](url, body ?? {}, version);
  }

  #done(order: Order): void {
    const before = this.#order;
    const edit = this.current;
    this.#order = order;
    this.current = null;
    this.#options.changed(order);
    if (before) edit?.done?.(order, before);
    this.#next();
  }

  /** A removal whose first answer was lost finds nothing left to remove. */
  #answered(): void {
    this.current = null;
    this.#waiting = [];
    this.#options.reload();
  }

  #failed(failure: Failure): void {
    const before = this.#order;
    const after = currentOrder(failure);
    if (!before || !after) return;
    if (this.current?.met(after)) {
      this.#command.dismiss();
      this.#done(after);
    } else {
      this.#order = after;
      this.conflict = { before, after, by: null };
      this.#options.changed(after);
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
