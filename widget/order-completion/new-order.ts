import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Order } from '../../shared/orders.ts';
import type { Blocker } from '../../shared/problems.ts';
import type { Session } from '../../shared/sessions.ts';
import { Command } from '../internal/command.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { blockedNote, failureNote } from '../internal/problem-message.ts';
import { OrderCreateEvent } from './order-completion.events.ts';
import type { OrderHost } from './order-host.ts';

export interface NewOrderOptions {
  session: () => Session | null;
  customerId: () => string | null;
  created: (order: Order) => void;
}

/** "New order": opens a draft for the customer, for an agent who takes orders for a call centre (B20). */
export class NewOrder {
  readonly #host: OrderHost;
  readonly #options: NewOrderOptions;
  readonly #command: Command<Order>;

  constructor(host: OrderHost, options: NewOrderOptions) {
    this.#host = host;
    this.#options = options;
    this.#command = new Command<Order>(host, { done: (order) => options.created(order) });
  }

  forget(): void {
    this.#command.dismiss();
  }

  run(): void {
    const customerId = this.#options.customerId();
    if (!customerId || this.#command.busy || this.#blockers.length > 0) return;
    if (!this.#host.dispatchEvent(new OrderCreateEvent({ customerId }))) return;
    void this.#command.post('/v1/orders', { customerId });
  }

  /** The one verb where no draft is open. Blocked, it can still be reached. */
  button(size = ''): TemplateResult {
    const { term } = this.#host.words;
    const blocked = this.#blockers.length > 0;
    return html`<button
      class="btn primary ${size}"
      type="button"
      part="new-order-button"
      data-first
      aria-disabled=${blocked || this.#command.busy ? 'true' : nothing}
      @click=${() => this.run()}
    >
      ${blocked ? icon(glyphs.blocked) : nothing} ${term('orderNew')} ${keycap(term, 'o')}
    </button>`;
  }

  /** Why no order can be opened, or why the last one was not. */
  note(): TemplateResult | typeof nothing {
    const { term } = this.#host.words;
    const { failure } = this.#command;
    if (this.#blockers.length > 0) return blockedNote(term, term('orderNew'), this.#blockers);
    if (!failure) return nothing;
    return failureNote(term, failure, {
      lead: term('orderNotCreated'),
      retry: () => void this.#command.retry(),
      dismiss: () => this.#command.dismiss(),
    });
  }

  /** Empty while nobody is known to be at the desk. */
  get #blockers(): readonly Blocker[] {
    return this.#options.session()?.agent.channels.length === 0 ? [{ code: 'not_channel_user', detail: '' }] : [];
  }
}
