import * as z from 'zod';

const cursorSchema = z.tuple([z.string(), z.number(), z.string()]);

/** Where a page ended: the sorted value and the id of its last row. */
export interface Position {
  value: number;
  id: string;
}

/** An opaque cursor. `list` names the list and its filters: a cursor of one list does not open another. */
export function encodeCursor(list: string, position: Position): string {
  return btoa(JSON.stringify([list, position.value, position.id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The position a cursor stands for, `start` where there is none, null where it does not belong to this list. */
export function decodeCursor(list: string, cursor: string | undefined, start: Position): Position | null {
  if (cursor === undefined) return start;
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))));
    if (!parsed.success || parsed.data[0] !== list) return null;
    return { value: parsed.data[1], id: parsed.data[2] };
  } catch {
    return null;
  }
}

/** Before everything in a list that runs from the newest to the oldest. */
export const newest: Position = { value: Number.MAX_SAFE_INTEGER, id: '~' };

/** Before everything in a list that runs upwards. */
export const lowest: Position = { value: Number.MIN_SAFE_INTEGER, id: '' };

/** A page out of `limit + 1` rows: the one too many only says that there is a next page. */
export function toPage<Item>(
  list: string,
  rows: readonly Item[],
  limit: number,
  positionOf: (item: Item) => Position,
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(list, positionOf(last)) : null };
}
