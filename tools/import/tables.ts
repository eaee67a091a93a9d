import { join } from 'node:path';
import { isBroken, readCsv, type BrokenRow, type CsvRow } from './csv.ts';
import type { Table } from './mapping.ts';

/** The files a mapping looks into, held in memory by their keys. */
export class Tables {
  readonly #rows = new Map<string, Map<string, CsvRow[]>>();
  readonly #asked = new Map<string, Set<string>>();

  /** The row of a key, null where there is none. */
  one(table: string, key: string): CsvRow | null {
    return this.all(table, key)[0] ?? null;
  }

  /** All rows of a key, in the order of the file. */
  all(table: string, key: string): readonly CsvRow[] {
    const rows = this.#rows.get(table);
    if (rows === undefined) throw new Error(`the mapping has no table ${table}`);
    this.#asked.get(table)?.add(key);
    return rows.get(key) ?? [];
  }

  has(table: string, key: string): boolean {
    return this.all(table, key).length > 0;
  }

  /** Reads a table; `refused` is told of rows that cannot be read or repeat a key. */
  async read(name: string, table: Table, folder: string, refused: (row: BrokenRow) => void): Promise<void> {
    const rows = new Map<string, CsvRow[]>();
    for await (const row of readCsv(join(folder, table.file))) {
      if (isBroken(row)) {
        refused(row);
        continue;
      }
      const key = row.text(table.key);
      const before = rows.get(key);
      const [first] = before ?? [];
      if (before === undefined) rows.set(key, [row]);
      else if (table.many === true) before.push(row);
      else if (first) refused({ file: row.file, line: row.line, broken: repeats(table, first) });
    }
    this.#rows.set(name, rows);
    if (table.orphans !== undefined) this.#asked.set(name, new Set());
  }

  /** The rows of a table that must be looked up and never were. */
  *orphansOf(name: string): Generator<CsvRow> {
    const asked = this.#asked.get(name);
    for (const [key, rows] of this.#rows.get(name) ?? []) if (asked?.has(key) === false) yield* rows;
  }
}

function repeats(table: Table, first: CsvRow): string {
  return `repeats the ${table.key} of line ${first.line}`;
}
