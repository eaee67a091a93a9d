import type { Page } from '../../shared/common.ts';
import type { CustomerListItem, SearchBy } from '../../shared/customers.ts';
import type { Failure } from '../client/result.ts';
import type { CallsideElement } from '../internal/element.ts';
import { Load } from '../internal/load.ts';
import { fold } from './mark.ts';

/** After how many milliseconds of waiting a skeleton takes the place of what was found before. */
const slowAfter = 200;
/** How many of the customers that were opened last can be found offline. */
const openedAtMost = 20;
const atMost = 50;

export interface SearchOptions {
  /** What is searched, and the most results wanted. */
  scope: () => { by: SearchBy; limit: number };
  /** Since when the browser is offline. */
  offline: () => Date | null;
  /** A search is sent. */
  sent: (query: string, by: SearchBy) => void;
  found: (items: readonly CustomerListItem[]) => void;
  /** Enter was pressed before the answer, and the answer leaves no doubt: the place of what is taken. */
  taken: (place: number) => void;
}

interface Opened {
  item: CustomerListItem;
  at: Date;
}

/** What is typed, what it finds, and which of that is marked. A newer search drops the answer of an older one. */
export class Search {
  text = '';
  /** What is searched for; empty while nothing is. */
  query = '';
  /** The list is wanted; it shows as soon as there is something to show. */
  isOpen = false;
  /** The place of the marked option; one after the last customer is "New customer". */
  active = -1;

