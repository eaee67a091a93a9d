import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** Letters that stay whole when their accents are taken off, as the service folds them. */
const spelled: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };

/** Without case, accents and the signs inside words: what is compared. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’._-]/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœ]/g, (letter) => spelled[letter] ?? letter);
}

/** A text with what was typed marked in it. Of a number only the digits count, and no zeros before them. */
export function mark(text: string, typed: string, digits = false): (string | TemplateResult)[] {
  const plain = (part: string) => (digits ? part.replace(/\D/g, '') : fold(part));
  const letters = Array.from(text.normalize('NFC'));
  const places = letters.flatMap((letter, place) => Array.from(plain(letter), () => place));
  const folded = letters.map(plain).join('');
  const words = digits ? [plain(typed).replace(/^0+/, '')] : plain(typed).split(/\s+/);
  const marked = new Set<number>();
  for (const word of words) {
    const start = word ? folded.indexOf(word) : -1;
    const [first, last] = start < 0 ? [] : [places[start], places[start + word.length - 1]];
    for (let place = first ?? 0; last !== undefined && place <= last; place += 1) marked.add(place);
  }
  return parts(letters, marked);
}

function parts(letters: readonly string[], marked: ReadonlySet<number>): (string | TemplateResult)[] {
  const found: (string | TemplateResult)[] = [];
  for (let start = 0, end = 0; start < letters.length; start = end) {
    while (end < letters.length && marked.has(end) === marked.has(start)) end += 1;
    const part = letters.slice(start, end).join('');
    found.push(marked.has(start) ? html`<mark>${part}</mark>` : part);
  }
  return found;
}
