import * as z from 'zod';
import { liveTicketSchema, pollQuery, pollSchema } from '../../shared/live.ts';
import { desk, none, query, socket, type Route } from '../http/route.ts';
import { createTicket, openSocket, poll } from './service.ts';

export const liveRoutes: Route[] = [
  query({
    method: 'POST',
    path: '/v1/live/tickets',
    summary: 'A ticket that opens one socket',
    policy: { access: 'session', roles: desk, bound: 'reference' },
    params: none,
    query: none,
    response: liveTicketSchema,
    status: 201,
    handle: (context) => createTicket(context),
  }),
  socket({
    path: '/v1/live',
    summary: 'A socket that tells when what a page shows has changed, and who else has it open',
    query: z.strictObject({ ticket: z.string().max(4000) }),
    handle: (context, input) => openSocket(context, input.query.ticket),
  }),
  query({
    path: '/v1/live/topics',
    summary: 'The same as the socket tells, for a page that may open none',
    policy: { access: 'session', roles: desk, bound: 'record' },
    params: none,
    query: pollQuery,
    response: pollSchema,
    handle: (context, input) => poll(context, input.query),
  }),
];
