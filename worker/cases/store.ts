import {
  caseOriginSchema,
  caseStages,
  caseStates,
  caseTypeSchema,
  type Case,
  type CaseListItem,
  type CaseRef,
  type CaseStage,
  type CaseState,
  type Resolution,
  type StatusReason,
} from '../../shared/cases.ts';
import type {
  AgentId,
  CaseId,
  ContactId,
  CustomerId,
  EntitlementId,
  PriorityId,
  ProductId,
  SubjectId,
} from '../../shared/ids.ts';
import type { Position } from '../db/cursor.ts';
import type { Row } from '../db/row.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';

const listColumns = `cases.id, cases.version, cases.number, cases.title, cases.state, cases.status_reason,
  cases.customer, customers.name AS customer_name, cases.created_at, cases.updated_at, cases.closed_at,
  cases.priority, priorities.name AS priority_name, priorities.rank, priorities.hot_alert,
  cases.owner, agents.name AS owner_name`;

const listJoins = `JOIN customers ON customers.tenant = ?1 AND customers.id = cases.customer
  JOIN priorities ON priorities.tenant = ?1 AND priorities.id = cases.priority
  JOIN agents ON agents.tenant = ?1 AND agents.id = cases.owner`;

function listItemOf(row: Row): CaseListItem {
  return {
    id: row.id('case', 'id'),
    version: row.integer('version'),
    number: row.text('number'),
    title: row.text('title'),
    state: row.oneOf(caseStates, 'state'),
    statusReason: row.text('status_reason'),
    customer: { id: row.id('customer', 'customer'), name: row.text('customer_name') },
    priority: {
      id: row.id('priority', 'priority'),
      name: row.text('priority_name'),
      rank: row.integer('rank'),
      hotAlert: row.flag('hot_alert'),
    },
    owner: { id: row.id('agent', 'owner'), name: row.text('owner_name') },
    createdAt: row.time('created_at'),
    updatedAt: row.time('updated_at'),
    closedAt: row.timeOrNull('closed_at'),
  };
}

/** How many children the case of the row has, how many of them are active, and what is open in those. */
export const childCounts = `
  (SELECT count(*) FROM cases AS child WHERE child.tenant = ?1 AND child.parent = cases.id) AS children,
  (SELECT count(*) FROM cases AS child WHERE child.tenant = ?1 AND child.parent = cases.id AND child.state = 'active')
    AS active_children,
  (SELECT count(*) FROM cases AS child
   CROSS JOIN activities ON activities.tenant = ?1 AND activities.case_id = child.id AND activities.state = 'open'
   WHERE child.tenant = ?1 AND child.parent = cases.id AND child.state = 'active') AS children_open_activities`;

export function childCountsOf(row: Row) {
  return {
    total: row.integer('children'),
    active: row.integer('active_children'),
    openActivities: row.integer('children_open_activities'),
  };
}

