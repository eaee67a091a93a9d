import type { D1Database, Fetcher, RateLimit } from '@cloudflare/workers-types';
import type { RelayRemote } from './events/relay.ts';
import type { AgentRemote, TopicRemote } from './live/live.ts';

/** A kind of Durable Object, as far as we ask for them: by name. */
export interface Objects<Remote> {
  getByName: (name: string) => Remote;
}

/** The Worker's bindings. The rate limits are absent where nothing is to be limited, as on the local desk. */
export interface Env {
  DB: D1Database;
  /** One object a tenant. */
  RELAY: Objects<RelayRemote>;
  /** One object an agent of a tenant. */
  AGENTS: Objects<AgentRemote>;
  /** One object a watched record of a tenant. */
  TOPICS: Objects<TopicRemote>;
  ASSETS?: Fetcher;
  REQUEST_LIMIT?: RateLimit;
  SEARCH_LIMIT?: RateLimit;
  SESSION_LIMIT?: RateLimit;
  /** At least 32 characters; signs the session tokens. */
  SESSION_SECRET: string;
  /** `any` lets webhooks go to this machine and its network: for a local desk only. */
  WEBHOOK_ADDRESSES?: 'any';
}
