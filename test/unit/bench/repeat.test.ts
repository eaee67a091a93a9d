import { describe, expect, it } from 'vitest';
import { baselineOf, unlike, type ApiRequest, type Recorded } from '../../../tools/bench/repeat.ts';
import type { Value } from '../../../tools/bench/worker/recording.ts';

const request = (order: string, key: string): ApiRequest => ({
  method: 'POST',
  path: `/v1/orders/${order}/submit`,
  headers: { authorization: 'Bearer nobody-knows-this', 'idempotency-key': key },
  body: '{}',
});

const recorded = (asked: ApiRequest, values: Value[], sql = 'INSERT INTO events VALUES (?1, ?2)'): Recorded => ({
  request: asked,
  recording: {
    status: 200,
    body: '{}',
    trips: [{ statements: [{ sql, values }], aside: false, rowsRead: 0, rowsWritten: 1 }],
  },
});

const [first, second, third, fourth] = ['ord_01k0000a', 'ord_01k0000b', 'ord_01k0000c', 'ord_01k0000d'].map((id, nth) =>
  request(id, `key-0000-${nth}`),
);
if (!first || !second || !third || !fourth) throw new Error('no requests');

const repeated = (one: Value[], other: Value[]) =>
  baselineOf(recorded(first, one), recorded(second, other), [third, fourth]).repetitions.map(
    ([trip]) => trip?.[0] ?? [],
  );

describe('the baseline', () => {
  it('binds what the request names, wherever the API wrote it', () => {
    expect(
      repeated(
        ['ord_01k0000a', '{"order":"ord_01k0000a","key":"key-0000-0"}'],
        ['ord_01k0000b', '{"order":"ord_01k0000b","key":"key-0000-1"}'],
      ),
    ).toEqual([
      ['ord_01k0000c', '{"order":"ord_01k0000c","key":"key-0000-2"}'],
      ['ord_01k0000d', '{"order":"ord_01k0000d","key":"key-0000-3"}'],
    ]);
  });

  it('makes anew what the API made up, alike in one repetition and unlike between them', () => {
    const [one = [], other = []] = repeated(
      ['cas_01kabcdefgh', '{"id":"cas_01kabcdefgh"}'],
      ['cas_01kzyxwvuts', '{"id":"cas_01kzyxwvuts"}'],
    );
    expect(one).toEqual(['cas_01k00000000', '{"id":"cas_01k00000000"}']);
    expect(other).toEqual(['cas_01k00000001', '{"id":"cas_01k00000001"}']);
  });

  it('keeps the rest as it was recorded: what is the same each time, names and times', () => {
    const kept = [
      'ten_01kabcdefgh',
      7,
      null,
      1_795_000_000_000,
      '{"name":"Chevalier","at":"2026-11-27T10:00:00.000Z"}',
    ];
    const later = [
      'ten_01kabcdefgh',
      7,
      null,
      1_795_000_000_999,
      '{"name":"Zimmermann","at":"2026-11-27T10:00:01.000Z"}',
    ];
    expect(repeated(kept, later)).toEqual([kept, kept]);
  });

  it('is refused where a figure differs that no request explains', () => {
    expect(() => repeated([7], [8])).toThrow('nothing explains why 7 became 8');
  });

  it('is refused where the API ran other statements the second time', () => {
    expect(() => baselineOf(recorded(first, []), recorded(second, [], 'SELECT ?1'), [])).toThrow('other statements');
  });
});

describe('a word made anew', () => {
  it.each([
    ['CAS-7K3M-Q2XD', 42, 'CAS-0000-0042'],
    ['cas_01m8eafzqgenbvcxw0h1b8g73a', 1234, 'cas_01m8eafzqgenbvcxw000001234'],
    ['req_7Q2M4K9P0D', 5, 'req_7Q00000005'],
  ])('%s as number %d is %s', (word, serial, expected) => expect(unlike(word, serial)).toBe(expected));
});
