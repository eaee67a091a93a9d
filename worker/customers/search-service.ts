import type { CustomerListItem, SearchCustomers } from '../../shared/customers.ts';
import type { Page } from '../../shared/common.ts';
import type { Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome } from '../http/outcome.ts';
import { planSearch } from './search-plan.ts';
import { explain, ranked, type Found } from './search-rank.ts';
import { customersByKeys, customersByText, type KeyHit } from './search-store.ts';

/** Finds customers by whatever a caller can name (domain §2B.14). One trip, whatever the text can be. */
export async function searchCustomers(
  context: Context,
  { q, by, limit }: SearchCustomers,
): Promise<QueryOutcome<Page<CustomerListItem>>> {
  const { country, customerScope: scope } = context.tenant;
  const plan = planSearch(q, by, { scope, country });
  const { wholeName = null, begins = null, contains = null } = plan.text ?? {};
  const byKeys = customersByKeys(plan, limit);
  const byText = customersByText(
    wholeName,
    [begins, contains].filter((expression) => expression !== null),
    limit,
  );
  const queries = [...byKeys, ...(byText === null ? [] : [byText])];
  const rows = queries.length === 0 ? null : await context.db.read(queries);

  const found: Found[] = [
    ...byKeys.flatMap((query) => rows?.all(query) ?? []).map(foundByKey),
    ...(rows && byText ? rows.all(byText) : []).flatMap(({ item, shown }): Found[] => {
      const why = explain(shown, plan.words, plan.texts);
      return why === null ? [] : [{ customer: item, ...why }];
    }),
  ];
  if (found.length === 0 && plan.isMistypedTaxId) {
    return refuse('invalid_request', {
      errors: [{ pointer: '?q', code: 'tax_id_check_digits', detail: 'has check digits that do not agree' }],
    });
  }
  return done({ items: ranked(found, limit), next: null });
}

function foundByKey({ item, by, isExact, value, contact }: KeyHit): Found {
  return {
    customer: item,
    fit: isExact ? 'whole' : by === 'phone' ? 'ends' : 'begins',
    match: { by: by === 'dialled' ? 'phone' : by, value, exact: isExact, contact },
  };
}
