import * as z from 'zod';
import type { Role } from '../../shared/sessions.ts';
import type { Directory } from '../auth/directory.ts';
import type { Env } from '../env.ts';
import { bodyLimit } from './body.ts';
import type { CommandContext, Context } from './context.ts';
import { refuse, type CommandOutcome, type QueryOutcome, type Refusal } from './outcome.ts';
import { invalidRequest } from './problem.ts';

/** Who may use a route. A route without a policy does not compile, and the app checks again when it starts. */
export type Policy =
  | { access: 'public' }
  | {
      access: 'session';
      roles: readonly Role[];
      /**
       * Whether a session bound to one customer or case may use it: `reference` data is open to it, a `record` route
       * checks the record it names, and `never` is closed.
       */
      bound: 'reference' | 'record' | 'never';
      /** The rate limit it counts against besides the general one. */
      limit?: 'search';
    };

export const desk: readonly Role[] = ['agent', 'supervisor', 'admin', 'integration'];

type Schema = z.ZodType;

/** Takes no keys at all: what a route without parameters, query or body declares. */
export const none = z.strictObject({});
type None = typeof none;

/** A request's parts before any schema has seen them. */
export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

interface Input<Params extends Schema, Query extends Schema, Body extends Schema> {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
}

/** What a public route has at hand: no tenant yet. */
export interface OpenContext {
  env: Env;
  directory: Directory;
  origin: string | null;
  /** The API's own address: scheme, host and port. */
  apiOrigin: string;
  clientAddress: string;
  /** Whether the request asks for a WebSocket. */
  isUpgrade: boolean;
  now: number;
  requestId: string;
}

/** A route as the app mounts it and the OpenAPI document lists it. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With Hono's parameters: `/v1/cases/:caseId`. */
  path: string;
  summary: string;
  policy: Policy;
  params: Schema;
  query: Schema;
  body: Schema;
  response: Schema;
  status: 101 | 200 | 201;
  /** Whether If-Match must name the version that the command was decided on. */
  version: 'required' | 'none';
  /** Bytes. */
  bodyLimit: number;
  run:
    | { kind: 'query'; handle: (context: Context, raw: RawInput) => Promise<QueryOutcome<unknown>> }
    | { kind: 'command'; handle: (command: CommandContext, raw: RawInput) => Promise<CommandOutcome<unknown>> }
    | { kind: 'open'; handle: (context: OpenContext, raw: RawInput) => Promise<QueryOutcome<unknown>> }
    | { kind: 'socket'; handle: (context: OpenContext, raw: RawInput) => Promise<Response | Refusal> };
}

interface Common<Params extends Schema, Query extends Schema, Response extends Schema> {
  path: string;
  summary: string;
  policy: Extract<Policy, { access: 'session' }>;
  params: Params;
  query: Query;
  response: Response;
}

/** A read: one trip to D1. A POST where the answer is made for this request alone and changes no record. */
export function query<Response extends Schema, Params extends Schema, Query extends Schema>(
  route: Common<Params, Query, Response> & {
    method?: 'POST';
    status?: 201;
    handle: (context: Context, input: Input<Params, Query, None>) => Promise<QueryOutcome<z.input<Response>>>;
  },
): Route {
  return {
    ...described(route),
    body: none,
    method: route.method ?? 'GET',
    status: route.status ?? 200,
    version: 'none',
    bodyLimit,
    run: {
      kind: 'query',
      handle: async (context, raw) => {
        const input = parse(route.params, route.query, none, raw);
        return input.kind === 'refused' ? input : route.handle(context, input);
      },
    },
  };
}

/** A command: it happens once, on the version it was decided on, and is written as one batch. */
export function command<Response extends Schema, Params extends Schema, Query extends Schema, Body extends Schema>(
  route: Common<Params, Query, Response> & {
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
    body: Body;
    status?: 200 | 201;
    version: 'required' | 'none';
    bodyLimit?: number;
    handle: (command: CommandContext, input: Input<Params, Query, Body>) => Promise<CommandOutcome<z.input<Response>>>;
  },
): Route {
  return {
    ...described(route),
    body: route.body,
    method: route.method,
    status: route.status ?? 200,
    version: route.version,
    bodyLimit: route.bodyLimit ?? bodyLimit,
    run: {
      kind: 'command',
      handle: async (context, raw) => {
        const input = parse(route.params, route.query, route.body, raw);
        return input.kind === 'refused' ? input : route.handle(context, input);
      },
    },
  };
}

/** A public route: nobody has a session yet. */
export function open<Response extends Schema, Body extends Schema>(route: {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  body: Body;
  response: Response;
  status?: 200 | 201;
  handle: (context: OpenContext, input: Input<None, None, Body>) => Promise<QueryOutcome<z.input<Response>>>;
}): Route {
  return {
    path: route.path,
    summary: route.summary,
    response: route.response,
    policy: { access: 'public' },
    params: none,
    query: none,
    body: route.body,
    method: route.method,
    status: route.status ?? 200,
    version: 'none',
    bodyLimit,
    run: {
      kind: 'open',
      handle: async (context, raw) => {
        const input = parse(none, none, route.body, raw);
        return input.kind === 'refused' ? input : route.handle(context, input);
      },
    },
  };
}

/** A public route that turns into a socket: who may open it is in what it is asked with. */
export function socket<Query extends Schema>(route: {
  path: string;
  summary: string;
  query: Query;
  handle: (context: OpenContext, input: Input<None, Query, None>) => Promise<Response | Refusal>;
}): Route {
  return {
    path: route.path,
    summary: route.summary,
    policy: { access: 'public' },
    params: none,
    query: route.query,
    body: none,
    response: none,
    method: 'GET',
    status: 101,
    version: 'none',
    bodyLimit,
    run: {
      kind: 'socket',
      handle: async (context, raw) => {
        const input = parse(none, route.query, none, raw);
        return input.kind === 'refused' ? input : route.handle(context, input);
      },
    },
  };
}

function described({ path, summary, policy, params, query: queryString, response }: Common<Schema, Schema, Schema>) {
  return { path, summary, policy, params, query: queryString, response };
}

/** An id that cannot be an id names none, and is answered like any unknown one: 404. */
function parse<Params extends Schema, Query extends Schema, Body extends Schema>(
  paramsSchema: Params,
  querySchema: Query,
  bodySchema: Body,
  raw: RawInput,
): (Input<Params, Query, Body> & { kind: 'parsed' }) | Refusal {
  const params = paramsSchema.safeParse(raw.params);
  if (!params.success) return refuse('not_found');
  const queryString = querySchema.safeParse(raw.query, { reportInput: true });
  if (!queryString.success) return invalidRequest(queryString.error, 'query');
  const body = bodySchema.safeParse(raw.body, { reportInput: true });
  if (!body.success) return invalidRequest(body.error, 'body');
  return { kind: 'parsed', params: params.data, query: queryString.data, body: body.data };
}
