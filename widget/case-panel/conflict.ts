import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { contested, fieldName, reading } from './changes.ts';
import type { Conflict, Field } from './changes.ts';
import type { Offered } from './header.ts';
import type { Words } from './words.ts';

export interface ConflictOptions {
  conflict: Conflict;
  offered: Offered;
  /** Who saved it and when; null when the history does not say yet. */
  by: { name: string; at: string } | null;
  /** What is written and not sent, kept in any case. */
  note: string;
  busy: boolean;
  /** Why the choice was not saved. */
  failure: unknown;
  /** Back to the form is possible: something was typed there. */
  edited: boolean;
  take: (field: Field, mine: boolean) => void;
  save: () => void;
  takeAll: () => void;
  back: () => void;
}

/** Both versions side by side; in each row one of them is chosen. */
export function conflictForm(words: Words, options: ConflictOptions): TemplateResult {
  const { term, format } = words;
  const { conflict, by, note, busy, failure, edited, save, takeAll, back } = options;
  return html`<form
    part="conflict"
    aria-labelledby="conflict"
    @submit=${(event: Event) => {
      event.preventDefault();
      save();
    }}
  >
    <div class="note due" role="alert">
      ${icon(glyphs.swap)}
      <p id="conflict">
        <b>${by ? term('conflict', by.name, format.time(by.at)) : term('conflictBySomeone')}</b>
        ${term('caseNothingSaved')}
      </p>
    </div>
    ${failure}
    <div class="versions">
      <div class="head-row">
        <span></span><span>${term('caseYoursUnsaved')}</span><span>${by ? by.name : term('theirs')}</span>
      </div>
      ${contested(conflict).map((field) => row(words, field, options))}
      ${
        note
          ? html`<div>
              <span>${term('caseKind_note')}</span><span class="take clip" dir="auto">${note}</span
              ><span class="muted">${term('caseKeptAnyway')}</span>
            </div>`
          : nothing
      }
    </div>
    <div class="section">
      <p class="group">
        <button class="btn primary" aria-disabled=${busy}>
          ${busy ? term('saving') : term('caseSaveChosen')} ${keycap(term, 'Ctrl+Enter')}</button
        ><button class="btn" type="button" @click=${takeAll}>${term('takeTheirs')}</button>
        ${
          edited
            ? html`<button class="btn quiet" type="button" @click=${back}>
                ${term('caseKeepEditing')} ${keycap(term, 'Escape')}
              </button>`
            : nothing
        }
      </p>
    </div>
  </form>`;
}

function row(words: Words, field: Field, { conflict, offered, take }: ConflictOptions): TemplateResult {
  const { base, mine, theirs, keep } = conflict;
  const label = fieldName(words, field);
  const cell = (isMine: boolean, text: string) => {
    const taken = keep.has(field) === isMine;
    return html`<label class="check ${taken ? 'take' : ''}"
      ><input
        type="radio"
        name=${field}
        ?autofocus=${taken}
        .checked=${taken}
        @change=${() => take(field, isMine)}
      /><span dir="auto">${text}</span></label
    >`;
  };
  return html`<div role="radiogroup" aria-label=${label}>
    <span>${label}</span>${cell(true, reading(words, offered, base, field, mine))}${cell(
      false,
      reading(words, offered, theirs, field),
    )}
  </div>`;
}
