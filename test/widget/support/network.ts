/** What the service behind a client answers, by `METHOD /path`; a function makes an answer, an Error breaks the line. */
export type Answers = Record<string, (request: { headers: Headers; body: unknown; call: number }) => Response | Error>;

export interface Network {
  readonly fetch: typeof fetch;
  readonly requests: { name: string; headers: Headers; body: unknown; credentials: string | undefined }[];
  named(name: string): Network['requests'];
}

/** A network whose far side is stated by the test: for weather that a real desk cannot be asked for. */
export function network(answers: Answers): Network {
  const requests: Network['requests'] = [];
  const named = (name: string) => requests.filter((request) => request.name === name);
  const fetcher: typeof fetch = async (input, init) => {
    const path = input instanceof Request ? input.url : String(input).replace('https://desk.example', '');
    const name = `${init?.method ?? 'GET'} ${path}`;
    const headers = new Headers(init?.headers);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    requests.push({ name, headers, body, credentials: init?.credentials });
    await Promise.resolve();
    init?.signal?.throwIfAborted();
    const answer = answers[name]?.({ headers, body, call: named(name).length });
    if (!answer) return problem(404, 'not_found');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { fetch: fetcher, requests, named };
}

export function json(value: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json', ...headers } });
}

export function problem(
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: 'about:blank', title: code, status, detail: code, code, requestId: 'req_1', ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

export const lineBroken = new TypeError('Failed to fetch');

/** A session token with its two times, as the service makes it; unsigned, which no client looks at. */
export function sessionOf(name: string, now: number, lifetime = 600_000) {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  const claims = { sub: name, iat: Math.floor(now / 1000), exp: Math.floor((now + lifetime) / 1000) };
  return {
    token: `${part({ alg: 'none' })}.${part(claims)}.${name}`,
    expiresAt: new Date(now + lifetime).toISOString(),
    agent: { id: 'agt_1', name: 'Inês Carvalho', role: 'agent', language: null, channels: [] },
    tenant: { id: 'ten_1', name: 'Halden Cycles', language: 'en', currency: 'EUR', timeZone: 'UTC', country: 'FR' },
  };
}
