import { describe, expect, it } from 'vitest';
import { created, fieldError, judge, unknownUnless, type Row } from '../../../worker/imports/judge.ts';

const fine = () => [];
const taken = [{ pointer: '/number', code: 'invalid', detail: 'is taken by another record' }];

describe('judging rows', () => {
  it.each<[string, Row[], Row[], unknown[]]>([
    ['a new record', [{ id: 'a', number: '1' }], [], ['created']],
    ['a record that is here', [{ id: 'a', number: '1' }], [{ id: 'a', number: '1' }], ['existing']],
    [
      'a record that is here under another number',
      [{ id: 'a', number: '2' }],
      [{ id: 'a', number: '1' }],
      ['existing'],
    ],
    ['a number that another record has', [{ id: 'a', number: '1' }], [{ id: 'b', number: '1' }], [taken]],
    [
      'a row sent twice',
      [
        { id: 'a', number: '1' },
        { id: 'a', number: '1' },
      ],
      [],
      ['created', 'existing'],
    ],
    [
      'a number sent twice',
      [
        { id: 'a', number: '1' },
        { id: 'b', number: '1' },
      ],
      [],
      ['created', taken],
    ],
    ['rows without numbers', [{ id: 'a' }, { id: 'b' }], [{ id: 'c' }], ['created', 'created']],
  ])('judges %s', (_what, rows, known, verdicts) => {
    expect(judge(rows, known, 'number', fine)).toEqual(verdicts);
  });

  it('refuses a new row for its errors, and leaves one that is here alone whatever it says', () => {
    const error = fieldError('customer', 'unknown_reference', 'names no record that exists');
    expect(judge([{ id: 'a' }, { id: 'b' }], [{ id: 'b' }], 'number', () => [error])).toEqual([[error], 'existing']);
  });

  it('takes a row after a refused one of the same id, for the first was never there', () => {
    const rows = [
      { id: 'a', right: false },
      { id: 'a', right: true },
    ];
    expect(judge(rows, [], 'number', ({ right }) => unknownUnless(right, 'customer'))).toEqual([
      unknownUnless(false, 'customer'),
      'created',
    ]);
  });

  it('gives the rows that are new', () => {
    expect(created(['a', 'b', 'c'], ['created', 'existing', 'created'])).toEqual(['a', 'c']);
  });
});
