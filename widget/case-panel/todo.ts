import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Activity } from '../../shared/cases.ts';
import { icon } from '../internal/icon.ts';
import { kindGlyph } from './words.ts';
import type { Words } from './words.ts';

/** Under an hour is soon. */
const soon = 3_600_000;

export interface TodoOptions {
  activities: readonly Activity[];
  /** Those that are being completed. */
  leaving: string | null;
  complete: ((activity: Activity) => void) | null;
}

/** The open activities of a case, each completed by its box. */
export function todo({ term, format }: Words, { activities, leaving, complete }: TodoOptions): TemplateResult {
  return html`<section class="section" part="todo" aria-labelledby="todo">
    <h3 id="todo">${term('caseTodo')} <span class="n">${activities.length}</span></h3>
    <ul class="todo">
      ${repeat(
        activities,
        ({ id }) => id,
        (activity) =>
          html`<li>
            <label class="check"
              ><input
                type="checkbox"
                id=${activity.id}
                aria-label=${term('caseComplete', activity.subject)}
                .checked=${leaving === activity.id}
                ?disabled=${!complete}
                @change=${() => complete?.(activity)} /></label
            >${icon(kindGlyph[activity.kind], { label: term(`caseKind_${activity.kind}`) })}<span
              class="clip"
              dir="auto"
              >${activity.subject}</span
            >${activity.dueAt ? due(format, activity.dueAt) : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

function due(format: Words['format'], dueAt: string): TemplateResult {
  const left = new Date(dueAt).getTime() - Date.now();
  const near = left < soon;
  return html`<time class="small num ${near ? 'due tone strong' : 'muted'}" datetime=${dueAt}
    >${format.when(dueAt)}${near ? html`, ${format.relative(dueAt)}` : nothing}</time
  >`;
}