/** A case with the names it shows and the sums over its activities. */
export function caseById(id: CaseId) {
  return select(
    `SELECT ${listColumns}, cases.description, cases.contact, contacts.name AS contact_name,
       cases.subject, subjects.name AS subject_name, cases.product, products.name AS product_name,
       cases.product_serial_number, cases.origin, cases.type, cases.stage,
       cases.entitlement, entitlements.name AS entitlement_name, entitlements.allocation, entitlements.total_terms,
       entitlements.remaining_terms, cases.decrement_terms, cases.parent,
       parents.number AS parent_number, parents.title AS parent_title, parents.state AS parent_state,
       parents.customer AS parent_customer, parent_customers.name AS parent_customer_name, cases.master, masters.number AS master_number, masters.title AS master_title, masters.state AS master_state,
       masters.customer AS master_customer, master_customers.name AS master_customer_name,
       ${childCounts},
       (SELECT coalesce(sum(duration_minutes), 0) FROM activities WHERE tenant = ?1 AND case_id = ?2) AS total_minutes,
       (SELECT count(*) FROM activities WHERE tenant = ?1 AND case_id = ?2 AND state = 'open') AS open_activities
     FROM cases ${listJoins}
     LEFT JOIN contacts ON contacts.tenant = ?1 AND contacts.customer = cases.customer AND contacts.id = cases.contact
     LEFT JOIN subjects ON subjects.tenant = ?1 AND subjects.id = cases.subject
     LEFT JOIN products ON products.tenant = ?1 AND products.id = cases.product
     LEFT JOIN entitlements ON entitlements.tenant = ?1 AND entitlements.id = cases.entitlement
     LEFT JOIN cases AS parents ON parents.tenant = ?1 AND parents.id = cases.parent
     LEFT JOIN customers AS parent_customers ON parent_customers.tenant = ?1 AND parent_customers.id = parents.customer
     LEFT JOIN cases AS masters ON masters.tenant = ?1 AND masters.id = cases.master
     LEFT JOIN customers AS master_customers ON master_customers.tenant = ?1 AND master_customers.id = masters.customer
     WHERE cases.tenant = ?1 AND cases.id = ?2`,
    [id],
    (row) => ({
      ...listItemOf(row),
      description: row.textOrNull('description'),
      contact: named(row.idOrNull('contact', 'contact'), row.textOrNull('contact_name')),
      subject: named(row.idOrNull('subject', 'subject'), row.textOrNull('subject_name')),
      product: named(row.idOrNull('product', 'product'), row.textOrNull('product_name')),
      productSerialNumber: row.textOrNull('product_serial_number'),
      origin: row.oneOf(caseOriginSchema.options, 'origin'),
      type: row.oneOfOrNull(caseTypeSchema.options, 'type'),
      totalMinutes: row.integer('total_minutes'),
      openActivities: row.integer('open_activities'),
      stage: row.oneOf(caseStages, 'stage'),
      entitlement: entitlementRefOf(row),
      decrementTerms: row.flag('decrement_terms'),
      parent: roleOf(row, 'parent'),
      master: roleOf(row, 'master'),
      children: childCountsOf(row),
    }),
  );
}

function named<Kind extends string>(id: Kind | null, name: string | null): { id: Kind; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}

function entitlementRefOf(row: Row): Case['entitlement'] {
  const id = row.idOrNull('entitlement', 'entitlement');
  if (id === null) return null;
  return {
    id,
    name: row.text('entitlement_name'),
    allocation: row.oneOf(['cases', 'minutes'], 'allocation'),
    totalTerms: row.integer('total_terms'),
    remainingTerms: row.integer('remaining_terms'),
  };
}

/** Another case, from columns that begin with its role. */
function roleOf(row: Row, role: 'parent' | 'master'): CaseRef | null {
  const id = row.idOrNull('case', role);
  if (id === null) return null;
  return {
    id,
    number: row.text(`${role}_number`),
    title: row.text(`${role}_title`),
    state: row.oneOf(caseStates, `${role}_state`),
    customer: { id: row.id('customer', `${role}_customer`), name: row.text(`${role}_customer_name`) },
  };
}

/** A case as another one names it: its columns, and its customer's name. */
export const refColumns = `cases.id, cases.number, cases.title, cases.state, cases.customer, customers.name AS customer_name`;
export const joinCustomer = 'JOIN customers ON customers.tenant = ?1 AND customers.id = cases.customer';

export function refOf(row: Row): CaseRef {
  return {
    id: row.id('case', 'id'),
    number: row.text('number'),
    title: row.text('title'),
    state: row.oneOf(caseStates, 'state'),
    customer: { id: row.id('customer', 'customer'), name: row.text('customer_name') },
  };
}

/** Where what arrives for a case goes: to the case itself, or to what it was merged into, and that into. */
export function homeOf(id: CaseId) {
  return select(
    `WITH RECURSIVE chain (id, master, depth) AS (
       SELECT id, master, 0 FROM cases WHERE tenant = ?1 AND id = ?2
       UNION ALL
       SELECT cases.id, cases.master, depth + 1 FROM chain
       CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = chain.master
     )
     SELECT cases.id, cases.customer, cases.state FROM chain
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = chain.id WHERE chain.master IS NULL`,
    [id],
    (row) => ({
      id: row.id('case', 'id'),
      customer: row.id('customer', 'customer'),
      state: row.oneOf(caseStates, 'state'),
    }),
  );
}

