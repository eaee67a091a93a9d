import { systemActor } from '../../shared/events.ts';
import { isId } from '../../shared/ids.ts';
import type { TenantDatabase } from '../db/database.ts';
import type { Statement } from '../db/statement.ts';
import { clearDeadline, setDeadlines, takeDeadline, type Deadline } from '../events/deadlines.ts';
import { appendEvents } from '../events/log.ts';
import type { ActivityColumns } from './activities-store.ts';
import { deadlineOf } from './due.ts';
import { caseRef } from './store.ts';

/** What becomes of the time at which an activity falls due when it is written. */
export function deadlineChanges(before: ActivityColumns | null, after: ActivityColumns, now: number): Statement[] {
  const deadline = deadlineOf(after, now);
  if (deadline !== null)
    return before?.dueAt === after.dueAt && before.state === 'open' ? [] : [setDeadlines([deadline])];
  return (before?.dueAt ?? null) === null ? [] : [clearDeadline('activity_due', after.id)];
}

/**
 * Says on the log that an activity was open when its time came. It is nobody's doing, and it happens once: the deadline is
 * taken in the batch that says it.
 */
export async function activityFellDue(database: TenantDatabase, deadline: Deadline, now: number): Promise<void> {
  const { entity, about, dueAt } = deadline;
  if (!isId('activity', entity) || !isId('case', about)) throw new Error(`no activity falls due as ${entity}`);
  const caseQuery = caseRef(about);
  const found = (await database.read([caseQuery])).first(caseQuery);
  if (found === undefined) throw new Error(`an activity falls due on ${about}, which is not there`);
  await database.write([
    ...takeDeadline(deadline),
    ...appendEvents(
      [
        {
          type: 'activity_overdue',
          entityKind: 'case',
          entity: about,
          customer: found.customer,
          facts: { activityId: entity },
        },
      ],
      { actor: systemActor, requestId: `due ${entity} ${dueAt}`, now },
    ),
  ]);
}
