import { describe, expect, it } from 'vitest';
import {
  costTable,
  figuresOf,
  meetsTarget,
  ratioTable,
  type Figures,
  type Times,
} from '../../../tools/bench/figures.ts';
import { table } from '../../../tools/bench/table.ts';
import { withFigures } from '../../../tools/bench/write.ts';

const cost = { trips: 1, statements: 3, rowsRead: 8, rowsWritten: 0 };
const rounds = (time: number) => Array.from({ length: 5 }, () => time);

function figures(api: [few: number, many: number], raw: [few: number, many: number]): Figures {
  const times: Times = {
    1000: { api: rounds(api[0]), raw: rounds(raw[0]) },
    100000: { api: rounds(api[1]), raw: rounds(raw[1]) },
  };
  const operation = { name: 'get-case', kind: 'read', target: 0.8 } as const;
  return figuresOf({ operation, inFlight: 1, costs: { 1000: cost, 100000: { ...cost, rowsRead: 9 } } }, times);
}

describe('a target', () => {
  it.each([
    ['is met where the API has four fifths of the speed', [10, 10], [8, 8], true],
    ['is missed below that among few cases', [10, 10], [7.9, 8], false],
    ['is missed below that among many cases', [10, 10], [8, 7.9], false],
    ['is met where it grows by three tenths', [10, 13], [10, 13], true],
    ['is missed where it grows by more, however slow the baseline is', [10, 13.1], [10, 20], false],
  ] as const)('%s', (_what, api, raw, isMet) => {
    expect(meetsTarget(figures([...api], [...raw]))).toBe(isMet);
  });
});

describe('the tables', () => {
  it('say ratio, interval, target and whether it is met', () => {
    expect(ratioTable([figures([10, 10], [9, 7])])).toContain('| 0.90 (0.90–0.90) | 0.70 (0.70–0.70) |   0.80 | 1.00');
    expect(ratioTable([figures([10, 10], [9, 7])])).toMatch(/\| NO {2}\|$/);
  });

  it('say what an operation costs D1 once, however often it was timed', () => {
    const one = figures([10, 10], [9, 9]);
    expect(costTable([one, { ...one, inFlight: 16 }]).split('\n')).toHaveLength(3);
    expect(costTable([one])).toMatch(/\| get-case +\| +1 \| +3 \| +8 \| +9 \| +0 \|/);
  });

  it('put figures to the right and words to the left', () => {
    expect(
      table([
        ['what', 'how many'],
        ['a', '7'],
      ]),
    ).toBe('| what | how many |\n| ---- | -------: |\n| a    |        7 |');
  });

  it('take the place of those before in the document, and nothing else', () => {
    const document = 'Before\n<!-- figures: npm run bench -- --write -->\nold\n<!-- end of figures -->\nAfter\n';
    const written = withFigures(document, [figures([10, 10], [9, 9])], []);
    expect(written).toMatch(/^Before\n[^]*get-case[^]*\nAfter\n$/);
    expect(written).not.toContain('old');
    expect(withFigures(written, [figures([10, 10], [9, 9])], [])).toBe(written);
    expect(() => withFigures('no place', [], [])).toThrow('no place');
  });
});
