import type { D1Database, ExecutionContext } from '@cloudflare/workers-types';
import { Hono } from 'hono';
import * as z from 'zod';
import { agentRoutes } from './agents/routes.ts';
import { alertRoutes } from './alerts/routes.ts';
import { Directory } from './auth/directory.ts';
import { sessionRoutes } from './auth/routes.ts';
import { relationRoutes } from './cases/relation-routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { entitlementRoutes } from './entitlements/routes.ts';
import type { Env } from './env.ts';
import { corsHeaders, preflightHeaders } from './http/cors.ts';
import { logAsJson, type Log, type RequestRecord } from './http/log.ts';
import { openApiOf } from './http/openapi.ts';
import { done, refuse } from './http/outcome.ts';
import { problemResponse } from './http/problem.ts';
import { newRequestId } from './http/request-id.ts';
import { none, open, type Route } from './http/route.ts';
import { serve, type Seen } from './http/serve.ts';
import { importRoutes } from './imports/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { productRoutes } from './products/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** Every route of the API. Tests make their tables from this list, so that none is forgotten. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...customerRoutes,
  ...alertRoutes,
  ...caseRoutes,
  ...relationRoutes,
  ...entitlementRoutes,
  ...orderRoutes,
  ...productRoutes,
  ...channelRoutes,
  ...agentRoutes,
  ...importRoutes,
  ...webhookRoutes,
  ...liveRoutes,
  open({
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the service answers',
    body: none,
    response: z.strictObject({ status: z.literal('ok') }),
    handle: () => Promise.resolve(done({ status: 'ok' as const })),
  }),
  open({
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'This description of the API',
    body: none,
    response: z.looseObject({ openapi: z.string() }),
    handle: ({ apiOrigin }) => Promise.resolve(done({ ...description(), servers: [{ url: apiOrigin }] })),
  }),
];

let described: ReturnType<typeof openApiOf> | undefined;

/** Made once, for anybody may ask for it. */
function description(): ReturnType<typeof openApiOf> {
  return (described ??= openApiOf(routes));
}

export interface App {
  fetch: (request: Request, env: Env, execution: ExecutionContext) => Promise<Response>;
}

interface Variables {
  requestId: string;
  started: number;
  directory: Directory;
  seen: Seen;
}

/** Builds the API. Throws where a route has no policy, so that such a Worker does not start. */
export function createApp(options: { routes?: readonly Route[]; log?: Log; clock?: () => number } = {}): App {
  const { log = logAsJson, clock = Date.now, routes: mounted = routes } = options;
  const directories = new WeakMap<D1Database, Directory>();
  const directoryOf = (database: D1Database): Directory => {
    const known = directories.get(database) ?? new Directory(database);
    directories.set(database, known);
    return known;
  };

  const router = new Hono<{ Bindings: Env; Variables: Variables }>();
  router.use(async (c, next) => {
    c.set('requestId', newRequestId());
    c.set('started', clock());
    c.set('directory', directoryOf(c.env.DB));
    c.set('seen', { route: null, caller: null, meter: null, fault: null });
    const origin = c.req.header('origin');
    const isKnown = origin !== undefined && (await isOriginOfAny(origin, c.var));
    if (c.req.method === 'OPTIONS') {
      c.res = new Response(null, { status: 204, headers: isKnown ? preflightHeaders(origin) : {} });
    } else {
      await next();
      if (isKnown && c.res.status !== 101)
        for (const [name, value] of Object.entries(corsHeaders(origin))) c.res.headers.set(name, value);
    }
    if (c.res.status === 101) {
      log(recordOf(c.req.method, c.res, c.var, clock()));
      return;
    }
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    c.res.headers.set('x-request-id', c.var.requestId);
    c.res.headers.append('vary', 'Origin');
    log(recordOf(c.req.method, c.res, c.var, clock()));
  });
  for (const route of mounted) {
    assertPolicy(route);
    router.on(route.method, route.path, (c) => {
      c.var.seen.route = route.path;
      return serve({
        env: c.env,
        directory: c.var.directory,
        request: c.req.raw,
        route,
        params: c.req.param(),
        requestId: c.var.requestId,
        now: c.var.started,
        afterwards: (work) => {
          c.executionCtx.waitUntil(work);
        },
        seen: c.var.seen,
      });
    });
  }
  router.notFound((c) => problemResponse(refuse('not_found'), c.var.requestId));
  router.onError((error, c) => {
    c.var.seen.fault = `${error.name}: ${error.message}`;
    const isOverloaded = /overloaded|reset because|Network connection lost/.test(error.message);
    return isOverloaded
      ? problemResponse(refuse('unavailable'), c.var.requestId, { 'retry-after': '1' })
      : problemResponse(refuse('internal_error'), c.var.requestId);
  });
  return { fetch: async (request, env, execution) => router.fetch(request, env, execution) };
}

/** Whether some tenant has named this origin. What keeps the directory from saying so is logged, and refused further on. */
async function isOriginOfAny(origin: string, { directory, started, seen }: Variables): Promise<boolean> {
  try {
    return (await directory.tenantsOfOrigin(origin, started)).size > 0;
  } catch (error) {
    seen.fault = String(error);
    return false;
  }
}

const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

function assertPolicy(route: Route): void {
  const { policy } = route;
  if (policy.access === 'session' && policy.roles.length === 0) {
    throw new Error(`nobody may use ${route.method} ${route.path}: it has no policy`);
  }
}

function recordOf(method: string, response: Response, variables: Variables, ended: number): RequestRecord {
  const { requestId, started, seen } = variables;
  return {
    level: response.status >= 500 ? 'error' : 'info',
    requestId,
    method,
    route: seen.route ?? 'none',
    status: response.status,
    took: ended - started,
    tenant: seen.caller?.tenant ?? null,
    agent: seen.caller?.agent ?? null,
    d1: seen.meter,
    ...(seen.fault !== null && { fault: seen.fault }),
  };
}
