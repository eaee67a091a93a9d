import type { Case } from '../../shared/cases.ts';
import type { Offered } from './header.ts';
import { priorityName, reasonText, stages } from './words.ts';
import type { Words } from './words.ts';

/** What an agent wants changed on a case, by the names of the request. */
export interface Changes {
  title?: string;
  description?: string | null;
  priorityId?: string;
  subjectId?: string | null;
  contactId?: string | null;
  statusReason?: string;
  stage?: string;
  entitlementId?: string | null;
  decrementTerms?: boolean;
}
export type Field = keyof Changes;

export const fields: readonly Field[] = [
  'title',
  'description',
  'priorityId',
  'subjectId',
  'contactId',
  'statusReason',
  'stage',
  'entitlementId',
  'decrementTerms',
];

const valueOf: Record<Field, (found: Case) => string | boolean | null> = {
  title: (found) => found.title,
  description: (found) => found.description,
  priorityId: (found) => found.priority.id,
  subjectId: (found) => found.subject?.id ?? null,
  contactId: (found) => found.contact?.id ?? null,
  statusReason: (found) => found.statusReason,
  stage: (found) => found.stage,
  entitlementId: (found) => found.entitlement?.id ?? null,
  decrementTerms: (found) => found.decrementTerms,
};

export function fieldName({ term }: Words, field: Field): string {
  const names = {
    title: term('caseTitle'),
    description: term('caseDescription'),
    priorityId: term('casePriority'),
    subjectId: term('caseSubject'),
    contactId: term('caseContact'),
    statusReason: term('caseState'),
    stage: term('caseStage'),
    entitlementId: term('caseEntitlement'),
    decrementTerms: term('caseTermsToggle'),
  };
  return names[field];
}

/** The fields in which two versions of a case differ. */
export function differences(one: Case, other: Case): Field[] {
  return fields.filter((field) => valueOf[field](one) !== valueOf[field](other));
}

/** Whether a case is already as somebody wants it. */
export function isAsWanted(found: Case, changes: Changes): boolean {
  return fields.every((field) => changes[field] === undefined || changes[field] === valueOf[field](found));
}

/** A case was changed by a colleague while somebody else was changing it. */
export interface Conflict {
  /** What one's own change was made on. */
  readonly base: Case;
  readonly mine: Changes;
  readonly theirs: Case;
  /** Where one's own value is to stand; the others' everywhere else. */
  readonly keep: ReadonlySet<Field>;
}

/** One's own values stand where one has changed something, until chosen otherwise. */
export function conflictOf(base: Case, mine: Changes, theirs: Case): Conflict {
  const keep = new Set(fields.filter((field) => isMine(base, mine, field)));
  return { base, mine, theirs, keep };
}

function isMine(base: Case, mine: Changes, field: Field): boolean {
  return mine[field] !== undefined && mine[field] !== valueOf[field](base);
}

/** The rows to choose in: whatever either side has changed. */
export function contested({ base, mine, theirs }: Conflict): Field[] {
  const theirChanges = differences(base, theirs);
  return fields.filter((field) => isMine(base, mine, field) || theirChanges.includes(field));
}

/** What is to be saved on their version: one's own values that stand and differ. */
export function chosen({ base, mine, theirs, keep }: Conflict): Changes {
  const entries = fields
    .filter((field) => keep.has(field))
    .map((field) => [field, mine[field] === undefined ? valueOf[field](base) : mine[field]] as const)
    .filter(([field, value]) => value !== valueOf[field](theirs));
  return Object.fromEntries(entries);
}

/** What a field reads on a case, with one's own change if there is one. */
export function reading(words: Words, offered: Offered, found: Case, field: Field, mine: Changes = {}): string {
  const value = mine[field] === undefined ? valueOf[field](found) : mine[field];
  return textOf(words, offered, found, field, value) || words.term('caseNone');
}

function textOf(words: Words, offered: Offered, found: Case, field: Field, value: string | boolean | null): string {
  const named = (records: readonly { id: string; name: string }[], own: { id: string; name: string } | null) =>
    (own?.id === value ? own : records.find(({ id }) => id === value))?.name ?? '';
  switch (field) {
    case 'priorityId': {
      const one = found.priority.id === value ? found.priority : offered.priorities.find(({ id }) => id === value);
      return one ? priorityName(one) : '';
    }
    case 'subjectId':
      return named(offered.subjects, found.subject);
    case 'contactId':
      return named(offered.contacts, found.contact);
    case 'statusReason':
      return typeof value === 'string' ? reasonText(words, value) : '';
    case 'stage':
      return stages
        .filter((stage) => stage === value)
        .map((stage) => words.term(`caseStage_${stage}`))
        .join('');
    case 'entitlementId':
      return named(offered.entitlements, found.entitlement);
    case 'decrementTerms':
      return words.term(value === true ? 'caseTakesTerms' : 'caseTakesNoTerms');
    default:
      return typeof value === 'string' ? value : '';
  }
}
