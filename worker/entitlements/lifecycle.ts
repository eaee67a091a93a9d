import type {
  ChangeEntitlement,
  Entitlement,
  EntitlementActionName,
  EntitlementState,
} from '../../shared/entitlements.ts';
import type { EntitlementId } from '../../shared/ids.ts';
import type { Action, Blocker, FieldError } from '../../shared/problems.ts';
import type { EntitlementRecord } from './store.ts';

/** What the state follows from. */
export type Term = Pick<EntitlementRecord, 'startsOn' | 'endsOn' | 'activatedAt' | 'cancelledAt'>;

/** Whether something may be done, or what stands in its way. */
export type Decision<Change> =
  | { kind: 'allowed'; change: Change }
  | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] }
  | { kind: 'invalid'; errors: FieldError[] };

/** The state at `now`, milliseconds; the end is its last moment (domain §2A.10). */
export function stateOf(term: Term, now: number): EntitlementState {
  if (term.cancelledAt !== null) return 'cancelled';
  if (term.activatedAt === null) return 'draft';
  if (now < Date.parse(term.startsOn)) return 'waiting';
  return now > Date.parse(term.endsOn) ? 'expired' : 'active';
}

export function entitlementView(record: EntitlementRecord, now: number): Entitlement {
  return { ...record, state: stateOf(record, now), actions: actionsOf(record, now) };
}

/**
 * Only a draft is edited. What a term is and when it is taken stay as they are once a case was given the entitlement
 * (`used`), for the terms taken so far would then be sums of different things.
 */
export function decideEdit(
  found: EntitlementRecord,
  changes: ChangeEntitlement,
  { used, now }: { used: boolean; now: number },
): Decision<null> {
  const state = stateOf(found, now);
  if (state !== 'draft') return blockedBy(notDraft(state));
  const startsOn = changes.startsOn ?? found.startsOn;
  const endsOn = changes.endsOn ?? found.endsOn;
  if (Date.parse(endsOn) < Date.parse(startsOn)) {
    const field = changes.endsOn === undefined ? 'startsOn' : 'endsOn';
    const code = changes.endsOn === undefined ? 'too_large' : 'too_small';
    return { kind: 'invalid', errors: [{ pointer: `/${field}`, code, detail: 'It ends before it starts' }] };
  }
  const field = (['allocation', 'decreaseOn'] as const).find(
    (name) => changes[name] !== undefined && changes[name] !== found[name],
  );
  if (used && field !== undefined) {
    return blockedBy({ code: 'entitlement_used', detail: 'Cases have used the entitlement', field });
  }
  return allowed(null);
}

/** A draft becomes waiting, active or expired, as its dates say. */
export function decideActivate(found: Term, now: number): Decision<null> {
  const state = stateOf(found, now);
  return state === 'draft' ? allowed(null) : blockedBy(notDraft(state));
}

/** Back to a draft, to be edited. */
export function decideDeactivate(found: Term, now: number): Decision<null> {
  const state = stateOf(found, now);
  return isInForce(state) ? allowed(null) : blockedBy(notActive(state));
}

export function decideCancel(found: Term, now: number): Decision<null> {
  return decideDeactivate(found, now);
}

/** Only an active one is the default, and a customer has one at most. */
export function decideSetDefault(found: Term, now: number): Decision<null> {
  const state = stateOf(found, now);
  return state === 'active' ? allowed(null) : blockedBy(notActive(state));
}

/** A new draft that starts now and is as long as the old one, with all its terms again; the old one stays as it is. */
export function decideRenew(
  found: EntitlementRecord,
  { id, now }: { id: EntitlementId; now: number },
): Decision<EntitlementRecord> {
  const state = stateOf(found, now);
  if (state !== 'expired' && state !== 'cancelled') {
    return blockedBy({ code: 'entitlement_not_over', detail: `The entitlement is ${state}, not over` });
  }
  const length = Date.parse(found.endsOn) - Date.parse(found.startsOn);
  return allowed({
    ...found,
    id,
    version: 1,
    startsOn: new Date(now).toISOString(),
    endsOn: new Date(now + length).toISOString(),
    remainingTerms: found.totalTerms,
    channels: found.channels.map((channel) => ({ ...channel, remaining: channel.total })),
    isDefault: false,
    activatedAt: null,
    cancelledAt: null,
    createdAt: new Date(now).toISOString(),
  });
}

/** What can be done with it now, by the rules that decide the commands themselves. */
export function actionsOf(found: EntitlementRecord, now: number): Action<EntitlementActionName>[] {
  return [
    action('edit', decideEdit(found, {}, { used: false, now })),
    action('activate', decideActivate(found, now)),
    action('deactivate', decideDeactivate(found, now)),
    action('cancel', decideCancel(found, now)),
    action('renew', decideRenew(found, { id: found.id, now })),
    action('set_default', decideSetDefault(found, now)),
  ];
}

function isInForce(state: EntitlementState): boolean {
  return state === 'active' || state === 'waiting';
}

function notDraft(state: EntitlementState): Blocker {
  return { code: 'entitlement_not_draft', detail: `The entitlement is ${state}; only a draft is changed` };
}

/** Says which state stands in the way of what only an active entitlement serves for. */
export function notActive(state: EntitlementState): Blocker {
  return { code: 'entitlement_not_active', detail: `The entitlement is ${state}` };
}

function action(name: EntitlementActionName, decision: Decision<unknown>): Action<EntitlementActionName> {
  return {
    name,
    allowed: decision.kind === 'allowed',
    blockers: decision.kind === 'blocked' ? decision.blockers : [],
    confirmations: [],
  };
}

function allowed<Change>(change: Change): Decision<Change> {
  return { kind: 'allowed', change };
}

function blockedBy(blocker: Blocker): { kind: 'blocked'; blockers: [Blocker] } {
  return { kind: 'blocked', blockers: [blocker] };
}
