import type {
  ActivityKind,
  BuiltInReason,
  Case,
  CaseActionName,
  CaseListItem,
  CaseState,
  StatusReason,
} from '../../shared/cases.ts';
import type { Action } from '../../shared/problems.ts';
import type { Format } from '../internal/format.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { Localize } from '../internal/localize.ts';

/** What every template of the panel speaks with. */
export interface Words {
  readonly term: Localize['term'];
  readonly format: Format;
  /** The names of the tenant's own status reasons. */
  readonly ownReasons: ReadonlyMap<StatusReason, string>;
}

/** What can be written on a case. */
export type EntryKind = 'note' | ActivityKind;
export const entryKinds: readonly EntryKind[] = ['note', 'phone_call', 'task', 'email', 'appointment'];

export const kindGlyph: Record<EntryKind, glyphs.Shape> = {
  note: glyphs.note,
  phone_call: glyphs.phone,
  task: glyphs.task,
  email: glyphs.mail,
  appointment: glyphs.calendar,
};

const reasonGlyphs: Record<BuiltInReason, glyphs.Shape> = {
  in_progress: glyphs.progress,
  on_hold: glyphs.pause,
  waiting_for_details: glyphs.wait,
  researching: glyphs.research,
  problem_solved: glyphs.done,
  information_provided: glyphs.done,
  cancelled: glyphs.cancelled,
  merged: glyphs.merge,
};

const stateGlyphs: Record<CaseState, glyphs.Shape> = {
  active: glyphs.progress,
  resolved: glyphs.done,
  cancelled: glyphs.cancelled,
};

/** Whether the reason is one that every tenant has. */
export function isBuiltIn(reason: StatusReason): reason is BuiltInReason {
  return reason in reasonGlyphs;
}

/** The sign of a status reason; of its state where the reason is the tenant's own. */
export function reasonGlyph(state: CaseState, reason: StatusReason): glyphs.Shape {
  return isBuiltIn(reason) ? reasonGlyphs[reason] : stateGlyphs[state];
}

/** The word for a status reason: the tenant's own name where it is the tenant's own. */
export function reasonText({ term, ownReasons }: Words, reason: StatusReason): string {
  return isBuiltIn(reason) ? term(`caseReason_${reason}`) : (ownReasons.get(reason) ?? reason);
}

export const origins = ['phone', 'email', 'web', 'facebook', 'twitter', 'iot'] as const;
export const stages = ['identify', 'research', 'resolve'] as const;
export const types = ['question', 'problem', 'request'] as const;

const bars = [glyphs.priority1, glyphs.priority2, glyphs.priority3, glyphs.priority4];

/** Hot alerts have their own sign (A33); the others as many bars as their rank, at most four. */
export function priorityGlyph({ rank, hotAlert }: { rank: number; hotAlert: boolean }): glyphs.Shape {
  return hotAlert ? glyphs.hot : (bars[Math.min(Math.max(rank, 1), 4) - 1] ?? glyphs.priority1);
}

export function priorityName({ rank, name }: { rank: number; name: string }): string {
  return `${rank}\u00a0${name}`;
}

export function reasonIcon(words: Words, { state, statusReason }: Pick<CaseListItem, 'state' | 'statusReason'>) {
  return icon(reasonGlyph(state, statusReason), {
    label: reasonText(words, statusReason),
    more: state === 'resolved' ? 'done' : '',
  });
}

export function minutesText({ format }: Words, minutes: number): string {
  return format.duration(minutes * 60_000);
}

/** 25 min, 15 billable */
export function timesText(words: Words, total: number, billable: number): string {
  return words.term('caseTimes', minutesText(words, total), minutesText(words, billable));
}

export function actionOf(found: Case, name: CaseActionName): Action<CaseActionName> {
  const unknown = { name, allowed: false, blockers: [], confirmations: [] };
  return found.actions.find((action) => action.name === name) ?? unknown;
}

/** Open activities that resolving the case cancels: its own, and those of children that go with it (C33). */
export function cancelledByResolving(found: Case): number {
  return actionOf(found, 'resolve').confirmations.find(({ code }) => code === 'open_activities')?.count ?? 0;
}

export function mayDo(found: Case, name: CaseActionName): boolean {
  return actionOf(found, name).allowed;
}
