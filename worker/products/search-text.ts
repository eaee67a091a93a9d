import { foldText } from '../../shared/text.ts';

/**
 * What a product is found by: the words of its name and its SKU, whole and taken apart, two spaces before each. The
 * index holds every three characters in a row, so that two spaces and a letter are where a word begins with it.
 */
export function searchTextOf({ name, sku }: { name: string; sku: string }): string {
  const words = wordsOf(`${name} ${sku}`);
  const parts = words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u)).filter((part) => part !== '');
  return [...new Set([...words, ...parts])].map(beginning).join('');
}

/**
 * The MATCH expression for what somebody typed, null where that holds no word: any part of a word from three letters,
 * its beginning with one or two. Every word must be there. What was typed is always quoted.
 */
export function matchOf(productScope: string, typed: string): string | null {
  const words = wordsOf(typed).map((word) => quoted(Array.from(word).length < 3 ? beginning(word) : word));
  if (words.length === 0) return null;
  return `scope : ${quoted(productScope)} AND text : (${words.join(' AND ')})`;
}

function wordsOf(text: string): string[] {
  return foldText(text.replace(/\p{C}/gu, ' '))
    .split(/\s+/)
    .filter((word) => word !== '');
}

function beginning(word: string): string {
  return `  ${word}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
