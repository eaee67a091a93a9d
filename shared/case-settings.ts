import * as z from 'zod';
import { caseStates, statusReasonCodeSchema, statusReasonsByState, type CaseState } from './cases.ts';
import { plainText } from './text.ts';

/** What becomes of the children when their parent is closed (domain §2A.7). */
export const parentClosureSchema = z.enum(['independent', 'cascade', 'children_first']);
export type ParentClosure = z.infer<typeof parentClosureSchema>;

/** Fields of a parent that a new child takes over; title and customer always are (domain §2A.7). */
export const inheritableFields = [
  'description',
  'contact',
  'priority',
  'subject',
  'product',
  'productSerialNumber',
  'origin',
  'type',
] as const;
export type InheritableField = (typeof inheritableFields)[number];

const transitionSchema = z.strictObject({ from: statusReasonCodeSchema, to: statusReasonCodeSchema });

const settingsFields = {
  parentClosure: parentClosureSchema.default('independent'),
  /** Children of one parent at most (domain §2A.7: 100). */
  mostChildren: z.int().min(1, { error: 'too_small' }).max(100, { error: 'too_large' }).default(100),
  inheritedFields: z.array(z.enum(inheritableFields)).max(inheritableFields.length, { error: 'too_large' }).default([]),
  /** Reasons of the tenant's own beside the eight that are always there, each in one of the three states. */
  statusReasons: z
    .array(z.strictObject({ code: statusReasonCodeSchema, state: z.enum(caseStates), name: plainText(100) }))
    .max(50, { error: 'too_large' })
    .default([]),
  /** Whether only the transitions below are allowed; where not, they are kept all the same (domain §2A.1). */
  enforceTransitions: z.boolean().default(false),
  transitions: z.array(transitionSchema).max(500, { error: 'too_large' }).default([]),
};

/** How the tenant wants its cases to go. */
export const setCaseSettingsSchema = z
  .strictObject(settingsFields)
  .refine(({ statusReasons }) => new Set(statusReasons.map(({ code }) => code)).size === statusReasons.length, {
    path: ['statusReasons'],
    error: 'invalid',
  })
  .refine(({ statusReasons }) => statusReasons.every(({ code }) => !isBuiltIn(code)), {
    path: ['statusReasons'],
    error: 'invalid',
  })
  .refine(({ statusReasons, transitions }) => transitions.every((one) => areKnown(one, statusReasons)), {
    path: ['transitions'],
    error: 'not_one_of',
  })
  .refine(
    ({ enforceTransitions, statusReasons, transitions }) =>
      !enforceTransitions || canAllEnd(statusReasons, transitions),
    {
      path: ['transitions'],
      error: 'invalid',
    },
  );
export type SetCaseSettings = z.output<typeof setCaseSettingsSchema>;

export const caseSettingsSchema = z.strictObject({ version: z.int(), ...settingsFields });
export type CaseSettings = z.output<typeof caseSettingsSchema>;

export const defaultCaseSettings: CaseSettings = caseSettingsSchema.parse({ version: 0 });

type OwnReason = CaseSettings['statusReasons'][number];
type Transition = CaseSettings['transitions'][number];

/** Every reason of a state: the eight that are always there, and the tenant's own. */
export function reasonsOf(state: CaseState, own: readonly OwnReason[]): string[] {
  return [...statusReasonsByState[state], ...own.filter((one) => one.state === state).map(({ code }) => code)];
}

function isBuiltIn(code: string): boolean {
  return caseStates.some((state) => reasonsOf(state, []).includes(code));
}

function areKnown({ from, to }: Transition, own: readonly OwnReason[]): boolean {
  const all = caseStates.flatMap((state) => reasonsOf(state, own));
  return all.includes(from) && all.includes(to);
}

/** Each active reason must lead to an inactive one, over others if need be; else a case could never end (domain §2A.1). */
function canAllEnd(own: readonly OwnReason[], transitions: readonly Transition[]): boolean {
  const active = reasonsOf('active', own);
  const ending = new Set<string>();
  for (let grown = true; grown;) {
    const next = active.filter(
      (reason) =>
        !ending.has(reason) &&
        transitions.some(({ from, to }) => from === reason && (!active.includes(to) || ending.has(to))),
    );
    grown = next.length > 0;
    for (const reason of next) ending.add(reason);
  }
  return active.every((reason) => ending.has(reason));
}
