import { newId } from '../../../shared/ids.ts';
import type { EntitlementRecord } from '../../../worker/entitlements/store.ts';

export const day = 24 * 60 * 60 * 1000;
export const noon = Date.parse('2026-03-10T12:00:00.000Z');

/** An active entitlement of five cases, taken on creation, of thirty days around noon. */
export function anEntitlement(changes: Partial<EntitlementRecord> = {}): EntitlementRecord {
  const total = changes.totalTerms ?? 5;
  return {
    id: newId('entitlement'),
    version: 1,
    name: 'Workshop plan',
    customer: { id: newId('customer'), name: 'Halden Cycles' },
    startsOn: new Date(noon - 15 * day).toISOString(),
    endsOn: new Date(noon + 15 * day).toISOString(),
    allocation: 'cases',
    decreaseOn: 'creation',
    totalTerms: total,
    remainingTerms: total,
    restrict: false,
    isDefault: false,
    products: [],
    contacts: [],
    channels: [],
    slaId: null,
    activatedAt: new Date(noon - 20 * day).toISOString(),
    cancelledAt: null,
    createdAt: new Date(noon - 20 * day).toISOString(),
    ...changes,
  };
}
