import { setTimeout as pause } from 'node:timers/promises';
import { problemSchema } from '../../shared/problems.ts';

/** The import cannot go on; the message says why and what to do. */
export class ImportError extends Error {}

/** How often a request is tried in all, and the first wait between two tries, in milliseconds. */
const tries = 7;
const firstWait = 250;
/** Milliseconds that a request may take. */
const longestRequest = 60_000;

/** What the API answered. */
export interface Answer {
  /** 0 where none came. */
  status: number;
  body: unknown;
  /** It is the stored answer to an earlier request with the same key. */
  replayed: boolean;
  /** Milliseconds. */
  retryAfter: number | null;
  fault: string | null;
}

/** Posts a JSON text. A connection that fails is an answer of status 0. */
export async function post(
  endpoint: string,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  try {
    const response = await fetch(endpoint + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(longestRequest),
    });
    const text = await response.text();
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
    return {
      status: response.status,
      body: jsonOrNull(text),
      replayed: response.headers.get('idempotency-replayed') === 'true',
      retryAfter: Number.isFinite(wait) ? wait : null,
      fault: null,
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: 0, body: null, replayed: false, retryAfter: null, fault: String(cause) };
  }
}

/**
 * Waits until the same request may be sent again.
 *
 * @throws ImportError when it may not, or has been sent often enough.
 */
export async function waitToTryAgain(endpoint: string, answer: Answer, attempt: number): Promise<void> {
  if (attempt >= tries || !isPassing(answer.status)) throw refusal(endpoint, answer);
  await pause(answer.retryAfter ?? firstWait * 2 ** (attempt - 1));
}

/** Whether the same request may be taken later. */
function isPassing(status: number): boolean {
  return status === 0 || status === 408 || status === 409 || status === 429 || status >= 500;
}

function refusal(endpoint: string, answer: Answer): ImportError {
  if (answer.status === 0)
    return new ImportError(`${endpoint} does not answer (${answer.fault ?? 'no reason given'}).`);
  const problem = problemSchema.safeParse(answer.body);
  const said = problem.success
    ? `${problem.data.detail} (${problem.data.code}, request ${problem.data.requestId})`
    : '';
  return new ImportError(`${endpoint} answered ${answer.status}. ${said}`.trim());
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
