import {
  activityKindSchema,
  activityStateSchema,
  type Activity,
  type ActivityState,
  type TimelineItem,
} from '../../shared/cases.ts';
import type { ActivityId, AgentId, CaseId, CustomerId } from '../../shared/ids.ts';
import type { Note } from '../../shared/customers.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';
import type { Row } from '../db/row.ts';

const columns = `activities.id, activities.version, activities.case_id, activities.kind, activities.subject,
  activities.description, activities.state, activities.due_at, activities.duration_minutes, activities.owner,
  agents.name AS owner_name, activities.created_at, activities.closed_at`;

const joinOwner = 'JOIN agents ON agents.tenant = ?1 AND agents.id = activities.owner';

function activityOf(row: Row): Activity {
  return {
    id: row.id('activity', 'id'),
    version: row.integer('version'),
    caseId: row.id('case', 'case_id'),
    kind: row.oneOf(activityKindSchema.options, 'kind'),
    subject: row.text('subject'),
    description: row.textOrNull('description'),
    state: row.oneOf(activityStateSchema.options, 'state'),
    dueAt: row.timeOrNull('due_at'),
    durationMinutes: row.integer('duration_minutes'),
    owner: { id: row.id('agent', 'owner'), name: row.text('owner_name') },
    createdAt: row.time('created_at'),
    closedAt: row.timeOrNull('closed_at'),
  };
}

/** An activity, whichever case it is on. */
export function activityById(id: ActivityId): Query<Activity> {
  return select(
    `SELECT ${columns} FROM activities INDEXED BY activity_by_id ${joinOwner}
     WHERE activities.tenant = ?1 AND activities.id = ?2`,
    [id],
    activityOf,
  );
}

/** A case's activities, upwards by id. */
export function activitiesOfCase(caseId: CaseId, after: string, limit: number): Query<Activity> {
  return select(
    `SELECT ${columns} FROM activities ${joinOwner}
     WHERE activities.tenant = ?1 AND activities.case_id = ?2 AND activities.id > ?3
     ORDER BY activities.id LIMIT ?4`,
    [caseId, after, limit],
    activityOf,
  );
}

/** The newest activities on the ten cases of a customer that were last changed (C13). */
export function recentActivities(customer: CustomerId, limit: number): Query<Activity> {
  return select(
    `SELECT ${columns} FROM (
       SELECT id FROM cases WHERE tenant = ?1 AND customer = ?2 ORDER BY updated_at DESC, id DESC LIMIT 10
     ) AS recent
     CROSS JOIN activities ON activities.tenant = ?1 AND activities.case_id = recent.id
     ${joinOwner} ORDER BY activities.created_at DESC LIMIT ?3`,
    [customer, limit],
    activityOf,
  );
}

/** The open activities of a case and of its active children. */
export function openActivitiesOf(caseId: CaseId) {
  return select(
    `SELECT activities.id, activities.case_id, cases.customer FROM (
       SELECT id, customer FROM cases WHERE tenant = ?1 AND id = ?2
       UNION ALL
       SELECT id, customer FROM cases INDEXED BY case_by_parent WHERE tenant = ?1 AND parent = ?2 AND state = 'active'
     ) AS cases
     CROSS JOIN activities ON activities.tenant = ?1 AND activities.case_id = cases.id AND activities.state = 'open'`,
    [caseId],
    (row) => ({
      id: row.id('activity', 'id'),
      caseId: row.id('case', 'case_id'),
      customer: row.id('customer', 'customer'),
    }),
  );
}

const sumOfVersions = `(SELECT coalesce(sum(activities.version), 0) FROM (
    SELECT value AS id FROM json_each(?2)
    UNION ALL
    SELECT child.id FROM json_each(?2) AS parents
    CROSS JOIN cases AS child INDEXED BY case_by_parent
      ON child.tenant = ?1 AND child.parent = parents.value AND child.state = 'active'
  ) AS those
  CROSS JOIN activities ON activities.tenant = ?1 AND activities.case_id = those.id)`;

