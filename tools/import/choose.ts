import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ImportError } from './request.ts';
import { columnsOf } from './csv.ts';
import type { Mapping } from './mapping.ts';
import adventureworks from './mappings/adventureworks.ts';
import northwind from './mappings/northwind.ts';

/** The mappings that come with the product. */
export const mappings: readonly Mapping[] = [adventureworks, northwind];

/**
 * The mapping for a folder: the one of the file that is named, else the one whose files and columns the folder has.
 *
 * @throws ImportError when there is none.
 */
export async function chooseMapping(folder: string, named: string | undefined): Promise<Mapping> {
  if (!existsSync(folder)) throw new ImportError(`There is no folder at ${folder}.`);
  if (named !== undefined) return readMapping(named);
  for (const mapping of mappings) if ((await missingFrom(folder, mapping)).length === 0) return mapping;
  const known = mappings.map(({ title }) => title).join(' and ');
  throw new ImportError(
    `${folder} holds none of the data sets that are known here (${known}). ` +
      'Name a mapping for its files with --mapping; tools/import/mappings has two to start from.',
  );
}

/** What a mapping needs and the folder does not have. */
export async function missingFrom(folder: string, { recognisedBy }: Mapping): Promise<string[]> {
  const missing: string[] = [];
  for (const [file, columns] of Object.entries(recognisedBy)) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      missing.push(file);
      continue;
    }
    const there = new Set(await columnsOf(path));
    missing.push(...columns.filter((column) => !there.has(column)).map((column) => `${column} in ${file}`));
  }
  return missing;
}

async function readMapping(path: string): Promise<Mapping> {
  const file = resolve(path);
  if (!existsSync(file)) throw new ImportError(`There is no mapping at ${file}.`);
  const module: unknown = await import(pathToFileURL(file).href);
  const made = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  if (!isMapping(made)) throw new ImportError(`${file} does not export a mapping: \`export default mapping({…})\`.`);
  return made;
}

function isMapping(value: unknown): value is Mapping {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'recognisedBy' in value &&
    'tables' in value &&
    'loads' in value &&
    Array.isArray(value.loads) &&
    'leftOut' in value &&
    Array.isArray(value.leftOut)
  );
}
