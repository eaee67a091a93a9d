import { createSessionSchema, sessionSchema } from '../../shared/sessions.ts';
import { open, type Route } from '../http/route.ts';
import { createSession } from './service.ts';

export const sessionRoutes: Route[] = [
  open({
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Exchange a publishable key and an assertion for a session token',
    body: createSessionSchema,
    response: sessionSchema,
    status: 201,
    handle: (context, { body }) => createSession(context, body),
  }),
];
