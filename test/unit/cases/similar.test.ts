import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { rankExisting, rankSimilar, sharedWords, wordsOf } from '../../../worker/cases/similar.ts';

describe('[C29] the words of a title', () => {
  it.each([
    ['Cracked front fork', ['cracked', 'front', 'fork']],
    ['La fourche est fêlée', ['fourche', 'est', 'felee']],
    ['E5 on it', ['e5']],
    ['fork fork FORK', ['fork']],
    ['???', []],
    ['Заказ не пришёл', ['заказ', 'пришел']],
  ])('of %j are %j', (title, words) => {
    expect(wordsOf(title)).toEqual(words);
  });

  it('are the same from their beginning, accents and case aside', () => {
    expect(sharedWords(['fork', 'felee', 'brake'], 'Forks FÊLÉES, left')).toEqual(['fork', 'felee']);
  });
});

const solved = (words: string[], subject: boolean, helped: number, closedAt: string) => ({
  id: newId('case'),
  closedAt,
  because: { words, subject, helped },
});

describe('[C31] similar cases', () => {
  it('come by what they share and by how often they have helped, then by when they were solved', () => {
    const one = solved(['fork'], false, 0, '2026-01-03T00:00:00.000Z');
    const two = solved(['fork', 'front'], false, 0, '2026-01-01T00:00:00.000Z');
    const helped = solved(['fork'], false, 2, '2026-01-01T00:00:00.000Z');
    const subject = solved(['fork'], true, 0, '2026-01-02T00:00:00.000Z');
    expect(rankSimilar([one, two, helped, subject])).toEqual([helped, subject, two, one]);
  });

  it('are not led for ever by what has helped a hundred times', () => {
    const often = solved([], false, 100, '2026-01-01T00:00:00.000Z');
    const alike = solved(['front', 'fork', 'cracked'], true, 0, '2026-01-01T00:00:00.000Z');
    expect(rankSimilar([often, alike])).toEqual([alike, often]);
  });
});

describe('[C16] cases that a new one may repeat', () => {
  const one = (state: 'active' | 'resolved', words: string[]) => ({
    id: newId('case'),
    number: 'CAS-1',
    title: '',
    customer: { id: newId('customer'), name: 'Noor Haddad' },
    version: 1,
    updatedAt: '2026-01-01T00:00:00.000Z',
    state,
    words,
  });
  it('are the active ones first, then those that share most; none that shares nothing', () => {
    const [closed, few, many, other] = [
      one('resolved', ['fork', 'front', 'cracked']),
      one('active', ['fork']),
      one('active', ['fork', 'front']),
      one('active', []),
    ];
    expect(rankExisting([closed, few, many, other])).toEqual([many, few, closed]);
  });
});
