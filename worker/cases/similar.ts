import type { ExistingCase, SimilarCase } from '../../shared/case-relations.ts';
import { foldText } from '../../shared/text.ts';

/** Words looked for at once; a title of more says too much to be like another in all of it. */
const mostWords = 12;

/** The words of a title that a search can go by: folded, of three letters or more, or with a digit in them; each once. */
export function wordsOf(title: string): string[] {
  const words = foldText(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 2 || /\p{N}/u.test(word)))].slice(0, mostWords);
}

/** The words that stand in the title as well, at the beginning of one of its own words: _fork_ in _forks_. */
export function sharedWords(words: readonly string[], title: string): string[] {
  const own = foldText(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => own.some((one) => one.startsWith(word)));
}

/**
 * The likeliest first: what has helped before counts as much as a word does, up to three times; so does the same subject
 * (domain §2A.12, §5 runner-ups). Of those that are as likely the one that was solved last.
 */
export function rankSimilar<Found extends Pick<SimilarCase, 'because' | 'closedAt' | 'id'>>(
  found: readonly Found[],
): Found[] {
  return found.toSorted(
    (one, other) =>
      likeness(other.because) - likeness(one.because) ||
      other.closedAt.localeCompare(one.closedAt) ||
      one.id.localeCompare(other.id),
  );
}

function likeness({ words, subject, helped }: SimilarCase['because']): number {
  return words.length + (subject ? 1 : 0) + Math.min(helped, 3);
}

/** Cases that a new one may repeat: the active ones first, then by how many words are the same (C02, C16). */
export function rankExisting(found: readonly ExistingCase[]): ExistingCase[] {
  const activeFirst = ({ state }: ExistingCase) => (state === 'active' ? 0 : 1);
  return found
    .filter(({ words }) => words.length > 0)
    .toSorted(
      (one, other) =>
        activeFirst(one) - activeFirst(other) ||
        other.words.length - one.words.length ||
        other.updatedAt.localeCompare(one.updatedAt),
    );
}
