import type { ProductId } from '../../shared/ids.ts';
import type { Product } from '../../shared/set-up.ts';
import type { Row } from '../db/row.ts';
import { select, write, type Query, type Statement } from '../db/statement.ts';

const columns = `products.id, products.sku, products.name, products.unit_price, products.available,
  products.expected_at, products.active`;

/** Prices are in the tenant's currency. */
function productIn(currency: string): (row: Row) => Product {
  return (row) => ({
    id: row.id('product', 'id'),
    sku: row.text('sku'),
    name: row.text('name'),
    unitPrice: row.text('unit_price'),
    currency,
    available: row.integerOrNull('available'),
    expectedAt: row.timeOrNull('expected_at'),
    active: row.flag('active'),
  });
}

export function productById(id: ProductId, currency: string): Query<Product> {
  return select(`SELECT ${columns} FROM products WHERE tenant = ?1 AND id = ?2`, [id], productIn(currency));
}

export function productsBySku(skus: readonly string[], currency: string): Query<Product> {
  return select(
    `SELECT ${columns} FROM json_each(?2) AS wanted
     CROSS JOIN products ON products.tenant = ?1 AND products.sku = wanted.value AND products.active = 1`,
    [JSON.stringify(skus)],
    productIn(currency),
  );
}

/** The first products by name that are sold. */
export function productsByName(limit: number, currency: string): Query<Product> {
  return select(
    `SELECT ${columns} FROM products WHERE tenant = ?1 AND active = 1 ORDER BY name, id LIMIT ?2`,
    [limit],
    productIn(currency),
  );
}

/** The products that a MATCH expression finds. Only what is sold stands in the search. */
export function productsMatching(match: string, limit: number, currency: string): Query<Product> {
  return select(
    `SELECT ${columns}
     FROM (SELECT entity FROM search WHERE search MATCH ?2 ORDER BY rowid LIMIT ?3) AS hit
     CROSS JOIN products ON products.tenant = ?1 AND products.id = hit.entity`,
    [match, limit],
    productIn(currency),
  );
}

export function setStock(id: ProductId, available: number | null, expectedAt: number | null): Statement {
  return write('UPDATE products SET available = ?3, expected_at = ?4 WHERE tenant = ?1 AND id = ?2', [
    id,
    available,
    expectedAt,
  ]);
}

/** A product as other records name it; no id, no row. */
export function productRef(id: ProductId | null) {
  return select('SELECT id, name FROM products WHERE tenant = ?1 AND id = ?2', [id], (row) => ({
    id: row.id('product', 'id'),
    name: row.text('name'),
  }));
}