/**
 * The versions of the activities of cases and of their active children, summed up: it grows with each that is added or
 * changed. None goes but by a merge, which changes the case as well.
 */
export function activityVersions(cases: readonly CaseId[]): Query<number> {
  return select(`SELECT ${sumOfVersions} AS versions`, [JSON.stringify(cases)], (row) => row.integer('versions'));
}

/** Aborts the batch when an activity was added or changed since the cases were read. */
export function guardActivities(cases: readonly CaseId[], versions: number): Statement {
  return guardExists(`SELECT 1 WHERE ${sumOfVersions} = ?3`, [JSON.stringify(cases), versions]);
}

/** An activity as it is written; times in milliseconds. */
export interface ActivityColumns {
  id: ActivityId;
  caseId: CaseId;
  kind: string;
  subject: string;
  description: string | null;
  state: ActivityState;
  dueAt: number | null;
  durationMinutes: number;
  owner: AgentId;
  createdAt: number;
  closedAt: number | null;
}

export function insertActivities(json: string): Statement {
  return write(
    `INSERT INTO activities (tenant, case_id, id, kind, subject, description, state, due_at, duration_minutes, owner,
       created_at, closed_at)
     SELECT ?1, value ->> 'caseId', value ->> 'id', value ->> 'kind', value ->> 'subject', value ->> 'description',
       value ->> 'state', value ->> 'dueAt', value ->> 'durationMinutes', value ->> 'owner', value ->> 'createdAt',
       value ->> 'closedAt'
     FROM json_each(?2)`,
    [json],
  );
}

export function updateActivity(
  activity: Pick<
    ActivityColumns,
    'caseId' | 'id' | 'subject' | 'description' | 'state' | 'dueAt' | 'durationMinutes' | 'closedAt'
  >,
): Statement {
  return write(
    `UPDATE activities SET version = version + 1, subject = ?4, description = ?5, state = ?6, due_at = ?7,
       duration_minutes = ?8, closed_at = ?9
     WHERE tenant = ?1 AND case_id = ?2 AND id = ?3`,
    [
      activity.caseId,
      activity.id,
      activity.subject,
      activity.description,
      activity.state,
      activity.dueAt,
      activity.durationMinutes,
      activity.closedAt,
    ],
  );
}

export function guardActivityVersion(caseId: CaseId, id: ActivityId, version: number): Statement {
  return guardExists('SELECT 1 FROM activities WHERE tenant = ?1 AND case_id = ?2 AND id = ?3 AND version = ?4', [
    caseId,
    id,
    version,
  ]);
}

export function cancelOpenActivities(caseId: CaseId, now: number): Statement {
  return write(
    `UPDATE activities SET version = version + 1, state = 'cancelled', closed_at = ?3
     WHERE tenant = ?1 AND case_id = ?2 AND state = 'open'`,
    [caseId, now],
  );
}

/** A note as it is written; the time in milliseconds. */
export interface NoteColumns {
  id: string;
  about: string;
  customer: CustomerId;
  body: string;
  internal: 0 | 1;
  author: AgentId;
  createdAt: number;
}

export function insertNotes(json: string): Statement {
  return write(
    `INSERT INTO notes (tenant, about, id, customer, body, internal, author, created_at)
     SELECT ?1, value ->> 'about', value ->> 'id', value ->> 'customer', value ->> 'body', value ->> 'internal',
       value ->> 'author', value ->> 'createdAt'
     FROM json_each(?2)`,
    [json],
  );
}

/** The events of a case, the newest first, each with the note or activity that it is about as that stands now. */
export function timelineOf(caseId: CaseId, before: number, limit: number): Query<TimelineItem> {
  return select(
    `SELECT ${timelineColumns}, NULL AS from_id, NULL AS from_number
     FROM events INDEXED BY event_by_entity ${timelineJoins}
     WHERE events.tenant = ?1 AND events.entity = ?2 AND events.seq < ?3
     ORDER BY events.seq DESC LIMIT ?4`,
    [caseId, before, limit],
    timelineItemOf,
  );
}

