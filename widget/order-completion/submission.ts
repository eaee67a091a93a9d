import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Order } from '../../shared/orders.ts';
import type { Failure } from '../client/result.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { currentOrder } from './edits.ts';
import type { Words } from './words.ts';

/** After this long without an answer the agent is told, in milliseconds. */
const patience = 2_000;
/** Between two questions for an answer that was lost, in seconds. */
const between = 4;

export interface SubmissionOptions {
  done: (order: Order) => void;
  /** The order is not what was read any more; `order` is it as it is now, where the answer told. */
  changed: (order: Order | null) => void;
}

/** Submits an order once, however often the answer is lost: each question bears the same key. */
export class Submission {
  readonly #host: CallsideElement;
  readonly #command: Command<Order>;
  #slow = false;
  /** Seconds until it asks again by itself; null while a question is under way or none is needed. */
  #seconds: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CallsideElement, { done, changed }: SubmissionOptions) {
    this.#host = host;
    this.#command = new Command<Order>(host, {
      done: (order) => {
        this.#rest();
        done(order);
      },
      failed: (failure) => {
        this.#rest();
        if (isLost(failure)) return this.#wait(between);
        const code = failure.kind === 'problem' ? failure.problem.code : null;
        if (code !== 'recap_changed' && code !== 'stale_version') return;
        this.#command.dismiss();
        changed(currentOrder(failure));
      },
    });
    host.addController({ hostDisconnected: () => this.#rest() });
  }

  /** The order was sent, and whether it was taken is not known yet: nothing else may happen to it. */
  get underWay(): boolean {
    return this.#command.busy || (this.#command.failure !== null && isLost(this.#command.failure));
  }

  /** Why it was refused; a lost answer is no refusal. */
  get failure(): Failure | null {
    return this.underWay ? null : this.#command.failure;
  }

  send(order: Order, recapHash: string): void {
    if (this.underWay) return;
    void this.#command.post(`/v1/orders/${order.id}/submit`, { recapHash }, order.version);
    this.#listen();
  }

  dismiss(): void {
    this.#rest();
    this.#command.dismiss();
  }

  /** What is said while the answer stays away; null while there is nothing to say. */
  note({ term, format }: Words): TemplateResult | null {
    const seconds = this.#seconds;
    if (!this.underWay || (!this.#slow && seconds === null)) return null;
    const asking = seconds === null ? term('orderAskingNow') : term('orderAskingIn', format.number(seconds));
    return html`<div class="note due" part="no-answer">
      ${icon(glyphs.warn)}
      <p><b role="status">${term('orderNoAnswer')}</b> ${asking} ${term('orderNeverTwice')}</p>
      <button class="btn s" type="button" aria-disabled=${seconds === null} @click=${() => this.#again()}>
        ${term('orderAskNow')}
      </button>
    </div>`;
  }

  #again(): void {
    if (this.#command.busy) return;
    this.#rest();
    void this.#command.retry();
    this.#slow = true;
  }

  #listen(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#slow = this.#command.busy;
      this.#host.requestUpdate();
    }, patience);
  }

  #wait(seconds: number): void {
    this.#seconds = seconds;
    this.#host.requestUpdate();
    this.#timer = setTimeout(() => (seconds > 1 ? this.#wait(seconds - 1) : this.#again()), 1_000);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#slow = false;
    this.#seconds = null;
  }
}

function isLost(failure: Failure): boolean {
  return failure.kind === 'network' || failure.kind === 'offline';
}
