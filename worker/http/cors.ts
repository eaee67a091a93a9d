/** What a browser may send and read across origins. Credentials are never allowed: the API takes bearer tokens only. */
export const allowedMethods = 'GET, POST, PATCH, PUT, DELETE';
const allowedHeaders = 'authorization, content-type, idempotency-key, if-match';
const exposedHeaders = 'etag, retry-after, x-request-id, idempotency-replayed';

/** The headers that let this origin read the answer; it is one that some tenant has named. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': exposedHeaders,
  };
}

export function preflightHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': allowedMethods,
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': '7200',
  };
}
