import { newId, type LineId, type OrderId } from '../../shared/ids.ts';
import { newNumber } from '../../shared/numbers.ts';
import type { AddLine, ChangeLine, ChangeOrder, CreateOrder, Order } from '../../shared/orders.ts';
import { channelOfAgent } from '../channels/service.ts';
import { addressOf, customerRef, primaryDeliveryAddress, summaryChange } from '../customers/service.ts';
import { commit, load } from '../db/commit.ts';
import { outOfScope, type CommandContext } from '../http/context.ts';
import { blocked, refuse, unknownReference, type CommandOutcome, type Refusal } from '../http/outcome.ts';
import { productForLine } from '../products/service.ts';
import { about, commitChange, inexact, loadOrder, refusalOf } from './change-service.ts';
import { priced, withHead, withLine, withoutLine, withQuantity, type OrderState } from './draft.ts';
import * as store from './store.ts';
import { editBlockers } from './submission.ts';
import { orderView } from './view.ts';

const mostLines = 500;

/** Begins an order for a customer (A04). Only users of a channel take orders, each for the own one (B20). */
export async function createOrder(command: CommandContext, input: CreateOrder): Promise<CommandOutcome<Order>> {
  const { agent, name } = command.caller;
  const customerQuery = customerRef(input.customerId);
  const channelQuery = channelOfAgent(agent);
  const addressQuery =
    input.deliverToId === undefined
      ? primaryDeliveryAddress(input.customerId)
      : addressOf(input.customerId, input.deliverToId);
  const ratesQuery = store.ratesForNewOrder(agent, input.customerId);
  const loaded = await load(command, [customerQuery, channelQuery, addressQuery, ratesQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const customer = loaded.rows.first(customerQuery);
  const channel = loaded.rows.first(channelQuery);
  const address = loaded.rows.first(addressQuery);
  if (customer === undefined) return unknownReference('customerId');
  const scope = outOfScope(command.caller, { customer: customer.id });
  if (scope !== null) return scope;
  if (channel === undefined || (input.channelId !== undefined && input.channelId !== channel.id)) {
    return refuse('not_channel_user');
  }
  if (address === undefined && input.deliverToId !== undefined) return unknownReference('deliverToId');

  const order = priced({
    head: {
      id: newId('order'),
      version: 1,
      number: newNumber('order'),
      status: 'draft',
      customer: { id: customer.id, name: customer.name, language: customer.language },
      channel: { id: channel.id, name: channel.name },
      currency: channel.currency,
      deliverTo: address ?? null,
      takenBy: { id: agent, name },
      taxSource: 'table',
      taxRate: null,
      tax: 0,
      rounding: 0,
      total: 0,
      statedTotal: null,
      placedAt: null,
      createdAt: new Date(command.now).toISOString(),
    },
    lines: [],
    charges: [],
    payments: [],
    rates: loaded.rows.all(ratesQuery),
  });
  return commit(command, {
    value: orderView(order),
    version: 1,
    changes: [
      store.insertDraft(order.head, command.now),
      summaryChange(customer.id, { openOrders: 1, lastContactAt: command.now }),
    ],
    events: [
      {
        type: 'order_created',
        ...about(order),
        facts: { number: order.head.number, channelId: order.head.channel.id },
      },
    ],
  });
}

export async function changeOrder(
  command: CommandContext,
  id: OrderId,
  input: ChangeOrder,
): Promise<CommandOutcome<Order>> {
  const addressQuery = store.addressForOrder(id, input.deliverToId ?? null);
  const found = await loadOrder(command, id, [addressQuery]);
  if (found.kind !== 'loaded') return found;
  const { order, loaded } = found;
  const refusal = refusalOf(command, order, editBlockers(order)) ?? wrongTax(order, input);
  if (refusal !== null) return refusal;
  const address = loaded.rows.first(addressQuery);
  if (input.deliverToId !== undefined && address === undefined) return unknownReference('deliverToId');

  const { order: next, fields } = withHead(order, {
    ...(address !== undefined && { deliverTo: address }),
    ...(input.tax !== undefined && { tax: input.tax?.amount ?? null }),
  });
  return (
    inexact(next, '/tax/amount') ??
    commitChange(command, order, {
      next,
      changes: [],
      events: [{ type: 'order_changed', ...about(order), facts: { fields } }],
    })
  );
}

function wrongTax({ head }: OrderState, { tax }: ChangeOrder): Refusal | null {
  if (!tax) return null;
  if (tax.currency !== head.currency) {
    const detail = `the order is in ${head.currency}`;
    return refuse('invalid_request', { errors: [{ pointer: '/tax/currency', code: 'not_one_of', detail }] });
  }
  if (tax.amount >= 0) return null;
  return refuse('invalid_request', {
    errors: [{ pointer: '/tax/amount', code: 'too_small', detail: 'tax is nothing or more' }],
  });
}

export async function addLine(command: CommandContext, id: OrderId, input: AddLine): Promise<CommandOutcome<Order>> {
  const productQuery = productForLine(command, input.productId);
  const found = await loadOrder(command, id, [productQuery]);
  if (found.kind !== 'loaded') return found;
  const { order, loaded } = found;
  const refusal = refusalOf(command, order, editBlockers(order));
  if (refusal !== null) return refusal;
  const product = loaded.rows.first(productQuery);
  if (product === undefined) return unknownReference('productId');
  if (!product.active || product.currency !== order.head.currency) {
    const detail = product.active
      ? `${product.sku} has no price in ${order.head.currency}`
      : `${product.sku} is not sold any more`;
    return blocked([{ code: 'product_unavailable', detail, field: 'productId' }]);
  }
  if (order.lines.length >= mostLines) {
    return refuse('invalid_request', {
      errors: [{ pointer: '/productId', code: 'too_large', detail: `an order takes at most ${mostLines} lines` }],
    });
  }

  const { sku, name, unitPrice, available, expectedAt } = product;
  const { quantity } = input;
  const { order: next, line } = withLine(order, {
    id: newId('line'),
    product: product.id,
    sku,
    name,
    quantity,
    unitPrice,
    available,
    expectedAt,
  });
  return (
    inexact(next, '/quantity') ??
    commitChange(command, order, {
      next,
      changes: [store.insertLine(id, line)],
      events: [{ type: 'line_added', ...about(order), facts: { lineId: line.id, productId: product.id, quantity } }],
    })
  );
}

export async function changeLine(
  command: CommandContext,
  id: OrderId,
  lineId: LineId,
  { quantity }: ChangeLine,
): Promise<CommandOutcome<Order>> {
  const found = await loadOrder(command, id);
  if (found.kind !== 'loaded') return found;
  const { order } = found;
  const before = order.lines.find((each) => each.id === lineId);
  const refusal = refusalOf(command, order, editBlockers(order));
  if (refusal !== null) return refusal;
  if (before === undefined) return refuse('not_found');
  const { order: next, line } = withQuantity(order, before, quantity);
  return (
    inexact(next, '/quantity') ??
    commitChange(command, order, {
      next,
      changes: [store.updateLine(id, line)],
      events: [
        {
          type: 'line_changed',
          ...about(order),
          facts: { lineId, quantity: { from: before.quantity, to: quantity } },
        },
      ],
    })
  );
}

export async function removeLine(command: CommandContext, id: OrderId, lineId: LineId): Promise<CommandOutcome<Order>> {
  const found = await loadOrder(command, id);
  if (found.kind !== 'loaded') return found;
  const { order } = found;
  const refusal = refusalOf(command, order, editBlockers(order));
  if (refusal !== null) return refusal;
  const line = order.lines.find((each) => each.id === lineId);
  if (line === undefined) return refuse('not_found');
  return commitChange(command, order, {
    next: withoutLine(order, lineId),
    changes: [store.deleteLine(id, line)],
    events: [{ type: 'line_removed', ...about(order), facts: { lineId } }],
  });
}
