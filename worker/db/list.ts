import type { Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome } from '../http/outcome.ts';
import { decodeCursor, lowest, toPage } from './cursor.ts';
import type { Query } from './statement.ts';

/** The page that a request asks for. */
export interface ListOptions {
  limit: number;
  cursor?: string | undefined;
}

/** A page of a list that is ordered by id. `list` names the list and its filters for the cursor. */
export async function listById<Item extends { id: string }>(
  context: Context,
  list: string,
  rowsAfter: (id: string, limit: number) => Query<Item>,
  options: ListOptions,
): Promise<QueryOutcome<{ items: Item[]; next: string | null }>> {
  const start = decodeCursor(list, options.cursor, lowest);
  if (start === null) return refuse('invalid_cursor');
  const query = rowsAfter(start.id, options.limit + 1);
  const rows = await context.db.read([query]);
  return done(toPage(list, rows.all(query), options.limit, (item) => ({ value: 0, id: item.id })));
}
