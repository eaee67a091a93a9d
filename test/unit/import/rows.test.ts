import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBroken, readCsv, type CsvRow } from '../../../tools/import/csv.ts';
import { always, type Load } from '../../../tools/import/mapping.ts';
import { Chunks, mapRow, mostBytes, unsendable } from '../../../tools/import/rows.ts';
import { Tables } from '../../../tools/import/tables.ts';
import { folderWith } from './folder.ts';

const load: Load = {
  kind: 'customers',
  file: 'customers.csv',
  leaveOut: [{ when: (row) => row.text('Kind') === 'staff', because: 'an employee' }],
  refuse: [{ when: (row) => row.text('Id') === '', because: 'has no id' }],
  fields: {
    externalId: 'Id',
    number: (row) => `C-${row.text('Id')}`,
    kind: always('person'),
    name: 'Name',
    email: 'Email',
  },
};

async function rowsOf(content: string): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(join(folderWith({ 'customers.csv': content }), 'customers.csv'))) {
    if (!isBroken(row)) rows.push(row);
  }
  return rows;
}

describe('making rows', () => {
  it('takes a column, a value made of the row, or the same value for all', async () => {
    const [row] = await rowsOf('Id,Name,Email,Kind\n7, Ana Trujillo ,ana@example.org,\n');
    expect(row && mapRow(load, row, new Tables())).toEqual({
      kind: 'row',
      externalId: '7',
      json: '{"externalId":"7","number":"C-7","kind":"person","name":"Ana Trujillo","email":"ana@example.org"}',
    });
  });

  it('leaves a field out whose column is empty', async () => {
    const [row] = await rowsOf('Id,Name,Email,Kind\n7,,,\n');
    expect(row && mapRow(load, row, new Tables())).toMatchObject({
      json: '{"externalId":"7","number":"C-7","kind":"person"}',
    });
  });

  it('leaves rows out and refuses rows, each with the reason', async () => {
    const rows = await rowsOf('Id,Name,Email,Kind\n7,Ana,,staff\n,Bo,,\n');
    expect(rows.map((row) => mapRow(load, row, new Tables()))).toEqual([
      { kind: 'left_out', because: 'an employee' },
      { kind: 'refused', because: 'has no id' },
    ]);
  });
});

describe('collecting rows into requests', () => {
  const row = (json: string) => ({ file: 'x.csv', line: 2, externalId: '1', json });

  it('fills a request with 500 rows', () => {
    const chunks = new Chunks();
    const full = Array.from({ length: 1_001 }, () => chunks.add(row('{}'))).filter((chunk) => chunk !== null);
    expect(full.map((chunk) => chunk.rows.length)).toEqual([500, 500]);
    expect(chunks.rest()?.rows).toHaveLength(1);
    expect(chunks.rest()).toBeNull();
  });

  it('keeps a request below the size that the API takes, in bytes', () => {
    const chunks = new Chunks();
    const text = 'é'.repeat(mostBytes / 8);
    const full = Array.from({ length: 9 }, () => chunks.add(row(text))).filter((chunk) => chunk !== null);
    expect(full.map((chunk) => chunk.rows.length)).toEqual([3, 3]);
    expect(Math.max(...full.map((chunk) => chunk.bytes))).toBeLessThanOrEqual(mostBytes);
  });

  it('makes the same requests of the same rows', () => {
    const make = () => {
      const chunks = new Chunks();
      const all = Array.from({ length: 1_234 }, (_, index) => chunks.add(row(`{"id":${index}}`)));
      return [...all, chunks.rest()]
        .filter((chunk) => chunk !== null)
        .map((chunk) => chunk.rows.map(({ json }) => json));
    };
    expect(make()).toEqual(make());
  });

  it('cannot send a row that is larger than a request', () => {
    expect(unsendable(row('x'.repeat(mostBytes + 1)))?.reason).toBe('is larger than a request may be');
    expect(unsendable(row('x'.repeat(mostBytes)))).toBeNull();
  });
});
