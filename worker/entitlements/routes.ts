import * as z from 'zod';
import {
  changeEntitlementSchema,
  createEntitlementSchema,
  entitlementCommandSchema,
  entitlementListSchema,
  entitlementSchema,
  listEntitlementsQuery,
  setDefaultSchema,
} from '../../shared/entitlements.ts';
import { idSchemas } from '../../shared/ids.ts';
import { command, desk, none, query, type Route } from '../http/route.ts';
import * as entitlements from './service.ts';

const reads = { access: 'session', roles: desk, bound: 'record' } as const;
const writes = { access: 'session', roles: ['supervisor', 'admin'], bound: 'never' } as const;
const ofEntitlement = z.strictObject({ entitlementId: idSchemas.entitlement });

/** A command on one entitlement that is told nothing but which version it means. */
function step(name: string, summary: string, handle: typeof entitlements.activateEntitlement): Route {
  return command({
    method: 'POST',
    path: `/v1/entitlements/:entitlementId/${name}`,
    summary,
    policy: writes,
    params: ofEntitlement,
    query: none,
    body: entitlementCommandSchema,
    response: entitlementSchema,
    version: 'required',
    handle: (context, { params }) => handle(context, params.entitlementId),
  });
}

export const entitlementRoutes: Route[] = [
  query({
    path: '/v1/entitlements',
    summary: 'What support a customer is entitled to, or all customers are',
    policy: reads,
    params: none,
    query: listEntitlementsQuery,
    response: entitlementListSchema,
    handle: (context, input) => entitlements.listEntitlements(context, input.query),
  }),
  command({
    method: 'POST',
    path: '/v1/entitlements',
    summary: 'Draft what support a customer is entitled to',
    policy: writes,
    params: none,
    query: none,
    body: createEntitlementSchema,
    response: entitlementSchema,
    status: 201,
    version: 'none',
    handle: (context, { body }) => entitlements.createEntitlement(context, body),
  }),
  query({
    path: '/v1/entitlements/:entitlementId',
    summary: 'An entitlement, with the terms that remain and what can be done with it now',
    policy: reads,
    params: ofEntitlement,
    query: none,
    response: entitlementSchema,
    handle: (context, { params }) => entitlements.getEntitlement(context, params.entitlementId),
  }),
  command({
    method: 'PATCH',
    path: '/v1/entitlements/:entitlementId',
    summary: 'Edit a draft',
    policy: writes,
    params: ofEntitlement,
    query: none,
    body: changeEntitlementSchema,
    response: entitlementSchema,
    version: 'required',
    handle: (context, { params, body }) => entitlements.changeEntitlement(context, params.entitlementId, body),
  }),
  step('activate', 'Put a draft into force, from its start to its end', entitlements.activateEntitlement),
  step('deactivate', 'Make a draft of it again, to be edited', entitlements.deactivateEntitlement),
  step('cancel', 'End it before its time', entitlements.cancelEntitlement),
  command({
    method: 'POST',
    path: '/v1/entitlements/:entitlementId/renew',
    summary: 'Draft the same again, starting now, from one that is over',
    policy: writes,
    params: ofEntitlement,
    query: none,
    body: entitlementCommandSchema,
    response: entitlementSchema,
    status: 201,
    version: 'required',
    handle: (context, { params }) => entitlements.renewEntitlement(context, params.entitlementId),
  }),
  command({
    method: 'POST',
    path: '/v1/entitlements/:entitlementId/default',
    summary: 'Let the customer’s new cases carry it by themselves, or no longer',
    policy: writes,
    params: ofEntitlement,
    query: none,
    body: setDefaultSchema,
    response: entitlementSchema,
    version: 'required',
    handle: (context, { params, body }) => entitlements.setDefaultEntitlement(context, params.entitlementId, body),
  }),
];
