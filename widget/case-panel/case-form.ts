import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FieldError } from '../../shared/problems.ts';
import { keycap } from '../internal/keycap.ts';
import { fieldErrorText } from '../internal/problem-message.ts';
import { choice } from './choice.ts';
import { Draft } from './draft.ts';
import { errorsOf, field } from './field.ts';
import type { FieldOptions } from './field.ts';
import { priorityOption } from './header.ts';
import { existingCases } from './similar.ts';
import { retract, writeNote } from './view.ts';
import type { CaseView, View, Write } from './view.ts';
import { origins, types } from './words.ts';

export function newCaseDraft(): Draft {
  return new Draft({
    title: '',
    description: '',
    priorityId: '',
    subjectId: '',
    contactId: '',
    origin: 'phone',
    type: '',
  });
}

/** What `POST /v1/cases` takes. */
export interface NewCase {
  customerId: string;
  title: string;
  description: string | null;
  priorityId?: string;
  subjectId: string | null;
  contactId: string | null;
  origin: string;
  type: string | null;
}

export function newCaseOf(customerId: string, draft: Draft): NewCase {
  const priorityId = draft.get('priorityId');
  const orNull = (name: string) => draft.get(name).trim() || null;
  return {
    customerId,
    title: draft.get('title').trim(),
    description: orNull('description'),
    ...(priorityId && { priorityId }),
    subjectId: orNull('subjectId'),
    contactId: orNull('contactId'),
    origin: draft.get('origin'),
    type: orNull('type'),
  };
}

/** A new case for the customer who is selected (A29). */
export function newCaseForm(view: View, customerId: string): TemplateResult {
  const { term, data, desk, customerName, leaveForm } = view;
  const { subjects, contacts } = data.offered;
  const draft = desk.newCaseFor(customerId);
  const create = desk.creatingFor === customerId ? desk.create : null;
  const errors = errorsOf(draft, create?.failure ?? null);
  const none = ['', term('caseNone')] as const;
  const list = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    field(view, { name, label, draft, options, errors });
  const named = (records: readonly { id: string; name: string }[]) => [
    none,
    ...records.map(({ id, name }) => [id, name] as const),
  ];
  return form(view, {
    draft,
    errors,
    write: create,
    busy: create?.busy ?? false,
    label: term('caseNewCaseFor', customerName),
    verb: term('caseSave'),
    unsaved: term('caseUnsaved'),
    head: html`<h2><bdi>${term('caseNewCaseFor', customerName)}</bdi></h2>`,
    body: html`${existingCases(view, data.existing.value?.items ?? [])}
      <div class="two">
        ${priority(view, draft, errors.get('priorityId'))} ${list('subjectId', term('caseSubject'), named(subjects))}
        ${contacts.length > 0 ? list('contactId', term('caseContact'), named(contacts)) : nothing}
        ${list('type', term('caseType'), [none, ...types.map((one) => [one, term(`caseType_${one}`)] as const)])}
        ${list(
          'origin',
          term('caseOrigin'),
          origins.map((one) => [one, term(`caseOrigin_${one}`)] as const),
        )}
      </div>`,
    submit: () => desk.submitNew(customerId),
    back: leaveForm,
    discard: () => desk.discardNew(customerId),
  });
}

/** Title and description of a case, edited where they stand. */
export function editForm(view: CaseView): TemplateResult | typeof nothing {
  const { term, work, desk, focusOn } = view;
  const { edit, save, anyway } = work;
  if (!edit || !work.editing) return nothing;
  const back = () => {
    work.editing = false;
    focusOn('[data-verb=edit]');
  };
  return form(view, {
    lockOf: (name) => {
      const writer = view.watch.writerIn(name);
      const isMine = anyway.has(name) || edit.draft.get(name) !== (edit.base[name] ?? '');
      return writer && !isMine ? { writer, free: () => anyway.add(name) } : undefined;
    },
    draft: edit.draft,
    errors: errorsOf(edit.draft, save?.failure ?? null),
    write: save,
    busy: save?.busy ?? false,
    label: term('caseEdit'),
    verb: term('save'),
    unsaved: term('caseChangeUnsaved'),
    submit: () => desk.submitEdit(work),
    back,
    discard: () => {
      work.edit = null;
      retract(save);
      back();
    },
  });
}

interface Parts {
  /** Who else is writing in a field, where that keeps the agent from it. */
  lockOf?: (name: 'title' | 'description') => FieldOptions['lock'];
  draft: Draft;
  errors: ReadonlyMap<string, FieldError>;
  write: Write | null;
  busy: boolean;
  label: string;
  verb: string;
  /** What a failure says first. */
  unsaved: string;
  head?: TemplateResult;
  body?: TemplateResult;
  submit: () => void;
  back: () => void;
  discard: () => void;
}

function form(view: View, parts: Parts): TemplateResult {
  const { term, data } = view;
  const { draft, errors, write, busy, back, lockOf } = parts;
  const common = { draft, errors };
  return html`<form
    class="section pad-in"
    part="form"
    aria-label=${parts.label}
    @input=${(event: Event) => {
      draft.take(event);
      retract(write);
    }}
    @submit=${(event: Event) => {
      event.preventDefault();
      parts.submit();
    }}
  >
    ${
      errors.size > 0
        ? nothing
        : writeNote(view, write?.failure ? write : data.offeredUnread, write?.failure ? parts.unsaved : '')
    }
    ${parts.head}
    ${field(view, { ...common, name: 'title', label: term('caseTitle'), required: true, lock: lockOf?.('title') })}
    ${parts.body}
    ${field(view, { ...common, name: 'description', label: term('caseDescription'), rows: 3, lock: lockOf?.('description') })}
    <p class="group">
      <button class="btn primary" aria-disabled=${busy}>
        ${busy ? term('saving') : parts.verb} ${keycap(term, 'Ctrl+Enter')}</button
      ><button class="btn quiet" type="button" @click=${back}>${term('back')} ${keycap(term, 'Escape')}</button>${
        draft.keptAt
          ? html`<button class="btn quiet" type="button" @click=${parts.discard}>${term('discardDraft')}</button>`
          : nothing
      }
    </p>
  </form>`;
}

function priority(view: View, draft: Draft, error: FieldError | undefined): TemplateResult {
  const { term, data } = view;
  const { priorities } = data.offered;
  const standard = priorities.find(({ isDefault }) => isDefault)?.id ?? '';
  return html`<div class="field">
    <span class="label">${term('casePriority')}</span>${choice({
      id: 'new-priority',
      label: term('casePriority'),
      value: draft.get('priorityId') || standard,
      none: term('loading'),
      options: priorities.map((one) => priorityOption(view, one)),
      look: 'input',
      choose: (id) => draft.set('priorityId', id),
    })}${error ? html`<p class="help tone urgent">${fieldErrorText(term, error)}</p>` : nothing}
  </div>`;
}
