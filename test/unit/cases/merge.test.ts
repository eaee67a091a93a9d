import { describe, expect, it } from 'vitest';
import { defaultCaseSettings, type CaseSettings } from '../../../shared/case-settings.ts';
import { mergeCasesSchema } from '../../../shared/case-relations.ts';
import { newId } from '../../../shared/ids.ts';
import { decideMerge, decideUnmerge, type MergeCase } from '../../../worker/cases/merge.ts';

const customer = newId('customer');
const parent = newId('case');
let count = 0;
const one = (fields: Partial<MergeCase> = {}): MergeCase => ({
  id: newId('case'),
  number: `CAS-${(count += 1)}`,
  state: 'active',
  statusReason: 'in_progress',
  customer,
  parent: null,
  children: { total: 0 },
  ...fields,
});

const noMerging: CaseSettings = {
  ...defaultCaseSettings,
  enforceTransitions: true,
  transitions: [{ from: 'in_progress', to: 'cancelled' }],
};

describe('[C42] merging cases into a master', () => {
  const master = one();
  it.each<[string, MergeCase, MergeCase[], CaseSettings, string]>([
    ['two active cases', master, [one()], defaultCaseSettings, 'allowed'],
    ['ten in all', master, Array.from({ length: 9 }, () => one()), defaultCaseSettings, 'allowed'],
    ['itself', master, [master], defaultCaseSettings, 'merge_into_itself'],
    ['a resolved one', master, [one({ state: 'resolved' })], defaultCaseSettings, 'case_closed'],
    ['into a closed one', one({ state: 'cancelled' }), [one()], defaultCaseSettings, 'case_closed'],
    ['another customer’s', master, [one({ customer: newId('customer') })], defaultCaseSettings, 'different_customers'],
    ['a child into a stranger', master, [one({ parent })], defaultCaseSettings, 'different_parents'],
    ['a child into its parent', one({ id: parent }), [one({ parent })], defaultCaseSettings, 'different_parents'],
    ['a child into its sibling', one({ parent }), [one({ parent })], defaultCaseSettings, 'allowed'],
    ['a lone case into a child', one({ parent }), [one()], defaultCaseSettings, 'allowed'],
    [
      'a parent into a child',
      one({ parent }),
      [one({ children: { total: 1 } })],
      defaultCaseSettings,
      'child_of_child',
    ],
    ['a parent into another', master, [one({ children: { total: 3 } })], defaultCaseSettings, 'allowed'],
    [
      'more children than one may have',
      one({ children: { total: 98 } }),
      [one({ children: { total: 3 } })],
      defaultCaseSettings,
      'too_many_children',
    ],
    ['one that may not become merged', master, [one()], noMerging, 'transition_not_allowed'],
  ])('%s', (_what, into, others, settings, expected) => {
    const decision = decideMerge(into, others, settings);
    expect(decision.kind === 'allowed' ? 'allowed' : decision.blockers[0].code).toBe(expected);
  });

  it('names every case that stands in the way', () => {
    const [closed, child] = [one({ state: 'resolved' }), one({ parent })];
    expect(decideMerge(master, [closed, one(), child], defaultCaseSettings)).toMatchObject({
      blockers: [
        { code: 'case_closed', count: 1, cases: [{ id: closed.id, number: closed.number }] },
        { code: 'different_parents', count: 1, cases: [{ id: child.id, number: child.number }] },
      ],
    });
  });

  it('takes ten at a time, the master among them, and each once', () => {
    const cases = (many: number) => ({
      cases: Array.from({ length: many }, () => ({ id: newId('case'), version: 1 })),
    });
    const [twice] = cases(1).cases;
    expect(mergeCasesSchema.safeParse(cases(9)).success).toBe(true);
    expect(mergeCasesSchema.safeParse(cases(10)).success).toBe(false);
    expect(mergeCasesSchema.safeParse(cases(0)).success).toBe(false);
    expect(mergeCasesSchema.safeParse({ cases: [twice, twice] }).success).toBe(false);
  });
});

describe('[C42] undoing a merge', () => {
  it.each([
    ['once', one(), null, 'allowed'],
    [
      'into a case that was resolved since',
      one({ state: 'resolved', statusReason: 'problem_solved' }),
      null,
      'allowed',
    ],
    ['twice', one(), '2026-11-27T10:00:00.000Z', 'merge_undone'],
    ['into a case that was merged itself', one({ state: 'cancelled', statusReason: 'merged' }), null, 'case_merged'],
  ])('%s', (_what, master, undoneAt, expected) => {
    const decision = decideUnmerge(master, { undoneAt });
    expect(decision.kind === 'allowed' ? 'allowed' : decision.blockers[0].code).toBe(expected);
  });
});
