import * as z from 'zod';
import { importKindSchema, importResultSchema, importRowsSchema } from '../../shared/imports.ts';
import { command, none, type Route } from '../http/route.ts';
import { importRows } from './service.ts';

export const importRoutes: Route[] = [
  command({
    method: 'POST',
    path: '/v1/imports/:kind',
    summary: 'Add many records of another system at once; those that are here already are left as they are',
    policy: { access: 'session', roles: ['integration'], bound: 'never' },
    params: z.strictObject({ kind: importKindSchema }),
    query: none,
    body: importRowsSchema,
    bodyLimit: 1_000_000,
    response: importResultSchema,
    version: 'none',
    handle: (context, { params, body }) => importRows(context, params.kind, body),
  }),
];
