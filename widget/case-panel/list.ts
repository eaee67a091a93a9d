import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CaseListItem } from '../../shared/cases.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { MorePages } from './pages.ts';
import { moveInRows } from './rows.ts';
import { priorityGlyph, priorityName, reasonIcon } from './words.ts';
import type { Words } from './words.ts';

export interface CaseListOptions {
  items: readonly CaseListItem[];
  /** Whose they are, for assistive technology. */
  label: string;
  /** The case that is open. */
  openId: string | null;
  /** The row that Tab goes to. */
  rowId: string | null;
  /** The cases that are marked for what is done with several; null where nothing is. */
  marked: ReadonlySet<string> | null;
  mark: (item: CaseListItem) => void;
  open: (item: CaseListItem) => void;
  reached: (item: CaseListItem) => void;
  /** Letters that are commands and begin no word. */
  reserved: (key: string) => boolean;
}

/** The customer's cases, one a row: state, number, title, priority, when. */
export function caseList(words: Words, options: CaseListOptions): TemplateResult {
  const { items, openId, rowId, open, reached } = options;
  const stop = items.find(({ id }) => id === rowId) ?? items.find(({ id }) => id === openId) ?? items[0];
  return html`<ul
    class="cases"
    part="list"
    role="listbox"
    aria-label=${options.label}
    aria-multiselectable=${options.marked === null ? nothing : 'true'}
    @keydown=${(event: KeyboardEvent) => moveInRows(event, options.reserved)}
  >
    ${repeat(
      items,
      ({ id }) => id,
      (item) =>
        html`<li
          class="row"
          role="option"
          tabindex=${item === stop ? 0 : -1}
          ?data-first=${item === stop}
          aria-selected=${item.id === openId}
          data-text=${item.title}
          @focus=${() => reached(item)}
          aria-checked=${marks(options, item) ? String(options.marked?.has(item.id)) : nothing}
          @click=${(event: MouseEvent) => {
            if ((event.ctrlKey || event.metaKey) && marks(options, item)) options.mark(item);
            else open(item);
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === ' ' && marks(options, item)) options.mark(item);
            else if (event.key === 'Enter') open(item);
            else return;
            event.preventDefault();
          }}
        >
          ${row(words, item, item.id === openId, options.marked?.has(item.id) ?? false)}
        </li>`,
    )}
  </ul>`;
}

/** Reads the next page; nothing at the end. */
export function moreButton({ term }: Words, pages: MorePages): TemplateResult | typeof nothing {
  if (!pages.next) return nothing;
  return html`<p class="foot">
    <button class="btn quiet s" type="button" aria-disabled=${pages.busy} @click=${() => pages.more()}>
      ${term(pages.busy ? 'loading' : 'showMore')}
    </button>
  </p>`;
}

/** Space, or a click with Ctrl, marks an active case. */
function marks({ marked }: CaseListOptions, { state }: CaseListItem): boolean {
  return marked !== null && state === 'active';
}

function row(words: Words, item: CaseListItem, isOpen: boolean, isMarked: boolean): TemplateResult {
  const { format } = words;
  const closed = item.state === 'active' ? '' : 'muted';
  const at = item.closedAt ?? item.updatedAt;
  return html`${
      isMarked ? icon(glyphs.check, { label: words.term('caseMark', item.number) }) : reasonIcon(words, item)
    }<bdi class="id ${closed}">${item.number}</bdi
    ><span class="clip ${isOpen ? 'strong' : closed}" dir="auto">${item.title}</span
    ><span class="side num muted small"
      >${icon(priorityGlyph(item.priority), {
        label: priorityName(item.priority),
        more: item.priority.hotAlert && !closed ? 'urgent' : '',
      })}<time datetime=${at}>${format.when(at)}</time></span
    >`;
}
