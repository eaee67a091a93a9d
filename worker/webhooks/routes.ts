import * as z from 'zod';
import { pageQuery } from '../../shared/common.ts';
import { idSchemas } from '../../shared/ids.ts';
import {
  changeWebhookSchema,
  createWebhookSchema,
  deliveryListSchema,
  redeliverSchema,
  redeliveredSchema,
  webhookListSchema,
  webhookSchema,
  webhookSecretSchema,
} from '../../shared/webhooks.ts';
import { command, none, query, type Route } from '../http/route.ts';
import * as webhooks from './service.ts';

const policy = { access: 'session', roles: ['admin'], bound: 'never' } as const;
const ofWebhook = z.strictObject({ webhookId: idSchemas.webhook });
const page = z.strictObject(pageQuery);

export const webhookRoutes: Route[] = [
  query({
    path: '/v1/webhooks',
    summary: 'The addresses that are told what happens',
    policy,
    params: none,
    query: page,
    response: webhookListSchema,
    handle: (context, input) => webhooks.listWebhooks(context, input.query),
  }),
  command({
    method: 'POST',
    path: '/v1/webhooks',
    summary: 'Tell an address what happens from now on',
    policy,
    params: none,
    query: none,
    body: createWebhookSchema,
    response: webhookSchema,
    status: 201,
    version: 'none',
    handle: (context, { body }) => webhooks.createWebhook(context, body),
  }),
  query({
    path: '/v1/webhooks/:webhookId',
    summary: 'An address that is told what happens',
    policy,
    params: ofWebhook,
    query: none,
    response: webhookSchema,
    handle: (context, { params }) => webhooks.getWebhook(context, params.webhookId),
  }),
  command({
    method: 'PATCH',
    path: '/v1/webhooks/:webhookId',
    summary: 'Change the address, what it is told, or whether it is told anything',
    policy,
    params: ofWebhook,
    query: none,
    body: changeWebhookSchema,
    response: webhookSchema,
    version: 'required',
    handle: (context, { params, body }) => webhooks.changeWebhook(context, params.webhookId, body),
  }),
  command({
    method: 'DELETE',
    path: '/v1/webhooks/:webhookId',
    summary: 'Tell the address nothing more',
    policy,
    params: ofWebhook,
    query: none,
    body: none,
    response: webhookSchema,
    version: 'required',
    handle: (context, { params }) => webhooks.deleteWebhook(context, params.webhookId),
  }),
  query({
    path: '/v1/webhooks/:webhookId/secret',
    summary: 'What its messages are signed with',
    policy,
    params: ofWebhook,
    query: none,
    response: webhookSecretSchema,
    handle: (context, { params }) => webhooks.getSecret(context, params.webhookId),
  }),
  command({
    method: 'POST',
    path: '/v1/webhooks/:webhookId/rotate-secret',
    summary: 'Make a new secret; the one so far signs besides for a day',
    policy,
    params: ofWebhook,
    query: none,
    body: none,
    response: webhookSchema,
    version: 'required',
    handle: (context, { params }) => webhooks.rotateSecret(context, params.webhookId),
  }),
  query({
    path: '/v1/webhooks/:webhookId/deliveries',
    summary: 'The events that have not arrived there yet',
    policy,
    params: ofWebhook,
    query: page,
    response: deliveryListSchema,
    handle: (context, { params, query: options }) => webhooks.listDeliveries(context, params.webhookId, options),
  }),
  command({
    method: 'POST',
    path: '/v1/webhooks/:webhookId/redeliver',
    summary: 'Send one event again, or all that were given up',
    policy,
    params: ofWebhook,
    query: none,
    body: redeliverSchema,
    response: redeliveredSchema,
    version: 'none',
    handle: (context, { params, body }) => webhooks.redeliver(context, params.webhookId, body),
  }),
];
