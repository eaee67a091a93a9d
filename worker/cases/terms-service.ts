import type { CaseState } from '../../shared/cases.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import type { CaseSituation, CaseTerms, TermsChange } from '../entitlements/service.ts';

/** What becomes of a case's terms when the case goes from one state to another without anything being billed. */
export function termsAsStateChanges(
  one: Omit<CaseSituation, 'billableMinutes'> & { id: CaseId; customer: CustomerId },
  state: CaseState,
  terms: CaseTerms,
): TermsChange {
  const before = { ...one, billableMinutes: 0 };
  return { caseId: one.id, customer: one.customer, before, next: { ...before, state }, ...terms };
}
