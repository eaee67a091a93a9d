import { importResultSchema, type ImportResult } from '../../shared/imports.ts';
import { kindsInOrder, type DemoRows } from './rows.ts';

/** The session and the routes that fill a tenant, wherever they answer. */
export interface ImportRoutes {
  send: (kind: keyof DemoRows, rows: readonly unknown[]) => Promise<unknown>;
}

/** Rows a request: well below what the API takes, for one with orders is long. */
const perRequest = 100;

/**
 * Fills a tenant through the routes that any import goes through. Rows that are there already stay as they are.
 *
 * @throws Error with the first reason when a row is refused, for then the demo itself is wrong.
 */
export async function seedDemo(rows: DemoRows, routes: ImportRoutes): Promise<void> {
  for (const kind of kindsInOrder) {
    for (let from = 0; from < rows[kind].length; from += perRequest) {
      const chunk = rows[kind].slice(from, from + perRequest);
      refuseNone(kind, importResultSchema.parse(await routes.send(kind, chunk)));
    }
  }
}

function refuseNone(kind: string, { refused }: ImportResult): void {
  const [first] = refused;
  if (first === undefined) return;
  const reasons = first.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  throw new Error(
    `${refused.length} of the demo's ${kind} were refused, first ${String(first.externalId)}: ${reasons}`,
  );
}
