import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseMapping, mappings } from '../../../tools/import/choose.ts';
import type { Mapping } from '../../../tools/import/mapping.ts';
import { folderWith } from './folder.ts';

function headersOf({ recognisedBy }: Mapping): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recognisedBy).map(([file, columns]) => [file, `${[...columns, 'More'].join(',')}\n`]),
  );
}

const own = `export default {
  source: 'own', title: 'Our shop', recognisedBy: {}, tables: {}, leftOut: [],
  loads: [{ kind: 'products', file: 'p.csv', fields: { externalId: 'Id', sku: 'Id', name: 'Name', unitPrice: 'Price' } }],
};`;

describe('choosing a mapping', () => {
  it.each(mappings.map((mapping) => [mapping.title, mapping] as const))(
    'knows %s by its files',
    async (_title, mapping) => {
      expect(await chooseMapping(folderWith(headersOf(mapping)), undefined)).toBe(mapping);
    },
  );

  it.each(mappings.map((mapping) => [mapping.title, mapping] as const))(
    'does not take a folder for %s that lacks a file or a column of it',
    async (_title, mapping) => {
      const { 'customers.csv': _customers, ...rest } = headersOf(mapping);
      await expect(chooseMapping(folderWith(rest), undefined)).rejects.toThrow('--mapping');
      await expect(chooseMapping(folderWith({ ...rest, 'customers.csv': 'CustomerID\n' }), undefined)).rejects.toThrow(
        'AdventureWorks and Northwind',
      );
    },
  );

  it('says so when there is no such folder', async () => {
    await expect(chooseMapping('/nowhere/at/all', undefined)).rejects.toThrow('There is no folder at /nowhere/at/all');
  });

  it('takes a mapping of one’s own', async () => {
    const folder = folderWith({ 'own.mjs': own });
    expect(await chooseMapping(folder, join(folder, 'own.mjs'))).toMatchObject({ source: 'own', title: 'Our shop' });
  });

  it.each([
    ['is not there', 'other.mjs', 'There is no mapping at'],
    ['exports none', 'none.mjs', 'does not export a mapping'],
  ])('says so when the named mapping %s', async (_what, name, message) => {
    const folder = folderWith({ 'none.mjs': 'export default { loads: [] };' });
    await expect(chooseMapping(folder, join(folder, name))).rejects.toThrow(message);
  });
});
