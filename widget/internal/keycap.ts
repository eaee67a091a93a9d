import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Terms } from '../translations/terms.ts';
import type { Localize } from './localize.ts';

const names = {
  Ctrl: 'keyCtrl',
  Alt: 'keyAlt',
  Enter: 'keyEnter',
  Escape: 'keyEscape',
  Delete: 'keyDelete',
} as const satisfies Record<string, keyof Terms>;

const signs: Record<string, string> = { arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→' };

/** Key chips for a shortcut in the notation of `Shortcut.key`, printed on what the key presses. */
export function keycap(term: Localize['term'], key: string): TemplateResult {
  const parts = key.length === 1 ? [key] : key.split(/[+ ]/);
  return html`<span class="keys" aria-hidden="true"
    >${parts.map((part) => html`<kbd>${chip(term, part)}</kbd>`)}</span
  >`;
}

function chip(term: Localize['term'], part: string): string {
  if (part === 'Ctrl' && isMac()) return '⌘';
  const name = Object.entries(names).find(([one]) => one === part)?.[1];
  return name ? term(name) : (signs[part.toLowerCase()] ?? part.toUpperCase());
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iP/.test(navigator.userAgent);
}
