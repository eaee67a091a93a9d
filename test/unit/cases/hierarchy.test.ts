import { describe, expect, it } from 'vitest';
import { defaultCaseSettings, type CaseSettings } from '../../../shared/case-settings.ts';
import { newId } from '../../../shared/ids.ts';
import { decideAssociate, decideCascade } from '../../../worker/cases/hierarchy.ts';
import type { ChildCase } from '../../../worker/cases/hierarchy-store.ts';
import { decideAddChild, decideCancel, decideResolve, type CaseLife } from '../../../worker/cases/lifecycle.ts';

const none = { total: 0, active: 0, openActivities: 0 };
const parent: CaseLife & { id: ReturnType<typeof newId<'case'>> } = {
  id: newId('case'),
  state: 'active',
  statusReason: 'in_progress',
  openActivities: 0,
  parent: null,
  children: none,
};
const child = (fields: Partial<ChildCase> = {}): ChildCase => ({
  id: newId('case'),
  version: 1,
  number: 'CAS-1',
  state: 'active',
  statusReason: 'in_progress',
  customer: newId('customer'),
  hotAlert: false,
  parent: null,
  children: none,
  openActivities: 0,
  totalMinutes: 0,
  entitlementId: null,
  decrementTerms: true,
  origin: 'phone',
  ...fields,
});
const withClosure = (parentClosure: CaseSettings['parentClosure']): CaseSettings => ({
  ...defaultCaseSettings,
  parentClosure,
});
const outcome = (decision: { kind: string; blockers?: { code: string }[] }) =>
  decision.blockers?.[0]?.code ?? decision.kind;

describe('becoming a child', () => {
  it.each([
    ['a lone case', parent, child(), 'allowed'],
    ['of a child', { ...parent, parent: { id: newId('case') } }, child(), 'child_of_child'],
    ['a parent', parent, child({ children: { total: 1, active: 0, openActivities: 0 } }), 'parent_as_child'],
    ['the case itself', parent, child({ id: parent.id }), 'parent_as_child'],
    ['of another parent', parent, child({ parent: newId('case') }), 'already_child'],
    ['of the same parent again', parent, child({ parent: parent.id }), 'allowed'],
    ['a closed case', parent, child({ state: 'resolved' }), 'case_closed'],
    ['of a closed case', { ...parent, state: 'resolved' as const }, child(), 'case_closed'],
    ['the hundredth', { ...parent, children: { total: 99, active: 0, openActivities: 0 } }, child(), 'allowed'],
    [
      'the hundred and first',
      { ...parent, children: { total: 100, active: 0, openActivities: 0 } },
      child(),
      'too_many_children',
    ],
  ])('%s', (_what, of, one, expected) => {
    expect(outcome(decideAssociate(of, [one], defaultCaseSettings))).toBe(expected);
  });

  it('goes by the most that the tenant allows', () => {
    const five = { ...parent, children: { total: 5, active: 5, openActivities: 0 } };
    expect(outcome(decideAddChild(five, { ...defaultCaseSettings, mostChildren: 5 }))).toBe('too_many_children');
  });
});

describe('closing a parent', () => {
  const withActive = { ...parent, children: { total: 3, active: 2, openActivities: 4 } };
  const solve = { resolutionType: 'problem_solved', cancelOpenActivities: false };
  it.each([
    ['independent', 'allowed'],
    ['cascade', 'open_activities'],
    ['children_first', 'active_children'],
  ] as const)('whose children are %s', (closure, expected) => {
    expect(outcome(decideResolve(withActive, solve, withClosure(closure)))).toBe(expected);
  });

  it('counts the open activities of the children that go with it', () => {
    expect(decideResolve({ ...withActive, openActivities: 1 }, solve, withClosure('cascade'))).toMatchObject({
      blockers: [{ code: 'open_activities', count: 5, field: 'cancelOpenActivities' }],
    });
  });

  it('by cancelling it waits for the children as well', () => {
    expect(decideCancel(withActive, withClosure('children_first'))).toMatchObject({
      blockers: [{ code: 'active_children', count: 2 }],
    });
  });

  const resolved = { state: 'resolved', statusReason: 'problem_solved' } as const;
  const cancelled = { state: 'cancelled', statusReason: 'cancelled' } as const;
  it('takes its active children along, and no others', () => {
    const [open, closed] = [child(), child({ state: 'resolved' })];
    expect(decideCascade([open, closed], resolved, withClosure('cascade'))).toEqual({
      kind: 'allowed',
      change: [open],
    });
    expect(decideCascade([open], resolved, withClosure('independent'))).toEqual({ kind: 'allowed', change: [] });
  });

  it('is refused as a whole where one child cannot go along, which it names', () => {
    const strict: CaseSettings = {
      ...withClosure('cascade'),
      enforceTransitions: true,
      transitions: [{ from: 'in_progress', to: 'problem_solved' }],
    };
    const stuck = child({ statusReason: 'on_hold', number: 'CAS-STUCK' });
    expect(decideCascade([child(), stuck], resolved, strict)).toMatchObject({
      blockers: [{ code: 'children_blocked', count: 1, cases: [{ id: stuck.id, number: 'CAS-STUCK' }] }],
    });
  });

  it('by cancelling is refused where a child has an open activity', () => {
    const busy = child({ openActivities: 1 });
    expect(outcome(decideCascade([busy], cancelled, withClosure('cascade')))).toBe('children_blocked');
    expect(outcome(decideCascade([busy], resolved, withClosure('cascade')))).toBe('allowed');
  });
});
