import type { Session } from '../../shared/sessions.ts';
import { Live } from './live.ts';
import { newKey, readJson, readProblem, send } from './http.ts';
import { aborted, isPassing } from './result.ts';
import type { Result } from './result.ts';
import { TokenSource } from './token-source.ts';
import type { TokenSettings } from './token-source.ts';
import { longestRetryAfter, pauseBefore, realTiming, retryAfterOf } from './wait.ts';
import type { Timing } from './wait.ts';

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Query parameters; what is null, undefined or empty is left out. */
  query?: Record<string, string | number | boolean | null | undefined>;
}

export interface WriteOptions {
  signal?: AbortSignal | undefined;
  /** The version the change was made on: an `ETag` or an entity's `version`. Sent as `If-Match`. */
  version?: string | number | undefined;
  /** The `Idempotency-Key`. Hold one over several presses of "Save" (see `WriteKey`); else each call has its own. */
  key?: string | undefined;
}

const tries = 3;

/**
 * The API as the elements use it. Nothing throws: every call resolves with a `Result`. Reads and writes
 * are tried up to three times on network failure, 429 and 503, a write each time with the same key.
 */
export class ApiClient {
  readonly tokens: TokenSource;
  readonly live: Live;
  readonly #settings: TokenSettings;
  readonly #timing: Timing;
  #stop = new AbortController();

  constructor(settings: TokenSettings, timing: Timing = realTiming) {
    this.#settings = settings;
    this.#timing = timing;
    this.tokens = new TokenSource(settings, timing);
    this.live = new Live(this, timing);
  }

  /** A socket to the API; null where the page allows none. */
  socket(path: string): WebSocket | null {
    try {
      return new WebSocket(this.#settings.endpoint + path);
    } catch {
      return null;
    }
  }

  /** Who is at the desk; asks for a session when there is none yet. */
  session(): Promise<Result<Session>> {
    return this.tokens.session();
  }

  get<T>(path: string, { query, signal }: ReadOptions = {}): Promise<Result<T>> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
    }
    const joint = path.includes('?') ? '&' : '?';
    return this.#request('GET', search.size > 0 ? path + joint + search.toString() : path, undefined, { signal });
  }

  post<T>(path: string, body: unknown, options: WriteOptions = {}): Promise<Result<T>> {
    return this.#write('POST', path, body, options);
  }

  patch<T>(path: string, body: unknown, options: WriteOptions): Promise<Result<T>> {
    return this.#write('PATCH', path, body, options);
  }

  put<T>(path: string, body: unknown, options: WriteOptions): Promise<Result<T>> {
    return this.#write('PUT', path, body, options);
  }

  delete<T>(path: string, options: WriteOptions): Promise<Result<T>> {
    return this.#write('DELETE', path, undefined, options);
  }

  /** Drops the session and stops every request. The client can be used again afterwards. */
  stop(): void {
    this.live.stop();
    this.#stop.abort();
    this.#stop = new AbortController();
    this.tokens.clear();
  }

  #write<T>(method: string, path: string, body: unknown, options: WriteOptions): Promise<Result<T>> {
    return this.#request(method, path, body, { ...options, key: options.key ?? newKey() });
  }

  async #request<T>(method: string, path: string, body: unknown, options: WriteOptions): Promise<Result<T>> {
    const signal = options.signal ? AbortSignal.any([options.signal, this.#stop.signal]) : this.#stop.signal;
    let replaced = false;
    for (let attempt = 1; ; attempt += 1) {
      const session = await this.tokens.session();
      if (signal.aborted) return aborted;
      if (!session.ok) return session;
      const { token } = session.value;
      const outcome = await this.#once<T>(method, path, body, options, token, signal);
      if (signal.aborted) return aborted;
      if (outcome.ok) return outcome;
      if (outcome.kind === 'problem') {
        if (outcome.problem.status === 401 && !replaced) {
          replaced = true;
          if (await this.tokens.replace(token)) continue;
          return signal.aborted ? aborted : outcome;
        }
      }
      if (attempt >= tries || !isPassing(outcome)) return outcome;
      const retryAfter = outcome.kind === 'problem' ? outcome.retryAfter : null;
      if (retryAfter !== null && retryAfter > longestRetryAfter) return outcome;
      await this.#timing.sleep(pauseBefore(attempt, retryAfter, this.#timing), signal);
      if (signal.aborted) return aborted;
    }
  }

  async #once<T>(
    method: string,
    path: string,
    body: unknown,
    { key, version }: WriteOptions,
    token: string,
    signal: AbortSignal,
  ): Promise<Result<T>> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (key) headers['idempotency-key'] = key;
    if (version !== undefined) headers['if-match'] = typeof version === 'number' ? `"${version}"` : version;
    const response = await send(this.#settings.fetch, this.#settings.endpoint + path, {
      method,
      headers,
      credentials: 'omit',
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!(response instanceof Response)) return response;
    if (!response.ok) {
      const problem = await readProblem(response);
      return { ok: false, kind: 'problem', problem, retryAfter: retryAfterOf(response, this.#timing.now()) };
    }
    const value = response.status === 204 ? null : await readJson(response);
    if (value === undefined) return { ok: false, kind: 'network' };
    return { ok: true, value: value as T, etag: response.headers.get('etag') };
  }
}
