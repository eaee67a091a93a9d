import type { CustomerId } from '../../shared/ids.ts';
import type { LiveTicket, Poll, Standing, Topic } from '../../shared/live.ts';
import { verifyTicket } from '../auth/token.ts';
import type { TenantDatabase } from '../db/database.ts';
import { outOfScope, type Caller, type Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome, type Refusal } from '../http/outcome.ts';
import type { OpenContext } from '../http/route.ts';
import { agentOf, socketRequest } from './live.ts';
import { standingOf } from './standing-store.ts';

/** Milliseconds after which a page that may open no socket asks again. */
const pollWait = 4_000;

export async function createTicket(context: Context): Promise<QueryOutcome<LiveTicket>> {
  return done(await context.live.ticket(context.now));
}

/** Opens the socket that the ticket is for, on the page that asked for it. */
export async function openSocket(context: OpenContext, ticket: string): Promise<Response | Refusal> {
  const { env, now, origin } = context;
  const verified = await verifyTicket(env.SESSION_SECRET, ticket, now);
  if ('kind' in verified) return verified;
  const { caller, jti } = verified;
  const isTheirs = origin === null || (await context.directory.tenantsOfOrigin(origin, now)).has(caller.tenant);
  if (caller.origin !== origin || !isTheirs) return refuse('wrong_origin');
  if (!context.isUpgrade) return refuse('invalid_request', { detail: 'This address opens a WebSocket' });
  const answer = await agentOf(env, caller.tenant, caller.agent).fetch(socketRequest(caller, jti));
  return answer.status === 101 ? answer : refuse('unauthenticated', { detail: 'The ticket was used before' });
}

/** Where topics stand and who else has them open. Who asks is there. */
export async function poll(
  context: Context,
  { topics, field }: Poll,
): Promise<QueryOutcome<{ topics: Standing[]; wait: number }>> {
  const { caller, now } = context;
  const found = await standings(context.db, topics, now);
  for (const { customer, topic } of found) {
    const scope = scopeOf(caller, topic, customer);
    if (scope !== null) return scope;
  }
  const answers = found.map(async ({ topic, seq, age }) => {
    const object = context.live.topic(topic);
    const people = await object.join(caller.tenant, topic, { agent: caller.agent, name: caller.name, by: 'poll' });
    if (topic === topics[0] && field !== undefined) await object.write(caller.agent, field);
    return { topic, seq, age, people };
  });
  return done({ topics: await Promise.all(answers), wait: pollWait });
}

/** Refuses a topic that the session is not bound to. */
export function scopeOf(caller: Pick<Caller, 'boundTo'>, topic: Topic, customer: CustomerId): Refusal | null {
  return outOfScope(caller, { customer, case: caller.boundTo.case === topic ? caller.boundTo.case : null });
}

type Found = Omit<Standing, 'people'> & { customer: CustomerId };

/** Where the topics stand that are records of the tenant. `now` in milliseconds. */
export async function standings(database: TenantDatabase, topics: readonly Topic[], now: number): Promise<Found[]> {
  if (topics.length === 0) return [];
  const queries = topics.map((topic) => ({ topic, query: standingOf(topic) }));
  const rows = await database.read(queries.map(({ query }) => query));
  return queries.flatMap(({ topic, query }) => {
    const row = rows.first(query);
    if (row === undefined) return [];
    return [{ topic, customer: row.customer, seq: row.seq, age: row.at === null ? null : Math.max(0, now - row.at) }];
  });
}
