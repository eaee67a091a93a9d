import type { Order } from '../../shared/orders.ts';
import type { OrderHost } from './order-host.ts';

/** How long totals must stand before they are announced, in milliseconds. */
const settles = 700;

/** Says what the order comes to, once for several changes in a row. */
export class TotalsVoice {
  readonly #host: OrderHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: OrderHost) {
    this.#host = host;
    host.addController({ hostDisconnected: () => clearTimeout(this.#timer) });
  }

  hear(before: Order, { totals }: Order): void {
    if (JSON.stringify(before.totals) === JSON.stringify(totals)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { term, format } = this.#host.words;
      const pair = (what: string, sum: typeof totals.total) => term('orderPair', what, format.money(sum));
      this.#host.announce(`${pair(term('orderTotal'), totals.total)}. ${pair(term('orderBalance'), totals.balance)}.`);
    }, settles);
  }
}
