import type { ActivityState, CaseActionName, CaseState, ResolveCase, StatusReason } from '../../shared/cases.ts';
import type { Action, Blocker } from '../../shared/problems.ts';

/** What the rules of a case's life look at. */
export interface CaseLife {
  state: CaseState;
  statusReason: StatusReason;
  openActivities: number;
}

/** Whether something may be done: the changes it makes, or what stands in its way. */
export type Decision<Change> =
  { kind: 'allowed'; change: Change } | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] };

export interface StateChange {
  state: CaseState;
  statusReason: StatusReason;
}

/** A closed case is read-only until it is reactivated (domain §2A.1). */
export function decideEdit(life: CaseLife): Decision<null> {
  return life.state === 'active' ? allowed(null) : blockedBy(closed(life));
}

/** Open activities do not block, they are cancelled; but only when that was confirmed (C33). */
export function decideResolve(
  life: CaseLife,
  input: Pick<ResolveCase, 'resolutionType' | 'cancelOpenActivities'>,
): Decision<StateChange> {
  if (life.state !== 'active') return blockedBy(closed(life));
  const [unconfirmed] = input.cancelOpenActivities ? [] : confirmationsToResolve(life);
  if (unconfirmed !== undefined) return blockedBy(unconfirmed);
  return allowed({ state: 'resolved', statusReason: input.resolutionType });
}

/** Every activity must be closed before a case is cancelled (C41). */
export function decideCancel(life: CaseLife): Decision<StateChange> {
  if (life.state !== 'active') return blockedBy(closed(life));
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
    return blockedBy({ code: 'case_merged', detail: 'The case was merged into another' });
  }
  return allowed({ state: 'active', statusReason: 'in_progress' });
}

/** A closed activity can only be opened again; whatever else the same change names is then open to change as well. */
export function decideActivityChange(
  life: CaseLife,
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
export function actionsOf(life: CaseLife): Action<CaseActionName>[] {
  const confirmed = { resolutionType: 'problem_solved', cancelOpenActivities: true } as const;
  return [
    action('edit', decideEdit(life)),
    action('add_activity', decideEdit(life)),
    action('add_note', decideEdit(life)),
    action('resolve', decideResolve(life, confirmed), confirmationsToResolve(life)),
    action('cancel', decideCancel(life)),
    action('reactivate', decideReactivate(life)),
  ];
}

function confirmationsToResolve(life: CaseLife): Blocker[] {
  if (life.state !== 'active' || life.openActivities === 0) return [];
  return [
    {
      code: 'open_activities',
      detail: 'Activities are open and will be cancelled',
      field: 'cancelOpenActivities',
      count: life.openActivities,
    },
  ];
}

function closed(life: CaseLife): Blocker {
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

function allowed<Change>(change: Change): Decision<Change> {
  return { kind: 'allowed', change };
}

function blockedBy(blocker: Blocker): { kind: 'blocked'; blockers: [Blocker] } {
  return { kind: 'blocked', blockers: [blocker] };
}
