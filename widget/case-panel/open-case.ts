import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { failureNote, failureVoid } from '../internal/problem-message.ts';
import { editForm } from './case-form.ts';
import { composer } from './composer.ts';
import { conflictForm } from './conflict.ts';
import { dialogs } from './dialogs.ts';
import { facts, header } from './header.ts';
import { moreButton } from './list.ts';
import { justResolved, messages } from './messages.ts';
import { relationships } from './relationships.ts';
import { resolutions } from './resolutions.ts';
import { similarCases } from './similar.ts';
import { timelineBones } from './skeleton.ts';
import { timeline } from './timeline.ts';
import { todo } from './todo.ts';
import { waitingEntries } from './waiting.ts';
import type { CaseView } from './view.ts';

/** The open case from its head to its history, and what is asked about it. */
export function openCase(view: CaseView): TemplateResult {
  const { found, work } = view;
  if (work.conflict) return conflictForm(view, work.conflict);
  return html`${justResolved(view)} ${header(view)} ${messages(view)} ${editForm(view)} ${facts(view)}
  ${
    found.description && !work.editing
      ? html`<section class="section prose" dir="auto">${found.description}</section>`
      : nothing
  }
  ${resolutions(view)} ${similarCases(view)} ${relationships(view)} ${todo(view)}
  ${view.readonly || found.state !== 'active' ? nothing : composer(view)} ${history(view)} ${dialogs(view)}`;
}

function history(view: CaseView): TemplateResult {
  const { term, data } = view;
  const { timeline: pages } = data;
  return html`<section class="timeline" part="timeline" aria-label=${term('caseTimeline')}>
    ${waitingEntries(view)}
    ${pages.first.render({
      pending: () => timelineBones(),
      failed: (failure) => failureVoid(term, failure, { lead: term('caseTimelineUnread'), retry: () => pages.again() }),
      ready: () => timeline(view, pages.items),
    })}
    ${pages.failure ? failureNote(term, pages.failure, { retry: () => void pages.more() }) : nothing}
    ${moreButton(view, pages)}
  </section>`;
}
