import type { ApiClient, WriteOptions } from '../client/api.ts';
import type { Failure, Result } from '../client/result.ts';
import { WriteKey } from '../client/write-key.ts';
import { sendLater, sendNoMore } from './outbox.ts';
import type { CallsideElement } from './element.ts';

type Method = 'post' | 'patch' | 'put' | 'delete';

interface Request {
  method: Method;
  path: string;
  body: unknown;
  version: WriteOptions['version'];
}

interface CommandOptions<T> {
  /** The write is done: here, not after the call, because it may be done only after a retry. */
  done: (value: T, etag: string | null) => void;
  /** The write failed, for more than showing `failure`. */
  failed?: (failure: Failure) => void;
}

/**
 * One write at a time. A second press while it runs does nothing. After a failure the same write keeps its key, so that it
 * is done once however often it is sent; when the network is back it is sent again by itself, in its turn.
 */
export class Command<T> {
  /** The write is under way. */
  busy = false;
  /** Why it was not done; null when it was, or when the host shows it itself. */
  failure: Failure | null = null;

  readonly #host: CallsideElement;
  readonly #options: CommandOptions<T>;
  readonly #key = new WriteKey();
  #last: Request | null = null;
  #run = 0;
  /** The network was away when it was sent. */
  #cutOff = false;

  constructor(host: CallsideElement, options: CommandOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController({
      hostConnected: () => this.#cutOff && sendLater(this),
      hostDisconnected: () => sendNoMore(this),
    });
  }

  post(path: string, body: unknown, version?: WriteOptions['version']): Promise<void> {
    return this.#send({ method: 'post', path, body, version });
  }

  patch(path: string, body: unknown, version: WriteOptions['version']): Promise<void> {
    return this.#send({ method: 'patch', path, body, version });
  }

  put(path: string, body: unknown, version: WriteOptions['version']): Promise<void> {
    return this.#send({ method: 'put', path, body, version });
  }

  delete(path: string, version: WriteOptions['version']): Promise<void> {
    return this.#send({ method: 'delete', path, body: undefined, version });
  }

  /** Sends the write that failed once more, with its key. */
  async retry(): Promise<void> {
    this.#host.client?.tokens.retry();
    if (this.#last) await this.#send(this.#last);
  }

  /** Takes the message away and forgets the write. */
  dismiss(): void {
    this.#run += 1;
    this.busy = false;
    this.failure = null;
    this.#last = null;
    this.#key.done();
    this.#cutOff = false;
    sendNoMore(this);
    this.#host.requestUpdate();
  }

  async #send(request: Request): Promise<void> {
    const { client } = this.#host;
    if (this.busy || !client) return;
    this.#last = request;
    this.busy = true;
    this.failure = null;
    this.#host.requestUpdate();
    this.#run += 1;
    const run = this.#run;
    const result = await call<T>(client, request, this.#key.for(request));
    if (run !== this.#run) return;
    this.busy = false;
    if (result.ok) {
      this.#last = null;
      this.#key.done();
      this.#options.done(result.value, result.etag);
    } else if (result.kind !== 'aborted') {
      if (this.#host.report(result)) this.failure = result;
      this.#options.failed?.(result);
    }
    this.#cutOff = !result.ok && (result.kind === 'offline' || result.kind === 'network');
    if (this.#cutOff) sendLater(this);
    else sendNoMore(this);
    this.#host.requestUpdate();
  }
}

function call<T>(client: ApiClient, { method, path, body, version }: Request, key: string): Promise<Result<T>> {
  switch (method) {
    case 'post':
      return client.post(path, body, { key, version });
    case 'patch':
      return client.patch(path, body, { key, version });
    case 'put':
      return client.put(path, body, { key, version });
    case 'delete':
      return client.delete(path, { key, version });
  }
}
