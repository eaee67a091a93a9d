import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Resolution } from '../../shared/cases.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { CaseView } from './view.ts';
import { reasonText, timesText } from './words.ts';
import type { Words } from './words.ts';

/** How the case was resolved, now and before (C39). */
export function resolutions(view: CaseView): TemplateResult {
  const { term, found } = view;
  const isResolved = found.state === 'resolved';
  const [latest] = found.resolutions;
  const earlier = found.resolutions.slice(isResolved ? 1 : 0);
  return html`${
    isResolved && latest
      ? html`<div class="note done">
          ${icon(glyphs.done)}
          <p>${told(view, latest)}</p>
        </div>`
      : nothing
  }${
    earlier.length > 0
      ? html`<section class="section" aria-labelledby="earlier">
          <h3 id="earlier">${term('caseEarlierResolutions')} <span class="n">${earlier.length}</span></h3>
          <ul class="past">
            ${earlier.map(
              (one) =>
                html`<li>
                  ${icon(glyphs.done, { more: 'done' })}
                  <p>${told(view, one)}</p>
                </li>`,
            )}
          </ul>
        </section>`
      : nothing
  }`;
}

function told(words: Words, { resolutionType, resolution, resolvedBy, resolvedAt, ...times }: Resolution) {
  const { term, format } = words;
  return html`<b>${reasonText(words, resolutionType)}</b>
    ${term('caseByOn', resolvedBy.name, format.when(resolvedAt))}.
    <span dir="auto">${resolution}</span>
    <span class="muted">${timesText(words, times.totalMinutes, times.billableMinutes)}</span>`;
}
