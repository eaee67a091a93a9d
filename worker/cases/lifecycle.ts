import type { ActivityState, CaseActionName, CaseState, ResolveCase, StatusReason } from '../../shared/cases.ts';
import { reasonsOf, type CaseSettings } from '../../shared/case-settings.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Action, Blocker } from '../../shared/problems.ts';

/** What the rules of a case's life look at. */
export interface CaseLife {
  state: CaseState;
  statusReason: StatusReason;
  openActivities: number;
  parent: { id: CaseId } | null;
  children: { total: number; active: number; openActivities: number };
}

/** Whether something may be done: the changes it makes, or what stands in its way. */
export type Decision<Change> =
  { kind: 'allowed'; change: Change } | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] };

export interface StateChange {
  state: CaseState;
  statusReason: StatusReason;
}

/** A closed case is read-only until it is reactivated (domain §2A.1). */
export function decideEdit(life: Pick<CaseLife, 'state'>): Decision<null> {
  return life.state === 'active' ? allowed(null) : blockedBy(closed(life));
}

/** An active case takes another reason of its state, where the tenant lets it (C08). */
export function decideStatusReason(life: CaseLife, to: StatusReason, settings: CaseSettings): Decision<null> {
  if (life.state !== 'active') return blockedBy(closed(life));
  return mayBecome(settings, life.statusReason, to) ? allowed(null) : blockedBy(notAllowed(life, to, settings));
}

/**
 * Open activities do not block, they are cancelled; but only when that was confirmed (C33). Active children block, or go
 * with their parent, or are left alone, as the tenant has it (domain §2A.7).
 */
export function decideResolve(
  life: CaseLife,
  input: Pick<ResolveCase, 'resolutionType' | 'cancelOpenActivities'>,
  settings: CaseSettings,
): Decision<StateChange> {
  if (life.state !== 'active') return blockedBy(closed(life));
  if (!mayBecome(settings, life.statusReason, input.resolutionType)) {
    return blockedBy(notAllowed(life, input.resolutionType, settings));
  }
  const children = childrenFirst(life, settings);
  if (children !== null) return blockedBy(children);
  const [unconfirmed] = input.cancelOpenActivities ? [] : confirmationsToResolve(life, settings);
  if (unconfirmed !== undefined) return blockedBy(unconfirmed);
  return allowed({ state: 'resolved', statusReason: input.resolutionType });
}

/** Every activity must be closed before a case is cancelled (C41). */
export function decideCancel(life: CaseLife, settings: CaseSettings): Decision<StateChange> {
  if (life.state !== 'active') return blockedBy(closed(life));
  if (!mayBecome(settings, life.statusReason, 'cancelled')) return blockedBy(notAllowed(life, 'cancelled', settings));
  const children = childrenFirst(life, settings);
  if (children !== null) return blockedBy(children);
  if (life.openActivities > 0) {
    return blockedBy({
      code: 'open_activities',
      detail: 'Activities are open; close them before the case is cancelled',
      count: life.openActivities,
    });
  }
  return allowed({ state: 'cancelled', statusReason: 'cancelled' });
}

/** A resolved or cancelled case can be reactivated at any time (C39); a merged one lives on in its master (§6.2.2). */
export function decideReactivate(life: CaseLife): Decision<StateChange> {
  if (life.state === 'active') return blockedBy({ code: 'case_active', detail: 'The case is active already' });
  if (life.statusReason === 'merged') {
    return blockedBy({ code: 'case_merged', detail: 'The case was merged into another; undo the merge' });
  }
  return allowed({ state: 'active', statusReason: 'in_progress' });
}

/** A closed activity can only be opened again; whatever else the same change names is then open to change as well. */
export function decideActivityChange(
  life: Pick<CaseLife, 'state'>,
  activity: { state: ActivityState },
  change: { state?: ActivityState | undefined },
): Decision<null> {
  if (life.state !== 'active') return blockedBy(closed(life));
  if (activity.state !== 'open' && change.state !== 'open') {
    return blockedBy({ code: 'activity_closed', detail: 'The activity is closed' });
  }
  return allowed(null);
}

