import { initialState, Task } from '@lit/task';
import type { TemplateResult, nothing } from 'lit';
import type { ApiClient } from '../client/api.ts';
import type { Failure, Result } from '../client/result.ts';
import type { CallsideElement } from './element.ts';

export interface LoadOptions<T, Args extends readonly unknown[]> {
  /** What the reading depends on. Compared one by one; another value drops what was shown. */
  args: () => Args;
  /** Reads it; null when there is nothing to read yet. */
  read: (args: Args, tools: { client: ApiClient; signal: AbortSignal }) => Promise<Result<T>> | null;
  /** Called with each answer that is shown. */
  done?: (value: T) => void;
}

/** What a `Load` draws in each of its states. */
export interface LoadTemplates<T> {
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

  readonly #host: CallsideElement;
  readonly #task: Task<readonly unknown[], void>;
  #shownFor: readonly unknown[] = [];
  #wanted = false;

  constructor(host: CallsideElement, options: LoadOptions<T, Args>) {
    this.#host = host;
    this.#task = new Task(host, {
      args: () => [host.client, host.epoch, ...options.args()],
      task: async (_, { signal }) => {
        const { client } = host;
        const args = options.args();
        if (!same(args, this.#shownFor) || !client) {
          this.value = undefined;
          this.#shownFor = args;
        }
        this.failure = null;
        const reading = client && options.read(args, { client, signal });
        this.#wanted = reading !== null;
        if (!reading) return initialState;
        const result = await reading;
        if (signal.aborted || (!result.ok && result.kind === 'aborted')) return undefined;
        if (result.ok) {
          this.value = result.value;
          options.done?.(result.value);
        } else if (host.report(result)) {
          this.failure = result;
        }
        return undefined;
      },
    });
    const online = () => {
      if (this.failure?.kind === 'offline' || this.failure?.kind === 'network') this.again();
    };
    host.addController({
      hostConnected: () => window.addEventListener('online', online),
      hostDisconnected: () => window.removeEventListener('online', online),
    });
  }

  /** A reading is under way, whether or not something is shown meanwhile. */
  get pending(): boolean {
    return this.#wanted && this.failure === null && this.#task.status === 1;
  }

  /** Reads again: "Try again", or after a change. */
  again(): void {
    this.#host.client?.tokens.retry();
    void this.#task.run();
  }

  /** Puts in a newer value, such as the answer of a command, without reading. */
  put(value: T): void {
    this.value = value;
    this.failure = null;
    this.#host.requestUpdate();
  }

  render({ idle, pending, ready, failed }: LoadTemplates<T>): TemplateResult | typeof nothing | undefined {
    if (this.value !== undefined) return ready(this.value);
    if (this.failure) return failed(this.failure);
    return this.#wanted ? pending() : idle?.();
  }
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
