import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CsvFileError, isBroken, readCsv } from '../../../tools/import/csv.ts';
import { folderWith } from './folder.ts';

/** Each row as its line and its values of the columns a and b, or why it is broken. */
async function read(content: string | Uint8Array): Promise<(readonly [number, string, string?])[]> {
  const rows: (readonly [number, string, string?])[] = [];
  for await (const row of readCsv(join(folderWith({ 'rows.csv': content }), 'rows.csv'))) {
    rows.push(isBroken(row) ? [row.line, row.broken] : [row.line, row.raw('a'), row.raw('b')]);
  }
  return rows;
}

describe('reading a CSV file', () => {
  it.each<[string, string | Uint8Array, (readonly [number, string, string?])[]]>([
    [
      'plain rows',
      'a,b\n1,x\n2,y\n',
      [
        [2, '1', 'x'],
        [3, '2', 'y'],
      ],
    ],
    ['no newline at the end', 'a,b\n1,x', [[2, '1', 'x']]],
    ['a byte order mark and Windows line ends', '\ufeffa,b\r\n1,x\r\n', [[2, '1', 'x']]],
    [
      'commas, doubled quotes and newlines inside quotes',
      'a,b\n1,"x, ""y""\nz"\n2,q\n',
      [
        [2, '1', 'x, "y"\nz'],
        [4, '2', 'q'],
      ],
    ],
    [
      'empty lines, which are no rows',
      'a,b\n\n1,x\n\n\n2,y\n',
      [
        [3, '1', 'x'],
        [6, '2', 'y'],
      ],
    ],
    ['spaces, which are kept', 'a,b\n"Val2 ", x\n', [[2, 'Val2 ', ' x']]],
    ['columns in another order', 'b,a\nx,1\n', [[2, '1', 'x']]],
    ['nothing but a header', 'a,b\n', []],
    ['nothing at all', '', []],
  ])('takes %s', async (_what, content, rows) => {
    expect(await read(content)).toEqual(rows);
  });

  it.each<[string, string | Uint8Array, (readonly [number, string, string?])[]]>([
    [
      'a column is missing',
      'a,b\n1\n2,y\n',
      [
        [2, 'has 1 columns where the header has 2'],
        [3, '2', 'y'],
      ],
    ],
    [
      'there is a column too many',
      'a,b\n1,x,?\n2,y\n',
      [
        [2, 'has 3 columns where the header has 2'],
        [3, '2', 'y'],
      ],
    ],
    [
      'a quote stands inside a quoted value',
      'a,b\n1,"x"y"\n2,y\n',
      [
        [2, 'has a quote inside a quoted value that is not doubled'],
        [3, '2', 'y'],
      ],
    ],
    [
      'a quote stands in a value that is not quoted',
      'a,b\n1,5" pipe\n2,y\n',
      [
        [2, 'has a quote in a value that is not quoted'],
        [3, '2', 'y'],
      ],
    ],
    [
      'a quote is never closed',
      'a,b\n1,x\n\n2,"y\n3,z\n4,q\n',
      [
        [2, '1', 'x'],
        [4, 'opens a quote that is never closed'],
        [5, '3', 'z'],
        [6, '4', 'q'],
      ],
    ],
    [
      'it is not UTF-8',
      Uint8Array.from('a,b\n1,M\xfcnchen\n2,y\n', (letter) => letter.charCodeAt(0)),
      [
        [2, 'is not written in UTF-8'],
        [3, '2', 'y'],
      ],
    ],
  ])('hands out a row as broken and goes on with the next line when %s', async (_what, content, rows) => {
    expect(await read(content)).toEqual(rows);
  });

  it('names the lines that a row of a wrong width swallowed', async () => {
    expect(await read('a,b\n1,x,"\n2,y\n3,"\n4,z\n')).toEqual([
      [2, 'has 3 columns where the header has 2 (to line 4)'],
      [5, '4', 'z'],
    ]);
  });

  it('reads on after a broken row far into a large file, with every line in its place', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => (index === 30_000 ? `${index},"é"é"` : `${index},é`));
    const rows = await read(`a,b\n${lines.join('\n')}\n`);
    expect(rows).toHaveLength(40_000);
    expect(rows[30_000]?.[1]).toMatch(/not doubled/);
    expect(rows.every(([line], index) => line === index + 2)).toBe(true);
    expect(rows[39_999]).toEqual([40_001, '39999', 'é']);
  });

  it('does not guess at a file whose header cannot be read or names a column twice', async () => {
    await expect(read('a,"b\n1,x\n')).rejects.toThrow(CsvFileError);
    await expect(read('a,b,a\n1,x,y\n')).rejects.toThrow('two columns of one name');
  });

  it('says which column a mapping asks for in vain', async () => {
    await expect(read('a,c\n1,x\n')).rejects.toThrow('rows.csv has no column b');
  });
});
