import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import type { Words } from './words.ts';

/** One thing that stands in the way of submission, with the deed that mends it. */
export interface Block {
  readonly text: string;
  readonly fix?: { readonly label: string; readonly run: () => void };
}

export interface FinishOptions {
  blocks: readonly Block[];
  label: string;
  /** Sent, and no answer yet. */
  sending: boolean;
  submit: () => void;
}

/** Submit, and beside it what blocks it, each with its way on. */
export function finishView({ blocks, label, sending, submit }: FinishOptions, { term }: Words): TemplateResult {
  const blocked = blocks.length > 0;
  return html`<div class="finish" part="finish">
    <div class="go">
      <button
        class="btn l primary"
        type="button"
        part="submit-button"
        aria-disabled=${blocked || sending ? 'true' : nothing}
        aria-busy=${sending ? 'true' : nothing}
        aria-describedby=${blocked ? 'blocks' : nothing}
        @click=${submit}
      >
        ${blocked && !sending ? icon(glyphs.blocked) : nothing} ${sending ? term('orderSubmitting') : label}
        ${sending ? nothing : keycap(term, 'Ctrl+Enter')}
      </button>
    </div>
    <div class="blockers" role="status" part="blockers" ?hidden=${!blocked || sending}>
      <p class="cap" id="blocks">
        <span class="blocked tone">${icon(glyphs.blocked)}</span> ${term('orderBlocks', blocks.length)}
      </p>
      <ol>
        ${blocks.map(
          ({ text, fix }) =>
            html`<li>
              <p>${text}</p>
              ${fix ? html`<button class="btn s" type="button" data-fix @click=${fix.run}>${fix.label}</button>` : nothing}
            </li>`,
        )}
      </ol>
    </div>
  </div>`;
}