  readonly #host: CallsideElement;
  readonly #options: SearchOptions;
  readonly #search: Load<Page<CustomerListItem>, [string, SearchBy, number]>;
  /** Whom all but the last word finds, when all of them find nobody. */
  readonly #fewer: Load<Page<CustomerListItem>, [string, SearchBy]>;
  /** What the list shows while the next answer is awaited. */
  #shown: readonly CustomerListItem[] | null = null;
  #opened: readonly Opened[] = [];
  #slow = false;
  /** Esc has closed the list: Enter then submits the form. */
  #dismissed = false;
  /** What was searched for when the last answer came. */
  #answered = '';
  /** Enter came before the answer. */
  #entered = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(host: CallsideElement, options: SearchOptions) {
    this.#host = host;
    this.#options = options;
    host.addController({ hostDisconnected: () => this.close() });
    this.#search = new Load<Page<CustomerListItem>, [string, SearchBy, number]>(host, {
      args: () => [this.query, options.scope().by, this.limit],
      read: ([q, by, limit], { client, signal }) => {
        if (!q) return null;
        options.sent(q, by);
        return client.get('/v1/customers', { query: { q, by, limit }, signal });
      },
      done: ({ items }) => {
        this.#answered = this.query;
        this.#shown = items;
        this.active = -1;
        options.found(items);
        if (this.#entered) this.#answerEnter(items);
      },
    });
    this.#fewer = new Load<Page<CustomerListItem>, [string, SearchBy]>(host, {
      args: () => [this.#search.value?.items.length === 0 ? this.fewerWords : '', options.scope().by],
      read: ([q, by], { client, signal }) => (q ? client.get('/v1/customers', { query: { q, by }, signal }) : null),
    });
  }

  get limit(): number {
    return Math.min(atMost, Math.max(1, Math.trunc(this.#options.scope().limit) || 10));
  }

  /** What the open list offers; null while it shows nothing. */
  get items(): readonly CustomerListItem[] | null {
    if (!this.isOpen) return null;
    if (this.#options.offline()) return this.#openedBefore();
    const { failure, value } = this.#search;
    if (failure) return null;
    if (value) return value.items;
    return this.waits ? [] : this.#shown;
  }
  /** Long enough that a skeleton is shown. */
  get waits(): boolean {
    return this.#slow && this.#search.pending && !this.#search.value && !this.#options.offline();
  }
  /** What is shown is the answer to what is typed. */
  get isAnswered(): boolean {
    const answered = this.#search.value !== undefined && this.#answered === this.query;
    return this.#timer === null && (answered || this.#options.offline() !== null);
  }
  get failure(): Failure | null {
    return this.#search.failure;
  }
  get fewerWords(): string {
    return this.query.split(/\s+/).slice(0, -1).join(' ');
  }
  get fewerFound(): Page<CustomerListItem> | undefined {
    return this.#fewer.value;
  }

  /** Takes what is typed and searches for it when the typing rests; `from` letters on. */
  type(text: string, from: number, rest: number): void {
    this.text = text;
    this.active = -1;
    this.#dismissed = false;
    this.#entered = false;
    this.#stopTimer();
    if (text.trim().length < from) return this.close();
    this.isOpen = true;
    this.#timer = setTimeout(() => this.seek(), rest);
    this.#host.requestUpdate();
  }

  /** Searches for what is typed, at once. */
  seek(text: string = this.text): void {
    this.#stopTimer();
    this.text = text;
    this.#host.requestUpdate();
    const query = text.trim();
    if (!query) return;
    this.isOpen = true;
    this.active = -1;
    if (query === this.query) {
      if (this.#search.failure) this.again();
      return;
    }
    this.query = query;
    this.#slow = false;
    setTimeout(() => {
      if (this.query !== query) return;
      this.#slow = true;
      this.#host.requestUpdate();
    }, slowAfter);
  }

  again(): void {
    this.#search.again();
  }

  /** An arrow: marks the next or the one before, round the end; with the list closed it opens it. */
  move(step: 1 | -1): boolean {
    if (!this.text.trim()) return false;
    if (this.items) {
      const count = this.items.length + 1;
      this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
      this.#host.requestUpdate();
    } else this.seek();
    return true;
  }

  /**
   * Enter: the place of what is taken; `submit` when the form is meant; null when it went on searching. Before the answer
   * it is remembered until the answer comes.
   */
  enter(): number | 'submit' | null {
    if (this.active >= 0) return this.active;
    if (this.#timer !== null || (!this.isOpen && this.text.trim() && !this.#dismissed)) this.seek();
    else if (this.failure) {
      this.again();
      return null;
    } else if (!this.isOpen) return 'submit';
    this.#entered = !this.isAnswered;
    if (this.#entered) return null;
    if (this.items?.length === 1) return 0;
    this.move(1);
    return null;
  }

  /** One customer, or one who has exactly what was typed, is taken; of several the first is marked. */
  #answerEnter(items: readonly CustomerListItem[]): void {
    this.#entered = false;
    const exact = items.filter(({ match }) => match?.exact);
    const [only] = items.length === 1 ? items : exact.length === 1 ? exact : [];
    if (only) this.#options.taken(items.indexOf(only));
    else if (items.length > 0) this.active = 0;
  }

  /** Esc: closes the list, then empties the field. */
  escape(): boolean {
    if (this.isOpen) this.close();
    else if (this.text) this.clear();
    else return false;
    this.#dismissed = true;
    return true;
  }

  /** Closes the list; the text stays. */
  close(): void {
    this.#stopTimer();
    this.isOpen = false;
    this.#entered = false;
    this.query = '';
    this.active = -1;
    this.#shown = null;
    this.#host.requestUpdate();
  }

  clear(): void {
    this.text = '';
    this.close();
  }

  forget(): void {
    this.clear();
    this.#opened = [];
  }

  /** Keeps a customer for when the network is away. */
  remember(item: CustomerListItem): void {
    const others = this.#opened.filter((one) => one.item.id !== item.id);
    this.#opened = [{ item: { ...item, match: null }, at: new Date() }, ...others].slice(0, openedAtMost);
  }

  get openedCount(): number {
    return this.#opened.length;
  }

  /** When a customer was opened last. */
  openedAt({ id }: CustomerListItem): Date | undefined {
    return this.#opened.find(({ item }) => item.id === id)?.at;
  }

  #openedBefore(): CustomerListItem[] {
    const words = fold(this.text).split(/\s+/);
    return this.#opened
      .map(({ item }) => item)
      .filter(({ name, number, phone, email }) => {
        const texts = fold([name, number, phone, phone?.replace(/\D/g, ''), email].join(' '));
        return words.every((word) => texts.includes(word));
      });
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
