import * as z from 'zod';
import { customerSchema } from '../../../shared/customers.ts';
import { importResultSchema } from '../../../shared/imports.ts';
import { orderSchema, recapSchema, type Order } from '../../../shared/orders.ts';
import { productListSchema, type Product } from '../../../shared/set-up.ts';
import type { Client, Desk, Reply } from './desk.ts';

/** In France, where the desk's channel takes 20 % tax. */
export const delivery = { line1: '3 rue des Halles', city: 'Lyon', country: 'FR', primary: true };

/** Products by SKU: a tyre at 20, a spoke at 0.0125, a frame of which none is in stock, a bell no longer sold. */
export async function stock(desk: Desk): Promise<Record<'tyre' | 'spoke' | 'frame', Product>> {
  const importer = await desk.as('importer');
  const row = (sku: string, name: string, unitPrice: string, more = {}) => ({
    externalId: sku,
    sku,
    name,
    unitPrice,
    ...more,
  });
  const reply = await importer.post('/v1/imports/products', {
    source: 'shop',
    rows: [
      row('TY-700', 'Road tyre 700×25', '20', { available: 12 }),
      row('SP-1', 'Spoke, steel', '0.0125'),
      row('FR-56', 'Émeraude frame 56', '899.95', { available: 0, expectedAt: '2026-12-01T00:00:00Z' }),
      row('BL-9', 'Brass bell', '12.5', { active: false }),
    ],
  });
  const result = reply.as(importResultSchema);
  if (result.created !== 4) throw new Error(`imported ${reply.text}`);
  const bySku = async (sku: string) => {
    const [product] = (await importer.get(`/v1/products?q=${sku}`)).as(productListSchema).items;
    if (product === undefined) throw new Error(`no product ${sku}`);
    return product;
  };
  return { tyre: await bySku('TY-700'), spoke: await bySku('SP-1'), frame: await bySku('FR-56') };
}

export async function newCustomer(client: Client, more: Record<string, unknown> = {}) {
  const body = { kind: 'person', name: 'Amélie Durand', country: 'FR', address: delivery, ...more };
  return (await client.post('/v1/customers', body)).as(customerSchema);
}

/** A draft of the client's with a line of so many products at 20.00, which is 24.00 with tax. */
export async function draft(client: Client, product: Product, quantity = 1): Promise<Order> {
  const customer = await newCustomer(client);
  const begun = orderOf(await client.post('/v1/orders', { customerId: customer.id }));
  return orderOf(
    await client.post(`/v1/orders/${begun.id}/lines`, { productId: product.id, quantity }, { version: begun.version }),
  );
}

export async function pay(desk: Desk, client: Client, order: Order, method: string, more = {}): Promise<Reply> {
  const methodId = await desk.id('paymentMethod', `Phone\n${method}`);
  return client.post(`/v1/orders/${order.id}/payments`, { methodId, ...more }, { version: order.version });
}

export async function recapHash(client: Client, order: Order): Promise<string> {
  return (await client.get(`/v1/orders/${order.id}/recap`)).as(recapSchema).hash;
}

export async function submit(client: Client, order: Order): Promise<Reply> {
  const body = { recapHash: await recapHash(client, order) };
  return client.post(`/v1/orders/${order.id}/submit`, body, { version: order.version });
}

/** The order in an answer, with the actions the contract names. */
export function orderOf(reply: Reply): Order {
  const { actions, ...order } = reply.as(orderSchema);
  const names = z.enum(['edit', 'add_payment', 'submit']);
  return {
    ...order,
    actions: actions.map((action) => ({ ...action, name: names.parse(action.name) })) as Order['actions'],
  };
}
