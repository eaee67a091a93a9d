/** One call that passed through, as it was sent. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | null;
}

type Fault = (send: () => Promise<Response>, signal: AbortSignal | null | undefined) => Promise<Response>;

/** A `fetch` over the real one that goes wrong when told to. Each fault is for the next call that it fits, then spent. */
export interface FaultyFetch {
  readonly fetch: typeof fetch;
  /** Everything sent, in order, whether it arrived or not. */
  readonly calls: Call[];
  /** The calls to a path, by method. */
  sent(method: string, path: RegExp): Call[];
  /** The request never arrives. */
  drop(path?: RegExp, times?: number): void;
  /** The request arrives and is done; its answer does not come back. */
  loseAnswer(path?: RegExp): void;
  /** The answer takes that many milliseconds longer. */
  delay(milliseconds: number, path?: RegExp): void;
  /** The request does not arrive; this status comes back instead. */
  answerOnce(status: 401 | 429 | 503, path?: RegExp, headers?: Record<string, string>): void;
}

const codes = { 401: 'token_expired', 429: 'rate_limited', 503: 'unavailable' } as const;

/** Makes a faulty `fetch` for `provider.fetch`. `real` stands in for the network where no desk is needed. */
export function faulty(real: typeof fetch = (input, init) => globalThis.fetch(input, init)): FaultyFetch {
  const calls: Call[] = [];
  const waiting: { path: RegExp; fault: Fault }[] = [];
  const add = (path: RegExp, fault: Fault, times = 1) => {
    for (let time = 0; time < times; time += 1) waiting.push({ path, fault });
  };

  const fetcher: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const method = init?.method ?? 'GET';
    const body = typeof init?.body === 'string' ? init.body : null;
    calls.push({ method, path: url.pathname + url.search, headers: new Headers(init?.headers), body });
    const send = () => real(input, init);
    const index = waiting.findIndex(({ path }) => path.test(`${method} ${url.pathname}`));
    const [met] = index < 0 ? [] : waiting.splice(index, 1);
    return met ? met.fault(send, init?.signal) : send();
  };

  return {
    fetch: fetcher,
    calls,
    sent: (method, path) => calls.filter((call) => call.method === method && path.test(call.path)),
    drop: (path = /./, times = 1) => add(path, () => Promise.reject(new TypeError('Failed to fetch')), times),
    loseAnswer: (path = /./) =>
      add(path, async (send) => {
        await send();
        throw new TypeError('Failed to fetch');
      }),
    delay: (milliseconds, path = /./) =>
      add(path, async (send) => {
        const answer = send();
        // It may be aborted before it is waited for.
        answer.catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return answer;
      }),
    answerOnce: (status, path = /./, headers = {}) =>
      add(path, () => {
        const problem = {
          type: 'about:blank',
          title: '',
          status,
          detail: '',
          code: codes[status],
          requestId: 'req_test',
        };
        return Promise.resolve(
          new Response(JSON.stringify(problem), {
            status,
            headers: { 'content-type': 'application/problem+json', ...headers },
          }),
        );
      }),
  };
}
