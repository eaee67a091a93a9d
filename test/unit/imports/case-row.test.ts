import { describe, expect, it } from 'vitest';
import { importedCaseSchema, type ImportedCase } from '../../../shared/imports.ts';
import { errorsOfCase, statusReasonOf } from '../../../worker/imports/case-row.ts';

const createdAt = '2026-01-05T09:00:00Z';
const closedAt = '2026-01-06T09:00:00Z';

function row(changes: Partial<ImportedCase>): ImportedCase {
  return importedCaseSchema.parse({
    externalId: '1',
    number: 'C-1',
    customer: '7',
    title: 'Late',
    createdAt,
    ...changes,
  });
}

const activity = (state: 'open' | 'completed') => ({
  externalId: 'a',
  kind: 'task' as const,
  subject: 'Call',
  state,
  createdAt,
  description: null,
  dueAt: null,
  durationMinutes: 5,
});

describe('the row of a case', () => {
  it.each<[string, Partial<ImportedCase>, string[]]>([
    ['active', {}, []],
    ['active with a reason and an open activity', { statusReason: 'on_hold', activities: [activity('open')] }, []],
    ['active with an end', { closedAt }, ['/closedAt']],
    ['active with a resolution', { resolution: 'Sent again' }, ['/resolution']],
    ['resolved', { state: 'resolved', closedAt, resolution: 'Sent again', billableMinutes: 10 }, []],
    ['resolved without a word', { state: 'resolved', closedAt }, []],
    ['resolved without an end', { state: 'resolved' }, ['/closedAt']],
    ['resolved before it was created', { state: 'resolved', closedAt: '2026-01-04T09:00:00Z' }, ['/closedAt']],
    ['resolved with an active reason', { state: 'resolved', closedAt, statusReason: 'on_hold' }, ['/statusReason']],
    [
      'resolved, billed, without a resolution',
      { state: 'resolved', closedAt, billableMinutes: 1 },
      ['/billableMinutes'],
    ],
    [
      'resolved with an open activity',
      { state: 'resolved', closedAt, activities: [activity('completed'), activity('open')] },
      ['/activities/1/state'],
    ],
    ['cancelled', { state: 'cancelled', closedAt }, []],
    ['cancelled with a resolution', { state: 'cancelled', closedAt, resolution: 'No' }, ['/resolution']],
  ])('that is %s has its errors at %j', (_what, changes, pointers) => {
    expect(errorsOfCase(row(changes)).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it.each<[Partial<ImportedCase>, string]>([
    [{}, 'in_progress'],
    [{ statusReason: 'researching' }, 'researching'],
    [{ state: 'resolved' }, 'problem_solved'],
    [{ state: 'cancelled' }, 'cancelled'],
  ])('%j gives the status reason %s', (changes, reason) => {
    expect(statusReasonOf(row(changes))).toBe(reason);
  });
});
