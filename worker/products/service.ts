import type { Page } from '../../shared/common.ts';
import type { ProductId } from '../../shared/ids.ts';
import type { Product, SearchProducts, SetStock } from '../../shared/set-up.ts';
import { commit, load } from '../db/commit.ts';
import type { Query, Statement } from '../db/statement.ts';
import type { CommandContext, Context } from '../http/context.ts';
import { done, refuse, type CommandOutcome, type QueryOutcome } from '../http/outcome.ts';
import { insertProducts, type NewProduct } from './import-store.ts';
import { matchOf, searchTextOf } from './search-text.ts';
import * as store from './store.ts';

export { productRef } from './store.ts';
export { knownProducts, productsOfIds, type NewProduct } from './import-store.ts';

/**
 * Adds products of another system. One whose id or SKU is there already is left as it is. `productScope` is the
 * tenant's.
 */
export function newProductStatements(productScope: string, products: readonly NewProduct[]): Statement[] {
  return insertProducts(
    productScope,
    products.map((product) => ({ ...product, text: searchTextOf(product) })),
  );
}

/** A product as an order's line takes it over, with its price in the tenant's currency. */
export function productForLine(context: Context, id: ProductId): Query<Product> {
  return store.productById(id, context.tenant.currency);
}

/** Products that are sold, by words, parts of words, or SKU; the product of exactly this SKU first. */
export async function searchProducts(
  context: Context,
  { q, limit }: SearchProducts,
): Promise<QueryOutcome<Page<Product>>> {
  const { currency, productScope } = context.tenant;
  const match = q === undefined ? null : matchOf(productScope, q);
  if (q === undefined || match === null) {
    const first = store.productsByName(limit, currency);
    return done({ items: (await context.db.read([first])).all(first), next: null });
  }
  const exact = store.productsBySku([q, q.toUpperCase()], currency);
  const matching = store.productsMatching(match, limit, currency);
  const rows = await context.db.read([exact, matching]);
  const found = new Map([...rows.all(exact), ...rows.all(matching)].map((product) => [product.id, product]));
  return done({ items: [...found.values()].slice(0, limit), next: null });
}

export async function getProduct(context: Context, id: ProductId): Promise<QueryOutcome<Product>> {
  const query = store.productById(id, context.tenant.currency);
  const product = (await context.db.read([query])).first(query);
  return product === undefined ? refuse('not_found') : done(product);
}

/**
 * Takes over what the host's stock system says. The last word counts, whoever said the one before, and it is no
 * history of ours: no version, no event.
 */
export async function setStock(
  command: CommandContext,
  id: ProductId,
  { available, expectedAt }: SetStock,
): Promise<CommandOutcome<Product>> {
  const query = store.productById(id, command.tenant.currency);
  const loaded = await load(command, [query]);
  if (loaded.kind !== 'loaded') return loaded;
  const product = loaded.rows.first(query);
  if (product === undefined) return refuse('not_found');
  const arrival = expectedAt === null ? null : Date.parse(expectedAt);
  return commit(command, {
    value: { ...product, available, expectedAt: arrival === null ? null : new Date(arrival).toISOString() },
    changes: [store.setStock(id, available, arrival)],
    events: [],
  });
}
