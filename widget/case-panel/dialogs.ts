import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Activity, Case } from '../../shared/cases.ts';
import type { FieldError } from '../../shared/problems.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { modal } from '../internal/modal.ts';
import { blockedNote } from '../internal/problem-message.ts';
import type { Draft } from './draft.ts';
import { field } from './field.ts';
import { actionOf, minutesText } from './words.ts';
import type { Words } from './words.ts';

interface DialogOptions {
  found: Case;
  busy: boolean;
  /** Why it was not done, above the form. */
  failure: unknown;
  submit: () => void;
  close: () => void;
}

export interface ResolveOptions extends DialogOptions {
  draft: Draft;
  errors: ReadonlyMap<string, FieldError>;
  /** The open activities as far as they have been read. */
  open: readonly Activity[];
  changed: () => void;
  show: (activity: Activity) => void;
}

/** How it was solved and how long it took (C33 to C37). */
export function resolveDialog(words: Words, options: ResolveOptions): TemplateResult {
  const { term } = words;
  const { found, draft, errors, open, show } = options;
  const count = found.openActivities;
  const minutes = Number(draft.get('billableMinutes'));
  const tooMuch = minutes > found.totalMinutes;
  const body = html`${
      count > 0
        ? html`<div class="note due card" part="open-activities">
            ${icon(glyphs.warn)}
            <p>
              <b>${term('caseWillCancel', count)}</b> ${open.map(
                (activity, index) =>
                  html`<button class="link" type="button" @click=${() => show(activity)}>
                      <bdi>${activity.subject}</bdi></button
                    >${index < open.length - 1 ? ', ' : '.'}`,
              )}
            </p>
          </div>`
        : nothing
    }
    <div class="two">
      ${field(words, {
        name: 'resolutionType',
        label: term('caseResolutionType'),
        draft,
        options: (['problem_solved', 'information_provided'] as const).map((one) => [one, term(`caseReason_${one}`)]),
        autofocus: true,
      })}
      ${field(words, {
        name: 'billableMinutes',
        label: term('caseBillableMinutes'),
        hint: term('caseOfTotal', minutesText(words, found.totalMinutes)),
        draft,
        error: errors.get('billableMinutes'),
        numeric: true,
      })}
    </div>
    ${tooMuch ? html`<p class="help tone due" role="status">${icon(glyphs.warn)} ${term('caseMoreThanTotal')}</p>` : nothing}
    ${field(words, {
      name: 'resolution',
      label: term('caseResolution'),
      draft,
      error: errors.get('resolution'),
      rows: 3,
      required: true,
    })}`;
  return dialog(words, options, {
    title: term('caseResolveTitle', found.number),
    body,
    verb: count > 0 ? term('caseResolveCancelling', count) : term('caseVerb_resolve'),
    allowed: actionOf(found, 'resolve')?.allowed ?? false,
    blocked: blockersNote(words, found, 'resolve', term('caseVerb_resolve')),
    take: (event) => {
      draft.take(event);
      options.changed();
    },
  });
}

/** Asks before a case is cancelled (C42). */
export function cancelDialog(words: Words, options: DialogOptions): TemplateResult {
  const { term } = words;
  const { found } = options;
  return dialog(words, options, {
    title: term('caseCancelTitle', found.number),
    body: html`<p><b dir="auto">${found.title}</b></p>
      <p>${term('caseCancelMeans')}</p>`,
    verb: term('caseVerb_cancel'),
    tone: 'destroy',
    allowed: actionOf(found, 'cancel')?.allowed ?? false,
    blocked: blockersNote(words, found, 'cancel', term('caseVerb_cancel')),
  });
}

interface Parts {
  title: string;
  body: unknown;
  verb: string;
  tone?: string;
  allowed: boolean;
  blocked: unknown;
  take?: (event: Event) => void;
}

function dialog({ term }: Words, { busy, failure, submit, close }: DialogOptions, parts: Parts): TemplateResult {
  return html`<dialog class="dialog" part="dialog" aria-labelledby="asking" ${modal(close)}>
    <form
      method="dialog"
      @input=${parts.take}
      @submit=${(event: Event) => {
        event.preventDefault();
        if (parts.allowed) submit();
      }}
    >
      <header>
        <h3 id="asking">${parts.title}</h3>
        <button class="btn quiet icon" type="button" aria-label=${term('close')} @click=${close}>
          ${icon(glyphs.close)}
        </button>
      </header>
      <div class="body">${failure}${parts.allowed ? nothing : parts.blocked}${parts.body}</div>
      <footer>
        <button
          class="btn primary ${parts.tone ?? ''}"
          aria-disabled=${busy || !parts.allowed}
          ?autofocus=${!parts.take}
        >
          ${parts.allowed ? nothing : icon(glyphs.blocked)}${parts.verb} ${keycap(term, 'Ctrl+Enter')}</button
        ><button class="btn quiet" type="button" @click=${close}>${term('back')} ${keycap(term, 'Escape')}</button>
      </footer>
    </form>
  </dialog>`;
}

function blockersNote({ term }: Words, found: Case, name: 'resolve' | 'cancel', label: string): TemplateResult {
  return blockedNote(term, label, actionOf(found, name)?.blockers ?? []);
}
