import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Order, Recap } from '../../shared/orders.ts';
import { Load } from '../internal/load.ts';
import { failureNote } from '../internal/problem-message.ts';
import { changesBetween } from './changes.ts';
import { recapChangedNote } from './notes.ts';
import type { OrderHost } from './order-host.ts';
import { recapSentences, recapView, shortHash } from './recap.ts';
import type { Words } from './words.ts';

/**
 * What was read to the customer and what is to be read: once the whole, then only what changed since. Submission brings
 * the hash of what was shown last, never of one that nobody saw.
 */
export class RecapReading {
  readonly #host: OrderHost;
  readonly #load: Load<Recap, [Order['id'] | null, number]>;
  /** Shown last. */
  #told: Recap | null = null;
  /** Read in whole, before what is only told as a change of it. */
  #whole: Recap | null = null;
  #at = new Date();
  #fresh = false;

  /** `wanted`: the order whose recap is wanted; null while none is. */
  constructor(host: OrderHost, wanted: () => Order | null) {
    this.#host = host;
    this.#load = new Load(host, {
      args: () => {
        const order = wanted();
        return [order?.id ?? null, order?.version ?? 0];
      },
      read: ([id], { client, signal }) => (id ? client.get(`/v1/orders/${id}/recap`, { signal }) : null),
      done: (recap) => this.#show(recap),
    });
  }

  /** The hash to submit that version of an order with; null while its recap was not shown. */
  hashFor({ id, version }: Order): string | null {
    return this.#told?.orderId === id && this.#told.orderVersion === version ? this.#told.hash : null;
  }

  /** Whether a recap of that order was shown at all. */
  wasShown({ id }: Order): boolean {
    return this.#told?.orderId === id;
  }

  /** What was shown of that order last, and when: the trace of what the customer heard. */
  traceOf(order: Order, { term, format }: Words): TemplateResult | typeof nothing {
    if (!this.#told || !this.wasShown(order)) return nothing;
    return html`<div>
      <dt>${term('orderRecapRead')}</dt>
      <dd><bdi>${shortHash(this.#told.hash)}</bdi>, ${format.time(this.#at)}</dd>
    </div>`;
  }

  /** Whether it says only what changed. */
  get changed(): boolean {
    return this.#whole !== null;
  }

  /** It is opened: the text takes the focus as soon as it is there. */
  open(): void {
    this.#fresh = true;
  }

  again(): void {
    this.#load.again();
  }

  forget(): void {
    this.#told = null;
    this.#whole = null;
  }

  render(order: Order, close: () => void): TemplateResult | typeof nothing {
    const words = this.#host.words;
    const { failure } = this.#load;
    const told = this.#told?.orderId === order.id ? this.#told : null;
    if (failure) {
      const lead = words.term('orderRecapUnread');
      return failureNote(words.term, failure, { lead, retry: () => this.again(), dismiss: close });
    }
    if (!told) {
      return html`<div class="recap bones">
        <span></span>
        <p class="line-bone"><i class="bone w3"></i></p>
        <p class="aloud"><i class="bone w6"></i></p>
      </div>`;
    }
    const whole = this.#whole;
    return html`${whole ? recapChangedNote(whole.totals.total, told.totals.total, words) : nothing}
    ${recapView(
      {
        recap: told,
        sentences: whole ? changeSentences(whole, told, words) : recapSentences(told, order.taxRate, words),
        changed: whole !== null,
        outdated: told.orderVersion !== order.version,
        readAll: () => {
          this.#whole = null;
          this.#host.requestUpdate();
          this.#host.mover.to('.aloud');
        },
        close,
      },
      words,
    )}`;
  }

  #show(recap: Recap): void {
    const told = this.#told?.orderId === recap.orderId ? this.#told : null;
    const base = this.#whole ?? told;
    const changed = base && base.hash !== recap.hash ? base : null;
    const news = told !== null && told.hash !== recap.hash;
    this.#told = recap;
    this.#at = new Date();
    this.#whole = changed;
    if (this.#fresh) this.#host.mover.to('.aloud');
    else if (news && changed) this.#host.announce(changeSentences(changed, recap, this.#host.words).join(' '));
    this.#fresh = false;
  }
}

function changeSentences(before: Recap, after: Recap, words: Words): string[] {
  const { total } = after.totals;
  const sentences = changesBetween(before, after, words);
  if (before.totals.total.amount === total.amount) return sentences;
  return [...sentences, words.term('orderSaidNewTotal', words.format.money(total))];
}