/** Whose case it is: enough to check that it may be read. */
export function caseRef(id: CaseId) {
  return select('SELECT customer FROM cases WHERE tenant = ?1 AND id = ?2', [id], (row) => ({
    customer: row.id('customer', 'customer'),
  }));
}

/** Every time the case was resolved, the latest first. */
export function resolutionsOf(id: CaseId): Query<Resolution> {
  return select(
    `SELECT resolution_type, resolution, total_minutes, billable_minutes, resolved_at, resolved_by, agents.name
     FROM resolutions JOIN agents ON agents.tenant = ?1 AND agents.id = resolved_by
     WHERE resolutions.tenant = ?1 AND case_id = ?2 ORDER BY resolved_at DESC`,
    [id],
    (row) => ({
      resolutionType: row.text('resolution_type'),
      resolution: row.text('resolution'),
      totalMinutes: row.integer('total_minutes'),
      billableMinutes: row.integer('billable_minutes'),
      resolvedBy: { id: row.id('agent', 'resolved_by'), name: row.text('name') },
      resolvedAt: row.time('resolved_at'),
    }),
  );
}

export type CaseFilter =
  | { by: 'customer'; customer: CustomerId; state: CaseState | 'all' }
  | { by: 'owner'; owner: AgentId; state: CaseState }
  | { by: 'state'; state: CaseState };

/** The cases that a filter leaves, the last changed first; each filter runs along an index of its own. */
export function casesWhere(filter: CaseFilter, after: Position, limit: number): Query<CaseListItem> {
  const page = [after.value, after.id, limit];
  const from = (where: string) =>
    `SELECT ${listColumns} FROM cases ${listJoins}
     WHERE cases.tenant = ?1 AND (cases.updated_at, cases.id) < (?2, ?3) AND ${where}
     ORDER BY cases.updated_at DESC, cases.id DESC LIMIT ?4`;
  switch (filter.by) {
    case 'customer':
      return filter.state === 'all'
        ? select(from('cases.customer = ?5'), [...page, filter.customer], listItemOf)
        : select(
            from('cases.customer = ?5 AND cases.state = ?6'),
            [...page, filter.customer, filter.state],
            listItemOf,
          );
    case 'owner':
      return select(from('cases.owner = ?5 AND cases.state = ?6'), [...page, filter.owner, filter.state], listItemOf);
    case 'state':
      return select(from('cases.state = ?5'), [...page, filter.state], listItemOf);
  }
}

/** A priority by id; without one, the tenant's default. */
export function priorityOrDefault(id: PriorityId | undefined) {
  const parse = (row: Row) => ({
    id: row.id('priority', 'id'),
    name: row.text('name'),
    rank: row.integer('rank'),
    hotAlert: row.flag('hot_alert'),
  });
  return id === undefined
    ? select('SELECT id, name, rank, hot_alert FROM priorities WHERE tenant = ?1 AND is_default = 1', [], parse)
    : select('SELECT id, name, rank, hot_alert FROM priorities WHERE tenant = ?1 AND id = ?2', [id], parse);
}

export function subjectById(id: SubjectId | null) {
  return select('SELECT id, name FROM subjects WHERE tenant = ?1 AND id = ?2', [id], (row) => ({
    id: row.id('subject', 'id'),
    name: row.text('name'),
  }));
}

/** A contact of the case's own customer. */
export function contactOfCase(id: CaseId, contact: ContactId | null) {
  return select(
    `SELECT contacts.id, contacts.name FROM cases
     JOIN contacts ON contacts.tenant = ?1 AND contacts.customer = cases.customer AND contacts.id = ?3
     WHERE cases.tenant = ?1 AND cases.id = ?2`,
    [id, contact],
    (row) => ({ id: row.id('contact', 'id'), name: row.text('name') }),
  );
}

/** The columns of a case as they are written; times in milliseconds. */
export interface CaseColumns {
  id: CaseId;
  number: string;
  customer: CustomerId;
  contact: ContactId | null;
  title: string;
  description: string | null;
  state: CaseState;
  statusReason: StatusReason;
  priority: PriorityId;
  subject: SubjectId | null;
  product: ProductId | null;
  productSerialNumber: string | null;
  origin: string;
  type: string | null;
  owner: AgentId;
  parent?: CaseId | null;
  entitlement?: EntitlementId | null;
  /** 0 where the case takes no terms; 1 where nothing is said. */
  decrementTerms?: 0 | 1;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
}

