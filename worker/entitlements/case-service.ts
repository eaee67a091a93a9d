import type { TermMovement } from '../../shared/entitlements.ts';
import type { CustomerId } from '../../shared/ids.ts';
import type { Statement } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import { decideTerms } from './terms.ts';
import { guardClaim, moveTerms } from './terms-store.ts';
import type { Blocker } from '../../shared/problems.ts';

/** What a command on a case puts into its own batch for the terms that the case takes or gives back. */
export interface TermsPlan {
  kind: 'planned';
  movements: TermMovement[];
  /** With the other guards of the batch; where one fails, the command is run again from its load. */
  guards: Statement[];
  /** After the statement that inserts the case. */
  changes: Statement[];
  events: NewEvent[];
}

/**
 * What a change of a case does to terms, as statements, or the blockers that refuse it. The command must guard the
 * case's version too: the case's own movements are decided on those so far.
 */
export function planTerms(
  change: Parameters<typeof decideTerms>[0] & { customer: CustomerId },
): TermsPlan | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] } {
  const decision = decideTerms(change);
  if (decision.kind === 'blocked') return decision;
  const { movements, claim } = decision;
  return {
    kind: 'planned',
    movements,
    guards: claim === null ? [] : [guardClaim(claim, change.now)],
    changes: moveTerms(movements, change.now),
    events: movements.map(({ caseId, entitlementId, origin, terms }) => ({
      type: 'entitlement_terms_moved',
      entityKind: 'case',
      entity: caseId,
      customer: change.customer,
      facts: { entitlementId, origin, terms },
    })),
  };
}
