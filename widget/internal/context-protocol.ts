import type { LitElement, ReactiveController } from 'lit';

/** A key of the Context Community Protocol, with the type of what stands under it. */
export interface ContextKey<T> {
  readonly name: symbol;
  /** Carries the type alone; never there. */
  readonly value?: T;
}

type Unsubscribe = (() => void) | undefined;
type Callback<T> = (value: T, unsubscribe: Unsubscribe) => void;

/**
 * Asks the nearest provider for a value. The names are the protocol's, so that elements and providers of different copies
 * of these files understand each other.
 *
 * @internal
 */
class ContextRequest extends Event {
  readonly context: symbol;
  readonly contextTarget: Element;
  readonly callback: Callback<never>;
  readonly subscribe = true;

  constructor(context: symbol, contextTarget: Element, callback: Callback<never>) {
    super('context-request', { bubbles: true, composed: true });
    this.context = context;
    this.contextTarget = contextTarget;
    this.callback = callback;
  }
}

/**
 * Tells that a provider is there now.
 *
 * @internal
 */
class ContextProvided extends Event {
  readonly context: symbol;

  constructor(context: symbol) {
    super('context-provider', { bubbles: true, composed: true });
    this.context = context;
  }
}

/** Gives a value to the elements under its host, and again whenever it is set. */
export class ContextProvider<T> implements ReactiveController {
  readonly #host: LitElement;
  readonly #key: ContextKey<T>;
  readonly #callbacks = new Map<Callback<T>, () => void>();
  #value: T;

  constructor(host: LitElement, key: ContextKey<T>, value: T) {
    this.#host = host;
    this.#key = key;
    this.#value = value;
    host.addController(this);
    host.addEventListener('context-request', (request) => {
      if (!asksFor(request, key) || request.contextTarget === host) return;
      request.stopPropagation();
      const { callback } = request;
      const unsubscribe = () => void this.#callbacks.delete(callback);
      if (request.subscribe) this.#callbacks.set(callback, unsubscribe);
      callback(this.#value, unsubscribe);
    });
  }

  get value(): T {
    return this.#value;
  }
  set value(value: T) {
    this.#value = value;
    for (const [callback, unsubscribe] of this.#callbacks) callback(value, unsubscribe);
  }

  hostConnected(): void {
    this.#host.dispatchEvent(new ContextProvided(this.#key.name));
  }
}

/**
 * Takes a value from the nearest provider around its host. One that comes later, because it is defined or inserted later,
 * is asked as soon as it says that it is there.
 */
export class ContextConsumer<T> implements ReactiveController {
  readonly #host: LitElement;
  readonly #key: ContextKey<T>;
  readonly #callback: Callback<T>;
  #unsubscribe: Unsubscribe;

  constructor(host: LitElement, key: ContextKey<T>, take: (value: T) => void) {
    this.#host = host;
    this.#key = key;
    this.#callback = (value, unsubscribe) => {
      if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
      take(value);
    };
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#ask);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  readonly #ask = (event?: ContextProvided): void => {
    if (event && event.context !== this.#key.name) return;
    this.#host.dispatchEvent(new ContextRequest(this.#key.name, this.#host, this.#callback));
  };
}

/** Whoever asks under a key's name takes what stands under it. */
function asksFor<T>(
  request: ContextRequest,
  key: ContextKey<T>,
): request is ContextRequest & { callback: Callback<T> } {
  return request.context === key.name;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'context-request': ContextRequest;
    'context-provider': ContextProvided;
  }
}
