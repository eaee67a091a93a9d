/**
 * A key of an element. `key` is a letter or sign as typed (`r`, `+`, `Delete`), with `Ctrl+`, `Alt+` or `g ` (G, then the
 * letter) before it. On a Mac ⌘ stands for Ctrl and ⌃⌥ for Alt.
 */
export interface Shortcut {
  readonly key: string;
  /** What it does, for the key map. */
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Not offered now: the key passes through. */
  readonly unless?: boolean;
}

const typing = 'input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [contenteditable]';

function inField(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof Element && target.matches(typing);
}

function inLayer(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some((node) => node instanceof HTMLElement && node.matches('dialog[open], :popover-open'));
}

/** The key that was pressed in the notation of `Shortcut.key`; null for modifiers alone and while composing text. */
export function keyOf(event: KeyboardEvent): string | null {
  if (event.isComposing || ['Control', 'Alt', 'Shift', 'Meta'].includes(event.key)) return null;
  if (event.altKey) return `Alt+${event.code.replace(/^(Key|Digit|Numpad)/, '').toLowerCase()}`;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key;
}

/**
 * Runs the shortcut that a key press means and keeps the press from others. A plain key works only outside text fields,
 * dialogs and menus, and only while `letters` are on; one with Ctrl or Alt works everywhere in the panel.
 */
export function runShortcut(event: KeyboardEvent, shortcuts: readonly Shortcut[], letters: boolean): boolean {
  if (event.defaultPrevented) return false;
  const key = keyOf(event);
  const shortcut = shortcuts.find((one) => one.key === key && !one.unless);
  if (!shortcut) return false;
  const plain = !/^(Ctrl|Alt)\+/.test(shortcut.key);
  if (plain && (inField(event) || inLayer(event) || (!letters && shortcut.key.length === 1))) return false;
  if (event.repeat && shortcut.key.length === 1) return false;
  event.preventDefault();
  event.stopPropagation();
  shortcut.run(event);
  return true;
}
