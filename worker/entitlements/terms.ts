import type { Case, CaseState } from '../../shared/cases.ts';
import type { TermMovement } from '../../shared/entitlements.ts';
import type { CaseId, ContactId, CustomerId, EntitlementId, ProductId } from '../../shared/ids.ts';
import type { Blocker } from '../../shared/problems.ts';
import { notActive, stateOf } from './lifecycle.ts';
import type { EntitlementRecord } from './store.ts';
import type { Taken, TermClaim } from './terms-store.ts';

type Origin = Case['origin'];

/** All of a case that its entitlement's terms depend on. */
export interface CaseSituation {
  entitlementId: EntitlementId | null;
  /** False where terms are not to be decremented for this case (C25). */
  decrementTerms: boolean;
  origin: Origin;
  state: CaseState;
  /** Of the resolution that stands: 0 unless the case is resolved. */
  billableMinutes: number;
}

export type TermsDecision =
  | { kind: 'moved'; movements: TermMovement[]; claim: TermClaim | null }
  | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] };

/** One term is one case; of an allocation of time, one hour. */
const minutesOfTerm = 60;

/**
 * How many terms a case in this situation holds, by the table of domain §2A.10. On creation: one, from when it carries
 * the entitlement until it is cancelled. On resolution: one, or its billable minutes, while it is resolved.
 */
export function heldTerms(
  situation: Omit<CaseSituation, 'entitlementId' | 'origin'>,
  { allocation, decreaseOn }: Pick<EntitlementRecord, 'allocation' | 'decreaseOn'>,
): number {
  const { decrementTerms, state, billableMinutes } = situation;
  if (!decrementTerms) return 0;
  if (decreaseOn === 'creation') {
    if (state === 'cancelled') return 0;
    return allocation === 'cases' ? 1 : minutesOfTerm;
  }
  if (state !== 'resolved') return 0;
  return allocation === 'cases' ? 1 : billableMinutes;
}

/**
 * The movements that bring what a case holds to what its new situation holds: what should be taken less what is taken,
 * for each entitlement and origin. So whatever happened to the case before, its movements sum up to what it holds.
 */
export function movementsOf(
  caseId: CaseId,
  next: CaseSituation,
  entitlement: EntitlementRecord | null,
  taken: readonly Taken[],
): TermMovement[] {
  const held = next.entitlementId === null || entitlement === null ? 0 : heldTerms(next, entitlement);
  const returned = taken
    .filter(({ entitlementId, origin }) => entitlementId !== next.entitlementId || origin !== next.origin)
    .map(({ entitlementId, origin, terms }) => ({ caseId, entitlementId, origin, terms: giveBack(terms) }));
  const here = taken.find(
    ({ entitlementId, origin }) => entitlementId === next.entitlementId && origin === next.origin,
  );
  const taking =
    next.entitlementId === null
      ? []
      : [
          {
            caseId,
            entitlementId: next.entitlementId,
            origin: next.origin,
            terms: giveBack(held + (here?.terms ?? 0)),
          },
        ];
  return [...returned, ...taking].filter(({ terms }) => terms !== 0);
}

/** The opposite, without a negative zero. */
function giveBack(terms: number): number {
  return terms === 0 ? 0 : -terms;
}

/**
 * What a change of a case does to terms, or why its entitlement does not allow it. `before` is null for a new case,
 * `entitlement` the one that the case carries after the change, `taken` what the case's movements come to so far.
 * An entitlement that restricts refuses a case that takes more than is left (decrease on creation), and, where terms
 * are only taken on resolution, to be given to a case when none is left (domain §6.2.1); so do its channels. Throws
 * where `entitlement` is not the one that the case carries, for terms would then come back that are still held.
 */
