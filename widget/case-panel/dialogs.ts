import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { modal } from '../internal/modal.ts';
import { blockedNote } from '../internal/problem-message.ts';
import { errorsOf, field } from './field.ts';
import { meanwhile } from './messages.ts';
import { writeNote } from './view.ts';
import type { CaseView } from './view.ts';
import { actionOf, cancelledByResolving, minutesText, reasonText } from './words.ts';

/** What is asked before a case is resolved or cancelled. */
export function dialogs(view: CaseView): TemplateResult | typeof nothing {
  const { asking } = view.work;
  return asking === 'resolve' ? resolveDialog(view) : asking === 'cancel' ? cancelDialog(view) : nothing;
}

/** How it was solved and how long it took (C33 to C37). */
function resolveDialog(view: CaseView): TemplateResult {
  const { term, found, work, data, desk, focusOn } = view;
  const { totalMinutes } = found;
  const count = cancelledByResolving(found);
  const { openActivities: open } = data;
  const draft = work.startResolution(found);
  const errors = errorsOf(draft, work.move?.failure ?? null);
  const body = html`${
      count > 0
        ? html`<div class="note due">
            ${icon(glyphs.warn)}
            <p>
              <b>${term('caseWillCancel', count)}</b> ${open.map(
                ({ id, subject }, index) =>
                  html`<button
                      class="link"
                      type="button"
                      @click=${() => {
                        work.back();
                        focusOn(`#${id}`);
                      }}
                    >
                      <bdi>${subject}</bdi></button
                    >${index < open.length - 1 ? ', ' : '.'}`,
              )}
            </p>
          </div>`
        : nothing
    }
    <div class="two">
      ${field(view, {
        name: 'resolutionType',
        label: term('caseResolutionType'),
        draft,
        options: found.resolutionTypes.map((one) => [one, reasonText(view, one)] as const),
        autofocus: true,
      })}
      ${field(view, {
        name: 'billableMinutes',
        label: term('caseBillableMinutes'),
        hint: term('caseOfTotal', minutesText(view, totalMinutes)),
        draft,
        errors,
        numeric: true,
      })}
    </div>
    ${
      Number(draft.get('billableMinutes')) > totalMinutes
        ? html`<p class="help tone due" role="status">${icon(glyphs.warn)} ${term('caseMoreThanTotal')}</p>`
        : nothing
    }
    ${field(view, { name: 'resolution', label: term('caseResolution'), draft, errors, rows: 3, required: true })}`;
  return dialog(view, 'resolve', {
    title: term('caseResolveTitle', found.number),
    body,
    label: count > 0 ? term('caseResolveCancelling', count) : term('caseVerb_resolve'),
    silent: errors.size > 0,
    take: (event) => draft.take(event),
    submit: () => desk.submitResolution(work, found),
  });
}

/** Asks before a case is closed: as cancelled, or as merged into another active one of the customer (C42). */
function cancelDialog(view: CaseView): TemplateResult {
  const { term, found, work, desk, relations } = view;
  const targets = relations.candidates().filter(({ id }) => id !== found.id);
  const draft = work.startCancel();
  const into = targets.find(({ id }) => id === draft.get('into')) ?? targets[0];
  const isMerge = draft.get('as') === 'merged' && into !== undefined;
  return dialog(view, 'cancel', {
    title: term('caseCancelTitle', found.number),
    body: html`<p><b dir="auto">${found.title}</b></p>
      ${
        targets.length === 0
          ? nothing
          : html`<div class="two">
              ${field(view, {
                name: 'as',
                label: term('caseCancelAs'),
                draft,
                options: (['cancelled', 'merged'] as const).map((one) => [one, term(`caseReason_${one}`)] as const),
                autofocus: true,
              })}
              ${
                isMerge
                  ? field(view, {
                      name: 'into',
                      label: term('caseCancelInto'),
                      draft,
                      options: targets.map(({ id, number, title }) => [id, `${number} ${title}`] as const),
                    })
                  : nothing
              }
            </div>`
      }
      ${isMerge ? writeNote(view, relations.merge, term('caseNotDone', term('caseVerb_merge'))) : nothing}
      <p>${term(isMerge ? 'caseMergeMeans' : 'caseCancelMeans')}</p>`,
    label: isMerge ? term('caseMergeDo', 1, into.number) : term('caseVerb_cancel'),
    take: (event) => draft.take(event),
    submit: () => (isMerge ? relations.mergeInto(into, [found]) : desk.submitCancel(work, found)),
  });
}

interface Parts {
  title: string;
  body: TemplateResult;
  /** What the button says: the deed and its number. */
  label: string;
  /** What failed stands at its field. */
  silent?: boolean;
  take?: (event: Event) => void;
  submit: () => void;
}

function dialog(view: CaseView, name: 'resolve' | 'cancel', parts: Parts): TemplateResult {
  const { term, found, work, host } = view;
  const { allowed, blockers } = actionOf(found, name);
  const verb = term(`caseVerb_${name}`);
  const close = () => {
    work.back();
    host.requestUpdate();
  };
  return html`<dialog class="dialog" part="dialog" aria-labelledby="asking" ${modal(close)}>
    <form
      method="dialog"
      @input=${parts.take}
      @submit=${(event: Event) => {
        event.preventDefault();
        if (allowed) parts.submit();
      }}
    >
      <header>
        <h3 id="asking">${parts.title}</h3>
        <button class="btn quiet icon" type="button" aria-label=${term('close')} @click=${close}>
          ${icon(glyphs.close)}
        </button>
      </header>
      <div class="body">
        ${meanwhile(view)}${parts.silent ? nothing : writeNote(view, work.move, term('caseNotDone', verb))}
        ${allowed ? nothing : blockedNote(term, verb, blockers)}${parts.body}
      </div>
      <footer>
        <button
          class="btn primary ${name === 'cancel' ? 'destroy' : ''}"
          aria-disabled=${!allowed || (work.move?.busy ?? false)}
          ?autofocus=${name === 'cancel'}
        >
          ${allowed ? nothing : icon(glyphs.blocked)}${parts.label} ${keycap(term, 'Ctrl+Enter')}</button
        ><button class="btn quiet" type="button" @click=${close}>${term('back')} ${keycap(term, 'Escape')}</button>
      </footer>
    </form>
  </dialog>`;
}
