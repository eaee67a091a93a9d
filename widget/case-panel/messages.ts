import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { blockedNote } from '../internal/problem-message.ts';
import { fieldName, reading } from './changes.ts';
import { writeNote } from './view.ts';
import type { CaseView } from './view.ts';
import { actionOf } from './words.ts';

/** The case was resolved a moment ago, and how to undo it. */
export function justResolved({ term, found, work, press, readonly }: CaseView): TemplateResult | typeof nothing {
  const { justResolved: cancelled } = work;
  if (cancelled === null || found.state !== 'resolved') return nothing;
  return html`<div class="note done" role="status">
    ${icon(glyphs.done)}
    <p>
      <b>${term('caseDone_resolve', found.number)}</b> ${cancelled > 0 ? term('caseWereCancelled', cancelled) : nothing}
    </p>
    ${
      readonly
        ? nothing
        : html`<button class="btn s" type="button" @click=${() => press('reactivate')}>
            ${term('caseVerb_reactivate')}
          </button>`
    }
  </div>`;
}

/** What was refused, what failed, what is kept. */
export function messages(view: CaseView): TemplateResult {
  const { term, work, relations } = view;
  return html`${refusal(view)}
  ${writeNote(view, relations.child, term('caseNotDone', term('caseVerb_child')), { dismiss: true })}
  ${work.editing ? nothing : writeNote(view, work.save, term('caseChangeUnsaved'), { dismiss: true })}
  ${
    work.asking
      ? nothing
      : html`${writeNote(view, work.move, term('caseNotDone', term(`caseVerb_${work.verb}`)), { dismiss: true })}
        ${meanwhile(view)}`
  }
  ${writeNote(view, work.complete, term('caseActivityOpenStill'), { dismiss: true })} ${keptEdit(view)}`;
}

const actionNames = { resolve: 'resolve', cancel: 'cancel', reactivate: 'reactivate', child: 'add_child' } as const;

/** What blocks the verb that was pressed, with the way on. */
function refusal({ term, found, work, desk }: CaseView): TemplateResult | typeof nothing {
  const { refused } = work;
  if (!refused) return nothing;
  const { allowed, blockers } = actionOf(found, actionNames[refused]);
  const count = found.openActivities;
  if (allowed) return nothing;
  return blockedNote(term, term(`caseVerb_${refused}`), blockers, {
    lead: refused === 'cancel' ? term('caseCancelBlocked') : undefined,
    fix:
      refused === 'cancel' && count > 0
        ? html`<button class="btn s" type="button" aria-disabled=${work.closingAll} @click=${() => desk.closeAll(work)}>
            ${term('caseCloseActivities', count)}
          </button>`
        : nothing,
    dismiss: () => (work.refused = null),
  });
}

/** A verb was pressed on a case that a colleague had changed. */
export function meanwhile(view: CaseView): TemplateResult | typeof nothing {
  const { term, found, work, data } = view;
  if (!work.meanwhile) return nothing;
  const changed = work.meanwhile.map(
    (field) => `${fieldName(view, field)}: ${reading(view, data.offered, found, field)}`,
  );
  return html`<div class="note due" role="alert">
    ${icon(glyphs.swap)}
    <p>
      <b>${term('caseSavedMeanwhile')}</b> ${changed.join(' · ')} ${term('caseNotDone', term(`caseVerb_${work.verb}`))}
    </p>
  </div>`;
}

/** An edit that was left with Esc. */
function keptEdit({ term, format, work, press }: CaseView): TemplateResult | typeof nothing {
  const keptAt = work.edit?.draft.keptAt;
  if (!keptAt || work.editing) return nothing;
  return html`<div class="note plain">
    ${icon(glyphs.edit)}
    <p>${term('draftKept', format.time(keptAt))}</p>
    <button class="btn s" type="button" @click=${() => press('edit')}>${term('caseKeepEditing')}</button
    ><button class="btn s quiet" type="button" @click=${() => (work.edit = null)}>${term('discardDraft')}</button>
  </div>`;
}
