import { foldText } from '../../shared/text.ts';
import type { SearchRow, ShownText } from './search-store.ts';

/** Letters and numbers of any script; all else stands between or around words. */
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const between = /[^\p{L}\p{N}]+/u;

/** The words of a text as they are compared: folded, without what stands around them. */
export function wordsOf(text: string): string[] {
  return foldText(text.replace(/\p{C}/gu, ' '))
    .split(/\s+/)
    .map((word) => word.replace(edges, ''))
    .filter((word) => word !== '');
}

/**
 * A name in every way it is searched, a line each: its words as written (`o'brien`), taken apart (`o brien`) and
 * drawn together (`obrien`).
 */
export function linesOf(name: string): string[] {
  const words = wordsOf(name);
  const apart = words.flatMap((word) => word.split(between));
  const together = words.map((word) => word.split(between).join(''));
  return [...new Set([words, apart, together].map(lineOf))];
}

/** Two spaces before each word, so that a trigram can hold where a word of one letter begins. */
export function lineOf(words: readonly string[]): string {
  return words.map((word) => `  ${word}`).join('');
}

/** The texts of a customer or one of its contacts. */
export function shownOf(of: { id: string; name: string; email: string | null }, isContact: boolean): ShownText[] {
  const contact = isContact ? of.id : '';
  return [
    { by: 'name', value: of.name, contact },
    ...(of.email === null ? [] : [{ by: 'email' as const, value: of.email, contact }]),
  ];
}

export function searchRowOf(shown: readonly ShownText[]): SearchRow {
  return {
    text: shown
      .filter(({ by }) => by === 'name')
      .flatMap(({ value }) => linesOf(value))
      .map((line) => `\n${line}\n`)
      .join(''),
    email: shown
      .filter(({ by }) => by === 'email')
      .map(({ value }) => `\n${foldText(value)}\n`)
      .join(''),
    shown: JSON.stringify(shown.map(({ by, value, contact }) => [by, value, contact])),
  };
}

/** Puts what a customer or contact is found by now in the place of what it was found by. */
export function replaceShown(
  shown: readonly ShownText[],
  of: { id: string; name: string; email: string | null },
  isContact: boolean,
): ShownText[] {
  const contact = isContact ? of.id : '';
  const place = shown.findIndex((text) => text.contact === contact);
  const others = shown.filter((text) => text.contact !== contact);
  return others.toSpliced(place === -1 ? others.length : place, 0, ...shownOf(of, isContact));
}
