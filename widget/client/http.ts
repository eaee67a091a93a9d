import type { Problem } from '../../shared/problems.ts';
import { aborted } from './result.ts';
import type { Failure } from './result.ts';

export type Fetch = typeof fetch;

/** Sends one request; a throw of `fetch` becomes a value. */
export async function send(fetcher: Fetch, url: string, init: RequestInit): Promise<Response | Failure> {
  if (isOffline()) return { ok: false, kind: 'offline' };
  try {
    return await fetcher(url, init);
  } catch {
    if (init.signal?.aborted) return aborted;
    return { ok: false, kind: isOffline() ? 'offline' : 'network' };
  }
}

/** Only the browser's own word counts: everything else that fails may be a fault of the page or the service. */
function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}

/** The body as JSON; undefined when it is not JSON or breaks off. */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The problem that an answer states, or one made from its status when a proxy or a crash answered in its place. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = await readJson(response);
  if (isProblem(body)) return body;
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: '',
    code: response.status === 429 ? 'rate_limited' : response.status === 503 ? 'unavailable' : 'internal_error',
    requestId: response.headers.get('x-request-id') ?? '',
  };
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' && body !== null && 'code' in body && 'status' in body && typeof body.code === 'string'
  );
}

/** A name for one attempt at a write. Not `crypto.randomUUID`, which plain-http intranets do not have. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
