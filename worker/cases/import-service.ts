import type { CustomerId } from '../../shared/ids.ts';
import { summaryChange } from '../customers/service.ts';
import { jsonChunks, type Statement } from '../db/statement.ts';
import { insertActivities, insertNotes, type ActivityColumns, type NoteColumns } from './activities-store.ts';
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
export function newCaseStatements(cases: readonly NewCase[]): Statement[] {
  const resolutions = cases.flatMap(({ resolution }) => resolution ?? []);
  return [
    ...jsonChunks(cases.map(({ columns }) => columns)).map(insertCases),
    ...jsonChunks(cases.flatMap(({ activities }) => activities)).map(insertActivities),
    ...jsonChunks(resolutions).map(insertResolutions),
    ...jsonChunks(cases.flatMap(({ notes }) => notes)).map(insertNotes),
    ...summaryChanges(cases),
  ];
}

function summaryChanges(cases: readonly NewCase[]): Statement[] {
  const changes = new Map<CustomerId, { openCases: number; hotAlerts: number; lastContactAt: number }>();
  for (const { columns, hotAlert, activities } of cases) {
    const sum = changes.get(columns.customer) ?? { openCases: 0, hotAlerts: 0, lastContactAt: 0 };
    const isOpen = columns.state === 'active' ? 1 : 0;
    const contacts = activities
      .filter(({ kind, state }) => state === 'completed' && (kind === 'phone_call' || kind === 'email'))
      .map(({ closedAt, createdAt }) => closedAt ?? createdAt);
    changes.set(columns.customer, {
      openCases: sum.openCases + isOpen,
      hotAlerts: sum.hotAlerts + (hotAlert ? isOpen : 0),
      lastContactAt: Math.max(sum.lastContactAt, columns.createdAt, ...contacts),
    });
  }
  return Array.from(changes, ([customer, change]) => summaryChange(customer, change));
}
