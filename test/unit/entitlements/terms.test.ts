import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { newId, type CaseId } from '../../../shared/ids.ts';
import type { TermMovement } from '../../../shared/entitlements.ts';
import type { EntitlementRecord } from '../../../worker/entitlements/store.ts';
import { decideTerms, heldTerms, type CaseSituation, type TermsDecision } from '../../../worker/entitlements/terms.ts';
import { anEntitlement, day, noon } from './records.ts';

/** Entitlements with a ledger, and cases that take of them: what the store does, without a database. */
class Book {
  readonly entitlements: Map<string, EntitlementRecord>;
  readonly cases = new Map<CaseId, CaseSituation>();
  readonly ledger: TermMovement[] = [];

  constructor(...entitlements: EntitlementRecord[]) {
    this.entitlements = new Map(entitlements.map((one) => [one.id, one]));
  }

  change(caseId: CaseId, changes: Partial<CaseSituation>): TermsDecision {
    const before = this.cases.get(caseId) ?? null;
    const next = { ...(before ?? unborn), ...changes };
    const decision = decideTerms({
      caseId,
      before,
      next,
      entitlement: next.entitlementId === null ? null : (this.entitlements.get(next.entitlementId) ?? null),
      taken: this.taken(caseId),
      now: noon,
    });
    if (decision.kind === 'blocked') return decision;
    this.cases.set(caseId, next);
    for (const movement of decision.movements) this.#move(movement);
    return decision;
  }

  open(entitlement: EntitlementRecord | null, changes: Partial<CaseSituation> = {}): CaseId {
    const caseId = newId('case');
    this.change(caseId, { entitlementId: entitlement?.id ?? null, ...changes });
    return caseId;
  }

  remaining({ id }: EntitlementRecord): number {
    return this.entitlements.get(id)?.remainingTerms ?? NaN;
  }

  remainingBy({ id }: EntitlementRecord, origin: string): number | undefined {
    return this.entitlements.get(id)?.channels.find((channel) => channel.origin === origin)?.remaining;
  }

  taken(caseId: CaseId) {
    const mine = this.ledger.filter((movement) => movement.caseId === caseId);
    const keys = new Map(mine.map((movement) => [`${movement.entitlementId} ${movement.origin}`, movement]));
    return [...keys.values()].map(({ entitlementId, origin }) => ({
      entitlementId,
      origin,
      terms: mine
        .filter((movement) => movement.entitlementId === entitlementId && movement.origin === origin)
        .reduce((sum, { terms }) => sum + terms, 0),
    }));
  }

  #move(movement: TermMovement): void {
    const found = this.entitlements.get(movement.entitlementId);
    if (found === undefined) throw new Error('moves terms of nothing');
    this.ledger.push(movement);
    this.entitlements.set(found.id, {
      ...found,
      remainingTerms: found.remainingTerms + movement.terms,
      channels: found.channels.map((channel) =>
        channel.origin === movement.origin ? { ...channel, remaining: channel.remaining + movement.terms } : channel,
      ),
    });
  }
}

const unborn: CaseSituation = {
  entitlementId: null,
  decrementTerms: true,
  origin: 'phone',
  state: 'active',
  billableMinutes: 0,
};
const resolve = (billableMinutes = 0) => ({ state: 'resolved', billableMinutes }) as const;
const cancel = { state: 'cancelled' } as const;
const reactivate = { state: 'active', billableMinutes: 0 } as const;

