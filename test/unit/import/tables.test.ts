import { describe, expect, it } from 'vitest';
import type { BrokenRow } from '../../../tools/import/csv.ts';
import { Tables } from '../../../tools/import/tables.ts';
import { folderWith } from './folder.ts';

describe('looking into another file', () => {
  it('finds the row of a key, all rows of a key, and none', async () => {
    const tables = new Tables();
    await tables.read(
      'lines',
      { file: 'l.csv', key: 'Order', many: true },
      folderWith({ 'l.csv': 'Order,No\n1,a\n2,b\n1,c\n' }),
      ({ broken }) => expect.unreachable(broken),
    );
    expect(tables.all('lines', '1').map((row) => row.text('No'))).toEqual(['a', 'c']);
    expect(tables.one('lines', '2')?.line).toBe(3);
    expect(tables.one('lines', '3')).toBeNull();
    expect(tables.has('lines', '3')).toBe(false);
  });

  it('refuses a second row of a key and a row it cannot read', async () => {
    const refused: BrokenRow[] = [];
    const folder = folderWith({ 'p.csv': 'Id,Name\n1,a\n1,b\n2\n3,c\n' });
    const tables = new Tables();
    await tables.read('people', { file: 'p.csv', key: 'Id' }, folder, (row) => refused.push(row));
    expect(refused).toEqual([
      { file: 'p.csv', line: 3, broken: 'repeats the Id of line 2' },
      { file: 'p.csv', line: 4, broken: 'has 1 columns where the header has 2' },
    ]);
    expect(tables.one('people', '1')?.text('Name')).toBe('a');
  });

  it('knows the rows that belong to nothing', async () => {
    const table = { file: 'l.csv', key: 'Order', many: true, orphans: 'names no order' };
    const tables = new Tables();
    await tables.read('lines', table, folderWith({ 'l.csv': 'Order\n1\n2\n2\n' }), ({ broken }) =>
      expect.unreachable(broken),
    );
    tables.all('lines', '1');
    expect(Array.from(tables.orphansOf('lines'), ({ line }) => line)).toEqual([3, 4]);
  });
});
