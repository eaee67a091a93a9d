import { describe, expect, it } from 'vitest';
import {
  actionsOf,
  decideActivityChange,
  decideCancel,
  decideEdit,
  decideReactivate,
  decideResolve,
  type CaseLife,
} from '../../../worker/cases/lifecycle.ts';

const active: CaseLife = { state: 'active', statusReason: 'in_progress', openActivities: 0 };
const withOpen: CaseLife = { ...active, openActivities: 2 };
const resolved: CaseLife = { state: 'resolved', statusReason: 'problem_solved', openActivities: 0 };
const cancelled: CaseLife = { state: 'cancelled', statusReason: 'cancelled', openActivities: 0 };
const merged: CaseLife = { state: 'cancelled', statusReason: 'merged', openActivities: 0 };

const solved = { resolutionType: 'problem_solved', cancelOpenActivities: false } as const;
const confirmed = { ...solved, cancelOpenActivities: true };

describe('what a case allows', () => {
  it.each([
    ['edit', active, decideEdit(active), 'allowed'],
    ['edit', resolved, decideEdit(resolved), 'case_closed'],
    ['edit', cancelled, decideEdit(cancelled), 'case_closed'],
    ['resolve', active, decideResolve(active, solved), 'allowed'],
    ['resolve unconfirmed', withOpen, decideResolve(withOpen, solved), 'open_activities'],
    ['resolve confirmed', withOpen, decideResolve(withOpen, confirmed), 'allowed'],
    ['resolve again', resolved, decideResolve(resolved, confirmed), 'case_closed'],
    ['resolve', cancelled, decideResolve(cancelled, confirmed), 'case_closed'],
    ['cancel', active, decideCancel(active), 'allowed'],
    ['cancel', withOpen, decideCancel(withOpen), 'open_activities'],
    ['cancel', resolved, decideCancel(resolved), 'case_closed'],
    ['reactivate', active, decideReactivate(active), 'case_active'],
    ['reactivate', resolved, decideReactivate(resolved), 'allowed'],
    ['reactivate', cancelled, decideReactivate(cancelled), 'allowed'],
    ['reactivate', merged, decideReactivate(merged), 'case_merged'],
  ])('%s on %j', (_command, _life, decision, expected) => {
    expect(decision.kind === 'allowed' ? 'allowed' : decision.blockers[0].code).toBe(expected);
  });

  it('says how many activities stand in the way', () => {
    expect(decideCancel(withOpen)).toMatchObject({ blockers: [{ code: 'open_activities', count: 2 }] });
  });

  it('names the field that confirms the cancelling of open activities', () => {
    expect(decideResolve(withOpen, solved)).toMatchObject({
      blockers: [{ code: 'open_activities', field: 'cancelOpenActivities', count: 2 }],
    });
  });
});

describe('the actions a case offers', () => {
  it('allows to resolve with open activities, and asks to confirm them', () => {
    const resolve = actionsOf(withOpen).find(({ name }) => name === 'resolve');
    expect(resolve).toMatchObject({ allowed: true, confirmations: [{ code: 'open_activities', count: 2 }] });
  });

  it.each([
    [active, ['edit', 'add_activity', 'add_note', 'resolve', 'cancel']],
    [withOpen, ['edit', 'add_activity', 'add_note', 'resolve']],
    [resolved, ['reactivate']],
    [cancelled, ['reactivate']],
    [merged, []],
  ])('of %j are %j', (life, names) => {
    expect(
      actionsOf(life)
        .filter(({ allowed }) => allowed)
        .map(({ name }) => name),
    ).toEqual(names);
  });

  it('explains each one it refuses', () => {
    for (const life of [active, withOpen, resolved, cancelled, merged]) {
      for (const { allowed, blockers } of actionsOf(life)) expect(blockers.length > 0).toBe(!allowed);
    }
  });
});

describe('what an activity allows', () => {
  it.each([
    [active, 'open', { state: 'completed' }, 'allowed'],
    [active, 'open', {}, 'allowed'],
    [active, 'completed', {}, 'activity_closed'],
    [active, 'completed', { state: 'open' }, 'allowed'],
    [active, 'cancelled', { state: 'completed' }, 'activity_closed'],
    [resolved, 'open', { state: 'completed' }, 'case_closed'],
  ] as const)('in %j, %s, changed to %j: %s', (life, state, change, expected) => {
    const decision = decideActivityChange(life, { state }, change);
    expect(decision.kind === 'allowed' ? 'allowed' : decision.blockers[0].code).toBe(expected);
  });
});
