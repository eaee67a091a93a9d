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

export function activityById(caseId: CaseId, id: ActivityId): Query<Activity> {
  return select(
    `SELECT ${columns} FROM activities ${joinOwner}
     WHERE activities.tenant = ?1 AND activities.case_id = ?2 AND activities.id = ?3`,
    [caseId, id],
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

export function openActivityIds(caseId: CaseId): Query<ActivityId> {
  return select(`SELECT id FROM activities WHERE tenant = ?1 AND case_id = ?2 AND state = 'open'`, [caseId], (row) =>
    row.id('activity', 'id'),
  );
}

const sumOfVersions = '(SELECT coalesce(sum(version), 0) FROM activities WHERE tenant = ?1 AND case_id = ?2)';

/** The versions of a case's activities, summed up: it grows with each that is added or changed, and none goes. */
export function activityVersions(caseId: CaseId): Query<number> {
  return select(`SELECT ${sumOfVersions} AS versions`, [caseId], (row) => row.integer('versions'));
}

/** Aborts the batch when an activity was added or changed since the case was read. */
export function guardActivities(caseId: CaseId, versions: number): Statement {
  return guardExists(`SELECT 1 WHERE ${sumOfVersions} = ?3`, [caseId, versions]);
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
    `SELECT events.seq, events.at, events.type, events.facts, events.actor, actors.name AS actor_name,
       notes.id AS note_id, notes.version AS note_version, notes.body, notes.internal, notes.created_at AS note_created_at,
       notes.author, authors.name AS author_name,
       activities.id AS activity_id, activities.id, activities.version, activities.case_id, activities.kind, activities.subject,
       activities.description, activities.state, activities.due_at, activities.duration_minutes, activities.owner,
       owners.name AS owner_name, activities.created_at, activities.closed_at, acknowledgements.reason
     FROM events INDEXED BY event_by_entity
     LEFT JOIN agents AS actors ON actors.tenant = ?1 AND actors.id = events.actor
     LEFT JOIN notes ON notes.tenant = ?1 AND notes.about = ?2 AND notes.id = events.facts ->> 'noteId'
     LEFT JOIN agents AS authors ON authors.tenant = ?1 AND authors.id = notes.author
     LEFT JOIN activities
       ON activities.tenant = ?1 AND activities.case_id = ?2 AND activities.id = events.facts ->> 'activityId'
     LEFT JOIN agents AS owners ON owners.tenant = ?1 AND owners.id = activities.owner
     LEFT JOIN alert_acknowledgements AS acknowledgements ON acknowledgements.tenant = ?1
       AND acknowledgements.case_id = ?2 AND acknowledgements.id = events.facts ->> 'acknowledgementId'
     WHERE events.tenant = ?1 AND events.entity = ?2 AND events.seq < ?3
     ORDER BY events.seq DESC LIMIT ?4`,
    [caseId, before, limit],
    (row) => ({
      seq: row.integer('seq'),
      at: row.time('at'),
      type: row.text('type'),
      actor:
        row.textOrNull('actor_name') === null ? null : { id: row.id('agent', 'actor'), name: row.text('actor_name') },
      facts: factsOf(row.json('facts')),
      note: row.textOrNull('note_id') === null ? null : noteOf(row),
      activity: row.textOrNull('activity_id') === null ? null : activityOf(row),
      reason: row.textOrNull('reason'),
    }),
  );
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
