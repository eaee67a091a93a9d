import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SearchBy } from '../../shared/customers.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import type { Localize } from '../internal/localize.ts';

const kinds: readonly SearchBy[] = ['any', 'name', 'phone', 'email', 'number', 'order', 'tax_id'];

export interface FieldView {
  term: Localize['term'];
  text: string;
  by: SearchBy;
  placeholder: string;
  /** What the field is called where no label is seen; empty where one is. */
  name: string;
  /** The place of the marked option; null while no list is open, −1 while none is marked. */
  active: number | null;
  fault: string;
  required: boolean;
  disabled: boolean;
  readOnly: boolean;
  /** The provider's `/` leads here. */
  hasKey: boolean;
  onType: (text: string) => void;
  onKey: (event: KeyboardEvent) => void;
  onKind: (by: SearchBy) => void;
  onClear: () => void;
}

/** The text field, what it searches by, and at its end the key that leads here or what empties it. */
export function field(view: FieldView): TemplateResult {
  const { term, text, by, active, fault, disabled, readOnly } = view;
  const still = disabled || readOnly;
  return html`<div class="combo ${fault ? 'bad' : ''}" part="combobox">
    <input
      id="text"
      part="input"
      data-first
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="search"
      placeholder=${view.placeholder || term('lookupPlaceholder')}
      aria-label=${view.name || nothing}
      aria-autocomplete="list"
      aria-controls="options"
      aria-expanded=${active !== null}
      aria-activedescendant=${active === null || active < 0 ? nothing : `option-${active}`}
      aria-required=${view.required ? 'true' : nothing}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="fault help"
      ?disabled=${disabled}
      ?readonly=${readOnly}
      .value=${text}
      @input=${({ target }: Event) => target instanceof HTMLInputElement && view.onType(target.value)}
      @keydown=${view.onKey}
    />
    <span class="by">
      <select
        part="search-by"
        aria-label=${term('lookupBy')}
        ?disabled=${still}
        @change=${({ target }: Event) =>
          target instanceof HTMLSelectElement && view.onKind(kinds[target.selectedIndex] ?? 'any')}
      >
        ${kinds.map((kind) => html`<option ?selected=${kind === by}>${term(`lookupBy_${kind}`)}</option>`)}
      </select>
      ${icon(glyphs.down)}
    </span>
    ${icon(glyphs.search)} ${still ? nothing : ending(view)}
  </div>`;
}

function ending({ term, text, hasKey, onClear }: FieldView): TemplateResult | typeof nothing {
  if (!text) return hasKey ? html`<span class="shown">${keycap(term, '/')}</span>` : nothing;
  return html`<button
    class="btn quiet icon s"
    type="button"
    part="clear-button"
    aria-label=${term('clear')}
    @click=${onClear}
  >
    ${icon(glyphs.close)}
  </button>`;
}
