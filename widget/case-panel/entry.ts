import { Draft } from './draft.ts';
import { entryKinds } from './words.ts';
import type { EntryKind } from './words.ts';

/** What is being written on a case: a note, or an activity. Every value as the controls hold it. */
export function entryDraft(): Draft {
  return new Draft({ kind: 'note', body: '', subject: '', internal: 'yes', due: '', minutes: '', done: '' });
}

export function kindOf(draft: Draft): EntryKind {
  return entryKinds.find((kind) => kind === draft.get('kind')) ?? 'note';
}

/** Another kind keeps what is written; a call is taken as one that has been made. */
export function turnTo(draft: Draft, kind: EntryKind): void {
  const { keptAt } = draft;
  draft.set('kind', kind);
  draft.set('done', kind === 'phone_call' ? 'yes' : '');
  draft.keptAt = keptAt;
}

export function isWritten(draft: Draft): boolean {
  return (draft.get('body') + draft.get('subject')).trim() !== '';
}

export interface EntryRequest {
  readonly kind: EntryKind;
  /** Under the case: `notes` or `activities`. */
  readonly path: 'notes' | 'activities';
  readonly body: Readonly<Record<string, unknown>>;
}

export function requestOf(draft: Draft): EntryRequest {
  const kind = kindOf(draft);
  const text = draft.get('body').trim();
  if (kind === 'note') return { kind, path: 'notes', body: { body: text, internal: draft.get('internal') !== '' } };
  const due = draft.get('due');
  return {
    kind,
    path: 'activities',
    body: {
      kind,
      subject: draft.get('subject').trim(),
      description: text || null,
      dueAt: due ? new Date(due).toISOString() : null,
      durationMinutes: wholeNumber(draft.get('minutes')),
      state: draft.get('done') ? 'completed' : 'open',
    },
  };
}

/** What was typed as a number; nothing is 0, and what is no number is left as it is for the service to refuse. */
export function wholeNumber(typed: string): number | string {
  const text = typed.trim();
  return /^\d*$/.test(text) ? Number(text) : text;
}

/** The field of a case that is being written in, as colleagues are told: a note, whatever its kind, or a field's own name. */
export function fieldOf(target: EventTarget | null): string | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  return target.closest('.composer') ? 'note' : target.name || null;
}

/** What Ctrl+Enter does: submits the form that the key was pressed in. */
export function submitForm(event: KeyboardEvent): void {
  const form = event.composedPath().find((node) => node instanceof HTMLFormElement);
  form?.requestSubmit();
}
