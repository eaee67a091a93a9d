import type { nothing, TemplateResult } from 'lit';
import type { ApiClient } from '../client/api.ts';
import type { Failure, Result } from '../client/result.ts';
import type { CallsideElement } from './element.ts';

interface LoadOptions<T, Args extends readonly unknown[]> {
  /** What the reading depends on. Compared one by one; another value drops what was shown. */
  args: () => Args;
  /** Reads it; null when there is nothing to read yet. */
  read: (args: Args, tools: { client: ApiClient; signal: AbortSignal }) => Promise<Result<T>> | null;
  /** Called with each answer that is shown. */
  done?: (value: T) => void;
}

/** What a `Load` draws in each of its states. */
interface LoadTemplates<T> {
  /** There is nothing to read yet. */
  idle?: () => TemplateResult | typeof nothing;
  /** Nothing is there yet: a skeleton. */
  pending: () => TemplateResult | typeof nothing;
  ready: (value: T) => TemplateResult | typeof nothing;
  failed: (failure: Failure) => TemplateResult | typeof nothing;
}

/**
 * Something read from the API that follows what it depends on: aborts what is no longer wanted, keeps what is shown while
 * the same thing is read again, reads again on `refresh()` and when the network is back.
 */
export class Load<T, Args extends readonly unknown[]> {
  /** What was read last; undefined while there is nothing for these arguments. */
  value: T | undefined;
  /** Why the last reading failed; null when it did not, or when the host shows it itself. */
  failure: Failure | null = null;
  /** A reading is under way, whether or not something is shown meanwhile. */
  pending = false;

  readonly #host: CallsideElement;
  readonly #options: LoadOptions<T, Args>;
  #client: ApiClient | null = null;
  #epoch = 0;
  #args: Args | null = null;
  /** It may have changed, and could not be read. */
  #stale = false;
  #stop = new AbortController();

  constructor(host: CallsideElement, options: LoadOptions<T, Args>) {
    this.#host = host;
    this.#options = options;
    host.addController({
      hostConnected: () => window.addEventListener('online', this.#online),
      hostDisconnected: () => {
        window.removeEventListener('online', this.#online);
        this.#stop.abort();
        if (this.pending) this.#args = null;
      },
      hostUpdate: () => this.#follow(),
    });
  }

  /** Reads again: "Try again", or after a change. */
  again(): void {
    this.#host.client?.tokens.retry();
    void this.#read();
  }

  /** Reads again what may have changed elsewhere: quietly, for what is shown is right until then, or the line is away. */
  renew(): void {
    void this.#read(this.value !== undefined);
  }

  /** Puts in a newer value, such as the answer of a command, without reading. A reading under way is older: it is dropped. */
  put(value: T): void {
    this.#stop.abort();
    this.value = value;
    this.failure = null;
    this.pending = false;
    this.#host.requestUpdate();
  }

  render({ idle, pending, ready, failed }: LoadTemplates<T>): TemplateResult | typeof nothing | undefined {
    if (this.value !== undefined) return ready(this.value);
    if (this.failure) return failed(this.failure);
    return this.pending ? pending() : idle?.();
  }

  readonly #online = (): void => {
    if (this.#stale || this.failure?.kind === 'offline' || this.failure?.kind === 'network') this.again();
  };

  /** Reads when what it depends on has changed since the last drawing. */
  #follow(): void {
    const { client, epoch } = this.#host;
    const args = this.#options.args();
    const sameArgs = this.#args !== null && same(args, this.#args);
    if (sameArgs && client === this.#client && epoch === this.#epoch) return;
    if (!sameArgs || !client) this.value = undefined;
    this.#client = client;
    this.#epoch = epoch;
    this.#args = args;
    void this.#read();
  }

  async #read(quietly = false): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    if (!quietly) this.failure = null;
    this.#stale = false;
    const reading = this.#client && this.#options.read(this.#options.args(), { client: this.#client, signal });
    this.pending = reading !== null;
    this.#host.requestUpdate();
    if (!reading) {
      this.value = undefined;
      return;
    }
    const result = await reading;
    if (signal.aborted) return;
    this.pending = false;
    if (result.ok) {
      this.value = result.value;
      this.failure = null;
      this.#options.done?.(result.value);
    } else if (quietly) {
      this.#stale = true;
    } else if (this.#host.report(result) && result.kind !== 'aborted') {
      this.failure = result;
    }
    this.#host.requestUpdate();
  }
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
