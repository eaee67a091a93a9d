import * as z from 'zod';
import { timelineQuery, timelineSchema } from '../../shared/cases.ts';
import { idSchemas } from '../../shared/ids.ts';
import {
  addLineSchema,
  addPaymentSchema,
  changeLineSchema,
  changeOrderSchema,
  createOrderSchema,
  customerOrdersQuery,
  listOrdersQuery,
  orderListSchema,
  orderSchema,
  recapSchema,
  submitOrderSchema,
  voidPaymentSchema,
} from '../../shared/orders.ts';
import { command, desk, none, query, type Route } from '../http/route.ts';
import { addLine, changeLine, changeOrder, createOrder, removeLine } from './draft-service.ts';
import { addPayment, voidPayment } from './payment-service.ts';
import { getOrder, getRecap, listCustomerOrders, listOrders, orderEvents } from './read-service.ts';
import { submitOrder } from './submit-service.ts';

const record = { access: 'session', roles: desk, bound: 'record' } as const;
const customerParams = z.strictObject({ customerId: idSchemas.customer });
const orderParams = z.strictObject({ orderId: idSchemas.order });
const lineParams = z.strictObject({ orderId: idSchemas.order, lineId: idSchemas.line });
const paymentParams = z.strictObject({ orderId: idSchemas.order, paymentId: idSchemas.payment });

/** What every command on an order has in common: it is decided on one version and answers the order. */
const onOrder = { policy: record, query: none, response: orderSchema, version: 'required' } as const;

export const orderRoutes: Route[] = [
  query({
    path: '/v1/orders',
    summary: 'Orders, the latest first',
    policy: record,
    params: none,
    query: listOrdersQuery,
    response: orderListSchema,
    handle: (context, input) => listOrders(context, input.query),
  }),
  query({
    path: '/v1/customers/:customerId/orders',
    summary: 'The orders of a customer, the latest first',
    policy: record,
    params: customerParams,
    query: customerOrdersQuery,
    response: orderListSchema,
    handle: (context, input) => listCustomerOrders(context, input.params.customerId, input.query),
  }),
  command({
    ...onOrder,
    method: 'POST',
    path: '/v1/orders',
    summary: 'Begin an order for a customer',
    params: none,
    body: createOrderSchema,
    status: 201,
    version: 'none',
    handle: (context, { body }) => createOrder(context, body),
  }),
  query({
    path: '/v1/orders/:orderId',
    summary: 'An order with its lines, payments and totals',
    policy: record,
    params: orderParams,
    query: none,
    response: orderSchema,
    handle: (context, { params }) => getOrder(context, params.orderId),
  }),
  command({
    ...onOrder,
    method: 'PATCH',
    path: '/v1/orders/:orderId',
    summary: 'Change where a draft goes, or give its tax',
    params: orderParams,
    body: changeOrderSchema,
    handle: (context, { params, body }) => changeOrder(context, params.orderId, body),
  }),
  command({
    ...onOrder,
    method: 'POST',
    path: '/v1/orders/:orderId/lines',
    summary: 'Add a product to a draft',
    params: orderParams,
    body: addLineSchema,
    status: 201,
    handle: (context, { params, body }) => addLine(context, params.orderId, body),
  }),
  command({
    ...onOrder,
    method: 'PATCH',
    path: '/v1/orders/:orderId/lines/:lineId',
    summary: 'Change how many of a product a draft has',
    params: lineParams,
    body: changeLineSchema,
    handle: (context, { params, body }) => changeLine(context, params.orderId, params.lineId, body),
  }),
  command({
    ...onOrder,
    method: 'DELETE',
    path: '/v1/orders/:orderId/lines/:lineId',
    summary: 'Take a line off a draft',
    params: lineParams,
    body: none,
    handle: (context, { params }) => removeLine(context, params.orderId, params.lineId),
  }),
  command({
    ...onOrder,
    method: 'POST',
    path: '/v1/orders/:orderId/payments',
    summary: 'Take a payment for a draft',
    params: orderParams,
    body: addPaymentSchema,
    status: 201,
    handle: (context, { params, body }) => addPayment(context, params.orderId, body),
  }),
  command({
    ...onOrder,
    method: 'POST',
    path: '/v1/orders/:orderId/payments/:paymentId/void',
    summary: 'Void a payment of a draft',
    params: paymentParams,
    body: voidPaymentSchema,
    handle: (context, { params }) => voidPayment(context, params.orderId, params.paymentId),
  }),
  query({
    path: '/v1/orders/:orderId/recap',
    summary: 'What is read to the customer before the order is submitted',
    policy: record,
    params: orderParams,
    query: none,
    response: recapSchema,
    handle: (context, { params }) => getRecap(context, params.orderId),
  }),
  command({
    ...onOrder,
    method: 'POST',
    path: '/v1/orders/:orderId/submit',
    summary: 'Submit a draft as its recap was read',
    params: orderParams,
    body: submitOrderSchema,
    handle: (context, { params, body }) => submitOrder(context, params.orderId, body),
  }),
  query({
    path: '/v1/orders/:orderId/events',
    summary: 'What happened to an order, the latest first',
    policy: record,
    params: orderParams,
    query: timelineQuery,
    response: timelineSchema,
    handle: (context, { params, query: page }) => orderEvents(context, params.orderId, page),
  }),
];
