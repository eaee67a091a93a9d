import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../internal/icon.ts';
import { failureNote } from '../internal/problem-message.ts';
import type { CaseView } from './view.ts';
import { kindGlyph } from './words.ts';
import type { Words } from './words.ts';

/** Under an hour is soon. */
const soon = 3_600_000;

/** The open activities of a case, each completed by its box; before they are read, as many rows as there will be. */
export function todo(view: CaseView): TemplateResult | typeof nothing {
  const { term, found, work, data } = view;
  const { activities, openActivities } = data;
  const fixed = view.readonly || found.state !== 'active' || work.leaving !== null;
  if (activities.failure) {
    return failureNote(term, activities.failure, {
      lead: term('caseActivitiesUnread'),
      retry: () => activities.again(),
    });
  }
  const count = activities.value ? openActivities.length : found.openActivities;
  if (count === 0) return nothing;
  return html`<section class="section" part="todo" aria-labelledby="todo">
    <h3 id="todo">${term('caseTodo')} <span class="n">${count}</span></h3>
    <ul class="todo ${activities.value ? '' : 'bones'}">
      ${
        activities.value
          ? repeat(
              openActivities,
              ({ id }) => id,
              (activity) =>
                html`<li>
                  <label class="check"
                    ><input
                      type="checkbox"
                      id=${activity.id}
                      aria-label=${term('caseComplete', activity.subject)}
                      .checked=${work.leaving === activity.id}
                      aria-disabled=${fixed}
                      @click=${(event: Event) => (fixed ? event.preventDefault() : work.close(activity))} /></label
                  >${icon(kindGlyph[activity.kind], { label: term(`caseKind_${activity.kind}`) })}<span
                    class="clip"
                    dir="auto"
                    >${activity.subject}</span
                  >${activity.dueAt ? due(view, activity.dueAt) : nothing}
                </li>`,
            )
          : Array.from({ length: count }, () => html`<li><span></span><span></span><i class="bone w4"></i></li>`)
      }
    </ul>
  </section>`;
}

/** When it is due, with what is left when that is little, or nothing. */
function due({ format }: Words, dueAt: string): TemplateResult {
  const left = new Date(dueAt).getTime() - Date.now();
  const tone = left < 0 ? 'urgent tone strong' : left < soon ? 'due tone strong' : 'muted';
  return html`<time class="small num ${tone}" datetime=${dueAt}
    >${format.when(dueAt)}${left < soon ? html`, ${format.relative(dueAt)}` : nothing}</time
  >`;
}
