import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { failureNote } from '../internal/problem-message.ts';
import { isWritten } from './entry.ts';
import type { WaitingEntry } from './case-work.ts';
import type { CaseView } from './view.ts';

/** What was written while the network was away, above what has happened, until it is sent. */
export function waitingEntries(view: CaseView): TemplateResult | typeof nothing {
  const { waiting } = view.work;
  if (waiting.length === 0) return nothing;
  return html`<ol part="waiting">
    ${repeat(
      waiting,
      ({ command }) => command,
      (one) => html`<li>${entry(view, one)}</li>`,
    )}
  </ol>`;
}

function entry({ term, work, focusOn }: CaseView, one: WaitingEntry): TemplateResult {
  const { command, entry: written } = one;
  const { kind, body } = written;
  const { failure } = command;
  const drop = () => {
    work.drop(command);
    command.dismiss();
  };
  const take = () => {
    work.takeBack(one);
    focusOn('.composer textarea');
  };
  return html`<span></span><span class="g due">${icon(glyphs.offline)}</span>
    <div class="t">
      <p class="by">
        <b>${term(`caseKind_${kind}`)}</b> <span class="label">${term('caseNotSent')}</span> ${
          command.busy || isWritten(work.entry)
            ? nothing
            : html`<button class="link" type="button" @click=${take}>${term('caseTakeBack')}</button>`
        }
      </p>
      <p class="text" dir="auto">${[body['subject'], body['body'], body['description']].filter(Boolean).join('\n')}</p>
      ${
        failure && failure.kind !== 'offline'
          ? failureNote(term, failure, { retry: () => void command.retry(), dismiss: drop })
          : nothing
      }
    </div>`;
}
