import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FieldError } from '../../shared/problems.ts';
import { fieldErrorText } from '../internal/problem-message.ts';
import { keycap } from '../internal/keycap.ts';
import { choice } from './choice.ts';
import { Draft } from './draft.ts';
import { field } from './field.ts';
import { priorityOption } from './header.ts';
import type { Offered } from './header.ts';
import { origins, types } from './words.ts';
import type { Words } from './words.ts';

export interface CaseFormOptions {
  draft: Draft;
  offered: Offered;
  errors: ReadonlyMap<string, FieldError>;
  failure: unknown;
  busy: boolean;
  changed: () => void;
  submit: () => void;
  back: () => void;
  discard: () => void;
}

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
  return {
    customerId,
    title: draft.get('title').trim(),
    description: draft.get('description').trim() || null,
    ...(priorityId && { priorityId }),
    subjectId: draft.get('subjectId') || null,
    contactId: draft.get('contactId') || null,
    origin: draft.get('origin'),
    type: draft.get('type') || null,
  };
}

/** A new case for the customer who is selected (A29). */
export function newCaseForm(words: Words, name: string, options: CaseFormOptions): TemplateResult {
  const { term } = words;
  const { draft, offered, errors } = options;
  const none = ['', term('caseNone')] as const;
  const named = (records: readonly { id: string; name: string }[]) => [
    none,
    ...records.map((one) => [one.id, one.name] as const),
  ];
  return form(words, options, {
    label: term('caseNewCaseFor', name),
    verb: term('caseSave'),
    body: html`<h2 id="case-form"><bdi>${term('caseNewCaseFor', name)}</bdi></h2>
      ${titleField(words, options)}
      <div class="two">
        ${priorityField(words, options)}
        ${field(words, { name: 'subjectId', label: term('caseSubject'), draft, options: named(offered.subjects) })}
        ${
          offered.contacts.length > 0
            ? field(words, { name: 'contactId', label: term('caseContact'), draft, options: named(offered.contacts) })
            : nothing
        }
        ${field(words, {
          name: 'type',
          label: term('caseType'),
          draft,
          options: [none, ...types.map((one) => [one, term(`caseType_${one}`)] as const)],
        })}
        ${field(words, {
          name: 'origin',
          label: term('caseOrigin'),
          draft,
          options: origins.map((one) => [one, term(`caseOrigin_${one}`)] as const),
        })}
      </div>
      ${descriptionField(words, draft, errors)}`,
  });
}

/** Title and description of a case, edited where they stand. */
export function editForm(words: Words, options: CaseFormOptions): TemplateResult {
  const { term } = words;
  return form(words, options, {
    label: term('caseEdit'),
    verb: term('save'),
    body: html`${titleField(words, options)}${descriptionField(words, options.draft, options.errors)}`,
  });
}

interface Parts {
  label: string;
  verb: string;
  body: unknown;
}

function form({ term }: Words, options: CaseFormOptions, { label, verb, body }: Parts): TemplateResult {
  const { draft, failure, busy, changed, submit, back, discard } = options;
  return html`<form
    class="section pad-in"
    part="form"
    aria-label=${label}
    @input=${(event: Event) => {
      draft.take(event);
      changed();
    }}
    @submit=${(event: Event) => {
      event.preventDefault();
      submit();
    }}
  >
    ${failure}${body}
    <p class="group">
      <button class="btn primary" aria-disabled=${busy}>
        ${busy ? term('saving') : verb} ${keycap(term, 'Ctrl+Enter')}</button
      ><button class="btn quiet" type="button" @click=${back}>${term('back')} ${keycap(term, 'Escape')}</button>${
        draft.keptAt
          ? html`<button class="btn quiet" type="button" @click=${discard}>${term('discardDraft')}</button>`
          : nothing
      }
    </p>
  </form>`;
}

function titleField(words: Words, { draft, errors }: CaseFormOptions): TemplateResult {
  return field(words, {
    name: 'title',
    label: words.term('caseTitle'),
    draft,
    error: errors.get('title'),
    required: true,
    autofocus: true,
  });
}

function descriptionField(words: Words, draft: Draft, errors: CaseFormOptions['errors']): TemplateResult {
  return field(words, {
    name: 'description',
    label: words.term('caseDescription'),
    draft,
    error: errors.get('description'),
    rows: 3,
  });
}

function priorityField(words: Words, { draft, offered, errors, changed }: CaseFormOptions): TemplateResult {
  const { term } = words;
  const standard = offered.priorities.find(({ isDefault }) => isDefault)?.id ?? '';
  const error = errors.get('priorityId');
  return html`<div class="field">
    <span class="label">${term('casePriority')}</span>${choice({
      id: 'new-priority',
      label: term('casePriority'),
      value: draft.get('priorityId') || standard,
      none: term('loading'),
      options: offered.priorities.map((priority) => priorityOption(words, priority)),
      look: 'input',
      choose: (id) => {
        draft.set('priorityId', id);
        changed();
      },
    })}${error ? html`<p class="help tone urgent">${fieldErrorText(term, error)}</p>` : nothing}
  </div>`;
}