/** Inserts cases from a JSON array of columns. */
export function insertCases(json: string): Statement {
  return write(
    `INSERT INTO cases (tenant, id, number, customer, contact, title, description, state, status_reason, priority,
       subject, product, product_serial_number, origin, type, owner, parent, entitlement, decrement_terms, created_at,
       updated_at, closed_at)
     SELECT ?1, value ->> 'id', value ->> 'number', value ->> 'customer', value ->> 'contact', value ->> 'title',
       value ->> 'description', value ->> 'state', value ->> 'statusReason', value ->> 'priority', value ->> 'subject',
       value ->> 'product', value ->> 'productSerialNumber', value ->> 'origin', value ->> 'type', value ->> 'owner',
       value ->> 'parent', value ->> 'entitlement', coalesce(value ->> 'decrementTerms', 1), value ->> 'createdAt', value ->> 'updatedAt', value ->> 'closedAt'
     FROM json_each(?2)`,
    [json],
  );
}

export function updateCase(
  id: CaseId,
  columns: Pick<
    CaseColumns,
    | 'title'
    | 'description'
    | 'contact'
    | 'priority'
    | 'subject'
    | 'product'
    | 'productSerialNumber'
    | 'origin'
    | 'type'
    | 'statusReason'
    | 'updatedAt'
  > & { stage: CaseStage; entitlement: EntitlementId | null; decrementTerms: 0 | 1 },
): Statement {
  return write(
    `UPDATE cases SET version = version + 1, title = ?3, description = ?4, contact = ?5, priority = ?6, subject = ?7,
       product = ?8, product_serial_number = ?9, origin = ?10, type = ?11, status_reason = ?12, updated_at = ?13,
       stage = ?14, entitlement = ?15, decrement_terms = ?16
     WHERE tenant = ?1 AND id = ?2`,
    [
      id,
      columns.title,
      columns.description,
      columns.contact,
      columns.priority,
      columns.subject,
      columns.product,
      columns.productSerialNumber,
      columns.origin,
      columns.type,
      columns.statusReason,
      columns.updatedAt,
      columns.stage,
      columns.entitlement,
      columns.decrementTerms,
    ],
  );
}

export function updateState(
  id: CaseId,
  change: { state: CaseState; statusReason: StatusReason; at: number; closedAt: number | null },
): Statement {
  return write(
    `UPDATE cases SET version = version + 1, state = ?3, status_reason = ?4, updated_at = ?5, closed_at = ?6
     WHERE tenant = ?1 AND id = ?2`,
    [id, change.state, change.statusReason, change.at, change.closedAt],
  );
}

/** The case has changed by what belongs to it: children, or what a merge moved. */
export function touchCase(id: CaseId, at: number): Statement {
  return write('UPDATE cases SET version = version + 1, updated_at = ?3 WHERE tenant = ?1 AND id = ?2', [id, at]);
}

/** A resolution as it is written; the time in milliseconds. */
export interface ResolutionColumns {
  caseId: CaseId;
  resolvedAt: number;
  resolutionType: string;
  resolution: string;
  totalMinutes: number;
  billableMinutes: number;
  resolvedBy: AgentId;
}

export function insertResolutions(json: string): Statement {
  return write(
    `INSERT INTO resolutions (tenant, case_id, resolved_at, resolution_type, resolution, total_minutes,
       billable_minutes, resolved_by)
     SELECT ?1, value ->> 'caseId', value ->> 'resolvedAt', value ->> 'resolutionType', value ->> 'resolution',
       value ->> 'totalMinutes', value ->> 'billableMinutes', value ->> 'resolvedBy'
     FROM json_each(?2)`,
    [json],
  );
}

/** Aborts the batch when the case was closed since it was read. */
export function guardActive(id: CaseId): Statement {
  return guardExists(`SELECT 1 FROM cases WHERE tenant = ?1 AND id = ?2 AND state = 'active'`, [id]);
}
