import { refuse, type Refusal } from './outcome.ts';

export interface Idempotency {
  key: string;
  fingerprint: string;
}

/**
 * The key that makes a command happen once, with a fingerprint of what it asks for. A POST needs one; on the other
 * methods it is honoured, so that a lost answer can be asked for again.
 */
export async function idempotencyOf(
  request: Request,
  path: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<Idempotency | null | Refusal> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return request.method === 'POST' ? refuse('idempotency_key_required') : null;
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
    return refuse('idempotency_key_required', { detail: 'The Idempotency-Key must have 8 to 128 visible characters' });
  }
  const head = new TextEncoder().encode(`${request.method} ${path}\n`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  return { key, fingerprint: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}
