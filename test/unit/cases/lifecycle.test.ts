import { describe, expect, it } from 'vitest';
import { defaultCaseSettings } from '../../../shared/case-settings.ts';
import {
  actionsOf,
  decideActivityChange,
  decideCancel,
  decideEdit,
  decideReactivate,
  decideResolve,
  type CaseLife,
} from '../../../worker/cases/lifecycle.ts';

const settings = defaultCaseSettings;
const active: CaseLife = {
  state: 'active',
  statusReason: 'in_progress',
  openActivities: 0,
  parent: null,
  children: { total: 0, active: 0, openActivities: 0 },
};
const withOpen: CaseLife = { ...active, openActivities: 2 };
const resolved: CaseLife = { ...active, state: 'resolved', statusReason: 'problem_solved' };
const cancelled: CaseLife = { ...active, state: 'cancelled', statusReason: 'cancelled' };
const merged: CaseLife = { ...active, state: 'cancelled', statusReason: 'merged' };

const solved = { resolutionType: 'problem_solved', cancelOpenActivities: false } as const;
const confirmed = { ...solved, cancelOpenActivities: true };

describe('what a case allows', () => {
  it.each([
    ['edit', active, decideEdit(active), 'allowed'],
    ['edit', resolved, decideEdit(resolved), 'case_closed'],
    ['edit', cancelled, decideEdit(cancelled), 'case_closed'],
    ['resolve', active, decideResolve(active, solved, settings), 'allowed'],
    ['resolve unconfirmed', withOpen, decideResolve(withOpen, solved, settings), 'open_activities'],
    ['resolve confirmed', withOpen, decideResolve(withOpen, confirmed, settings), 'allowed'],
    ['resolve again', resolved, decideResolve(resolved, confirmed, settings), 'case_closed'],
    ['resolve', cancelled, decideResolve(cancelled, confirmed, settings), 'case_closed'],
    ['cancel', active, decideCancel(active, settings), 'allowed'],
    ['cancel', withOpen, decideCancel(withOpen, settings), 'open_activities'],
    ['cancel', resolved, decideCancel(resolved, settings), 'case_closed'],
    ['reactivate', active, decideReactivate(active), 'case_active'],
    ['reactivate', resolved, decideReactivate(resolved), 'allowed'],
    ['reactivate', cancelled, decideReactivate(cancelled), 'allowed'],
    ['reactivate', merged, decideReactivate(merged), 'case_merged'],
  ])('%s on %j', (_command, _life, decision, expected) => {
    expect(decision.kind === 'allowed' ? 'allowed' : decision.blockers[0].code).toBe(expected);
  });

  it('says how many activities stand in the way', () => {
    expect(decideCancel(withOpen, settings)).toMatchObject({ blockers: [{ code: 'open_activities', count: 2 }] });
  });

  it('names the field that confirms the cancelling of open activities', () => {
    expect(decideResolve(withOpen, solved, settings)).toMatchObject({
      blockers: [{ code: 'open_activities', field: 'cancelOpenActivities', count: 2 }],
    });
  });
});

describe('the actions a case offers', () => {
  it('allows to resolve with open activities, and asks to confirm them', () => {
    const resolve = actionsOf(withOpen, settings).find(({ name }) => name === 'resolve');
    expect(resolve).toMatchObject({ allowed: true, confirmations: [{ code: 'open_activities', count: 2 }] });
  });

  it.each([
    [active, ['edit', 'add_activity', 'add_note', 'resolve', 'cancel', 'merge', 'add_child']],
    [withOpen, ['edit', 'add_activity', 'add_note', 'resolve', 'merge', 'add_child']],
    [resolved, ['reactivate']],
    [cancelled, ['reactivate']],
    [merged, []],
  ])('of %j are %j', (life, names) => {
    expect(
      actionsOf(life, settings)
        .filter(({ allowed }) => allowed)
        .map(({ name }) => name),
    ).toEqual(names);
  });

  it('explains each one it refuses', () => {
    for (const life of [active, withOpen, resolved, cancelled, merged]) {
      for (const { allowed, blockers } of actionsOf(life, settings)) expect(blockers.length > 0).toBe(!allowed);
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
