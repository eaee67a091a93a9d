import { databaseOf, type Directory } from '../auth/directory.ts';
import { verifySession } from '../auth/token.ts';
import { TenantDatabase, type Meter } from '../db/database.ts';
import type { Env } from '../env.ts';
import { relayOf } from '../events/relay.ts';
import { liveOf } from '../live/live.ts';
import { readJson } from './body.ts';
import type { Caller, CommandContext, Context } from './context.ts';
import { versionOf, etagOf } from './etag.ts';
import { idempotencyOf } from './idempotency.ts';
import { refuse, type CommandOutcome, type Refusal } from './outcome.ts';
import { problemResponse } from './problem.ts';
import type { Policy, RawInput, Route } from './route.ts';

/** What the log will say of a request. */
export interface Seen {
  route: string | null;
  caller: Caller | null;
  meter: Meter | null;
  fault: string | null;
}

/** What is known of a request when its route has been found. */
export interface Serving {
  env: Env;
  directory: Directory;
  request: Request;
  route: Route;
  params: Record<string, string>;
  requestId: string;
  now: number;
  afterwards: (work: Promise<unknown>) => void;
  /** Filled while the request is served; the log reads it. */
  seen: Seen;
}

/** A command that lost a race is run again from its load this often before it is given up. */
const mostRuns = 4;

/** Takes a request down the one way: session, policy, limits, input, handler; and answers. */
export async function serve(serving: Serving): Promise<Response> {
  const { route, requestId } = serving;
  const result = await attempt(serving);
  if (result instanceof Response) return result;
  switch (result.kind) {
    case 'refused':
      return problemResponse(result, requestId, result.code === 'rate_limited' ? { 'retry-after': '10' } : {});
    case 'raced':
      return problemResponse(refuse('unavailable', { detail: 'Too many changes at once' }), requestId, {
        'retry-after': '1',
      });
    case 'replayed':
      return answer(result.status, result.body, result.etag, { 'idempotency-replayed': 'true' });
    case 'done':
      return answer(
        route.status,
        JSON.stringify(result.value),
        result.version === undefined ? null : etagOf(result.version),
      );
  }
}

function answer(status: number, body: string, etag: string | null, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json', ...(etag !== null && { etag }), ...headers },
  });
}

async function attempt(serving: Serving): Promise<CommandOutcome<unknown> | Response> {
  const { env, directory, request, route, now, requestId } = serving;
  const url = new URL(request.url);
  const origin = request.headers.get('origin');

  const { run } = route;
  if (run.kind === 'open' || run.kind === 'socket') {
    const body = await readJson(request, route.bodyLimit);
    if (body.kind === 'refused') return body;
    const clientAddress = request.headers.get('cf-connecting-ip') ?? 'local';
    const isUpgrade = request.headers.get('upgrade')?.toLowerCase() === 'websocket';
    const context = { env, directory, origin, apiOrigin: url.origin, clientAddress, isUpgrade, now, requestId };
    return run.handle(context, { params: serving.params, query: queryOf(url), body: body.value });
  }

  const caller = await callerOf(serving, url.origin, origin);
  if ('kind' in caller) return caller;
  serving.seen.caller = caller;
  const forbidden = forbids(route.policy, caller);
  if (forbidden !== null) return forbidden;
  if (await isLimited(env, route.policy, caller)) return refuse('rate_limited');

  const tenant = await directory.tenant(caller.tenant, now);
  if (tenant === null) return refuse('unauthenticated');
  const database = new TenantDatabase(databaseOf(env, tenant), caller.tenant);
  serving.seen.meter = database.meter;
  const context: Context = {
    db: database,
    tenant,
    caller,
    now,
    requestId,
    afterwards: serving.afterwards,
    relay: relayOf(env, caller.tenant),
    live: liveOf(env, caller),
    anyWebhookAddress: env.WEBHOOK_ADDRESSES === 'any',
  };

  if (run.kind === 'query') {
    return run.handle(context, { params: serving.params, query: queryOf(url), body: {} });
  }

  const body = await readJson(request, route.bodyLimit);
  if (body.kind === 'refused') return body;
  const idempotency = await idempotencyOf(request, url.pathname, body.bytes);
  if (idempotency !== null && 'kind' in idempotency) return idempotency;
  const expectedVersion = expectedVersionOf(request, route);
  if (expectedVersion !== null && typeof expectedVersion === 'object') return expectedVersion;

  const command: CommandContext = { ...context, idempotency, expectedVersion, successStatus: route.status };
  const raw: RawInput = { params: serving.params, query: queryOf(url), body: body.value };
  return runToTheEnd(() => run.handle(command, raw));
}

async function runToTheEnd(run: () => Promise<CommandOutcome<unknown>>): Promise<CommandOutcome<unknown>> {
  let outcome = await run();
  for (let runs = 1; outcome.kind === 'raced' && runs < mostRuns; runs += 1) outcome = await run();
  return outcome;
}

/** Who asks, once the token, its origin and its tenant agree. */
async function callerOf(serving: Serving, apiOrigin: string, origin: string | null): Promise<Caller | Refusal> {
  const { env, directory, request, now } = serving;
  const token = /^Bearer ([\w.-]+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return refuse('unauthenticated');
  const caller = await verifySession(env.SESSION_SECRET, token, now);
  if ('kind' in caller) return caller;
  if (origin !== null) {
    const isTheirs = caller.origin === origin && (await directory.tenantsOfOrigin(origin, now)).has(caller.tenant);
    return isTheirs ? caller : refuse('wrong_origin');
  }
  if (caller.origin === null) return caller;
  const isSameOrigin = request.headers.get('sec-fetch-site') === 'same-origin' && caller.origin === apiOrigin;
  return isSameOrigin ? caller : refuse('wrong_origin');
}

function forbids(policy: Policy, caller: Caller): Refusal | null {
  if (policy.access === 'public') return null;
  if (!policy.roles.includes(caller.role)) return refuse('forbidden');
  const isBound = caller.boundTo.customer !== null || caller.boundTo.case !== null;
  return isBound && policy.bound === 'never' ? refuse('out_of_scope') : null;
}

async function isLimited(env: Env, policy: Policy, caller: Caller): Promise<boolean> {
  const key = `${caller.tenant} ${caller.agent}`;
  if (caller.role === 'integration') return false;
  if ((await env.REQUEST_LIMIT?.limit({ key }))?.success === false) return true;
  if (policy.access !== 'session' || policy.limit !== 'search') return false;
  return (await env.SEARCH_LIMIT?.limit({ key }))?.success === false;
}

function queryOf(url: URL): Record<string, string> {
  return Object.fromEntries(url.searchParams);
}

function expectedVersionOf(request: Request, route: Route): number | null | Refusal {
  const ifMatch = request.headers.get('if-match');
  if (route.version === 'none') return null;
  if (ifMatch === null) return refuse('version_required');
  return versionOf(ifMatch) ?? refuse('stale_version', { detail: 'If-Match must be one version, such as "7"' });
}
