import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { productListSchema, productSchema, type Product } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { stock } from './support/selling.ts';

let desk: Desk;
let clerk: Client;
let importer: Client;
let products: Record<'tyre' | 'spoke' | 'frame', Product>;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  importer = await desk.as('importer');
  products = await stock(desk);
});

async function found(q: string): Promise<string[]> {
  const reply = await clerk.get(`/v1/products?q=${encodeURIComponent(q)}`);
  return reply.as(productListSchema).items.map(({ sku }) => sku);
}

describe('finding a product', () => {
  test.each([
    ['road', ['TY-700']],
    ['YRE', ['TY-700']],
    ['tyre road', ['TY-700']],
    ['700×25', ['TY-700']],
    ['emeraude', ['FR-56']],
    ['Émeraude', ['FR-56']],
    ['fr', ['FR-56']],
    ['s', ['SP-1']],
    ['56', ['FR-56']],
    ['fr-56', ['FR-56']],
    ['SP-1', ['SP-1']],
    ['bell', []],
    ['tyre frame', []],
    ['"; DROP', []],
    ['tyre OR frame', []],
    ['text : tyre', []],
  ])('by %s', async (q, skus) => {
    expect(await found(q)).toEqual(skus);
  });

  test('lists what is sold by name where nothing is asked for', async () => {
    const all = (await clerk.get('/v1/products')).as(productListSchema).items.map(({ sku }) => sku);
    expect(all).toEqual(['TY-700', 'SP-1', 'FR-56']);
    expect((await clerk.get('/v1/products?limit=1')).as(productListSchema).items).toHaveLength(1);
  });

  test('shows the product of exactly this SKU first', async () => {
    await importer.post('/v1/imports/products', {
      source: 'shop',
      rows: [
        { externalId: 'a', sku: 'KIT-10', name: 'Kit ten', unitPrice: '1' },
        { externalId: 'b', sku: 'KIT-1', name: 'Kit one', unitPrice: '1' },
      ],
    });
    expect(await found('kit-1')).toEqual(['KIT-1', 'KIT-10']);
  });

  test('finds nothing of another tenant', async () => {
    const stranger = await (await newDesk()).as('clerk');
    expect((await stranger.get('/v1/products?q=tyre')).as(productListSchema).items).toEqual([]);
    expect((await stranger.get(`/v1/products/${products.tyre.id}`)).status).toBe(404);
  });

  test('shows one with its price and stock', async () => {
    expect((await clerk.get(`/v1/products/${products.frame.id}`)).as(productSchema)).toEqual({
      id: products.frame.id,
      sku: 'FR-56',
      name: 'Émeraude frame 56',
      unitPrice: '899.95',
      currency: 'EUR',
      available: 0,
      expectedAt: '2026-12-01T00:00:00.000Z',
      active: true,
    });
    expect((await clerk.get(`/v1/products/${newId('product')}`)).status).toBe(404);
  });
});

describe('stock', () => {
  const body = { available: 7, expectedAt: '2026-12-24T10:00:00Z' };

  test('is set by the integration, and shown at once', async () => {
    const reply = await importer.put(`/v1/products/${products.spoke.id}/stock`, body);
    expect(reply.as(productSchema)).toMatchObject({ available: 7, expectedAt: '2026-12-24T10:00:00.000Z' });
    expect((await clerk.get(`/v1/products/${products.spoke.id}`)).body).toEqual(reply.body);
    const unknown = await importer.put(`/v1/products/${products.spoke.id}/stock`, { available: null });
    expect(unknown.as(productSchema)).toMatchObject({ available: null, expectedAt: null });
  });

  test('is set by nobody else, and not to less than nothing', async () => {
    const path = `/v1/products/${products.spoke.id}/stock`;
    for (const role of ['clerk', 'supervisor', 'admin']) {
      expect((await (await desk.as(role)).put(path, body)).problem.code).toBe('forbidden');
    }
    expect((await importer.put(path, { available: -1 })).problem.errors).toMatchObject([
      { pointer: '/available', code: 'too_small' },
    ]);
    expect((await importer.put(`/v1/products/${newId('product')}/stock`, body)).status).toBe(404);
  });
});
