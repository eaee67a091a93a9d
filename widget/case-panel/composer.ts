import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { fieldErrorText } from '../internal/problem-message.ts';
import { choice } from './choice.ts';
import { isWritten, kindOf, turnTo } from './entry.ts';
import { errorsOf } from './field.ts';
import { retract, writeNote } from './view.ts';
import type { CaseView } from './view.ts';
import { entryKinds, kindGlyph } from './words.ts';
import type { EntryKind } from './words.ts';

/** Where a note, call, task, e-mail or appointment is written. */
export function composer(view: CaseView): TemplateResult {
  const { term, format, work, desk } = view;
  const { entry: draft, compose } = work;
  const kind = kindOf(draft);
  const isNote = kind === 'note';
  const busy = compose?.busy ?? false;
  const errors = errorsOf(draft, compose?.failure ?? null);
  const [error] = errors.values();
  const described = error ? 'entry-error' : nothing;
  const wrong = (name: string) => (errors.has(name) ? 'true' : nothing);
  const turn = (to: EntryKind) => {
    turnTo(draft, to);
    retract(compose);
  };
  const writer = view.watch.writerIn('note');
  const kept = draft.keptAt && isWritten(draft) ? term('draftKept', format.time(draft.keptAt)) : '';
  return html`<section class="section" aria-label=${term('caseWrite')}>
    ${error ? nothing : writeNote(view, compose, term('caseEntryUnsaved'))}
    <form
      class="composer"
      part="composer"
      aria-label=${term(`caseKind_${kind}`)}
      @input=${(event: Event) => {
        draft.take(event);
        retract(compose);
      }}
      @submit=${(event: Event) => {
        event.preventDefault();
        desk.submitEntry(work);
      }}
    >
      <div
        class="seg"
        role="radiogroup"
        aria-label=${term('caseKind')}
        @keydown=${(event: KeyboardEvent) => roll(event, kind, turn)}
      >
        ${entryKinds.map((one) => {
          const name = term(`caseKind_${one}`);
          return html`<button
            type="button"
            role="radio"
            aria-checked=${one === kind}
            tabindex=${one === kind ? 0 : -1}
            data-kind=${one}
            aria-label=${name}
            @click=${() => turn(one)}
          >
            ${icon(kindGlyph[one])}<span>${name}</span>
          </button>`;
        })}
      </div>
      ${
        isNote
          ? nothing
          : html`<input
              class="line"
              name="subject"
              autocomplete="off"
              dir="auto"
              aria-label=${term('caseEntrySubject')}
              placeholder=${term('caseEntrySubject')}
              aria-required="true"
              aria-invalid=${wrong('subject')}
              aria-describedby=${described}
              ?readonly=${busy}
              .value=${live(draft.get('subject'))}
            />`
      }
      <textarea
        name="body"
        rows="2"
        dir="auto"
        aria-label=${term(isNote ? 'caseKind_note' : 'caseDescription')}
        placeholder=${term(isNote ? 'caseNotePlaceholder' : 'caseDescription')}
        aria-invalid=${wrong(isNote ? 'body' : 'description')}
        aria-describedby=${described}
        ?readonly=${busy}
        .value=${live(draft.get('body'))}
      ></textarea>
      ${
        error
          ? html`<p class="help tone urgent" id="entry-error" role="alert">${fieldErrorText(term, error)}</p>`
          : nothing
      }
      ${writer ? html`<p class="help" role="status">${term('writesHere', writer)}</p>` : nothing}
      <div class="foot">
        ${isNote ? visibility(view) : details(view, kind, wrong)}
        <span class="label">${kept}</span><span class="spring"></span
        ><button class="btn s" part="send-button" aria-disabled=${busy}>
          ${term(busy ? 'saving' : `caseSave_${kind}`)} ${keycap(term, 'Ctrl+Enter')}
        </button>
      </div>
    </form>
  </section>`;
}

function visibility({ term, work }: CaseView): TemplateResult {
  return choice({
    id: 'visibility',
    label: term('caseVisibility'),
    value: work.entry.get('internal'),
    look: 'btn quiet s',
    options: [
      { value: 'yes', label: term('caseInternal'), glyph: glyphs.lock },
      { value: '', label: term('caseShared'), glyph: glyphs.eye },
    ],
    choose: (value) => {
      work.entry.set('internal', value);
      retract(work.compose);
    },
  });
}

function details({ term, work }: CaseView, kind: EntryKind, wrong: (name: string) => 'true' | typeof nothing) {
  const { entry: draft, compose } = work;
  const dated = kind === 'task' || kind === 'appointment' || !draft.get('done');
  return html`<label class="with"
      >${icon(glyphs.clock)}<input
        class="minutes"
        name="minutes"
        inputmode="numeric"
        autocomplete="off"
        size="3"
        aria-label=${term('caseDuration')}
        aria-invalid=${wrong('durationMinutes')}
        placeholder="0"
        ?readonly=${compose?.busy}
        .value=${live(draft.get('minutes'))}
      /><span>${term('caseMinutes')}</span></label
    ><label class="check"
      ><input type="checkbox" name="done" value="yes" .checked=${live(draft.get('done') !== '')} /><span
        >${term('caseCompleted')}</span
      ></label
    >${
      dated
        ? html`<label class="with"
            >${term('caseDue')}<input
              type="datetime-local"
              name="due"
              aria-invalid=${wrong('dueAt')}
              .value=${live(draft.get('due'))}
          /></label>`
        : nothing
    }`;
}

/** The kinds are one radio group: arrows choose. */
function roll(event: KeyboardEvent, kind: EntryKind, turn: (kind: EntryKind) => void): void {
  const { currentTarget: group, key } = event;
  if (!key.startsWith('Arrow') || !(group instanceof Element)) return;
  const forward = key === 'ArrowDown' || key === (group.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight');
  const step = forward ? 1 : entryKinds.length - 1;
  const next = entryKinds[(entryKinds.indexOf(kind) + step) % entryKinds.length] ?? kind;
  event.preventDefault();
  turn(next);
  group.querySelector<HTMLElement>(`[data-kind=${next}]`)?.focus();
}
