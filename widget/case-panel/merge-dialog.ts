import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { modal } from '../internal/modal.ts';
import { mostMerged } from './relations-desk.ts';
import type { Mergeable, Merging } from './relations-desk.ts';
import { writeNote } from './view.ts';
import type { View } from './view.ts';

/** Which active cases of the customer are merged, and which of them stays (C42). */
export function mergeDialog(view: View): TemplateResult | typeof nothing {
  const { term, relations } = view;
  const { merging } = relations;
  if (!merging) return nothing;
  const candidates = relations.candidates();
  const count = candidates.filter(({ id }) => merging.marked.has(id) && id !== merging.stays).length;
  const stays = candidates.find(({ id }) => id === merging.stays);
  const tooMany = count >= mostMerged;
  const allowed = stays !== undefined && count > 0 && !tooMany;
  const close = () => relations.stepBack();
  return html`<dialog class="dialog" part="dialog" aria-labelledby="merging" ${modal(close)}>
    <form
      method="dialog"
      @submit=${(event: Event) => {
        event.preventDefault();
        relations.submitMerge();
      }}
    >
      <header>
        <h3 id="merging">${term('caseMergeTitle')}</h3>
        <button class="btn quiet icon" type="button" aria-label=${term('close')} @click=${close}>
          ${icon(glyphs.close)}
        </button>
      </header>
      <div class="body">
        ${writeNote(view, relations.merge, term('caseNotDone', term('caseVerb_merge')))}
        <p class="muted">${term(candidates.length < 2 ? 'caseMergeNone' : 'caseMergeMeans')}</p>
        <ul class="merging">
          ${candidates.map((one, index) => row(view, one, merging, index === 0))}
        </ul>
        ${
          tooMany
            ? html`<p class="help tone due" role="status">${icon(glyphs.warn)} ${term('caseMergeMost', mostMerged)}</p>`
            : nothing
        }
      </div>
      <footer>
        <button class="btn primary" aria-disabled=${!allowed || relations.merge.busy}>
          ${allowed ? nothing : icon(glyphs.blocked)}${
            stays ? term('caseMergeDo', count, stays.number) : term('caseVerb_merge')
          }
          ${keycap(term, 'Ctrl+Enter')}</button
        ><button class="btn quiet" type="button" @click=${close}>${term('back')} ${keycap(term, 'Escape')}</button>
      </footer>
    </form>
  </dialog>`;
}

function row({ term, relations, host }: View, one: Mergeable, merging: Merging, first: boolean): TemplateResult {
  const stays = one.id === merging.stays;
  const set = (change: Partial<Merging>) => {
    relations.merging = { ...merging, ...change };
    host.requestUpdate();
  };
  const toggle = () => {
    const marked = new Set(merging.marked);
    if (!marked.delete(one.id)) marked.add(one.id);
    set({ marked });
  };
  return html`<li>
    <label class="check"
      ><input
        type="checkbox"
        ?autofocus=${first}
        aria-label=${term('caseMergeThis', one.number)}
        .checked=${stays || merging.marked.has(one.id)}
        aria-disabled=${stays}
        @click=${(event: Event) => (stays ? event.preventDefault() : undefined)}
        @change=${toggle} /></label
    ><bdi class="id">${one.number}</bdi><span class="clip" dir="auto">${one.title}</span
    ><label class="check"
      ><input
        type="radio"
        name="stays"
        aria-label=${term('caseMergeStaysThis', one.number)}
        .checked=${stays}
        @change=${() => {
          const marked = new Set(merging.marked);
          if (merging.stays !== null) marked.add(merging.stays);
          marked.delete(one.id);
          set({ marked, stays: one.id });
        }}
      /><span class="label">${term('caseMergeStays')}</span></label
    >
  </li>`;
}
