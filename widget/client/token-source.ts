import type { Session } from '../../shared/sessions.ts';
import { readJson, readProblem, send } from './http.ts';
import type { Fetch } from './http.ts';
import { aborted, isPassing } from './result.ts';
import type { Failure, Result } from './result.ts';
import { longestRetryAfter, pauseBefore, retryAfterOf } from './wait.ts';
import type { Timing } from './wait.ts';

/**
 * The host's way to say who is at the desk: resolves with a fresh assertion. `current` is the assertion given last, which
 * is spent.
 */
export type GetToken = (current: string | null, options: { signal: AbortSignal }) => Promise<string>;

/** Read at each use, so that a page may change its function in between. */
export interface TokenSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly publishableKey: string;
  /** Where to POST for `{token}`, an assertion. */
  readonly tokenUrl: string;
  /** Wins over `tokenUrl`. */
  readonly getToken: GetToken | null;
  readonly fetch: Fetch;
}

/** Renew this long before the session ends. */
const renewAhead = 60_000;
/** A session that the API refuses is replaced at most this often. */
const refreshPause = 30_000;
/** Several elements that fail together share one failure. */
const failureShared = 1_000;
const tries = 3;

/** Gets, keeps and renews the one session of all elements under a provider. In memory only. */
export class TokenSource {
  readonly #settings: TokenSettings;
  readonly #timing: Timing;
  #stop = new AbortController();
  #session: Session | null = null;
  #renewAt = 0;
  #endsAt = 0;
  #replacedAt = -Infinity;
  #assertion: string | null = null;
  #running: Promise<Result<Session>> | null = null;
  #failed: { at: number; failure: Failure } | null = null;

  constructor(settings: TokenSettings, timing: Timing) {
    this.#settings = settings;
    this.#timing = timing;
  }

  /** The session as it stands, without asking for one. */
  get current(): Session | null {
    return this.#session;
  }

  /** A session that still holds; renewed when its end is near, and the old one when the renewal fails. */
  async session(): Promise<Result<Session>> {
    const now = this.#timing.now();
    if (this.#session && now < this.#renewAt) return { ok: true, value: this.#session, etag: null };
    const renewed = await this.#refresh();
    if (!renewed.ok && renewed.kind !== 'aborted' && this.#session && this.#timing.now() < this.#endsAt) {
      return { ok: true, value: this.#session, etag: null };
    }
    return renewed;
  }

  /**
   * Another session in place of one whose token was refused; null when there is none to be had now, because a refused
   * session is replaced once in 30 seconds.
   */
  async replace(refused: string): Promise<Session | null> {
    if (this.#session && this.#session.token !== refused) return this.#session;
    if (!this.#running) {
      if (this.#timing.now() - this.#replacedAt < refreshPause) return null;
      this.#replacedAt = this.#timing.now();
    }
    const renewed = await this.#refresh();
    return renewed.ok && renewed.value.token !== refused ? renewed.value : null;
  }

  /** Forgets a recent failure, so that the next request asks again at once. */
  retry(): void {
    this.#failed = null;
  }

  /** Drops the session and what is under way. */
  clear(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#session = null;
    this.#assertion = null;
    this.#running = null;
    this.#failed = null;
    this.#replacedAt = -Infinity;
  }

  #refresh(): Promise<Result<Session>> {
    if (this.#running) return this.#running;
    if (this.#failed && this.#timing.now() - this.#failed.at < failureShared)
      return Promise.resolve(this.#failed.failure);
    const { signal } = this.#stop;
    const running = this.#exchange(signal).then((result) => {
      if (signal.aborted) return aborted;
      this.#running = null;
      if (result.ok) this.#keep(result.value);
      else this.#failed = { at: this.#timing.now(), failure: result };
      return result;
    });
    this.#running = running;
    return running;
  }

  #keep(session: Session): void {
    const now = this.#timing.now();
    const lifetime = lifetimeOf(session, now);
    this.#session = session;
    this.#failed = null;
    this.#endsAt = now + lifetime;
    this.#renewAt = this.#endsAt - Math.min(renewAhead, lifetime / 2);
  }

  /** Each try takes a new assertion: one that reached the API is spent, whether or not its answer came back. */
  async #exchange(signal: AbortSignal): Promise<Result<Session>> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#tryOnce(signal);
      if (signal.aborted) return aborted;
      if (outcome.ok || attempt === tries || !isPassing(outcome)) return outcome;
      const retryAfter = outcome.kind === 'problem' ? outcome.retryAfter : null;
      if (retryAfter !== null && retryAfter > longestRetryAfter) return outcome;
      await this.#timing.sleep(pauseBefore(attempt, retryAfter, this.#timing), signal);
    }
  }

  async #tryOnce(signal: AbortSignal): Promise<Result<Session>> {
    const { endpoint, publishableKey, fetch: fetcher } = this.#settings;
    const assertion = await this.#assert(signal);
    if (!assertion.ok) return assertion;
    this.#assertion = assertion.value;
    const response = await send(fetcher, `${endpoint}/v1/sessions`, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ publishableKey, assertion: assertion.value }),
      signal,
    });
    if (!(response instanceof Response)) return response;
    if (!response.ok) {
      const problem = await readProblem(response);
      return { ok: false, kind: 'problem', problem, retryAfter: retryAfterOf(response, this.#timing.now()) };
    }
    const session = await readJson(response);
    return isSession(session) ? { ok: true, value: session, etag: null } : { ok: false, kind: 'network' };
  }

  async #assert(signal: AbortSignal): Promise<Result<string>> {
    const { getToken, tokenUrl, fetch: fetcher } = this.#settings;
    if (getToken) {
      try {
        const token: unknown = await getToken(this.#assertion, { signal });
        return typeof token === 'string' && token ? given(token) : tokenFault('getToken gave no text');
      } catch (reason) {
        return signal.aborted
          ? aborted
          : tokenFault(`getToken: ${reason instanceof Error ? reason.message : String(reason)}`);
      }
    }
    const response = await send(fetcher, tokenUrl, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{}',
      signal,
    });
    if (!(response instanceof Response))
      return response.kind === 'network' ? { ...response, at: 'token-url' } : response;
    if (!response.ok) return tokenFault(`token-url answered ${response.status}`);
    const body = await readJson(response);
    const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
    return typeof token === 'string' && token ? given(token) : tokenFault('token-url answered without a token');
  }
}

function given(token: string): Result<string> {
  return { ok: true, value: token, etag: null };
}

function tokenFault(detail: string): Failure {
  return { ok: false, kind: 'token', detail };
}

function isSession(body: unknown): body is Session {
  return typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string';
}

/**
 * How long the session holds, in milliseconds. Taken from the token's own two times, which one clock wrote: the clock of
 * the machine at the desk may be wrong.
 */
function lifetimeOf(session: Session, now: number): number {
  try {
    const payload = session.token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims === 'object' && claims !== null && 'exp' in claims && 'iat' in claims) {
      return (Number(claims.exp) - Number(claims.iat)) * 1000;
    }
  } catch {
    // An opaque token: its stated end is all there is.
  }
  return Date.parse(session.expiresAt) - now;
}