/** What can be done with the case now, by the rules that decide the commands themselves. */
export function actionsOf(life: CaseLife, settings: CaseSettings): Action<CaseActionName>[] {
  const [resolutionType = 'problem_solved'] = resolutionTypesOf(life, settings);
  const confirmed = { resolutionType, cancelOpenActivities: true };
  return [
    action('edit', decideEdit(life)),
    action('add_activity', decideEdit(life)),
    action('add_note', decideEdit(life)),
    action('resolve', decideResolve(life, confirmed, settings), confirmationsToResolve(life, settings)),
    action('cancel', decideCancel(life, settings)),
    action('reactivate', decideReactivate(life)),
    action('merge', decideEdit(life)),
    action('add_child', decideAddChild(life, settings)),
  ];
}

/** The reasons of its own state that a case may be given now, the present one left out. */
export function nextReasonsOf(life: CaseLife, settings: CaseSettings): StatusReason[] {
  if (life.state !== 'active') return [];
  return reasonsOf('active', settings.statusReasons).filter(
    (to) => to !== life.statusReason && mayBecome(settings, life.statusReason, to),
  );
}

/** The types by which a case may be resolved now (C34). */
export function resolutionTypesOf(life: CaseLife, settings: CaseSettings): StatusReason[] {
  if (life.state !== 'active') return [];
  return reasonsOf('resolved', settings.statusReasons).filter((to) => mayBecome(settings, life.statusReason, to));
}

/**
 * Whether the tenant lets a case go from one status reason to another (domain §2A.1). From a reason that the tenant has
 * done away with, which no transition names, a case may go anywhere: else it could never end.
 */
export function mayBecome(settings: CaseSettings, from: StatusReason, to: StatusReason): boolean {
  if (from === to || !settings.enforceTransitions) return true;
  if (!reasonsOf('active', settings.statusReasons).includes(from)) return true;
  return settings.transitions.some((one) => one.from === from && one.to === to);
}

/** One level only, and no more children than the tenant allows (domain §2A.7). */
export function decideAddChild(life: CaseLife, settings: CaseSettings, added = 1): Decision<null> {
  if (life.state !== 'active') return blockedBy(closed(life));
  if (life.parent !== null) {
    return blockedBy({ code: 'child_of_child', detail: 'The case is a child itself and cannot have children' });
  }
  if (life.children.total + added > settings.mostChildren) {
    return blockedBy({
      code: 'too_many_children',
      detail: `A case has at most ${settings.mostChildren} children`,
      count: settings.mostChildren,
    });
  }
  return allowed(null);
}

function childrenFirst(life: CaseLife, settings: CaseSettings): Blocker | null {
  if (settings.parentClosure !== 'children_first' || life.children.active === 0) return null;
  return {
    code: 'active_children',
    detail: 'Children of the case are active; close them before it',
    count: life.children.active,
  };
}

function confirmationsToResolve(life: CaseLife, settings: CaseSettings): Blocker[] {
  const count = life.openActivities + (settings.parentClosure === 'cascade' ? life.children.openActivities : 0);
  if (life.state !== 'active' || count === 0) return [];
  return [
    {
      code: 'open_activities',
      detail: 'Activities are open and will be cancelled',
      field: 'cancelOpenActivities',
      count,
    },
  ];
}

function notAllowed(life: CaseLife, to: StatusReason, settings: CaseSettings): Blocker {
  const possible = settings.transitions.filter(({ from }) => from === life.statusReason).map((one) => one.to);
  return {
    code: 'transition_not_allowed',
    detail: `A case that is ${life.statusReason} cannot become ${to}; it can become ${possible.join(', ') || 'nothing else'}`,
    field: 'statusReason',
  };
}

export function closed(life: Pick<CaseLife, 'state'>): Blocker {
  return { code: 'case_closed', detail: `The case is ${life.state} and read-only until it is reactivated` };
}

function action(
  name: CaseActionName,
  decision: Decision<unknown>,
  confirmations: Blocker[] = [],
): Action<CaseActionName> {
  return {
    name,
    allowed: decision.kind === 'allowed',
    blockers: decision.kind === 'blocked' ? decision.blockers : [],
    confirmations,
  };
}

export function allowed<Change>(change: Change): Decision<Change> {
  return { kind: 'allowed', change };
}

export function blockedBy(blocker: Blocker): { kind: 'blocked'; blockers: [Blocker] } {
  return { kind: 'blocked', blockers: [blocker] };
}
