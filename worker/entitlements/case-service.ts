import type { TermMovement } from '../../shared/entitlements.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import type { Blocker } from '../../shared/problems.ts';
import type { Rows } from '../db/database.ts';
import type { Query, Statement } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import { entitlementsCarriedBy, type EntitlementRecord, type Those } from './store.ts';
import { decideTerms } from './terms.ts';
import { guardClaim, moveTerms, takenBy, type Taken } from './terms-store.ts';

/** What is known of a case's terms before a command. */
export interface CaseTerms {
  /** The entitlement that the case carries. */
  entitlement: EntitlementRecord | null;
  /** What its movements come to so far. */
  taken: Taken[];
}

/** What has to be read of the terms of these cases, and how it is told from the rows. */
export function termsOf(those: Those): { queries: Query<unknown>[]; in: (rows: Rows) => (id: CaseId) => CaseTerms } {
  const carried = entitlementsCarriedBy(those);
  const taken = takenBy(those);
  return {
    queries: [carried, taken],
    in: (rows) => {
      const entitlements = new Map(rows.all(carried).map(({ caseId, entitlement }) => [caseId, entitlement]));
      const movements = rows.all(taken);
      return (id) => ({
        entitlement: entitlements.get(id) ?? null,
        taken: movements.filter(({ caseId }) => caseId === id),
      });
    },
  };
}

/** What a command on cases puts into its own batch for the terms that they take or give back. */
export interface TermsPlan {
  kind: 'planned';
  movements: TermMovement[];
  /** After the statement that inserts the case. A guard in them that fails has the command run again from its load. */
  changes: Statement[];
  events: NewEvent[];
}

/** A change of a case, as far as terms depend on it. */
export type TermsChange = Omit<Parameters<typeof decideTerms>[0], 'now'> & { customer: CustomerId };

/**
 * What changes of cases do to terms, as statements, or the blockers that refuse them. The command must guard the cases'
 * versions too: a case's own movements are decided on those so far. Each case's guard stands right before its movements,
 * so that it sees what those before it in the batch have taken. `now` in milliseconds.
 */
export function planTerms(
  changes: readonly TermsChange[],
  now: number,
): TermsPlan | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] } {
  const plan: TermsPlan = { kind: 'planned', movements: [], changes: [], events: [] };
  for (const change of changes) {
    const decision = decideTerms({ ...change, now });
    if (decision.kind === 'blocked') return decision;
    const { movements, claim } = decision;
    plan.movements.push(...movements);
    plan.changes.push(...(claim === null ? [] : [guardClaim(claim, now)]), ...moveTerms(movements, now));
    for (const { caseId, entitlementId, origin, terms } of movements) {
      plan.events.push({
        type: 'entitlement_terms_moved',
        entityKind: 'case',
        entity: caseId,
        customer: change.customer,
        facts: { entitlementId, origin, terms },
      });
    }
  }
  return plan;
}