describe('the terms that a case holds [C05] [C24] [C38]', () => {
  it.each([
    ['cases', 'creation', 'active', 0, 1],
    ['cases', 'creation', 'resolved', 90, 1],
    ['cases', 'creation', 'cancelled', 0, 0],
    ['minutes', 'creation', 'active', 0, 60],
    ['minutes', 'creation', 'resolved', 90, 60],
    ['minutes', 'creation', 'cancelled', 0, 0],
    ['cases', 'resolution', 'active', 0, 0],
    ['cases', 'resolution', 'resolved', 90, 1],
    ['cases', 'resolution', 'cancelled', 0, 0],
    ['minutes', 'resolution', 'active', 0, 0],
    ['minutes', 'resolution', 'resolved', 90, 90],
    ['minutes', 'resolution', 'resolved', 0, 0],
    ['minutes', 'resolution', 'cancelled', 0, 0],
  ] as const)('of %s, on %s, %s with %i minutes: %i', (allocation, decreaseOn, state, billableMinutes, held) => {
    const situation = { decrementTerms: true, state, billableMinutes };
    expect(heldTerms(situation, { allocation, decreaseOn })).toBe(held);
    expect(heldTerms({ ...situation, decrementTerms: false }, { allocation, decreaseOn })).toBe(0);
  });
});

describe('the worked vectors of entitlements', () => {
  it('two cases on creation: 0, one cancelled 1, reactivated 0, and a third is blocked where it restricts [C24]', () => {
    const plan = anEntitlement({ totalTerms: 2, restrict: true });
    const book = new Book(plan);
    book.open(plan);
    const second = book.open(plan);
    expect(book.remaining(plan)).toBe(0);
    book.change(second, cancel);
    expect(book.remaining(plan)).toBe(1);
    book.change(second, reactivate);
    expect(book.remaining(plan)).toBe(0);
    expect(book.change(newId('case'), { entitlementId: plan.id })).toMatchObject({
      kind: 'blocked',
      blockers: [{ code: 'entitlement_exhausted', count: 0, field: 'entitlementId' }],
    });
  });

  it('five hours on resolution: 90 billable minutes leave 3.5, reactivating gives them back [C05] [C38]', () => {
    const plan = anEntitlement({ allocation: 'minutes', decreaseOn: 'resolution', totalTerms: 5 * 60 });
    const book = new Book(plan);
    const opened = book.open(plan);
    expect(book.remaining(plan) / 60).toBe(5);
    book.change(opened, resolve(90));
    expect(book.remaining(plan) / 60).toBe(3.5);
    book.change(opened, reactivate);
    expect(book.remaining(plan) / 60).toBe(5);
  });

  it('a case that is not to decrement leaves the terms as they are [C25]', () => {
    const plan = anEntitlement();
    const book = new Book(plan);
    book.open(plan, { decrementTerms: false });
    expect([book.remaining(plan), book.ledger]).toEqual([5, []]);
  });
});

describe('a case moves terms', () => {
  const steps = { resolve: resolve(), cancel, reactivate };

  it.each([
    ['creation', ['resolve'], -1],
    ['creation', ['resolve', 'reactivate'], -1],
    ['creation', ['cancel'], 0],
    ['creation', ['cancel', 'reactivate'], -1],
    ['creation', ['cancel', 'reactivate', 'cancel'], 0],
    ['resolution', ['resolve'], -1],
    ['resolution', ['resolve', 'reactivate'], 0],
    ['resolution', ['resolve', 'reactivate', 'resolve'], -1],
    ['resolution', ['cancel'], 0],
    ['resolution', ['cancel', 'reactivate'], 0],
  ] as const)('on %s, after %j: %i [C24]', (decreaseOn, names, moved) => {
    const plan = anEntitlement({ decreaseOn });
    const book = new Book(plan);
    const opened = book.open(plan);
    for (const name of names) book.change(opened, steps[name]);
    expect(book.remaining(plan) - 5).toBe(moved);
  });

  it('back to the entitlement it leaves, and out of the one it is given [C21]', () => {
    const [old, other] = [anEntitlement(), anEntitlement()];
    const book = new Book(old, other);
    const opened = book.open(old);
    book.change(opened, { entitlementId: other.id });
    expect([book.remaining(old), book.remaining(other)]).toEqual([5, 4]);
    book.change(opened, { entitlementId: null });
    expect([book.remaining(old), book.remaining(other)]).toEqual([5, 5]);
  });

  it('back when it is not to decrement after it did, and out again when it is [C25]', () => {
    const plan = anEntitlement();
    const book = new Book(plan);
    const opened = book.open(plan);
    book.change(opened, { decrementTerms: false });
    expect(book.remaining(plan)).toBe(5);
    book.change(opened, { decrementTerms: true });
    expect(book.remaining(plan)).toBe(4);
  });

  it('of the channel that it came by as well, and of no other [C06]', () => {
    const plan = anEntitlement({
      channels: [
        { origin: 'email', total: 3, remaining: 3 },
        { origin: 'phone', total: 2, remaining: 2 },
      ],
    });
    const book = new Book(plan);
    const opened = book.open(plan);
    expect([book.remainingBy(plan, 'phone'), book.remainingBy(plan, 'email')]).toEqual([1, 3]);
    book.change(opened, { origin: 'email' });
    expect([book.remainingBy(plan, 'phone'), book.remainingBy(plan, 'email'), book.remaining(plan)]).toEqual([2, 2, 4]);
    book.change(opened, { origin: 'iot' });
    expect([book.remainingBy(plan, 'phone'), book.remainingBy(plan, 'email'), book.remaining(plan)]).toEqual([2, 3, 4]);
  });

  it('below zero where nothing restricts [C24]', () => {
    const plan = anEntitlement({ totalTerms: 0 });
    const book = new Book(plan);
    book.open(plan);
    expect(book.remaining(plan)).toBe(-1);
  });

  it('back where its entitlement is over meanwhile', () => {
    const plan = anEntitlement();
    const book = new Book(plan);
    const opened = book.open(plan);
    const left = book.entitlements.get(plan.id) ?? plan;
    book.entitlements.set(plan.id, { ...left, cancelledAt: new Date(noon).toISOString() });
    book.change(opened, cancel);
    expect(book.remaining(plan)).toBe(5);
  });
});

