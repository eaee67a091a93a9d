import type { AgentId, TenantId } from '../../shared/ids.ts';
import type { LiveTicket, Present, Topic } from '../../shared/live.ts';
import { signTicket, ticketLifetime } from '../auth/token.ts';
import type { Env } from '../env.ts';
import type { Caller } from '../http/context.ts';

/** Who watches, and how they are told: over a socket, or when they ask. */
export interface Watcher {
  agent: AgentId;
  name: string;
  by: 'socket' | 'poll';
}

/** What the object of a watched record answers to. */
export interface TopicRemote {
  /** The agent has the record open, for the next minutes or until it is said again; answers who else has. */
  join: (tenant: TenantId, topic: Topic, watcher: Watcher) => Promise<Present[]>;
  leave: (agent: AgentId) => Promise<void>;
  /** The field that the agent is writing in, for the next seconds; null for none. */
  write: (agent: AgentId, field: string | null) => Promise<void>;
  /** Something has happened to the record; answers whether anybody watches it. */
  hint: (seq: number) => Promise<boolean>;
}

/** What the object of an agent answers to. */
export interface AgentRemote {
  /** Takes a socket in; the request bears the caller and the ticket's id (see `socketRequest`). */
  fetch: (request: Request) => Promise<Response>;
  /** Tells the agent's pages that a record has moved on; answers whether any of them watches it. */
  hint: (topic: Topic, seq: number) => Promise<boolean>;
  /** Tells who else has the record open; answers whether any page watches it. */
  people: (topic: Topic, people: Present[]) => Promise<boolean>;
}

/** What a session may ask of the live part. */
export interface Live {
  ticket: (now: number) => Promise<LiveTicket>;
  topic: (topic: Topic) => TopicRemote;
}

export function liveOf(env: Env, caller: Caller): Live {
  return {
    ticket: async (now) => ({
      ticket: await signTicket(env.SESSION_SECRET, caller, crypto.randomUUID(), now),
      expiresAt: new Date(now + ticketLifetime).toISOString(),
    }),
    topic: (topic) => topicOf(env, caller.tenant, topic),
  };
}

export function topicOf(env: Pick<Env, 'TOPICS'>, tenant: TenantId, topic: Topic): TopicRemote {
  return env.TOPICS.getByName(`${tenant} ${topic}`);
}

export function agentOf(env: Pick<Env, 'AGENTS'>, tenant: TenantId, agent: AgentId): AgentRemote {
  return env.AGENTS.getByName(`${tenant} ${agent}`);
}

const callerHeader = 'x-callside-caller';
const ticketHeader = 'x-callside-ticket';

/** The request by which a socket is handed to its agent's object. Only the Worker can reach that. */
export function socketRequest(caller: Caller, jti: string): Request {
  return new Request('https://agent/', {
    headers: { upgrade: 'websocket', [callerHeader]: encodeURIComponent(JSON.stringify(caller)), [ticketHeader]: jti },
  });
}

/** What `socketRequest` put there. */
export function readSocketRequest({ headers }: Request): { caller: unknown; jti: string } {
  const caller: unknown = JSON.parse(decodeURIComponent(headers.get(callerHeader) ?? 'null'));
  return { caller, jti: headers.get(ticketHeader) ?? '' };
}
