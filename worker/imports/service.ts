import type * as z from 'zod';
import { importedRowSchemas, type ImportKind, type ImportResult, type ImportRows } from '../../shared/imports.ts';
import { commit, load } from '../db/commit.ts';
import type { CommandContext } from '../http/context.ts';
import type { CommandOutcome } from '../http/outcome.ts';
import { fieldErrorsOf } from '../http/problem.ts';
import type { Batch, Prepared } from './batch-service.ts';
import { prepareCases } from './cases-service.ts';
import { prepareAddresses, prepareContacts, prepareCustomers } from './customers-service.ts';
import { prepareOrders } from './orders-service.ts';
import { prepareProducts } from './products-service.ts';

/**
 * Adds the rows whose records are not here yet. Rows are checked one by one: a bad one is refused alone, and the rest
 * is written as one batch with one `imported` event a row.
 */
export async function importRows(
  command: CommandContext,
  kind: ImportKind,
  { source, rows }: ImportRows,
): Promise<CommandOutcome<ImportResult>> {
  const batch: Batch = { tenant: command.tenant, agent: command.caller.agent, source, now: command.now };
  const { prepared, places, refused } = await prepareKind[kind](batch, rows);
  const loaded = await load(command, prepared.queries);
  if (loaded.kind !== 'loaded') return loaded;

  const { verdicts, guards, changes, events } = prepared.settle(loaded.rows);
  const value: ImportResult = { created: 0, existing: 0, refused };
  for (const [place, verdict] of verdicts.entries()) {
    if (verdict === 'created' || verdict === 'existing') value[verdict] += 1;
    else value.refused.push(refusedRow(rows, places[place] ?? 0, [...verdict]));
  }
  value.refused.sort((one, other) => one.row - other.row);
  return commit(command, { value, guards, changes, events });
}

interface Read {
  prepared: Prepared;
  /** Where each prepared row stood in the request. */
  places: number[];
  refused: ImportResult['refused'];
}

const prepareKind: Record<ImportKind, (batch: Batch, rows: readonly unknown[]) => Promise<Read>> = {
  products: reader(importedRowSchemas.products, prepareProducts),
  customers: reader(importedRowSchemas.customers, prepareCustomers),
  contacts: reader(importedRowSchemas.contacts, prepareContacts),
  addresses: reader(importedRowSchemas.addresses, prepareAddresses),
  orders: reader(importedRowSchemas.orders, prepareOrders),
  cases: reader(importedRowSchemas.cases, prepareCases),
};

function reader<Schema extends z.ZodType>(
  schema: Schema,
  prepare: (batch: Batch, rows: readonly z.output<Schema>[]) => Promise<Prepared>,
): (batch: Batch, rows: readonly unknown[]) => Promise<Read> {
  return async (batch, rows) => {
    const right: z.output<Schema>[] = [];
    const places: number[] = [];
    const refused: ImportResult['refused'] = [];
    for (const [place, row] of rows.entries()) {
      const parsed = schema.safeParse(row, { reportInput: true });
      if (parsed.success) {
        right.push(parsed.data);
        places.push(place);
      } else {
        const errors = parsed.error.issues.flatMap((issue) => fieldErrorsOf(issue, 'body'));
        refused.push(refusedRow(rows, place, errors));
      }
    }
    return { prepared: await prepare(batch, right), places, refused };
  };
}

/** More than anybody mends at once; the answer is stored, and a row of unknown keys would make it larger than that. */
const mostErrors = 20;

function refusedRow(
  rows: readonly unknown[],
  place: number,
  errors: ImportResult['refused'][number]['errors'],
): ImportResult['refused'][number] {
  const row = rows[place];
  const named = typeof row === 'object' && row !== null && 'externalId' in row ? row.externalId : null;
  return { row: place, externalId: typeof named === 'string' ? named : null, errors: errors.slice(0, mostErrors) };
}
