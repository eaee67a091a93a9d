import { caseOriginSchema } from '../../shared/cases.ts';
import type { Allocation, DecreaseOn, TermMovement } from '../../shared/entitlements.ts';
import type { CaseId, EntitlementId } from '../../shared/ids.ts';
import { thoseCases, type Those } from './store.ts';
import { guardExists, jsonChunks, select, write, type Query, type Statement } from '../db/statement.ts';

/** What the movements of a case so far come to: `terms` is below zero where it holds terms. */
export interface Taken {
  entitlementId: EntitlementId;
  origin: TermMovement['origin'];
  terms: number;
}

/**
 * What must still hold when the movements are written: that the entitlement is as it was read, that it is active where
 * the case is newly given it, and that it has the terms the case asks for where it restricts. Terms are cases or minutes.
 */
export interface TermClaim {
  entitlementId: EntitlementId;
  allocation: Allocation;
  decreaseOn: DecreaseOn;
  /** Whether it must be active. */
  isNew: boolean;
  neededTerms: number;
  origin: TermMovement['origin'];
  neededOfOrigin: number;
}

/**
 * What the movements of these cases come to, by entitlement and origin; what comes to nothing is left out. The signs keep
 * SQLite from grouping along an index through all movements of the tenant.
 */
export function takenBy(those: Those): Query<Taken & { caseId: CaseId }> {
  const { sql, value } = thoseCases(those);
  return select(
    `SELECT movements.case_id, movements.entitlement, movements.origin, sum(movements.terms) AS terms FROM ${sql}
     CROSS JOIN entitlement_movements AS movements ON movements.tenant = ?1 AND movements.case_id = those.id
     GROUP BY +movements.case_id, +movements.entitlement, +movements.origin HAVING sum(movements.terms) <> 0`,
    [value],
    (row) => ({
      caseId: row.id('case', 'case_id'),
      entitlementId: row.id('entitlement', 'entitlement'),
      origin: row.oneOf(caseOriginSchema.options, 'origin'),
      terms: row.integer('terms'),
    }),
  );
}

/** What the movements of all cases come to, by origin. */
export function takenByOrigin(id: EntitlementId): Query<Pick<Taken, 'origin' | 'terms'>> {
  return select(
    `SELECT origin, sum(terms) AS terms FROM entitlement_movements
     WHERE tenant = ?1 AND entitlement = ?2 GROUP BY origin`,
    [id],
    (row) => ({ origin: row.oneOf(caseOriginSchema.options, 'origin'), terms: row.integer('terms') }),
  );
}

/**
 * Aborts the batch where the entitlement is no longer what the case's terms were decided on, or another case has taken
 * its last terms. It looks at no version: cases that take terms of an entitlement with plenty do not race. Refuses
 * nothing while the terms only come back.
 */
export function guardClaim(claim: TermClaim, now: number): Statement {
  return guardExists(
    `SELECT 1 FROM entitlements WHERE tenant = ?1 AND id = ?2 AND allocation = ?3 AND decrease_on = ?4
       AND (?5 = 0 OR (activated_at IS NOT NULL AND cancelled_at IS NULL AND ?6 BETWEEN starts_on AND ends_on))
       AND (restricts = 0 OR ((?7 = 0 OR remaining_terms >= ?7) AND (?8 = 0 OR NOT EXISTS (
         SELECT 1 FROM entitlement_channels
         WHERE tenant = ?1 AND entitlement = ?2 AND origin = ?9 AND remaining < ?8))))`,
    [
      claim.entitlementId,
      claim.allocation,
      claim.decreaseOn,
      claim.isNew ? 1 : 0,
      now,
      claim.neededTerms,
      claim.neededOfOrigin,
      claim.origin,
    ],
  );
}

/**
 * Writes movements to the ledger and moves what remains of their entitlements and channels. Of one case at a time they
 * are safe behind the guard of that case's version. `at` in milliseconds.
 */
export function moveTerms(movements: readonly TermMovement[], at: number): Statement[] {
  return jsonChunks(movements).flatMap((chunk) => [
    write(
      `INSERT INTO entitlement_movements (tenant, case_id, seq, entitlement, origin, terms, at)
       SELECT ?1, moved.value ->> 'caseId',
         (SELECT coalesce(max(seq), 0) FROM entitlement_movements
          WHERE tenant = ?1 AND case_id = moved.value ->> 'caseId') + 1 + moved.key,
         moved.value ->> 'entitlementId', moved.value ->> 'origin', moved.value ->> 'terms', ?3
       FROM json_each(?2) AS moved`,
      [chunk, at],
    ),
    write(
      `UPDATE entitlements SET remaining_terms = entitlements.remaining_terms + moved.terms
       FROM (SELECT value ->> 'entitlementId' AS entitlement, sum(value ->> 'terms') AS terms
             FROM json_each(?2) GROUP BY 1) AS moved
       WHERE entitlements.tenant = ?1 AND entitlements.id = moved.entitlement`,
      [chunk],
    ),
    write(
      `UPDATE entitlement_channels SET remaining = entitlement_channels.remaining + moved.terms
       FROM (SELECT value ->> 'entitlementId' AS entitlement, value ->> 'origin' AS origin,
               sum(value ->> 'terms') AS terms
             FROM json_each(?2) GROUP BY 1, 2) AS moved
       WHERE entitlement_channels.tenant = ?1 AND entitlement_channels.entitlement = moved.entitlement
         AND entitlement_channels.origin = moved.origin`,
      [chunk],
    ),
  ]);
}
