import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import type { Localize } from '../internal/localize.ts';
import { modal } from '../internal/modal.ts';
import type { Shortcut } from '../internal/shortcuts.ts';

export interface KeyGroup {
  readonly name: string;
  readonly shortcuts: readonly Pick<Shortcut, 'key' | 'label'>[];
}

export interface KeyMapOptions {
  groups: readonly KeyGroup[];
  /** Whether single letters are keys now. */
  letters: boolean;
  onLetters: (on: boolean) => void;
  onClose: () => void;
}

/** The map of all keys that work now, opened with `?`; single letters are switched off here. */
export function keyMap(term: Localize['term'], { groups, letters, onLetters, onClose }: KeyMapOptions): TemplateResult {
  return html`<dialog class="dialog" aria-labelledby="keys" ${modal(onClose)}>
    <form method="dialog">
      <header>
        <h3 id="keys">${term('keys')}</h3>
        <button class="btn quiet icon" aria-label=${term('close')}>${icon(glyphs.close)}</button>
      </header>
      <div class="body shown">
        <label class="check">
          <input
            type="checkbox"
            autofocus
            .checked=${letters}
            @change=${(event: Event) => event.target instanceof HTMLInputElement && onLetters(event.target.checked)}
          />
          <span>${term('keysSwitch')}<br /><span class="label">${term('keysHelp')}</span></span>
        </label>
        <dl class="keymap">
          ${groups.map(({ name, shortcuts }) =>
            shortcuts.length > 0
              ? html`<dt class="cap">${name}</dt>
                  ${shortcuts.map(
                    ({ key, label }) =>
                      html`<dt>${keycap(term, key)}</dt>
                        <dd>${label}</dd>`,
                  )}`
              : nothing,
          )}
        </dl>
      </div>
    </form>
  </dialog>`;
}
