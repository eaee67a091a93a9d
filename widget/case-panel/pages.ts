import type { Page } from '../../shared/common.ts';
import type { Failure } from '../client/result.ts';
import type { CallsideElement } from '../internal/element.ts';
import { Load } from '../internal/load.ts';

/** A list as far as "show more" needs it. */
export interface MorePages {
  readonly next: string | null;
  readonly busy: boolean;
  more(): Promise<void>;
}

export interface PagesOptions<T> {
  /** Where its first page is, with `?` and a limit; null when there is none to read. Another path is another list. */
  path: () => string | null;
  key: (item: T) => string | number;
}

/**
 * A list that is read page by page. Reading it again renews the first page and keeps what "show more" brought, so that
 * nothing goes from under the reader.
 */
export class Pages<T> implements MorePages {
  readonly first: Load<Page<T>, [string | null]>;
  /** The next page is being read. */
  busy = false;
  /** Why the next page could not be read. */
  failure: Failure | null = null;

  readonly #host: CallsideElement;
  readonly #options: PagesOptions<T>;
  #path: string | null = null;
  #older: readonly T[] = [];
  #next: string | null | undefined;

  constructor(host: CallsideElement, options: PagesOptions<T>) {
    this.#host = host;
    this.#options = options;
    this.first = new Load<Page<T>, [string | null]>(host, {
      args: () => [options.path()],
      read: ([path], { client, signal }) => {
        if (path !== this.#path) this.#begin(path);
        return path === null ? null : client.get(path, { signal });
      },
    });
  }

  get items(): readonly T[] {
    const { key } = this.#options;
    const first = this.first.value?.items ?? [];
    const fresh = new Set(first.map(key));
    return [...first, ...this.#older.filter((item) => !fresh.has(key(item)))];
  }

  /** The cursor of the next page; null at the end. */
  get next(): string | null {
    return (this.#next === undefined ? this.first.value?.next : this.#next) ?? null;
  }

  again(): void {
    this.first.again();
  }

  async more(): Promise<void> {
    const { client } = this.#host;
    const path = this.#path;
    const cursor = this.next;
    if (!client || path === null || cursor === null || this.busy) return;
    this.busy = true;
    this.failure = null;
    this.#host.requestUpdate();
    const result = await client.get<Page<T>>(`${path}&cursor=${encodeURIComponent(cursor)}`);
    if (path !== this.#path) return;
    this.busy = false;
    if (result.ok) {
      this.#older = [...this.#older, ...result.value.items];
      this.#next = result.value.next;
    } else if (result.kind !== 'aborted' && this.#host.report(result)) {
      this.failure = result;
    }
    this.#host.requestUpdate();
  }

  #begin(path: string | null): void {
    this.#path = path;
    this.#older = [];
    this.#next = undefined;
    this.busy = false;
    this.failure = null;
  }
}
