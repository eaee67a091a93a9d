import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FieldError } from '../../shared/problems.ts';
import type { Failure } from '../client/result.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { fieldErrors, fieldErrorText } from '../internal/problem-message.ts';
import type { Draft } from './draft.ts';
import type { Words } from './words.ts';

export interface FieldOptions {
  /** The name in the draft and in the form. */
  name: string;
  label: string;
  draft: Draft;
  errors?: ReadonlyMap<string, FieldError>;
  /** What stands at the end of the label's line. */
  hint?: string | undefined;
  /** Rows of a text of several lines; a single line without it. */
  rows?: number;
  /** Choices of value and words; makes it a list. */
  options?: readonly (readonly [value: string, text: string])[];
  numeric?: boolean;
  required?: boolean;
  autofocus?: boolean;
  /** Somebody else is writing in it. It is theirs until the agent takes it all the same. */
  lock?: { writer: string; free: () => void } | undefined;
}

/** What is wrong, by the name of the control: what was left empty here, and what the service did not take. */
export function errorsOf(draft: Draft, failure: Failure | null): ReadonlyMap<string, FieldError> {
  const errors = new Map(fieldErrors(failure));
  const { missing } = draft;
  if (missing) errors.set(missing, { pointer: `/${missing}`, code: 'required', detail: '' });
  return errors;
}

/** A labelled control with its error below. */
export function field({ term }: Words, options: FieldOptions): TemplateResult {
  const { name, label, hint, lock } = options;
  const error = options.errors?.get(name);
  return html`<div class="field">
    <label for=${name}>${label}${hint ? html`<span class="opt">${hint}</span>` : nothing}</label>
    ${control(options, error !== undefined)}${
      lock
        ? html`<p class="help" id="${name}-lock" role="status">
            ${term('writesHere', lock.writer)}
            <button class="link" type="button" @click=${lock.free}>${term('writeAnyway')}</button>
          </p>`
        : nothing
    }${
      error
        ? html`<p class="help tone urgent" id="${name}-error" role="alert">${fieldErrorText(term, error)}</p>`
        : nothing
    }
  </div>`;
}

function control(
  { name, draft, rows, options, numeric, required, autofocus, lock }: FieldOptions,
  error: boolean,
): TemplateResult {
  const value = draft.get(name);
  const described = error ? `${name}-error` : lock ? `${name}-lock` : nothing;
  if (options) {
    return html`<span class="input pick"
      ><select id=${name} name=${name} ?autofocus=${autofocus} aria-describedby=${described}>
        ${options.map(([one, text]) => html`<option value=${one} ?selected=${one === value}>${text}</option>`)}</select
      >${icon(glyphs.down)}</span
    >`;
  }
  return rows
    ? html`<textarea
        class="input ${error ? 'bad' : ''}"
        id=${name}
        name=${name}
        rows=${rows}
        dir="auto"
        ?autofocus=${autofocus}
        ?readonly=${lock !== undefined}
        aria-required=${required ?? nothing}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${described}
        .value=${live(value)}
      ></textarea>`
    : html`<span class="input ${error ? 'bad' : ''}"
        ><input
          id=${name}
          name=${name}
          autocomplete="off"
          dir="auto"
          inputmode=${numeric ? 'numeric' : nothing}
          ?autofocus=${autofocus}
          ?readonly=${lock !== undefined}
          aria-required=${required ?? nothing}
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${described}
          .value=${live(value)}
      /></span>`;
}
