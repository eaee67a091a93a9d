import type { CaseSettings } from '../../shared/case-settings.ts';
import type { CaseId } from '../../shared/ids.ts';
import { blockerOf } from './blockers.ts';
import type { ChildCase } from './hierarchy-store.ts';
import { allowed, decideAddChild, mayBecome, type CaseLife, type Decision, type StateChange } from './lifecycle.ts';

/** Whether these cases may become children of the parent (domain §2A.7). Those that are its children already stay so. */
export function decideAssociate(
  parent: CaseLife & { id: CaseId },
  children: readonly ChildCase[],
  settings: CaseSettings,
): Decision<ChildCase[]> {
  const added = children.filter((child) => child.parent !== parent.id);
  const room = decideAddChild(parent, settings, added.length);
  const blockers = [
    ...(room.kind === 'blocked' ? room.blockers : []),
    blockerOf(
      added,
      ({ id, children: own }) => own.total > 0 || id === parent.id,
      'parent_as_child',
      'A case that has children cannot be a child',
    ),
    blockerOf(added, ({ parent: other }) => other !== null, 'already_child', 'The case is a child of another case'),
    blockerOf(added, ({ state }) => state !== 'active', 'case_closed', 'Only an active case becomes a child'),
  ];
  const [first, ...more] = blockers.filter((blocker) => blocker !== null);
  return first === undefined ? allowed(added) : { kind: 'blocked', blockers: [first, ...more] };
}

/**
 * The children that are closed with their parent: all of its active ones where the tenant has it so, or none. One that
 * cannot be closed stops the whole, and is named (domain §6.2.5).
 */
export function decideCascade(
  children: readonly ChildCase[],
  change: StateChange,
  settings: CaseSettings,
): Decision<ChildCase[]> {
  if (settings.parentClosure !== 'cascade') return allowed([]);
  const active = children.filter(({ state }) => state === 'active');
  const blocker =
    blockerOf(
      active,
      ({ statusReason }) => !mayBecome(settings, statusReason, change.statusReason),
      'children_blocked',
      `These children cannot become ${change.statusReason}`,
    ) ??
    blockerOf(
      active,
      ({ openActivities }) => change.state === 'cancelled' && openActivities > 0,
      'children_blocked',
      'Activities of these children are open',
    );
  return blocker === null ? allowed(active) : { kind: 'blocked', blockers: [blocker] };
}
