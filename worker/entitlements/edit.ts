import type { ChangeEntitlement } from '../../shared/entitlements.ts';
import type { EntitlementRecord } from './store.ts';
import type { Taken } from './terms-store.ts';

/** What an edit names and what it reckons with. */
export interface NamedByEdit {
  products: EntitlementRecord['products'];
  contacts: EntitlementRecord['contacts'];
  taken: readonly Pick<Taken, 'origin' | 'terms'>[];
}

/** An entitlement after an edit, its version one higher; what remains is the total and all movements so far. */
export function changeOf(found: EntitlementRecord, input: ChangeEntitlement, named: NamedByEdit): EntitlementRecord {
  const total = input.totalTerms ?? found.totalTerms;
  return {
    ...found,
    version: found.version + 1,
    name: input.name ?? found.name,
    startsOn: input.startsOn === undefined ? found.startsOn : new Date(input.startsOn).toISOString(),
    endsOn: input.endsOn === undefined ? found.endsOn : new Date(input.endsOn).toISOString(),
    allocation: input.allocation ?? found.allocation,
    decreaseOn: input.decreaseOn ?? found.decreaseOn,
    totalTerms: total,
    remainingTerms: found.remainingTerms + total - found.totalTerms,
    restrict: input.restrict ?? found.restrict,
    products: input.productIds === undefined ? found.products : named.products,
    contacts: input.contactIds === undefined ? found.contacts : named.contacts,
    channels:
      input.channels === undefined
        ? found.channels
        : sortedChannels(
            input.channels.map((channel) => ({
              ...channel,
              remaining: channel.total + (named.taken.find(({ origin }) => origin === channel.origin)?.terms ?? 0),
            })),
          ),
    slaId: input.slaId === undefined ? found.slaId : input.slaId,
  };
}

/** As the store reads them. */
export function sortedChannels(channels: EntitlementRecord['channels']): EntitlementRecord['channels'] {
  return channels.toSorted((one, other) => (one.origin < other.origin ? -1 : 1));
}

export function changedFields(before: EntitlementRecord, after: EntitlementRecord): string[] {
  const compared = [
    'name',
    'startsOn',
    'endsOn',
    'allocation',
    'decreaseOn',
    'totalTerms',
    'restrict',
    'products',
    'contacts',
    'channels',
    'slaId',
  ] as const;
  return compared.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
