import type { ImportedProduct } from '../../shared/imports.ts';
import { knownProducts, newProductStatements } from '../products/service.ts';
import { allOf, idsOf, importedEvent, milliseconds, type Batch, type Prepared } from './batch-service.ts';
import { created, judge } from './judge.ts';
import { guardAbsent } from './store.ts';

export async function prepareProducts(batch: Batch, rows: readonly ImportedProduct[]): Promise<Prepared> {
  const idOf = await idsOf(
    batch,
    'product',
    rows.map(({ externalId }) => externalId),
  );
  const products = rows.map(({ externalId, sku, expectedAt, ...row }) => ({
    ...row,
    id: idOf(externalId),
    sku,
    number: sku,
    expectedAt: expectedAt === null ? null : milliseconds(expectedAt),
  }));
  const known = knownProducts(products.map(({ id, sku }) => ({ id, sku })));
  return {
    queries: known,
    settle: (read) => {
      const taken = allOf(read, known).map(({ id, sku }) => ({ id, number: sku }));
      const verdicts = judge(products, taken, 'sku', () => []);
      const added = created(products, verdicts);
      return {
        verdicts,
        guards: guardAbsent('products', added),
        changes: newProductStatements(
          batch.tenant.productScope,
          added.map(({ number: _, ...product }) => product),
        ),
        events: added.map(({ id }) => importedEvent(batch, { entityKind: 'product', entity: id, customer: null })),
      };
    },
  };
}