/** The same of the cases that were merged into it, and into those: no more of each than the page can show. */
export function timelineOfMerged(caseId: CaseId, before: number, limit: number): Query<TimelineItem> {
  return select(
    `WITH RECURSIVE merged (id, number) AS (
       SELECT id, number FROM cases INDEXED BY case_by_master WHERE tenant = ?1 AND master = ?2
       UNION
       SELECT cases.id, cases.number FROM merged CROSS JOIN cases INDEXED BY case_by_master
         ON cases.tenant = ?1 AND cases.master = merged.id
     )
     SELECT ${timelineColumns}, merged.id AS from_id, merged.number AS from_number FROM merged
     CROSS JOIN events ON events.tenant = ?1 AND events.seq IN (
       SELECT seq FROM events AS latest INDEXED BY event_by_entity
       WHERE latest.tenant = ?1 AND latest.entity = merged.id AND latest.seq < ?3
       ORDER BY latest.seq DESC LIMIT ?4)
     ${timelineJoins} ORDER BY events.seq DESC LIMIT ?4`,
    [caseId, before, limit],
    timelineItemOf,
  );
}

const timelineColumns = `events.seq, events.at, events.type, events.facts, events.actor, actors.name AS actor_name,
  notes.id AS note_id, notes.version AS note_version, notes.body, notes.internal, notes.created_at AS note_created_at,
  notes.author, authors.name AS author_name,
  activities.id AS activity_id, activities.id, activities.version, activities.case_id, activities.kind,
  activities.subject, activities.description, activities.state, activities.due_at, activities.duration_minutes,
  activities.owner, owners.name AS owner_name, activities.created_at, activities.closed_at, acknowledgements.reason`;

/** By id alone, for a merge may have moved them to another case. */
const timelineJoins = `LEFT JOIN agents AS actors ON actors.tenant = ?1 AND actors.id = events.actor
  LEFT JOIN notes INDEXED BY note_by_id ON notes.tenant = ?1 AND notes.id = events.facts ->> 'noteId'
  LEFT JOIN agents AS authors ON authors.tenant = ?1 AND authors.id = notes.author
  LEFT JOIN activities INDEXED BY activity_by_id
    ON activities.tenant = ?1 AND activities.id = events.facts ->> 'activityId'
  LEFT JOIN agents AS owners ON owners.tenant = ?1 AND owners.id = activities.owner
  LEFT JOIN alert_acknowledgements AS acknowledgements ON acknowledgements.tenant = ?1
    AND acknowledgements.case_id = events.entity AND acknowledgements.id = events.facts ->> 'acknowledgementId'`;

function timelineItemOf(row: Row): TimelineItem {
  return {
    seq: row.integer('seq'),
    at: row.time('at'),
    type: row.text('type'),
    actor:
      row.textOrNull('actor_name') === null ? null : { id: row.id('agent', 'actor'), name: row.text('actor_name') },
    facts: factsOf(row.json('facts')),
    note: row.textOrNull('note_id') === null ? null : noteOf(row),
    activity: row.textOrNull('activity_id') === null ? null : activityOf(row),
    reason: row.textOrNull('reason'),
    from:
      row.textOrNull('from_id') === null ? null : { id: row.id('case', 'from_id'), number: row.text('from_number') },
  };
}

function noteOf(row: Row): Note {
  return {
    id: row.id('note', 'note_id'),
    version: row.integer('note_version'),
    body: row.text('body'),
    internal: row.flag('internal'),
    author: { id: row.id('agent', 'author'), name: row.text('author_name') },
    createdAt: row.time('note_created_at'),
  };
}

function factsOf(json: unknown): Record<string, unknown> {
  return typeof json === 'object' && json !== null ? { ...json } : {};
}
