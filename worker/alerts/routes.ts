import * as z from 'zod';
import { alertListSchema } from '../../shared/customers.ts';
import { idSchemas } from '../../shared/ids.ts';
import { desk, none, query, type Route } from '../http/route.ts';
import { listAlerts } from './service.ts';

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
];
