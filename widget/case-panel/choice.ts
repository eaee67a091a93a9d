import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { moveInRows } from './rows.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly glyph?: glyphs.Shape;
  /** What its colour says, such as `urgent`. */
  readonly tone?: string;
  /** What the glyph says, in words, at the end of the row. */
  readonly badge?: string;
}

export interface ChoiceOptions {
  /** Names the menu within the element. */
  id: string;
  /** What is chosen, for assistive technology: "Priority". */
  label: string;
  value: string;
  /** What stands there when nothing is chosen. */
  none?: string;
  options: readonly Option[];
  choose: (value: string) => void;
  /** The classes of the button: `value`, `input`, `btn quiet s`. */
  look?: string;
}

/** A button that shows what is chosen and opens the list of what can be. */
export function choice({
  id,
  label,
  value,
  none = '',
  options,
  choose,
  look = 'value',
}: ChoiceOptions): TemplateResult {
  const chosen = options.find((option) => option.value === value);
  return html`<button
      class="${look} ${chosen?.tone ?? ''}"
      type="button"
      popovertarget=${id}
      aria-haspopup="menu"
      aria-label="${label}: ${chosen?.label ?? none}${chosen?.badge ? `, ${chosen.badge}` : ''}"
    >
      ${chosen?.glyph ? icon(chosen.glyph) : nothing}<span class="clip">${chosen?.label ?? none}</span>${icon(
        glyphs.down,
        { more: 'down' },
      )}
    </button>
    <ul
      class="menu"
      popover
      id=${id}
      role="menu"
      aria-label=${label}
      @toggle=${opened}
      @keydown=${pressed}
      @click=${(event: Event) => picked(event, choose)}
    >
      ${options.map(
        (option) =>
          html`<li
            role="menuitemradio"
            tabindex="-1"
            class=${option.tone ?? ''}
            aria-checked=${option.value === value}
            data-value=${option.value}
            data-text=${option.label.replace(/^\d+\s/, '')}
          >
            ${icon(option.glyph ?? (option.value === value ? glyphs.check : ''))}<span>${option.label}</span>${
              option.badge ? html`<span class="chip">${option.badge}</span>` : nothing
            }
          </li>`,
      )}
    </ul>`;
}

function opened({ currentTarget: menu, newState }: ToggleEvent): void {
  if (newState !== 'open' || !(menu instanceof HTMLElement)) return;
  const row = menu.querySelector<HTMLElement>('[aria-checked=true]') ?? menu.querySelector<HTMLElement>('li');
  row?.focus();
}

function pressed(event: KeyboardEvent): void {
  const { key, target, currentTarget: menu } = event;
  if (moveInRows(event) || !(menu instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  if (key === 'Tab') return close(menu);
  if (key !== 'Escape' && key !== 'Enter' && key !== ' ') return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'Escape') close(menu);
  else target.click();
}

/** Closes a menu and hands the focus back to its button. */
function close(menu: HTMLElement): void {
  menu.hidePopover();
  const button = menu.previousElementSibling;
  if (button instanceof HTMLElement) button.focus();
}

function picked({ target, currentTarget: menu }: Event, choose: (value: string) => void): void {
  const value = target instanceof Element ? target.closest<HTMLElement>('li')?.dataset['value'] : undefined;
  if (value === undefined || !(menu instanceof HTMLElement)) return;
  close(menu);
  choose(value);
}
