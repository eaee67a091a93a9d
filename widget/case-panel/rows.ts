/** How long letters typed one after the other make one word, in milliseconds. */
const wordLasts = 700;
let typed = '';
let typedAt = 0;
let typedIn: Element | null = null;

/**
 * Moves the focus among the rows of the list or menu that the listener stands on: arrows, Home, End, and letters that
 * jump to the row whose `data-text` or text begins with them. A letter that is `reserved` for a command begins no word.
 * Says whether the key was used.
 */
export function moveInRows(event: KeyboardEvent, reserved: (key: string) => boolean = () => false): boolean {
  const { currentTarget: list, target, key } = event;
  if (!(list instanceof HTMLElement)) return false;
  const rows = [...list.querySelectorAll<HTMLElement>(':scope > [tabindex]')];
  const at = rows.findIndex((row) => row === target);
  const last = rows.length - 1;
  const moves: Record<string, number> = {
    ArrowDown: Math.min(at + 1, last),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: last,
  };
  const to = rows[moves[key] ?? -1] ?? beginningWith(event, rows, at, reserved);
  if (!to) return false;
  event.preventDefault();
  event.stopPropagation();
  to.focus();
  return true;
}

function beginningWith(
  { key, timeStamp, ctrlKey, altKey, metaKey }: KeyboardEvent,
  rows: readonly HTMLElement[],
  at: number,
  reserved: (key: string) => boolean,
): HTMLElement | undefined {
  if (key.length !== 1 || key === ' ' || ctrlKey || altKey || metaKey) return undefined;
  const list = rows[0]?.parentElement ?? null;
  if (timeStamp - typedAt > wordLasts || list !== typedIn) typed = '';
  typedIn = list;
  if (!typed && reserved(key.toLowerCase())) return undefined;
  typed += key.toLowerCase();
  typedAt = timeStamp;
  // One letter again and again goes through all that begin with it.
  const from = typed.length === 1 ? at + 1 : at;
  const turned = [...rows.slice(from), ...rows.slice(0, from)];
  return turned.find((row) => (row.dataset['text'] ?? row.textContent).trim().toLowerCase().startsWith(typed));
}
