import type { Page } from '../../shared/common.ts';
import type { ApiClient } from '../client/api.ts';
import type { Result } from '../client/result.ts';

/** Reads a list to its end, or as many pages as wanted. */
export async function readAll<T>(
  client: ApiClient,
  path: string,
  signal: AbortSignal,
  { pages = Infinity }: { pages?: number } = {},
): Promise<Result<readonly T[]>> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const result: Result<Page<T>> = await client.get<Page<T>>(path, { signal, query: { limit: 100, cursor } });
    if (!result.ok) return result;
    items.push(...result.value.items);
    cursor = result.value.next;
    if (cursor === null) break;
  }
  return { ok: true, value: items, etag: null };
}
