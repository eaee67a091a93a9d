import { caseOriginSchema } from '../../shared/cases.ts';
import type { MergeReceipt } from '../../shared/case-relations.ts';
import type { AgentId, CaseId, MergeId } from '../../shared/ids.ts';
import { childCountsOf, joinCustomer, refColumns, refOf, touchCase } from './store.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';

/** A merge that a receipt is kept of. */
export function mergeById(id: MergeId) {
  return select('SELECT master, undone_at FROM merges WHERE tenant = ?1 AND id = ?2', [id], (row) => ({
    master: row.id('case', 'master'),
    undoneAt: row.timeOrNull('undone_at'),
  }));
}

/** The cases that a merge put away, as they would be again if it were undone. */
export function casesOfMerge(id: MergeId) {
  return select(
    `SELECT cases.id, cases.number, cases.customer, cases.entitlement, cases.decrement_terms, cases.origin,
       priorities.hot_alert FROM merged_cases
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = merged_cases.case_id
     JOIN priorities ON priorities.tenant = ?1 AND priorities.id = cases.priority
     WHERE merged_cases.tenant = ?1 AND merged_cases.merge = ?2`,
    [id],
    (row) => ({
      id: row.id('case', 'id'),
      number: row.text('number'),
      customer: row.id('customer', 'customer'),
      hotAlert: row.flag('hot_alert'),
      entitlementId: row.idOrNull('entitlement', 'entitlement'),
      decrementTerms: row.flag('decrement_terms'),
      origin: row.oneOf(caseOriginSchema.options, 'origin'),
    }),
  );
}

type ReceiptLine = Omit<MergeReceipt, 'cases'> & { case: MergeReceipt['cases'][number] };

/** The receipts of the merges into a case, the latest first, a line each case. */
export function receiptsOf(master: CaseId): Query<ReceiptLine> {
  return select(
    `SELECT merges.id AS merge, merges.merged_at, merges.merged_by, agents.name AS merged_by_name, merges.undone_at,
       ${refColumns}, json_array_length(merged_cases.activities) AS activities,
       json_array_length(merged_cases.notes) AS notes, json_array_length(merged_cases.children) AS children
     FROM merges INDEXED BY merge_by_master
     CROSS JOIN merged_cases ON merged_cases.tenant = ?1 AND merged_cases.merge = merges.id
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = merged_cases.case_id ${joinCustomer}
     JOIN agents ON agents.tenant = ?1 AND agents.id = merges.merged_by
     WHERE merges.tenant = ?1 AND merges.master = ?2 ORDER BY merges.merged_at DESC`,
    [master],
    (row) => ({
      id: row.id('merge', 'merge'),
      mergedAt: row.time('merged_at'),
      mergedBy: { id: row.id('agent', 'merged_by'), name: row.text('merged_by_name') },
      undoneAt: row.timeOrNull('undone_at'),
      case: {
        ...refOf(row),
        activities: row.integer('activities'),
        notes: row.integer('notes'),
        children: row.integer('children'),
      },
    }),
  );
}

/**
 * Merges cases into the master: the receipt first, then everything that moves. The receipt is taken inside the batch, so that
 * it names just what is moved.
 */
export function mergeStatements(merge: {
  id: MergeId;
  master: CaseId;
  cases: readonly CaseId[];
  by: AgentId;
  at: number;
}): Statement[] {
  const { id, master, by, at } = merge;
  const cases = JSON.stringify(merge.cases);
  return [
    write('INSERT INTO merges (tenant, id, master, merged_at, merged_by) VALUES (?1, ?2, ?3, ?4, ?5)', [
      id,
      master,
      at,
      by,
    ]),
    write(
      `INSERT INTO merged_cases (tenant, merge, case_id, status_reason, activities, notes, children)
       SELECT ?1, ?2, cases.id, cases.status_reason,
         (SELECT json_group_array(id) FROM activities WHERE tenant = ?1 AND case_id = cases.id),
         (SELECT json_group_array(id) FROM notes WHERE tenant = ?1 AND about = cases.id),
         (SELECT json_group_array(child.id) FROM cases AS child WHERE child.tenant = ?1 AND child.parent = cases.id)
       FROM json_each(?3) AS merged CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = merged.value`,
      [id, cases],
    ),
    write(
      `UPDATE activities SET case_id = ?2, version = version + 1
       WHERE tenant = ?1 AND case_id IN (SELECT value FROM json_each(?3))`,
      [master, cases],
    ),
    write('UPDATE notes SET about = ?2 WHERE tenant = ?1 AND about IN (SELECT value FROM json_each(?3))', [
      master,
      cases,
    ]),
    write('UPDATE deadlines SET about = ?2 WHERE tenant = ?1 AND about IN (SELECT value FROM json_each(?3))', [
      master,
      cases,
    ]),
    write(
      `UPDATE cases SET parent = ?2, version = version + 1
       WHERE tenant = ?1 AND parent IN (SELECT value FROM json_each(?3))`,
      [master, cases],
    ),
    write(
      `UPDATE cases SET version = version + 1, state = 'cancelled', status_reason = 'merged', master = ?2,
         updated_at = ?4, closed_at = ?4
       WHERE tenant = ?1 AND id IN (SELECT value FROM json_each(?3))`,
      [master, cases, at],
    ),
    touchCase(master, at),
  ];
}

