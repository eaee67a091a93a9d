import * as z from 'zod';
import { idSchemas } from '../../shared/ids.ts';
import { productListSchema, productSchema, searchProductsQuery, setStockSchema } from '../../shared/set-up.ts';
import { command, desk, none, query, type Route } from '../http/route.ts';
import { getProduct, searchProducts, setStock } from './service.ts';

const reference = { access: 'session', roles: desk, bound: 'reference' } as const;
const productParams = z.strictObject({ productId: idSchemas.product });

export const productRoutes: Route[] = [
  query({
    path: '/v1/products',
    summary: 'Find products that are sold, by words or SKU',
    policy: { ...reference, limit: 'search' },
    params: none,
    query: searchProductsQuery,
    response: productListSchema,
    handle: (context, input) => searchProducts(context, input.query),
  }),
  query({
    path: '/v1/products/:productId',
    summary: 'A product with its price and stock',
    policy: reference,
    params: productParams,
    query: none,
    response: productSchema,
    handle: (context, { params }) => getProduct(context, params.productId),
  }),
  command({
    method: 'PUT',
    path: '/v1/products/:productId/stock',
    summary: 'Say how much of a product is in stock and when more arrives',
    policy: { access: 'session', roles: ['integration'], bound: 'never' },
    params: productParams,
    query: none,
    body: setStockSchema,
    response: productSchema,
    version: 'none',
    handle: (context, { params, body }) => setStock(context, params.productId, body),
  }),
];
