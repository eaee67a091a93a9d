import type { CustomerId } from '../../shared/ids.ts';
import { summaryChanges, type SummaryChange } from '../customers/service.ts';
import { jsonChunks, type Statement } from '../db/statement.ts';
import { setDeadlines } from '../events/deadlines.ts';
import { insertActivities, insertNotes, type ActivityColumns, type NoteColumns } from './activities-store.ts';
import { deadlineOf } from './due.ts';
import { indexTitles } from './similar-store.ts';
import { insertCases, insertResolutions, type CaseColumns, type ResolutionColumns } from './store.ts';

/** A case as another system kept it, with what was done and noted. Times in milliseconds. */
export interface NewCase {
  columns: CaseColumns;
  /** Whether its priority is a hot one: an active case with it is an alert. */
  hotAlert: boolean;
  resolution: ResolutionColumns | null;
  activities: readonly ActivityColumns[];
  notes: readonly NoteColumns[];
}

/**
 * Adds whole cases and what they add to their customers' summaries. Everything they name must be there and none of
 * them may be: an id or number that is taken refuses the batch (`raced`).
 */
export function newCaseStatements(cases: readonly NewCase[], now: number): Statement[] {
  const deadlines = cases.flatMap(({ activities }) => activities.flatMap((each) => deadlineOf(each, now) ?? []));
  const resolutions = cases.flatMap(({ resolution }) => resolution ?? []);
  const solved = cases.flatMap(({ columns: { id, state } }) => (state === 'resolved' ? [id] : []));
  return [
    ...jsonChunks(cases.map(({ columns }) => columns)).map(insertCases),
    ...jsonChunks(cases.flatMap(({ activities }) => activities)).map(insertActivities),
    ...(deadlines.length > 0 ? [setDeadlines(deadlines)] : []),
    ...jsonChunks(resolutions).map(insertResolutions),
    ...(solved.length > 0 ? indexTitles(solved) : []),
    ...jsonChunks(cases.flatMap(({ notes }) => notes)).map(insertNotes),
    ...summaryChanges(cases.map(summaryOf)),
  ];
}

/** An active case is open, and an alert where its priority is hot; calls and e-mails that were made are contacts. */
function summaryOf({ columns, hotAlert, activities }: NewCase): SummaryChange & { customer: CustomerId } {
  const isOpen = columns.state === 'active' ? 1 : 0;
  const contacts = activities
    .filter(({ kind, state }) => state === 'completed' && (kind === 'phone_call' || kind === 'email'))
    .map(({ closedAt, createdAt }) => closedAt ?? createdAt);
  return {
    customer: columns.customer,
    openCases: isOpen,
    hotAlerts: hotAlert ? isOpen : 0,
    lastContactAt: Math.max(columns.createdAt, ...contacts),
  };
}