/** The ids that the receipt of a merge (?2) names in one of its lists, each with the case that it was moved from. */
function movedIn(list: 'activities' | 'notes' | 'children'): string {
  return `(SELECT merged_cases.case_id, moved.value AS id
     FROM merged_cases, json_each(merged_cases.${list}) AS moved
     WHERE merged_cases.tenant = ?1 AND merged_cases.merge = ?2)`;
}

/** Gives back what a merge moved, as far as it still is where the merge put it; what was added since stays (§5, idea 1). */
export function unmergeStatements(merge: { id: MergeId; master: CaseId; by: AgentId; at: number }): Statement[] {
  const { id, master, by, at } = merge;
  return [
    write(
      `UPDATE activities SET case_id = back.case_id, version = activities.version + 1
       FROM ${movedIn('activities')} AS back
       WHERE activities.tenant = ?1 AND activities.case_id = ?3 AND activities.id = back.id`,
      [id, master],
    ),
    write(
      `UPDATE notes SET about = back.case_id
       FROM ${movedIn('notes')} AS back
       WHERE notes.tenant = ?1 AND notes.about = ?3 AND notes.id = back.id`,
      [id, master],
    ),
    write(
      `UPDATE deadlines SET about = back.case_id
       FROM ${movedIn('activities')} AS back
       WHERE deadlines.tenant = ?1 AND deadlines.about = ?3 AND deadlines.entity = back.id`,
      [id, master],
    ),
    write(
      `UPDATE cases SET parent = back.case_id, version = cases.version + 1
       FROM ${movedIn('children')} AS back
       WHERE cases.tenant = ?1 AND cases.id = back.id AND cases.parent = ?3`,
      [id, master],
    ),
    write(
      `UPDATE cases SET state = 'active', status_reason = back.status_reason, master = NULL, closed_at = NULL,
         updated_at = ?4, version = cases.version + 1
       FROM merged_cases AS back
       WHERE back.tenant = ?1 AND back.merge = ?2
         AND cases.tenant = ?1 AND cases.id = back.case_id AND cases.master = ?3`,
      [id, master, at],
    ),
    write('UPDATE merges SET undone_at = ?3, undone_by = ?4 WHERE tenant = ?1 AND id = ?2', [id, at, by]),
    touchCase(master, at),
  ];
}

/** What goes back when the merge is undone, as it stands now, summed up. */
export function movedBack(id: MergeId, master: CaseId) {
  const activities = `FROM ${movedIn('activities')} AS moved
     CROSS JOIN activities ON activities.tenant = ?1 AND activities.case_id = ?3 AND activities.id = moved.id`;
  const children = `FROM ${movedIn('children')} AS moved
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = moved.id AND cases.parent = ?3`;
  return select(
    `SELECT (SELECT coalesce(sum(duration_minutes), 0) ${activities}) AS total_minutes,
       (SELECT count(*) ${activities} WHERE activities.state = 'open') AS open_activities,
       (SELECT count(*) ${children}) AS children,
       (SELECT count(*) ${children} WHERE cases.state = 'active') AS active_children,
       (SELECT count(*) ${children}
        CROSS JOIN activities ON activities.tenant = ?1 AND activities.case_id = cases.id AND activities.state = 'open'
        WHERE cases.state = 'active') AS children_open_activities`,
    [id, master],
    (row) => ({
      totalMinutes: row.integer('total_minutes'),
      openActivities: row.integer('open_activities'),
      children: childCountsOf(row),
    }),
  );
}

/** Aborts the batch when the merge was undone since it was read. */
export function guardNotUndone(id: MergeId): Statement {
  return guardExists('SELECT 1 FROM merges WHERE tenant = ?1 AND id = ?2 AND undone_at IS NULL', [id]);
}
