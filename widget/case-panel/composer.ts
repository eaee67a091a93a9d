import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FieldError } from '../../shared/problems.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { fieldErrorText } from '../internal/problem-message.ts';
import { choice } from './choice.ts';
import type { Draft } from './draft.ts';
import { isWritten, kindOf } from './entry.ts';
import { entryKinds, kindGlyph } from './words.ts';
import type { EntryKind, Words } from './words.ts';

export interface ComposerOptions {
  draft: Draft;
  busy: boolean;
  /** Waits for the network, and is sent when it is back. */
  waits: boolean;
  errors: ReadonlyMap<string, FieldError>;
  changed: (event: Event) => void;
  turn: (kind: EntryKind) => void;
  internal: (internal: boolean) => void;
  send: () => void;
}

/** Where a note, call, task, e-mail or appointment is written. */
export function composer(words: Words, options: ComposerOptions): TemplateResult {
  const { term } = words;
  const { draft, busy, errors, changed, turn, send } = options;
  const kind = kindOf(draft);
  const [error] = errors.values();
  const wrong = (name: string) => (errors.has(name) ? 'true' : nothing);
  const described = error ? 'entry-error' : nothing;
  return html`<form
    class="composer"
    part="composer"
    aria-label=${term(`caseKind_${kind}`)}
    @input=${changed}
    @submit=${(event: Event) => {
      event.preventDefault();
      send();
    }}
  >
    <div
      class="seg"
      role="radiogroup"
      aria-label=${term('caseKind')}
      @keydown=${(event: KeyboardEvent) => roll(event, kind, turn)}
    >
      ${entryKinds.map(
        (one) =>
          html`<button
            type="button"
            role="radio"
            aria-checked=${one === kind}
            tabindex=${one === kind ? 0 : -1}
            data-kind=${one}
            aria-label=${term(`caseKind_${one}`)}
            @click=${() => turn(one)}
          >
            ${icon(kindGlyph[one])}<span>${term(`caseKind_${one}`)}</span>
          </button>`,
      )}
    </div>
    ${
      kind === 'note'
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
      name="text"
      rows="2"
      dir="auto"
      aria-label=${kind === 'note' ? term('caseKind_note') : term('caseDescription')}
      placeholder=${term(kind === 'note' ? 'caseNotePlaceholder' : 'caseDescription')}
      aria-invalid=${errors.has('body') || errors.has('description') ? 'true' : nothing}
      aria-describedby=${described}
      ?readonly=${busy}
      .value=${live(draft.get('text'))}
    ></textarea>
    ${error ? html`<p class="help tone urgent" id="entry-error" role="alert">${fieldErrorText(term, error)}</p>` : nothing}
    <div class="foot">
      ${kind === 'note' ? visibility(words, options) : details(words, options, kind)}
      <span class="label">${keptText(words, options)}</span><span class="spring"></span
      ><button class="btn s" part="send-button" aria-disabled=${busy}>
        ${busy ? term('saving') : term(`caseSave_${kind}`)} ${keycap(term, 'Ctrl+Enter')}
      </button>
    </div>
  </form>`;
}

function visibility({ term }: Words, { draft, internal }: ComposerOptions): TemplateResult {
  return choice({
    id: 'visibility',
    label: term('caseVisibility'),
    value: draft.get('internal'),
    look: 'btn quiet s',
    options: [
      { value: 'yes', label: term('caseInternal'), glyph: glyphs.lock },
      { value: '', label: term('caseShared'), glyph: glyphs.eye },
    ],
    choose: (value) => internal(value !== ''),
  });
}

function details({ term }: Words, { draft, errors, busy }: ComposerOptions, kind: EntryKind): TemplateResult {
  const dated = kind === 'task' || kind === 'appointment' || !draft.get('done');
  return html`<label class="with"
      >${icon(glyphs.clock)}<input
        class="minutes"
        name="minutes"
        inputmode="numeric"
        autocomplete="off"
        size="3"
        aria-label=${term('caseDuration')}
        aria-invalid=${errors.has('durationMinutes') ? 'true' : nothing}
        placeholder="0"
        ?readonly=${busy}
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
              aria-invalid=${errors.has('dueAt') ? 'true' : nothing}
              .value=${live(draft.get('due'))}
          /></label>`
        : nothing
    }`;
}

function keptText({ term, format }: Words, { draft, waits }: ComposerOptions): string {
  if (waits) return term('caseNotSent');
  return draft.keptAt && isWritten(draft) ? term('draftKept', format.time(draft.keptAt)) : '';
}

/** The kinds are one radio group: arrows choose. */
function roll(event: KeyboardEvent, kind: EntryKind, turn: (kind: EntryKind) => void): void {
  const { currentTarget: group, key } = event;
  const forward = group instanceof Element && group.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
  if (!key.startsWith('Arrow') || !(group instanceof Element)) return;
  const step = key === forward || key === 'ArrowDown' ? 1 : entryKinds.length - 1;
  const next = entryKinds[(entryKinds.indexOf(kind) + step) % entryKinds.length] ?? kind;
  event.preventDefault();
  event.stopPropagation();
  turn(next);
  group.querySelector<HTMLElement>(`[data-kind=${next}]`)?.focus();
}
