import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CustomerKind, CustomerListItem } from '../../shared/customers.ts';
import type { FieldError } from '../../shared/problems.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import type { Localize } from '../internal/localize.ts';
import { failureNote, fieldErrors, fieldErrorText } from '../internal/problem-message.ts';
import type { Creation, Twin } from './creation.ts';
import type { Draft, DraftField } from './draft.ts';
import { isDraftField } from './draft.ts';
import { countries, languages } from '../internal/places.ts';
import type { Named } from '../internal/places.ts';

export interface CreateView {
  term: Localize['term'];
  language: string;
  creation: Creation;
  draft: Draft;
  onUse: (item: CustomerListItem) => void;
  onBack: () => void;
  onDiscard: () => void;
}

/** The form of a new customer or, under an account, of a new contact. */
export function createForm(view: CreateView): TemplateResult {
  const { term, draft, language, creation } = view;
  const { account, busy, failure, kept, twins } = creation;
  const title = account === null ? term('lookupNew') : term('lookupContactOf', account.name);
  return html`<form
    class="pad"
    novalidate
    @submit=${submit(creation)}
    @input=${input(creation)}
    @change=${() => creation.leave()}
  >
    <div class="group"><b>${title}</b><span class="spring"></span>${account === null ? kinds(view) : nothing}</div>
    <div class="two">
      ${field(view, 'name', { needed: true })}
      ${
        account === null
          ? html`${field(view, 'phone', { type: 'tel' })} ${field(view, 'email', { type: 'email' })}
            ${choice(view, 'language', languages(language))} ${choice(view, 'country', countries(language))}
            ${field(view, 'taxId')}`
          : html`${field(view, 'jobTitle')} ${field(view, 'phone', { type: 'tel' })}
            ${field(view, 'email', { type: 'email' })}`
      }
    </div>
    ${
      account === null
        ? html`<details ?open=${Boolean(draft.line1 || draft.city)}>
            <summary>
              ${term('lookupAddress')} <span class="label">${term('optional')}</span> ${icon(glyphs.down)}
            </summary>
            <div class="two">${field(view, 'line1')} ${field(view, 'postalCode')} ${field(view, 'city')}</div>
          </details>`
        : nothing
    }
    ${twins.map((twin) => twinNote(view, twin))}
    ${failure ? failureNote(term, failure, { lead: term('lookupNotSaved'), retry: () => creation.save() }) : nothing}
    <div class="group">
      <button class="btn primary" aria-disabled=${busy ? 'true' : nothing}>
        ${busy ? term('saving') : term(account === null ? 'lookupCreate' : 'lookupAdd')} ${keycap(term, 'Ctrl+Enter')}
      </button>
      <button class="btn quiet" type="button" @click=${view.onBack}>${term('back')} ${keycap(term, 'Escape')}</button>
      ${
        kept
          ? html`<span class="spring"></span>
              <button class="btn quiet" type="button" @click=${view.onDiscard}>${term('discardDraft')}</button>`
          : nothing
      }
    </div>
  </form>`;
}

function submit(creation: Creation) {
  return (event: Event): void => {
    event.preventDefault();
    creation.save();
  };
}

function input(creation: Creation) {
  return ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    if (isDraftField(target.name)) creation.write({ [target.name]: target.value });
  };
}

function kinds({ term, draft, creation }: CreateView): TemplateResult {
  const kind = (value: CustomerKind, label: string) =>
    html`<button type="button" aria-pressed=${draft.kind === value} @click=${() => creation.write({ kind: value })}>
      ${label}
    </button>`;
  return html`<span class="seg" role="group" aria-label=${term('lookupKind')}>
    ${kind('person', term('lookupPerson'))}${kind('account', term('lookupOrganisation'))}
  </span>`;
}

interface FieldOptions {
  type?: 'tel' | 'email';
  needed?: boolean;
}

function field(view: CreateView, name: DraftField, { type, needed = false }: FieldOptions = {}): TemplateResult {
  const error = errorOf(view, name);
  return labelled(
    view,
    name,
    needed,
    html`<input
      id=${name}
      name=${name}
      type=${type ?? 'text'}
      autocomplete="off"
      dir=${type ? 'ltr' : 'auto'}
      .value=${view.draft[name]}
      aria-required=${needed ? 'true' : nothing}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby="${name}-help"
    />`,
  );
}

function choice(view: CreateView, name: 'language' | 'country', list: readonly Named[]): TemplateResult {
  const chosen = view.draft[name];
  return labelled(
    view,
    name,
    true,
    html`<select
        id=${name}
        name=${name}
        aria-invalid=${errorOf(view, name) ? 'true' : nothing}
        aria-describedby="${name}-help"
      >
        <option value="" ?selected=${chosen === ''}>–</option>
        ${list.map(([code, text]) => html`<option value=${code} ?selected=${code === chosen}>${text}</option>`)}
      </select>
      ${icon(glyphs.down)}`,
  );
}

/** A control with its label before it and what is wrong with it below. */
function labelled(view: CreateView, name: DraftField, needed: boolean, control: TemplateResult): TemplateResult {
  const { term } = view;
  const error = errorOf(view, name);
  return html`<div class="field">
    <label for=${name}
      >${term(`lookupField_${name}`)}${needed ? nothing : html` <span class="opt">${term('optional')}</span>`}</label
    >
    <span class="input ${error ? 'bad' : ''}">${control}</span>
    <span class="help urgent tone" id="${name}-help">${error ? fieldErrorText(term, error) : nothing}</span>
  </div>`;
}

/** What the service, or a try without a name, says of a field; an address's fields are nested there. */
function errorOf({ creation, draft }: CreateView, name: DraftField): FieldError | undefined {
  if (name === 'name' && creation.nameless && !draft.name.trim())
    return { pointer: '/name', code: 'required', detail: '' };
  const errors = fieldErrors(creation.failure);
  return errors.get(name) ?? errors.get(`address.${name}`);
}

function twinNote({ term, onUse }: CreateView, { by, item }: Twin): TemplateResult {
  return html`<div class="note due card" role="status">
    ${icon(glyphs.warn)}
    <p>${term('lookupTwin', item.name, item.number, by)}</p>
    <button class="btn s" type="button" @click=${() => onUse(item)}>${term('lookupUse', item.name)}</button>
  </div>`;
}
