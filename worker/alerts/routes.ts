import * as z from 'zod';
import { acknowledgeAlertSchema, alertListSchema, alertSchema } from '../../shared/customers.ts';
import { idSchemas } from '../../shared/ids.ts';
import { command, desk, none, query, type Route } from '../http/route.ts';
import { acknowledgeAlert, listAlerts } from './service.ts';

export const alertRoutes: Route[] = [
  query({
    path: '/v1/customers/:customerId/alerts',
    summary: 'The hot alerts of a customer, the most urgent first',
    policy: { access: 'session', roles: desk, bound: 'record' },
    params: z.strictObject({ customerId: idSchemas.customer }),
    query: none,
    response: alertListSchema,
    handle: (context, { params }) => listAlerts(context, params.customerId),
  }),
  command({
    method: 'POST',
    path: '/v1/customers/:customerId/alerts/:caseId/acknowledge',
    summary: 'Settle a hot alert for the rest of the session, and say why',
    policy: { access: 'session', roles: desk, bound: 'record' },
    params: z.strictObject({ customerId: idSchemas.customer, caseId: idSchemas.case }),
    query: none,
    body: acknowledgeAlertSchema,
    response: alertSchema,
    version: 'none',
    handle: (context, { params, body }) => acknowledgeAlert(context, params.customerId, params.caseId, body),
  }),
];
