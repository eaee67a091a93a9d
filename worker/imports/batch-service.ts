import { idOfExternal, type AgentId, type Id, type IdKind } from '../../shared/ids.ts';
import type { Tenant } from '../auth/directory.ts';
import type { Rows } from '../db/database.ts';
import type { Query, Statement } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import type { Verdict } from './judge.ts';

/** What the rows of one request have in common. `now` is in milliseconds. */
export interface Batch {
  tenant: Tenant;
  agent: AgentId;
  source: string;
  now: number;
}

/** Rows of one kind with what has to be read before they can be judged. */
export interface Prepared {
  queries: readonly Query<unknown>[];
  settle: (rows: Rows) => Settled;
}

/** A verdict a row, and what the new ones write. */
export interface Settled {
  verdicts: readonly Verdict[];
  guards: readonly Statement[];
  changes: readonly Statement[];
  events: readonly NewEvent[];
}

/** The ids that records of the batch's source have here; each is worked out once. */
export async function idsOf<Kind extends IdKind>(
  batch: Batch,
  kind: Kind,
  externalIds: Iterable<string | null>,
): Promise<(externalId: string) => Id<Kind>> {
  const distinct = [...new Set(externalIds)].filter((externalId) => externalId !== null);
  const pairs = distinct.map(
    async (externalId) => [externalId, await idOfExternal(kind, batch.tenant.id, batch.source, externalId)] as const,
  );
  const ids = new Map(await Promise.all(pairs));
  return (externalId) => {
    const id = ids.get(externalId);
    if (id === undefined) throw new Error(`the id of a ${kind} was not asked for`);
    return id;
  };
}

/** RFC 3339 as milliseconds. */
export function milliseconds(time: string): number {
  return Date.parse(time);
}

/** The event that says a record came from another system. `at` is when the record came to be there, in milliseconds. */
export function importedEvent(
  batch: Batch,
  of: Pick<NewEvent, 'entityKind' | 'entity' | 'customer'>,
  at = batch.now,
): NewEvent {
  return { type: 'imported', ...of, facts: { source: batch.source }, imported: true, at };
}

/** What several queries read, together. */
export function allOf<Result>(read: Rows, queries: readonly Query<Result>[]): Result[] {
  return queries.flatMap((query) => read.all(query));
}

export function idsIn(read: Rows, queries: readonly Query<{ id: string }>[]): Set<string> {
  return new Set(allOf(read, queries).map(({ id }) => id));
}
