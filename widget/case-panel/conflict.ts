import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { contested, fieldName, reading } from './changes.ts';
import type { Conflict, Field } from './changes.ts';
import { isWritten } from './entry.ts';
import { writeNote } from './view.ts';
import type { CaseView } from './view.ts';

/** Both versions side by side; in each row one of them is chosen. */
export function conflictForm(view: CaseView, conflict: Conflict): TemplateResult {
  const { term, format, work, data, focusOn } = view;
  const by = data.lastChange;
  const busy = work.save?.busy ?? false;
  return html`<form
    part="conflict"
    aria-labelledby="conflict"
    @submit=${(event: Event) => {
      event.preventDefault();
      work.settle();
    }}
  >
    <div class="note due" role="alert">
      ${icon(glyphs.swap)}
      <p id="conflict">
        <b>${by ? term('conflict', by.name, format.time(by.at)) : term('conflictBySomeone')}</b>
        ${term('caseNothingSaved')}
      </p>
    </div>
    ${writeNote(view, work.save, term('caseChangeUnsaved'))}
    <div class="versions">
      <div class="head-row">
        <span></span><span>${term('caseYoursUnsaved')}</span><span>${by?.name ?? term('theirs')}</span>
      </div>
      ${contested(conflict).map((field) => row(view, conflict, field))}
      ${
        isWritten(work.entry)
          ? html`<div>
              <span>${term('caseKind_note')}</span
              ><span class="take clip" dir="auto">${work.entry.get('body') || work.entry.get('subject')}</span
              ><span class="muted">${term('caseKeptAnyway')}</span>
            </div>`
          : nothing
      }
    </div>
    <div class="section">
      <p class="group">
        <button class="btn primary" aria-disabled=${busy}>
          ${term(busy ? 'saving' : 'caseSaveChosen')} ${keycap(term, 'Ctrl+Enter')}</button
        ><button class="btn" type="button" @click=${() => work.yield()}>${term('takeTheirs')}</button>
        ${
          work.edit
            ? html`<button
                class="btn quiet"
                type="button"
                @click=${() => {
                  work.conflict = null;
                  focusOn('#title');
                }}
              >
                ${term('caseKeepEditing')} ${keycap(term, 'Escape')}
              </button>`
            : nothing
        }
      </p>
    </div>
  </form>`;
}

function row(view: CaseView, { base, mine, theirs, keep }: Conflict, field: Field): TemplateResult {
  const { work, data } = view;
  const label = fieldName(view, field);
  const cell = (isMine: boolean, text: string) => {
    const taken = keep.has(field) === isMine;
    return html`<label class="check ${taken ? 'take' : ''}"
      ><input type="radio" name=${field} .checked=${taken} @change=${() => work.choose(field, isMine)} /><span
        dir="auto"
        >${text}</span
      ></label
    >`;
  };
  return html`<div role="radiogroup" aria-label=${label}>
    <span>${label}</span>${cell(true, reading(view, data.offered, base, field, mine))}${cell(
      false,
      reading(view, data.offered, theirs, field),
    )}
  </div>`;
}