describe('an entitlement that restricts', () => {
  it.each([
    ['creation', 'cases', 1, 'moved'],
    ['creation', 'cases', 0, 'blocked'],
    ['creation', 'cases', -1, 'blocked'],
    ['creation', 'minutes', 60, 'moved'],
    ['creation', 'minutes', 59, 'blocked'],
    ['resolution', 'cases', 1, 'moved'],
    ['resolution', 'cases', 0, 'blocked'],
    ['resolution', 'minutes', 1, 'moved'],
    ['resolution', 'minutes', 0, 'blocked'],
    ['resolution', 'minutes', -30, 'blocked'],
  ] as const)('on %s, of %s, with %i left: a new case is %s [C24]', (decreaseOn, allocation, left, kind) => {
    const plan = anEntitlement({ decreaseOn, allocation, totalTerms: 100, remainingTerms: left, restrict: true });
    const decision = new Book(plan).change(newId('case'), { entitlementId: plan.id });
    expect(decision.kind).toBe(kind);
    if (decision.kind === 'blocked') expect(decision.blockers[0].count).toBe(left);
  });

  it.each(['creation', 'resolution'] as const)('on %s refuses by what is left of the channel [C06]', (decreaseOn) => {
    const channels = [{ origin: 'web', total: 1, remaining: 0 }] as const;
    const plan = anEntitlement({ decreaseOn, restrict: true, channels: [...channels] });
    const book = new Book(plan);
    expect(book.change(newId('case'), { entitlementId: plan.id, origin: 'web' })).toMatchObject({
      blockers: [{ code: 'entitlement_exhausted', count: 0 }],
    });
    const byPhone = book.open(plan);
    expect(book.change(byPhone, { origin: 'web' }).kind).toBe('blocked');
  });

  it('refuses a cancelled case its term again when another has taken it meanwhile [C24]', () => {
    const plan = anEntitlement({ totalTerms: 1, restrict: true });
    const book = new Book(plan);
    const first = book.open(plan);
    book.change(first, cancel);
    book.open(plan);
    expect(book.change(first, reactivate).kind).toBe('blocked');
  });

  it('lets a case be resolved, for longer than there is time left [C38]', () => {
    const plan = anEntitlement({ allocation: 'minutes', decreaseOn: 'resolution', totalTerms: 30, restrict: true });
    const book = new Book(plan);
    const opened = book.open(plan);
    expect(book.change(opened, resolve(90)).kind).toBe('moved');
    expect(book.remaining(plan)).toBe(-60);
    expect(book.change(opened, reactivate).kind).toBe('moved');
  });

  it.each(['creation', 'resolution'] as const)('on %s takes a case that is not to decrement [C25]', (decreaseOn) => {
    const plan = anEntitlement({ decreaseOn, totalTerms: 0, restrict: true });
    const book = new Book(plan);
    const opened = book.open(plan, { decrementTerms: false });
    expect(book.cases.has(opened)).toBe(true);
    expect(book.change(opened, { decrementTerms: true }).kind).toBe('blocked');
  });
});

