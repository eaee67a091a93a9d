import type { ProductId } from '../../shared/ids.ts';
import { jsonChunks, select, write, type Query, type Statement } from '../db/statement.ts';

/** A product as a bulk import adds it. `unitPrice` is a decimal in the tenant's currency, `expectedAt` milliseconds. */
export interface NewProduct {
  id: ProductId;
  sku: string;
  name: string;
  unitPrice: string;
  available: number | null;
  expectedAt: number | null;
  active: boolean;
}

/**
 * Adds products, each with the text it is found by, leaving those alone whose id or SKU is there. Only products that
 * are sold go into the search; the others have row 0 there, which is none. Rows are numbered upwards, for the index
 * writes itself out whenever a lower number follows a higher one.
 */
export function insertProducts(
  productScope: string,
  products: readonly (NewProduct & { text: string })[],
): Statement[] {
  const rows = products.map(({ active, ...product }) => ({ ...product, active: active ? 1 : 0 }));
  return jsonChunks(rows).flatMap((chunk) => [
    write(
      `INSERT INTO products (tenant, id, sku, name, unit_price, available, expected_at, active, search_row)
       SELECT ?1, row.value ->> 'id', row.value ->> 'sku', row.value ->> 'name', row.value ->> 'unitPrice',
         row.value ->> 'available', row.value ->> 'expectedAt', row.value ->> 'active',
         iif(row.value ->> 'active', coalesce((SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1), 0) + 1 + row.key, 0)
       FROM json_each(?2) AS row WHERE true
       ON CONFLICT DO NOTHING`,
      [chunk],
    ),
    write(
      `INSERT INTO search (rowid, scope, text, entity)
       SELECT products.search_row, ?3, row.value ->> 'text', products.id
       FROM json_each(?2) AS row
       CROSS JOIN products ON products.tenant = ?1 AND products.id = row.value ->> 'id' AND products.active = 1
       WHERE products.search_row > coalesce((SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1), 0)
       ORDER BY products.search_row`,
      [chunk, productScope],
    ),
  ]);
}

/** Which of these products are there already, by id or by SKU. */
export function knownProducts(
  keys: readonly { id: ProductId; sku: string }[],
): Query<{ id: ProductId; sku: string }>[] {
  return jsonChunks(keys).map((chunk) =>
    select(
      `SELECT products.id, products.sku FROM json_each(?2) AS row
       CROSS JOIN products ON products.tenant = ?1 AND products.id = row.value ->> 'id'
       UNION
       SELECT products.id, products.sku FROM json_each(?2) AS row
       CROSS JOIN products ON products.tenant = ?1 AND products.sku = row.value ->> 'sku'`,
      [chunk],
      (row) => ({ id: row.id('product', 'id'), sku: row.text('sku') }),
    ),
  );
}

/** Which of these ids are products. */
export function productsOfIds(ids: readonly ProductId[]): Query<ProductId>[] {
  return jsonChunks(ids.map((id) => ({ id }))).map((chunk) =>
    select(
      `SELECT products.id FROM json_each(?2) AS row
       CROSS JOIN products ON products.tenant = ?1 AND products.id = row.value ->> 'id'`,
      [chunk],
      (row) => row.id('product', 'id'),
    ),
  );
}
