import { describe, expect, it } from 'vitest';
import { defaultCaseSettings, setCaseSettingsSchema, type CaseSettings } from '../../../shared/case-settings.ts';
import {
  decideCancel,
  decideReactivate,
  decideResolve,
  decideStatusReason,
  nextReasonsOf,
  resolutionTypesOf,
  type CaseLife,
} from '../../../worker/cases/lifecycle.ts';

const active: CaseLife = {
  state: 'active',
  statusReason: 'in_progress',
  openActivities: 0,
  parent: null,
  children: { total: 0, active: 0, openActivities: 0 },
};

/** In Progress → On Hold → Waiting for Details → Researching → Problem Solved, as the documents' example has it. */
const chain: CaseSettings = {
  ...defaultCaseSettings,
  enforceTransitions: true,
  transitions: [
    { from: 'in_progress', to: 'on_hold' },
    { from: 'on_hold', to: 'waiting_for_details' },
    { from: 'waiting_for_details', to: 'researching' },
    { from: 'researching', to: 'problem_solved' },
  ],
};
const solve = { resolutionType: 'problem_solved', cancelOpenActivities: true };
const outcome = (decision: { kind: string; blockers?: { code: string }[] }) =>
  decision.blockers?.[0]?.code ?? decision.kind;

describe('[C08] status reason transitions', () => {
  it.each([
    ['in_progress', 'on_hold', 'allowed'],
    ['in_progress', 'in_progress', 'allowed'],
    ['in_progress', 'researching', 'transition_not_allowed'],
    ['on_hold', 'in_progress', 'transition_not_allowed'],
    ['researching', 'waiting_for_details', 'transition_not_allowed'],
  ])('from %s to %s', (statusReason, to, expected) => {
    expect(outcome(decideStatusReason({ ...active, statusReason }, to, chain))).toBe(expected);
  });

  it('are kept but not enforced where they are off', () => {
    expect(outcome(decideStatusReason(active, 'researching', { ...chain, enforceTransitions: false }))).toBe('allowed');
  });

  it('offer only what is allowed', () => {
    expect(nextReasonsOf(active, chain)).toEqual(['on_hold']);
    expect(nextReasonsOf(active, defaultCaseSettings)).toEqual(['on_hold', 'waiting_for_details', 'researching']);
    expect(resolutionTypesOf(active, chain)).toEqual([]);
    expect(resolutionTypesOf({ ...active, statusReason: 'researching' }, chain)).toEqual(['problem_solved']);
  });

  it('refuse to resolve and to cancel, and say what is allowed instead', () => {
    expect(decideResolve(active, solve, chain)).toMatchObject({
      blockers: [{ code: 'transition_not_allowed', detail: expect.stringContaining('on_hold') }],
    });
    expect(outcome(decideCancel(active, chain))).toBe('transition_not_allowed');
    expect(outcome(decideResolve({ ...active, statusReason: 'researching' }, solve, chain))).toBe('allowed');
  });

  it('[C39] never keep a closed case from being taken up again', () => {
    expect(outcome(decideReactivate({ ...active, state: 'resolved', statusReason: 'problem_solved' }))).toBe('allowed');
  });
});

describe('[C08] the set-up of transitions', () => {
  const set = (change: Record<string, unknown>) => setCaseSettingsSchema.safeParse(change).success;
  const ends = ['in_progress', 'on_hold', 'waiting_for_details', 'researching'].map((from) => ({
    from,
    to: 'cancelled',
  }));

  it.each([
    ['nothing', {}, true],
    ['off, whatever they are', { transitions: [{ from: 'in_progress', to: 'on_hold' }] }, true],
    ['on, where each active reason can end', { enforceTransitions: true, transitions: ends }, true],
    ['on, where each can end over others', { enforceTransitions: true, transitions: chain.transitions }, true],
    ['on, where one never ends', { enforceTransitions: true, transitions: ends.slice(1) }, false],
    [
      'on, where two only lead to each other',
      {
        enforceTransitions: true,
        transitions: [...ends.slice(2), { from: 'in_progress', to: 'on_hold' }, { from: 'on_hold', to: 'in_progress' }],
      },
      false,
    ],
    ['a reason that is not there', { transitions: [{ from: 'in_progress', to: 'lost' }] }, false],
    [
      'a reason of its own',
      { statusReasons: [{ code: 'parts_ordered', state: 'active', name: 'Parts ordered' }] },
      true,
    ],
    [
      'a reason in the place of another',
      { statusReasons: [{ code: 'on_hold', state: 'active', name: 'Hold' }] },
      false,
    ],
  ])('takes %s: %j → %s', (_what, change, expected) => {
    expect(set(change)).toBe(expected);
  });

  it('wants a way out of a reason of the tenant’s own as well', () => {
    const statusReasons = [{ code: 'parts_ordered', state: 'active', name: 'Parts ordered' }];
    expect(set({ enforceTransitions: true, statusReasons, transitions: ends })).toBe(false);
    const transitions = [...ends, { from: 'parts_ordered', to: 'in_progress' }];
    expect(set({ enforceTransitions: true, statusReasons, transitions })).toBe(true);
  });
});
