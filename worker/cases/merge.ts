import type { CaseSettings } from '../../shared/case-settings.ts';
import type { CaseState, StatusReason } from '../../shared/cases.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import type { Blocker } from '../../shared/problems.ts';
import { blockerOf } from './blockers.ts';
import { allowed, closed, mayBecome, type Decision } from './lifecycle.ts';

/** What the rules of merging look at. */
export interface MergeCase {
  id: CaseId;
  number: string;
  state: CaseState;
  statusReason: StatusReason;
  customer: CustomerId;
  parent: CaseId | null;
  children: { total: number };
}

/** Whether the cases may go into the master (domain §2A.6). Every blocker names the cases that it is about. */
export function decideMerge(master: MergeCase, others: readonly MergeCase[], settings: CaseSettings): Decision<null> {
  const blockers = [
    master.state === 'active' ? null : { ...closed(master), cases: refs([master]) },
    blockerOf(others, ({ id }) => id === master.id, 'merge_into_itself', 'A case cannot be merged into itself'),
    blockerOf(others, ({ state }) => state !== 'active', 'case_closed', 'Only active cases are merged'),
    blockerOf(
      others,
      ({ customer }) => customer !== master.customer,
      'different_customers',
      'Cases of different customers are not merged',
    ),
    blockerOf(
      others,
      ({ parent }) => parent !== null && parent !== master.parent,
      'different_parents',
      'A child is merged into another child of the same parent only',
    ),
    blockerOf(
      others,
      ({ children }) => children.total > 0 && master.parent !== null,
      'child_of_child',
      'A case that has children cannot be merged into a child',
    ),
    blockerOf(
      others,
      ({ statusReason }) => !mayBecome(settings, statusReason, 'merged'),
      'transition_not_allowed',
      'From its status reason a case cannot become merged',
    ),
    tooManyChildren(master, others, settings),
  ];
  const [first, ...more] = blockers.filter((blocker) => blocker !== null);
  return first === undefined ? allowed(null) : { kind: 'blocked', blockers: [first, ...more] };
}

/** Undoing gives back what the merge moved; while the master itself is merged, its things are not where they were put. */
export function decideUnmerge(
  master: Pick<MergeCase, 'id' | 'number' | 'statusReason'>,
  merge: { undoneAt: string | null },
): Decision<null> {
  if (merge.undoneAt !== null) {
    return { kind: 'blocked', blockers: [{ code: 'merge_undone', detail: 'The merge was undone before' }] };
  }
  if (master.statusReason === 'merged') {
    const detail = 'The case was merged into another since; undo that merge first';
    return { kind: 'blocked', blockers: [{ code: 'case_merged', detail, cases: refs([master]) }] };
  }
  return allowed(null);
}

function tooManyChildren(master: MergeCase, others: readonly MergeCase[], settings: CaseSettings): Blocker | null {
  const moved = others.reduce((sum, { children }) => sum + children.total, 0);
  if (moved === 0 || master.children.total + moved <= settings.mostChildren) return null;
  const count = settings.mostChildren;
  return { code: 'too_many_children', detail: `A case has at most ${count} children`, count };
}

function refs(cases: readonly Pick<MergeCase, 'id' | 'number'>[]): { id: CaseId; number: string }[] {
  return cases.map(({ id, number }) => ({ id, number }));
}
