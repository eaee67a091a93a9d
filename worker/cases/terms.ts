import type { Case } from '../../shared/cases.ts';
import type { TermMovement } from '../../shared/entitlements.ts';
import type { CaseSituation } from '../entitlements/terms.ts';

/** A case as its terms see it; what was billed is that of the resolution that stands. */
export function situationOf(
  found: Pick<Case, 'entitlement' | 'decrementTerms' | 'origin' | 'state' | 'resolutions'>,
): CaseSituation {
  return {
    entitlementId: found.entitlement?.id ?? null,
    decrementTerms: found.decrementTerms,
    origin: found.origin,
    state: found.state,
    billableMinutes: found.state === 'resolved' ? (found.resolutions[0]?.billableMinutes ?? 0) : 0,
  };
}

/** The entitlement as a case shows it once these movements are written. */
export function afterMovements(
  entitlement: Case['entitlement'],
  movements: readonly TermMovement[],
): Case['entitlement'] {
  if (entitlement === null) return null;
  const moved = movements
    .filter(({ entitlementId }) => entitlementId === entitlement.id)
    .reduce((sum, { terms }) => sum + terms, 0);
  return { ...entitlement, remainingTerms: entitlement.remainingTerms + moved };
}

/** An entitlement as a case shows it. */
export function entitlementRef(entitlement: NonNullable<Case['entitlement']>): NonNullable<Case['entitlement']> {
  const { id, name, allocation, totalTerms, remainingTerms } = entitlement;
  return { id, name, allocation, totalTerms, remainingTerms };
}
