import type { Activity, ChangeActivity, CreateActivity, TimelineItem } from '../../shared/cases.ts';
import type { Page } from '../../shared/common.ts';
import type { CreateNote, Note } from '../../shared/customers.ts';
import type { EventFacts } from '../../shared/events.ts';
import { newId, type ActivityId, type CaseId, type CustomerId } from '../../shared/ids.ts';
import { customerRef, logAccess, summaryChange } from '../customers/service.ts';
import { commit, load } from '../db/commit.ts';
import { decodeCursor, lowest, newest, toPage } from '../db/cursor.ts';
import type { ListOptions } from '../db/list.ts';
import type { NewEvent } from '../events/log.ts';
import { outOfScope, staleVersion, type CommandContext, type Context } from '../http/context.ts';
import {
  blocked,
  done,
  refuse,
  type CommandOutcome,
  type QueryOutcome,
  type Refusal,
  type Replay,
} from '../http/outcome.ts';
import * as store from './activities-store.ts';
import * as casesStore from './store.ts';
import { deadlineChanges } from './due-service.ts';
import { decideActivityChange, decideEdit } from './lifecycle.ts';

export async function listActivities(
  context: Context,
  caseId: CaseId,
  { limit, cursor }: ListOptions,
): Promise<QueryOutcome<Page<Activity>>> {
  const list = `activities ${caseId}`;
  const start = decodeCursor(list, cursor, lowest);
  if (start === null) return refuse('invalid_cursor');
  const caseQuery = casesStore.caseRef(caseId);
  const page = store.activitiesOfCase(caseId, start.id, limit + 1);
  const rows = await context.db.read([caseQuery, page]);
  const found = rows.first(caseQuery);
  if (found === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: found.customer, case: caseId });
  if (scope !== null) return scope;
  logAccess(context, found.customer, 'activities_read');
  return done(toPage(list, rows.all(page), limit, ({ id }) => ({ value: 0, id })));
}

/** The customer's newest activities, for the glance before a case is opened (C13). */
export async function listRecentActivities(
  context: Context,
  customer: CustomerId,
  limit: number,
): Promise<QueryOutcome<Page<Activity>>> {
  const scope = outOfScope(context.caller, { customer });
  if (scope !== null) return scope;
  const customerQuery = customerRef(customer);
  const recent = store.recentActivities(customer, limit);
  const rows = await context.db.read([customerQuery, recent]);
  if (rows.first(customerQuery) === undefined) return refuse('not_found');
  logAccess(context, customer, 'activities_read');
  return done({ items: rows.all(recent), next: null });
}

/**
 * The case's part of the event log: one timeline of what happened, was noted and was done, to it and to what was merged
 * into it.
 */
export async function listTimeline(
  context: Context,
  caseId: CaseId,
  { limit, cursor }: ListOptions,
): Promise<QueryOutcome<Page<TimelineItem>>> {
  const list = `timeline ${caseId}`;
  const start = decodeCursor(list, cursor, newest);
  if (start === null) return refuse('invalid_cursor');
  const caseQuery = casesStore.caseRef(caseId);
  const own = store.timelineOf(caseId, start.value, limit + 1);
  const merged = store.timelineOfMerged(caseId, start.value, limit + 1);
  const rows = await context.db.read([caseQuery, own, merged]);
  const found = rows.first(caseQuery);
  if (found === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: found.customer, case: caseId });
  if (scope !== null) return scope;
  logAccess(context, found.customer, 'timeline_read');
  const items = [...rows.all(own), ...rows.all(merged)].sort((one, other) => other.seq - one.seq).slice(0, limit + 1);
  return done(toPage(list, items, limit, ({ seq }) => ({ value: seq, id: '' })));
}

/**
 * Adds an activity to an active case, or to what the case was merged into (C20). It needs no version of the case: two
 * agents may add at once.
 */
export async function addActivity(
  command: CommandContext,
  asked: CaseId,
  input: CreateActivity,
): Promise<CommandOutcome<Activity>> {
  const editable = await loadEditable(command, asked);
  if (editable.kind !== 'editable') return editable;
  const { caseId, customer } = editable;

  const { agent, name } = command.caller;
  const now = new Date(command.now).toISOString();
  const isDone = input.state === 'completed';
  const value: Activity = {
    id: newId('activity'),
    version: 1,
    caseId,
    kind: input.kind,
    subject: input.subject,
    description: input.description,
    state: input.state,
    dueAt: asKept(input.dueAt),
    durationMinutes: input.durationMinutes,
    owner: { id: agent, name },
    createdAt: now,
    closedAt: isDone ? now : null,
  };
  return commit(command, {
    value,
    version: 1,
    guards: [casesStore.guardActive(caseId)],
    changes: [
      store.insertActivities(JSON.stringify([columnsOf(value)])),
      ...deadlineChanges(null, columnsOf(value), command.now),
      ...(isDone && isContact(value) ? [summaryChange(customer, { lastContactAt: command.now })] : []),
    ],
    events: [
      {
        type: 'activity_added',
        entityKind: 'case',
        entity: caseId,
        customer,
        facts: { activityId: value.id, kind: value.kind, state: value.state },
      },
    ],
  });
}

