import { describe, expect, it } from 'vitest';
import type { ChangeEntitlement } from '../../../shared/entitlements.ts';
import { newId } from '../../../shared/ids.ts';
import { changeOf } from '../../../worker/entitlements/edit.ts';
import {
  actionsOf,
  decideActivate,
  decideCancel,
  decideDeactivate,
  decideEdit,
  decideRenew,
  decideSetDefault,
  stateOf,
} from '../../../worker/entitlements/lifecycle.ts';
import type { EntitlementRecord } from '../../../worker/entitlements/store.ts';
import { anEntitlement, day, noon } from './records.ts';

const states: Record<string, EntitlementRecord> = {
  draft: anEntitlement({ activatedAt: null }),
  waiting: anEntitlement({ startsOn: new Date(noon + day).toISOString() }),
  active: anEntitlement(),
  expired: anEntitlement({ endsOn: new Date(noon - day).toISOString() }),
  cancelled: anEntitlement({ cancelledAt: new Date(noon).toISOString() }),
};
const commands = {
  edit: (found: EntitlementRecord) => decideEdit(found, {}, { used: false, now: noon }),
  activate: (found: EntitlementRecord) => decideActivate(found, noon),
  deactivate: (found: EntitlementRecord) => decideDeactivate(found, noon),
  cancel: (found: EntitlementRecord) => decideCancel(found, noon),
  renew: (found: EntitlementRecord) => decideRenew(found, { id: newId('entitlement'), now: noon }),
  set_default: (found: EntitlementRecord) => decideSetDefault(found, noon),
};

describe('the state of an entitlement [C04]', () => {
  it.each(Object.entries(states))('is %s by its dates and by what was done', (state, record) => {
    expect(stateOf(record, noon)).toBe(state);
  });

  it.each([
    ['a moment before it starts', 0, -1, 'waiting'],
    ['when it starts', 0, 0, 'active'],
    ['in its last moment', 1, 0, 'active'],
    ['a moment after its end', 1, 1, 'expired'],
  ] as const)('%s follows from nothing but the time', (_, end, offset, state) => {
    const found = anEntitlement();
    expect(stateOf(found, Date.parse(end === 0 ? found.startsOn : found.endsOn) + offset)).toBe(state);
  });

  it('of one that was cancelled stays so whatever the time', () => {
    for (const at of [0, noon, noon + 10_000 * day])
      expect(stateOf(anEntitlement(states['cancelled']), at)).toBe('cancelled');
  });
});

describe('what an entitlement allows [C04]', () => {
  const allowed: Record<string, string[]> = {
    draft: ['edit', 'activate'],
    waiting: ['deactivate', 'cancel'],
    active: ['deactivate', 'cancel', 'set_default'],
    expired: ['renew'],
    cancelled: ['renew'],
  };

  it.each(Object.entries(states))('where it is %s', (state, record) => {
    expect(
      Object.entries(commands)
        .filter(([, decide]) => decide(record).kind === 'allowed')
        .map(([name]) => name),
    ).toEqual(allowed[state]);
  });

  it.each(Object.entries(states))(
    'is what its actions say where it is %s, and each refusal is explained',
    (state, record) => {
      const actions = actionsOf(record, noon);
      expect(actions.filter((action) => action.allowed).map(({ name }) => name)).toEqual(allowed[state]);
      for (const action of actions) expect(action.blockers.length > 0).toBe(!action.allowed);
    },
  );
});

describe('an edit', () => {
  const draft = anEntitlement({ activatedAt: null, totalTerms: 10, remainingTerms: 7 });

  it.each<[ChangeEntitlement, boolean, string]>([
    [{ allocation: 'minutes' }, false, 'allowed'],
    [{ allocation: 'minutes' }, true, 'entitlement_used'],
    [{ decreaseOn: 'resolution' }, true, 'entitlement_used'],
    [{ allocation: 'cases', decreaseOn: 'creation' }, true, 'allowed'],
    [{ totalTerms: 20, restrict: true }, true, 'allowed'],
  ])('to %j, used: %j, is %s', (changes, used, expected) => {
    const decision = decideEdit(draft, changes, { used, now: noon });
    expect(decision.kind === 'blocked' ? decision.blockers[0].code : decision.kind).toBe(expected);
  });

  it.each([
    [{ endsOn: new Date(noon - 40 * day).toISOString() }, '/endsOn'],
    [{ startsOn: new Date(noon + 40 * day).toISOString() }, '/startsOn'],
  ])('to %j would end it before it starts', (changes, pointer) => {
    const decision = decideEdit(draft, changes, { used: false, now: noon });
    expect(decision).toMatchObject({ kind: 'invalid', errors: [{ pointer }] });
  });

  it('of the total keeps what cases have taken [C05]', () => {
    const next = changeOf(draft, { totalTerms: 12 }, { products: [], contacts: [], taken: [] });
    expect([next.totalTerms, next.remainingTerms]).toEqual([12, 9]);
  });

  it('of the channels keeps what cases have taken by each [C06]', () => {
    const taken = [{ origin: 'web', terms: -2 }] as const;
    const channels = [
      { origin: 'web', total: 5 },
      { origin: 'email', total: 5 },
    ] as const;
    const next = changeOf(draft, { channels: [...channels] }, { products: [], contacts: [], taken });
    expect(next.channels).toEqual([
      { origin: 'email', total: 5, remaining: 5 },
      { origin: 'web', total: 5, remaining: 3 },
    ]);
  });
});

describe('a renewal [C04]', () => {
  const old = anEntitlement({
    startsOn: new Date(noon - 40 * day).toISOString(),
    endsOn: new Date(noon - 10 * day).toISOString(),
    totalTerms: 8,
    remainingTerms: -3,
    restrict: true,
    isDefault: true,
    channels: [{ origin: 'web', total: 4, remaining: -1 }],
    version: 9,
  });
  const id = newId('entitlement');
  const renewed = decideRenew(old, { id, now: noon });

  it('is a draft that starts today and is as long', () => {
    expect(renewed).toMatchObject({
      kind: 'allowed',
      change: {
        id,
        version: 1,
        startsOn: new Date(noon).toISOString(),
        endsOn: new Date(noon + 30 * day).toISOString(),
        activatedAt: null,
      },
    });
  });

  it('has all its terms again, of each channel too, and is not the default', () => {
    const { name, customer, allocation, decreaseOn, restrict, products, contacts, slaId } = old;
    expect(renewed).toMatchObject({
      change: {
        ...{ name, customer, allocation, decreaseOn, restrict, products, contacts, slaId },
        remainingTerms: 8,
        channels: [{ origin: 'web', total: 4, remaining: 4 }],
        isDefault: false,
      },
    });
  });
});
