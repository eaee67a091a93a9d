import type { Problem } from '../../shared/problems.ts';

/** Why nobody is at the desk: what the page has left out or got wrong. */
export type SetupFault = 'no_endpoint' | 'no_publishable_key' | 'no_token_source' | 'signed_out';

/** An answer that came, with the entity's tag where it has one. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
  /** The `ETag` as it stands, quotes included: hand it back as `etag` of the next command. */
  readonly etag: string | null;
}

/**
 * What else can happen. `offline` is said only when the browser knows it: a refused connection, a CORS fault and a
 * blocked `connect-src` all look alike to `fetch` and are `network`. `token` means that the page's own token source
 * failed; at `token-url` it did not answer at all.
 */
export type Failure =
  | { readonly ok: false; readonly kind: 'problem'; readonly problem: Problem; readonly retryAfter: number | null }
  | { readonly ok: false; readonly kind: 'offline' }
  | { readonly ok: false; readonly kind: 'network'; readonly at?: 'token-url' }
  | { readonly ok: false; readonly kind: 'token'; readonly detail: string }
  | { readonly ok: false; readonly kind: 'setup'; readonly fault: SetupFault }
  | { readonly ok: false; readonly kind: 'aborted' };

export type Result<T> = Success<T> | Failure;

export const aborted: Failure = { ok: false, kind: 'aborted' };

/** Whether the same request may succeed later, unchanged: what "Try again" is offered for. */
export function mayRetry(failure: Failure): boolean {
  return failure.kind === 'problem'
    ? failure.problem.status >= 500 || failure.problem.status === 429
    : failure.kind !== 'setup';
}

/** What passes by itself in a moment: a broken line, a busy service, and the first of two equal requests still running. */
export function isPassing(failure: Failure): boolean {
  if (failure.kind !== 'problem') return failure.kind === 'network';
  const { status, code } = failure.problem;
  return status === 429 || status === 503 || code === 'request_running';
}
