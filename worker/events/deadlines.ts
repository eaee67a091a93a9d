import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';

/** What can fall due: an open activity. */
export const deadlineKinds = ['activity_due'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** Something falls due at a time unless it is done before. One a kind and record; times in milliseconds. */
export interface Deadline {
  kind: DeadlineKind;
  /** The record that falls due. */
  entity: string;
  /** The record it belongs to. */
  about: string;
  dueAt: number;
}

/** Sets deadlines, each in the place of an earlier one of its kind and record. */
export function setDeadlines(deadlines: readonly Deadline[]): Statement {
  return write(
    `INSERT INTO deadlines (tenant, kind, entity, about, due_at)
     SELECT ?1, value ->> 'kind', value ->> 'entity', value ->> 'about', value ->> 'dueAt' FROM json_each(?2) WHERE true
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at`,
    [JSON.stringify(deadlines)],
  );
}

export function clearDeadline(kind: DeadlineKind, entity: string): Statement {
  return write('DELETE FROM deadlines WHERE tenant = ?1 AND kind = ?2 AND entity = ?3', [kind, entity]);
}

export function clearDeadlinesAbout(kind: DeadlineKind, about: string): Statement {
  return write('DELETE FROM deadlines WHERE tenant = ?1 AND kind = ?2 AND about = ?3', [kind, about]);
}

/** What has fallen due and was not fired, the longest due first. */
export function dueDeadlines(now: number, limit: number): Query<Deadline> {
  return select(
    `SELECT kind, entity, about, due_at FROM deadlines WHERE tenant = ?1 AND due_at <= ?2 ORDER BY due_at LIMIT ?3`,
    [now, limit],
    (row) => ({
      kind: row.oneOf(deadlineKinds, 'kind'),
      entity: row.text('entity'),
      about: row.text('about'),
      dueAt: row.integer('due_at'),
    }),
  );
}

/** When something falls due next; null where nothing does. */
export function nextDeadline(): Query<number | null> {
  return select('SELECT min(due_at) AS at FROM deadlines WHERE tenant = ?1', [], (row) => row.integerOrNull('at'));
}

/** Takes the deadline away; aborts the batch where it was fired, moved or cleared since it was read (design §3). */
export function takeDeadline({ kind, entity, dueAt }: Deadline): Statement[] {
  return [
    guardExists('SELECT 1 FROM deadlines WHERE tenant = ?1 AND kind = ?2 AND entity = ?3 AND due_at = ?4', [
      kind,
      entity,
      dueAt,
    ]),
    clearDeadline(kind, entity),
  ];
}
