import * as z from 'zod';
import { problemSchema } from '../../shared/problems.ts';
import type { Route } from './route.ts';

/** The OpenAPI 3.1 document of the routes, from the schemas that check their requests. */
export function openApiOf(routes: readonly Route[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Callside', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  };
}

function operationOf(route: Route): object {
  const isWrite = route.run.kind === 'command';
  return {
    summary: route.summary,
    operationId: operationId(route),
    security: route.policy.access === 'public' ? [] : [{ session: [] }],
    ...(route.policy.access === 'session' && { 'x-roles': route.policy.roles }),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(isWrite ? [idempotencyKey(route.method === 'POST')] : []),
      ...(route.version === 'required' ? [ifMatch] : []),
    ],
    ...(route.method !== 'GET' &&
      route.method !== 'DELETE' && {
        requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
      }),
    responses: {
      [route.status]: {
        description: route.status === 101 ? 'A WebSocket' : 'Done',
        ...(route.status !== 101 && {
          content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
        }),
      },
      default: {
        description: 'A problem of RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const idempotencyKey = (required: boolean) => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  schema: { type: 'string', minLength: 8, maxLength: 128 },
});

const ifMatch = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string', examples: ['"7"'] } };

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): object[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    schema: schemaOf(field, 'input'),
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

/** `POST /v1/cases/:caseId/resolve` is `postCasesResolve`. */
function operationId(route: Route): string {
  const words = route.path.split('/').filter((part) => part !== '' && part !== 'v1' && !part.startsWith(':'));
  const named = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/));
  const one = route.path.split('/').at(-1)?.startsWith(':') ? 'One' : '';
  return route.method.toLowerCase() + named.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') + one;
}
