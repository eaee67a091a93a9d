import {
  caseOriginSchema,
  caseStates,
  type Case,
  type CaseRef,
  type CaseState,
  type StatusReason,
} from '../../shared/cases.ts';
import type { CaseId, CustomerId, EntitlementId } from '../../shared/ids.ts';
import type { Row } from '../db/row.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';
import { childCounts, childCountsOf, joinCustomer, refColumns, refOf } from './store.ts';

/** What the rules of merging and of children look at. */
export interface ChildCase {
  id: CaseId;
  version: number;
  number: string;
  state: CaseState;
  statusReason: StatusReason;
  customer: CustomerId;
  hotAlert: boolean;
  parent: CaseId | null;
  children: { total: number; active: number; openActivities: number };
  openActivities: number;
  totalMinutes: number;
  entitlementId: EntitlementId | null;
  decrementTerms: boolean;
  origin: Case['origin'];
}

const factColumns = `cases.id, cases.version, cases.number, cases.state, cases.status_reason, cases.customer, cases.parent,
  priorities.hot_alert, cases.entitlement, cases.decrement_terms, cases.origin, ${childCounts},
  (SELECT count(*) FROM activities WHERE tenant = ?1 AND case_id = cases.id AND state = 'open') AS open_activities,
  (SELECT coalesce(sum(duration_minutes), 0) FROM activities WHERE tenant = ?1 AND case_id = cases.id) AS total_minutes`;

const joinPriority = 'JOIN priorities ON priorities.tenant = ?1 AND priorities.id = cases.priority';

function factsOf(row: Row): ChildCase {
  return {
    id: row.id('case', 'id'),
    version: row.integer('version'),
    number: row.text('number'),
    state: row.oneOf(caseStates, 'state'),
    statusReason: row.text('status_reason'),
    customer: row.id('customer', 'customer'),
    hotAlert: row.flag('hot_alert'),
    parent: row.idOrNull('case', 'parent'),
    children: childCountsOf(row),
    openActivities: row.integer('open_activities'),
    totalMinutes: row.integer('total_minutes'),
    entitlementId: row.idOrNull('entitlement', 'entitlement'),
    decrementTerms: row.flag('decrement_terms'),
    origin: row.oneOf(caseOriginSchema.options, 'origin'),
  };
}

/** What the rules of merging and of children look at, of several cases at once. */
export function factsOfCases(ids: readonly CaseId[]): Query<ChildCase> {
  return select(
    `SELECT ${factColumns} FROM json_each(?2) AS wanted
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = wanted.value ${joinPriority}`,
    [JSON.stringify(ids)],
    factsOf,
  );
}

/** The same of a case's active children. */
export function factsOfActiveChildren(parent: CaseId): Query<ChildCase> {
  return select(
    `SELECT ${factColumns} FROM cases INDEXED BY case_by_parent ${joinPriority}
     WHERE cases.tenant = ?1 AND cases.parent = ?2 AND cases.state = 'active'`,
    [parent],
    factsOf,
  );
}

/** The children of a case; a hundred at most. */
export function childrenOf(parent: CaseId): Query<CaseRef & { version: number }> {
  return select(
    `SELECT ${refColumns}, cases.version FROM cases INDEXED BY case_by_parent ${joinCustomer}
     WHERE cases.tenant = ?1 AND cases.parent = ?2 ORDER BY cases.state, cases.id`,
    [parent],
    (row) => ({ ...refOf(row), version: row.integer('version') }),
  );
}

/** Gives the cases a parent, or none with null. */
export function setParent(children: readonly CaseId[], parent: CaseId | null, at: number): Statement {
  return write(
    `UPDATE cases SET parent = ?3, version = version + 1, updated_at = ?4
     WHERE tenant = ?1 AND id IN (SELECT value FROM json_each(?2))`,
    [JSON.stringify(children), parent, at],
  );
}

/** Closes children with their parent, and cancels what was still open in them. */
export function closeChildren(
  children: readonly CaseId[],
  change: { state: string; statusReason: string },
  at: number,
): Statement[] {
  const ids = JSON.stringify(children);
  return [
    write(
      `UPDATE activities SET version = version + 1, state = 'cancelled', closed_at = ?3
       WHERE tenant = ?1 AND case_id IN (SELECT value FROM json_each(?2)) AND state = 'open'`,
      [ids, at],
    ),
    write(
      `DELETE FROM deadlines WHERE tenant = ?1 AND kind = 'activity_due' AND about IN (SELECT value FROM json_each(?2))`,
      [ids],
    ),
    write(
      `UPDATE cases SET version = version + 1, state = ?3, status_reason = ?4, updated_at = ?5, closed_at = ?5
       WHERE tenant = ?1 AND id IN (SELECT value FROM json_each(?2))`,
      [ids, change.state, change.statusReason, at],
    ),
  ];
}

/** Aborts the batch when one of the cases was changed since it was read. */
export function guardVersions(cases: readonly { id: CaseId; version: number }[]): Statement {
  return guardExists(
    `SELECT 1 WHERE ?3 = (
       SELECT count(*) FROM json_each(?2) AS seen
       CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = seen.value ->> 'id'
       WHERE cases.version = seen.value ->> 'version')`,
    [JSON.stringify(cases.map(({ id, version }) => ({ id, version }))), cases.length],
  );
}

/** Aborts the batch when the case has another number of active children than when it was read. */
export function guardActiveChildren(parent: CaseId, count: number): Statement {
  return guardExists(
    `SELECT 1 WHERE ?3 = (SELECT count(*) FROM cases WHERE tenant = ?1 AND parent = ?2 AND state = 'active')`,
    [parent, count],
  );
}
