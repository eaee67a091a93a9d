import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ExistingCase, SimilarCase } from '../../shared/case-relations.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { failureVoid } from '../internal/problem-message.ts';
import { timelineBones } from './skeleton.ts';
import { timeline } from './timeline.ts';
import { writeNote } from './view.ts';
import type { CaseView, View } from './view.ts';
import { reasonIcon, reasonText } from './words.ts';

/** Resolved cases that may say how this one is solved: by its own words and subject, or by others (C27 to C31). */
export function similarCases(view: CaseView): TemplateResult | typeof nothing {
  const { term, data, relations } = view;
  const { looking } = relations;
  if (!looking) return nothing;
  const { similar } = data;
  return html`<section class="section" part="similar" aria-labelledby="similar">
    <h3 id="similar">${term('caseSimilar')}</h3>
    <form
      class="seek"
      role="search"
      @submit=${(event: Event) => {
        event.preventDefault();
        relations.look({ ...looking, words: looking.typed.trim(), peeked: null });
      }}
    >
      <span class="input"
        >${icon(glyphs.search)}<input
          id="similar-words"
          autocomplete="off"
          dir="auto"
          aria-label=${term('caseSimilarSearch')}
          placeholder=${term('caseSimilarSearch')}
          .value=${live(looking.typed)}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) relations.look({ ...looking, typed: event.target.value });
          }} /></span
      ><button class="btn">${term('caseSimilarFind')}</button
      ><button class="btn quiet icon" type="button" aria-label=${term('close')} @click=${() => relations.stopLooking()}>
        ${icon(glyphs.close)}
      </button>
    </form>
    ${writeNote(view, relations.link, '', { dismiss: true })}
    ${similar.render({
      pending: () => html`<p class="muted" role="status">${term('loading')}</p>`,
      failed: (failure) =>
        failureVoid(term, failure, { lead: term('caseSimilarUnread'), retry: () => similar.again() }),
      ready: ({ items }) =>
        items.length === 0
          ? html`<p class="muted" role="status">${term('caseSimilarNone')}</p>`
          : html`<ul class="hints">
              ${items.map((one) => hint(view, one))}
            </ul>`,
    })}
  </section>`;
}

/** One of them: what it was, how it was solved, why it is shown; its timeline beside, and that it is the solution. */
function hint(view: CaseView, one: SimilarCase): TemplateResult {
  const { term, format, found, relations, readonly, data } = view;
  const { looking } = relations;
  const isPeeked = looking?.peeked === one.id;
  const { words, subject, helped } = one.because;
  const because = [
    ...(words.length > 0 ? [term('caseSharedWords', new Intl.ListFormat(format.language).format(words))] : []),
    ...(subject ? [term('caseSameSubject')] : []),
    ...(helped > 0 ? [term('caseHelpedTimes', helped)] : []),
  ];
  return html`<li>
    <p>
      ${reasonIcon(view, { state: 'resolved', statusReason: one.resolutionType })}<bdi class="id">${one.number}</bdi
      ><span class="clip strong" dir="auto">${one.title}</span
      ><time class="muted small num" datetime=${one.closedAt}>${format.when(one.closedAt)}</time>
    </p>
    <p dir="auto">${one.resolution}</p>
    <p class="label">${[reasonText(view, one.resolutionType), ...because].join('\u00a0· ')}</p>
    <p class="group">
      <button
        class="btn s"
        type="button"
        aria-expanded=${isPeeked}
        @click=${() => looking && relations.look({ ...looking, peeked: isPeeked ? null : one.id })}
      >
        ${term(isPeeked ? 'caseHideTimeline' : 'caseShowTimeline')}</button
      >${
        one.linked
          ? html`<span class="label">${icon(glyphs.check, { more: 'done' })} ${term('caseFound')}</span>`
          : readonly
            ? nothing
            : html`<button
                class="btn s"
                type="button"
                aria-disabled=${relations.link.busy}
                @click=${() => relations.found(found.id, one, true)}
              >
                ${term('caseFoundSolution')}
              </button>`
      }
    </p>
    ${
      isPeeked
        ? html`<div class="peek" role="region" aria-label=${one.number}>
            ${data.peeked.render({
              pending: () => timelineBones(),
              failed: (failure) =>
                failureVoid(term, failure, { lead: term('caseTimelineUnread'), retry: () => data.peeked.again() }),
              ready: ({ items }) => timeline(view, items),
            })}
          </div>`
        : nothing
    }
  </li>`;
}

/** Cases of the customer that a new one may repeat, while its title is written (C02, C16). */
export function existingCases(view: View, items: readonly ExistingCase[]): TemplateResult | typeof nothing {
  const { term, format, open, leaveForm } = view;
  if (items.length === 0) return nothing;
  return html`<div class="note plain" role="status" part="existing">
    ${icon(glyphs.search)}
    <div>
      <b>${term('caseExisting')}</b>
      <ul class="related">
        ${items.map(
          (one) =>
            html`<li>
              ${reasonIcon(view, {
                state: one.state,
                statusReason:
                  one.state === 'active' ? 'in_progress' : one.state === 'resolved' ? 'problem_solved' : 'cancelled',
              })}<bdi class="id">${one.number}</bdi><span class="clip" dir="auto">${one.title}</span
              ><span class="label"
                >${term('caseSharedWords', new Intl.ListFormat(format.language).format(one.words))}</span
              ><button
                class="btn s"
                type="button"
                @click=${() => {
                  leaveForm();
                  open(one);
                }}
              >
                ${term('caseExistingOpen')}
              </button>
            </li>`,
        )}
      </ul>
    </div>
  </div>`;
}