export function decideTerms(change: {
  caseId: CaseId;
  before: CaseSituation | null;
  next: CaseSituation;
  entitlement: EntitlementRecord | null;
  taken: readonly Taken[];
  /** Milliseconds. */
  now: number;
}): TermsDecision {
  const { before, next, entitlement, now } = change;
  if (next.entitlementId !== (entitlement?.id ?? null))
    throw new TypeError('not the entitlement that the case carries');
  const movements = movementsOf(change.caseId, next, entitlement, change.taken);
  if (entitlement === null) return { kind: 'moved', movements, claim: null };
  const isNew = before?.entitlementId !== entitlement.id;
  const state = stateOf(entitlement, now);
  if (isNew && state !== 'active') return { kind: 'blocked', blockers: [notActive(state)] };

  const claim = claimOf(before, next, entitlement, movements);
  const blockers = entitlement.restrict ? exhausted(entitlement, claim) : [];
  const [first, ...more] = blockers;
  if (first !== undefined) return { kind: 'blocked', blockers: [first, ...more] };
  return { kind: 'moved', movements, claim };
}

function claimOf(
  before: CaseSituation | null,
  next: CaseSituation,
  entitlement: EntitlementRecord,
  movements: readonly TermMovement[],
): TermClaim {
  const { id, allocation, decreaseOn } = entitlement;
  const { origin } = next;
  const isNew = before?.entitlementId !== id;
  const mine = movements.filter(({ entitlementId }) => entitlementId === id);
  const takes = (from: readonly TermMovement[]) => Math.max(0, -from.reduce((sum, { terms }) => sum + terms, 0));
  // Resolving is never refused; what it will take is not known before, so that there must be something when it begins.
  const begins = next.decrementTerms && (isNew || !before.decrementTerms);
  const needs =
    decreaseOn === 'creation'
      ? { terms: takes(mine), ofOrigin: takes(mine.filter((movement) => movement.origin === origin)) }
      : { terms: begins ? 1 : 0, ofOrigin: begins || (next.decrementTerms && before?.origin !== origin) ? 1 : 0 };
  return {
    entitlementId: id,
    allocation,
    decreaseOn,
    isNew,
    neededTerms: entitlement.restrict ? needs.terms : 0,
    origin,
    neededOfOrigin: entitlement.restrict ? needs.ofOrigin : 0,
  };
}

/** What is missing, with the figure that is left: of the whole, and of the channel. */
function exhausted(entitlement: EntitlementRecord, claim: TermClaim): Blocker[] {
  const unit = entitlement.allocation;
  const channel = entitlement.channels.find(({ origin }) => origin === claim.origin);
  const lacks = (needed: number, left: number) => needed > 0 && left < needed;
  return [
    ...(lacks(claim.neededTerms, entitlement.remainingTerms)
      ? [blocker(`${entitlement.name} has ${entitlement.remainingTerms} ${unit} left`, entitlement.remainingTerms)]
      : []),
    ...(channel !== undefined && lacks(claim.neededOfOrigin, channel.remaining)
      ? [blocker(`${entitlement.name} has ${channel.remaining} ${unit} left by ${channel.origin}`, channel.remaining)]
      : []),
  ];
}

function blocker(detail: string, count: number): Blocker {
  return { code: 'entitlement_exhausted', detail, field: 'entitlementId', count };
}

/** What a default entitlement is matched with. */
export interface MatchedCase {
  customerId: CustomerId;
  contactId: ContactId | null;
  productId: ProductId | null;
}

/**
 * Whether a case is given this entitlement without anybody choosing it: the active default of its customer, whose
 * products and contacts name those of the case or nobody (domain §2A.10, C22, C23).
 */
export function isMatchedByDefault(entitlement: EntitlementRecord, matched: MatchedCase, now: number): boolean {
  const { isDefault, customer, products, contacts } = entitlement;
  return (
    isDefault &&
    customer.id === matched.customerId &&
    stateOf(entitlement, now) === 'active' &&
    (products.length === 0 || products.some(({ id }) => id === matched.productId)) &&
    (contacts.length === 0 || contacts.some(({ id }) => id === matched.contactId))
  );
}

/** Whether an update looks for a default entitlement again: its customer, contact or product changed (C23). */
export function asksForDefault(before: MatchedCase, next: MatchedCase): boolean {
  return (
    before.customerId !== next.customerId || before.contactId !== next.contactId || before.productId !== next.productId
  );
}
