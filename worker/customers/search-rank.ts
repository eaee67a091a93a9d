import type { CustomerListItem, Match } from '../../shared/customers.ts';
import { foldText } from '../../shared/text.ts';
import type { ShownText } from './search-store.ts';
import { linesOf } from './search-text.ts';

/** How well a customer fits, the best first: whole, from the beginning of a word, by the end of a number, inside. */
export const fits = ['whole', 'begins', 'ends', 'contains'] as const;
export type Fit = (typeof fits)[number];

/** A customer that the search found, and why. */
export interface Found {
  customer: Omit<CustomerListItem, 'match'>;
  fit: Fit;
  match: Match;
}

/** Puts the best first, each customer once. */
export function ranked(found: readonly Found[], limit: number): CustomerListItem[] {
  // Folding a name costs more than all else here: once a name, not once a comparison.
  const named = found.map((each) => ({ ...each, name: foldText(each.customer.name) }));
  const best = new Map<string, Found>();
  for (const each of named.sort(byFit)) {
    if (!best.has(each.customer.id)) best.set(each.customer.id, each);
  }
  return [...best.values()].slice(0, limit).map(({ customer, match }) => ({ ...customer, match }));
}

function byFit(one: Found & { name: string }, other: Found & { name: string }): number {
  return (
    fits.indexOf(one.fit) - fits.indexOf(other.fit) ||
    Number(one.match.contact !== null) - Number(other.match.contact !== null) ||
    compare(one.name, other.name) ||
    compare(one.customer.id, other.customer.id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Which of a customer's names and e-mails the words are in, and how. Words that are spread over several of them are
 * said to match where the first is.
 */
export function explain(
  shown: readonly ShownText[],
  words: readonly string[],
  texts: readonly ShownText['by'][],
): { fit: Fit; match: Match } | null {
  const [first = ''] = words;
  const asked = shown.filter(({ by }) => texts.includes(by));
  const fitting = asked.flatMap((text) => {
    const fit = fitOf(text, words);
    return fit === null ? [] : [{ text, fit }];
  });
  const [whole] = fitting.sort((one, other) => fits.indexOf(one.fit) - fits.indexOf(other.fit));
  const best =
    whole ?? asked.map((text) => ({ text, fit: 'contains' as const })).find(({ text }) => fitOf(text, [first]));
  if (best === undefined) return null;
  const contact = shown.find(({ by, contact }) => by === 'name' && contact !== '' && contact === best.text.contact);
  return {
    fit: best.fit,
    match: {
      by: best.text.by,
      value: best.text.value,
      exact: best.fit === 'whole',
      contact: contact?.value ?? null,
    },
  };
}

function fitOf({ by, value }: ShownText, words: readonly string[]): Fit | null {
  if (by === 'email') {
    const email = foldText(value);
    if (words.length === 1 && words[0] === email) return 'whole';
    if (words.every((word) => email.startsWith(word))) return 'begins';
    return words.every((word) => email.includes(word)) ? 'contains' : null;
  }
  const lines = linesOf(value);
  const typed = words.map((word) => `  ${word}`).join('');
  if (lines.includes(typed)) return 'whole';
  const text = lines.join('\n');
  if (words.every((word) => text.includes(`  ${word}`))) return 'begins';
  return words.every((word) => text.includes(word)) ? 'contains' : null;
}