export async function changeActivity(
  command: CommandContext,
  asked: CaseId,
  id: ActivityId,
  input: ChangeActivity,
): Promise<CommandOutcome<Activity>> {
  const homeQuery = casesStore.homeOf(asked);
  const activityQuery = store.activityById(id);
  const loaded = await load(command, [homeQuery, activityQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const found = loaded.rows.first(homeQuery);
  const activity = loaded.rows.first(activityQuery);
  if (found === undefined || activity?.caseId !== found.id) return refuse('not_found');
  const { id: caseId, customer } = found;
  const refusal = outOfScope(command.caller, { customer, case: asked }) ?? staleVersion(command, activity);
  if (refusal !== null) return refusal;
  const decision = decideActivityChange(found, activity, input);
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  const now = new Date(command.now).toISOString();
  const state = input.state ?? activity.state;
  const value: Activity = {
    ...activity,
    version: activity.version + 1,
    subject: input.subject ?? activity.subject,
    description: input.description === undefined ? activity.description : input.description,
    dueAt: input.dueAt === undefined ? activity.dueAt : asKept(input.dueAt),
    durationMinutes: input.durationMinutes ?? activity.durationMinutes,
    state,
    closedAt: state === 'open' ? null : (activity.closedAt ?? now),
  };
  return commit(command, {
    value,
    version: value.version,
    guards: [casesStore.guardActive(caseId), store.guardActivityVersion(caseId, id, activity.version)],
    changes: [
      store.updateActivity(columnsOf(value)),
      ...deadlineChanges(columnsOf(activity), columnsOf(value), command.now),
      ...(state === 'completed' && activity.state === 'open' && isContact(value)
        ? [summaryChange(customer, { lastContactAt: command.now })]
        : []),
    ],
    events: [changeEvent(customer, activity, value, Object.keys(input))],
  });
}

/** Writes a note on an active case, or on what the case was merged into. */
export async function addNote(
  command: CommandContext,
  asked: CaseId,
  input: CreateNote,
): Promise<CommandOutcome<Note>> {
  const editable = await loadEditable(command, asked);
  if (editable.kind !== 'editable') return editable;
  const { caseId, customer } = editable;

  const { agent, name } = command.caller;
  const value: Note = {
    id: newId('note'),
    version: 1,
    body: input.body,
    internal: input.internal,
    author: { id: agent, name },
    createdAt: new Date(command.now).toISOString(),
  };
  const columns: store.NoteColumns = {
    id: value.id,
    about: caseId,
    customer,
    body: input.body,
    internal: input.internal ? 1 : 0,
    author: agent,
    createdAt: command.now,
  };
  return commit(command, {
    value,
    version: 1,
    guards: [casesStore.guardActive(caseId)],
    changes: [store.insertNotes(JSON.stringify([columns]))],
    events: [
      {
        type: 'note_added',
        entityKind: 'case',
        entity: caseId,
        customer,
        facts: { noteId: value.id, internal: input.internal },
      },
    ],
  });
}

/**
 * Where what is added to a case goes: the case itself, or what it was merged into (domain §5, idea 1). It must be active,
 * and the session must reach the case that was asked for.
 */
async function loadEditable(
  command: CommandContext,
  asked: CaseId,
): Promise<{ kind: 'editable'; caseId: CaseId; customer: CustomerId } | Replay | Refusal> {
  const homeQuery = casesStore.homeOf(asked);
  const loaded = await load(command, [homeQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const home = loaded.rows.first(homeQuery);
  if (home === undefined) return refuse('not_found');
  const scope = outOfScope(command.caller, { customer: home.customer, case: asked });
  if (scope !== null) return scope;
  const decision = decideEdit(home);
  if (decision.kind === 'blocked') return blocked(decision.blockers);
  return { kind: 'editable', caseId: home.id, customer: home.customer };
}

/** A time as it will be read again: to the millisecond. */
function asKept(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** A call or an e-mail is a contact with the customer; a task is not. */
function isContact(activity: Activity): boolean {
  return activity.kind === 'phone_call' || activity.kind === 'email';
}

function columnsOf(activity: Activity): store.ActivityColumns {
  return {
    id: activity.id,
    caseId: activity.caseId,
    kind: activity.kind,
    subject: activity.subject,
    description: activity.description,
    state: activity.state,
    dueAt: activity.dueAt === null ? null : Date.parse(activity.dueAt),
    durationMinutes: activity.durationMinutes,
    owner: activity.owner.id,
    createdAt: Date.parse(activity.createdAt),
    closedAt: activity.closedAt === null ? null : Date.parse(activity.closedAt),
  };
}

function changeEvent(customer: CustomerId, before: Activity, after: Activity, fields: string[]): NewEvent {
  const about = { entityKind: 'case', entity: after.caseId, customer } as const;
  const facts: EventFacts['activity_completed'] = { activityId: after.id };
  if (before.state !== after.state) {
    switch (after.state) {
      case 'completed':
        return { ...about, type: 'activity_completed', facts };
      case 'cancelled':
        return { ...about, type: 'activity_cancelled', facts };
      case 'open':
        return { ...about, type: 'activity_reopened', facts };
    }
  }
  return { ...about, type: 'activity_changed', facts: { ...facts, fields } };
}