describe('a case is given only an active entitlement [C21]', () => {
  it.each([
    ['a draft', { activatedAt: null }],
    ['one that has not begun', { startsOn: new Date(noon + day).toISOString() }],
    ['one that is over', { endsOn: new Date(noon - day).toISOString() }],
    ['one that was cancelled', { cancelledAt: new Date(noon).toISOString() }],
  ])('and not %s', (_, changes) => {
    const plan = anEntitlement(changes);
    expect(new Book(plan).change(newId('case'), { entitlementId: plan.id })).toMatchObject({
      blockers: [{ code: 'entitlement_not_active' }],
    });
  });
});

describe('whatever happens to cases [C24] [C25]', () => {
  const plans = (['cases', 'minutes'] as const).flatMap((allocation) =>
    (['creation', 'resolution'] as const).map((decreaseOn) =>
      anEntitlement({
        allocation,
        decreaseOn,
        totalTerms: 100,
        channels: [
          { origin: 'phone', total: 60, remaining: 60 },
          { origin: 'web', total: 40, remaining: 40 },
        ],
      }),
    ),
  );
  const cases = Array.from({ length: 4 }, () => newId('case'));
  const event = fc.record({
    caseId: fc.constantFrom(...cases),
    changes: fc.oneof(
      fc.constantFrom(cancel, reactivate),
      fc.nat(200).map(resolve),
      fc.record({ entitlementId: fc.constantFrom(null, ...plans.map(({ id }) => id)) }),
      fc.record({ decrementTerms: fc.boolean() }),
      fc.record({ origin: fc.constantFrom('phone', 'web', 'iot') }),
    ),
  });
  const happenings = fc.array(event, { maxLength: 40 });

  it.each([true, false])(
    'what remains is the total and the movements, and what the cases hold (restrict: %s)',
    (restrict) => {
      fc.assert(
        fc.property(happenings, (events) => {
          const book = new Book(...plans.map((plan) => ({ ...plan, restrict })));
          for (const { caseId, changes } of events) book.change(caseId, changes);
          for (const plan of plans) {
            const movements = book.ledger.filter(({ entitlementId }) => entitlementId === plan.id);
            const moved = movements.reduce((sum, { terms }) => sum + terms, 0);
            const carrying = [...book.cases.values()].filter(({ entitlementId }) => entitlementId === plan.id);
            const held = carrying.reduce((sum, situation) => sum + heldTerms(situation, plan), 0);
            expect(book.remaining(plan)).toBe(100 + moved);
            expect(book.remaining(plan)).toBe(100 - held);
            for (const { origin, total } of plan.channels) {
              const byOrigin = carrying.filter((situation) => situation.origin === origin);
              expect(book.remainingBy(plan, origin)).toBe(
                total - byOrigin.reduce((sum, situation) => sum + heldTerms(situation, plan), 0),
              );
            }
          }
        }),
      );
    },
  );

  it('an entitlement that restricts and is taken on creation never falls below zero', () => {
    fc.assert(
      fc.property(happenings, (events) => {
        const scarce = plans.map((plan) => ({
          ...plan,
          decreaseOn: 'creation' as const,
          restrict: true,
          totalTerms: plan.allocation === 'cases' ? 2 : 130,
          remainingTerms: plan.allocation === 'cases' ? 2 : 130,
        }));
        const book = new Book(...scarce);
        for (const { caseId, changes } of events) {
          book.change(caseId, changes);
          for (const plan of scarce) expect(book.remaining(plan)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
