import type { ActivityState } from '../../shared/cases.ts';
import type { Deadline } from '../events/deadlines.ts';

/**
 * When an activity falls due, of which the log will say; null where it does not: it is done, it has no time, or its time
 * was past when it was written down. Times in milliseconds.
 */
export function deadlineOf(
  activity: { id: string; caseId: string; state: ActivityState; dueAt: number | null },
  now: number,
): Deadline | null {
  const { id, caseId, state, dueAt } = activity;
  if (state !== 'open' || dueAt === null || dueAt <= now) return null;
  return { kind: 'activity_due', entity: id, about: caseId, dueAt };
}
