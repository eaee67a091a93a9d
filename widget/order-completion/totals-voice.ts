import type { Order } from '../../shared/orders.ts';
import type { CallsideElement } from '../internal/element.ts';
import type { Words } from './words.ts';

/** How long totals must stand before they are announced, in milliseconds. */
const settles = 700;

/** Says what the order comes to, once for several changes in a row. */
export class TotalsVoice {
  readonly #host: CallsideElement;
  readonly #words: () => Words;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CallsideElement, words: () => Words) {
    this.#host = host;
    this.#words = words;
    host.addController({ hostDisconnected: () => clearTimeout(this.#timer) });
  }

  hear(before: Order, { totals }: Order): void {
    if (JSON.stringify(before.totals) === JSON.stringify(totals)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { term, format } = this.#words();
      const pair = (what: string, sum: typeof totals.total) => term('orderPair', what, format.money(sum));
      this.#host.announce(`${pair(term('orderTotal'), totals.total)}. ${pair(term('orderBalance'), totals.balance)}.`);
    }, settles);
  }
}
