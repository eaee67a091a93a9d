import type { D1Database, Fetcher, RateLimit } from '@cloudflare/workers-types';

/** The Worker's bindings. The rate limits are absent where nothing is to be limited, as on the local desk. */
export interface Env {
  DB: D1Database;
  ASSETS?: Fetcher;
  REQUEST_LIMIT?: RateLimit;
  SEARCH_LIMIT?: RateLimit;
  SESSION_LIMIT?: RateLimit;
  /** At least 32 characters; signs the session tokens. */
  SESSION_SECRET: string;
}
