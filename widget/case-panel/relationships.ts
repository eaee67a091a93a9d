import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaseRef } from '../../shared/cases.ts';
import type { MergeReceipt, Relationships, SimilarLink } from '../../shared/case-relations.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { failureNote } from '../internal/problem-message.ts';
import { writeNote } from './view.ts';
import type { CaseView } from './view.ts';
import { reasonGlyph } from './words.ts';

/** What the open case has to do with others; nothing where it stands alone. */
export function relationships(view: CaseView): TemplateResult | typeof nothing {
  const { term, data, relations } = view;
  const { relationships: load } = data;
  if (load.failure) {
    return failureNote(term, load.failure, { lead: term('caseRelationshipsUnread'), retry: () => load.again() });
  }
  const related = load.value;
  if (!related || isAlone(related)) return nothing;
  const { parent, master, children, merges, similar } = related;
  return html`<section class="section" part="relationships" aria-labelledby="related">
    <h3 id="related">${term('caseRelationships')}</h3>
    ${writeNote(view, relations.undo, term('caseNotDone', term('caseVerb_unmerge')), { dismiss: true })}
    ${group(term('caseChildOf'), parent ? [line(view, parent)] : [])}
    ${group(term('caseMergedInto'), master ? [line(view, master)] : [])}
    ${group(
      term('caseChildren'),
      children.map((child) => line(view, child)),
    )}
    ${group(
      term('caseMerges'),
      merges.map((merge) => receipt(view, merge)),
    )}
    ${group(
      term('caseSimilarLinked'),
      similar.map((link) => line(view, link, judgement(view, link))),
    )}
  </section>`;
}

function isAlone({ parent, master, children, merges, similar }: Relationships): boolean {
  return !parent && !master && children.length + merges.length + similar.length === 0;
}

function group(label: string, lines: readonly TemplateResult[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<h4 class="label">${label}</h4>
    <ul class="related">
      ${lines}
    </ul>`;
}

function line(view: CaseView, one: CaseRef, rest: unknown = nothing): TemplateResult {
  return html`<li>${caseLink(view, one)} ${rest}</li>`;
}

/** State, number and title; opens the case. */
export function caseLink({ term, open }: CaseView, one: CaseRef): TemplateResult {
  const reason = one.state === 'active' ? 'in_progress' : one.state === 'resolved' ? 'problem_solved' : 'cancelled';
  return html`${icon(reasonGlyph(one.state, reason), {
      label: term(`caseReason_${reason}`),
      more: one.state === 'resolved' ? 'done' : '',
    })}<button class="link" type="button" @click=${() => open(one)}>
      <bdi class="id">${one.number}</bdi></button
    ><span class="clip" dir="auto">${one.title}</span>`;
}

/** A merge by its receipt: which cases went in, how much came with them, and the way back. */
function receipt(view: CaseView, merge: MergeReceipt): TemplateResult {
  const { term, format, found, relations } = view;
  return html`<li class="stack">
    <p>
      ${icon(glyphs.merge)}<span class="label"
        >${term('caseMergedBy', merge.mergedBy.name, format.when(merge.mergedAt))}</span
      >${
        merge.undoneAt
          ? html`<span class="label">${term('caseMergeUndone')}</span>`
          : view.readonly || found.statusReason === 'merged'
            ? nothing
            : html`<button
                class="btn s"
                type="button"
                data-undo=${merge.id}
                aria-disabled=${relations.undo.busy}
                @click=${() => relations.unmerge(found, merge.id)}
              >
                ${icon(glyphs.undo)}${term('caseUndoMerge')}
              </button>`
      }
    </p>
    <ul class="related">
      ${merge.cases.map(
        (one) =>
          html`<li>
            ${caseLink(view, one)}<span class="label">${term('caseMoved', one.activities, one.notes)}</span>
          </li>`,
      )}
    </ul>
  </li>`;
}

/** Whether what solved the other case helped here (C49). */
function judgement(view: CaseView, link: SimilarLink): TemplateResult {
  const { term, found, relations, readonly } = view;
  const answer = (helpful: boolean) =>
    html`<button
      type="button"
      aria-pressed=${link.helpful === helpful}
      @click=${() => relations.found(found.id, link, helpful)}
    >
      ${term(helpful ? 'caseHelped_yes' : 'caseHelped_no')}
    </button>`;
  return html`<span class="group"
    ><span class="label">${term('caseHelped')}</span>${
      readonly
        ? html`<b>${link.helpful === null ? '' : term(link.helpful ? 'caseHelped_yes' : 'caseHelped_no')}</b>`
        : html`<span class="seg" role="group" aria-label=${term('caseHelped')}>${answer(true)}${answer(false)}</span>`
    }</span
  >`;
}
