import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportKind } from '../../shared/imports.ts';
import type { ImportClient } from './client.ts';
import { CsvFileError, isBroken, readCsv, type BrokenRow, type CsvRow } from './csv.ts';
import type { LeftOutFile, Load, Mapping } from './mapping.ts';
import { refusalsOf, Report } from './report.ts';
import { Chunks, mapRow, unsendable, type Chunk } from './rows.ts';
import { Tables } from './tables.ts';

/** Is told how far an import is, from 0 to 1. */
export type Progress = (share: number) => void;

/** Requests on their way at a time: while one is written, the next is read and checked. */
const inFlight = 3;

/** One import, in the steps that it is shown in. */
export class ImportRun {
  readonly report = new Report();
  readonly #folder: string;
  readonly #mapping: Mapping;
  readonly #client: ImportClient;
  readonly #tables = new Tables();
  /** The line of each id of a kind that was read. */
  readonly #ids = new Map<ImportKind, Map<string, string>>();

  constructor(folder: string, mapping: Mapping, client: ImportClient) {
    this.#folder = folder;
    this.#mapping = mapping;
    this.#client = client;
  }

  /** The kinds of rows, in the order they are sent in. */
  get kinds(): ImportKind[] {
    return [...new Set(this.#mapping.loads.map(({ kind }) => kind))];
  }

  /** Reads the files that others are looked up in. */
  async readTables(): Promise<void> {
    for (const [name, table] of Object.entries(this.#mapping.tables)) {
      await this.#tables.read(name, table, this.#folder, (row) => this.#refuseUnread(row));
    }
  }

  /** Sends all rows of a kind; those of the kinds before have been answered. */
  async load(kind: ImportKind, progress: Progress): Promise<void> {
    const loads = this.#mapping.loads.filter((load) => load.kind === kind);
    const sizes = await Promise.all(loads.map(async ({ file }) => (await stat(join(this.#folder, file))).size));
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    const sender = new Sender(this.#client, this.#mapping.source, kind, this.report);
    let before = 0;
    for (const [place, load] of loads.entries()) {
      await this.#send(load, sender, (bytes) => {
        progress(whole === 0 ? 1 : (before + bytes) / whole);
      });
      before += sizes[place] ?? 0;
    }
    await sender.end();
  }

  /** Counts what is left out, and refuses rows that belong to nothing. */
  async finish(): Promise<void> {
    for (const each of this.#mapping.leftOut) await this.#count(each);
    for (const [name, { orphans }] of Object.entries(this.#mapping.tables)) {
      if (orphans === undefined) continue;
      for (const row of this.#tables.orphansOf(name))
        this.#refuseUnread({ file: row.file, line: row.line, broken: orphans });
    }
  }

  async #send(load: Load, sender: Sender, seen: (bytes: number) => void): Promise<void> {
    const chunks = new Chunks();
    for await (const row of readCsv(join(this.#folder, load.file), seen)) {
      const full = this.#take(load, row, chunks);
      if (full !== null) await sender.send(full);
    }
    const rest = chunks.rest();
    if (rest !== null) await sender.send(rest);
  }

  /** Puts a row where it belongs; returns a request that is full. */
  #take(load: Load, row: CsvRow | BrokenRow, chunks: Chunks): Chunk | null {
    const { kind } = load;
    const { file, line } = row;
    if (isBroken(row)) return this.#refuse(kind, row, row.broken);
    const mapped = mapRow(load, row, this.#tables);
    if (mapped.kind === 'left_out') {
      this.report.leave(mapped.because);
      return null;
    }
    if (mapped.kind === 'refused') return this.#refuse(kind, row, mapped.because);
    if (this.report.isRefused(file, line)) return this.#refuse(kind, row, 'was refused before');
    const { externalId, json } = mapped;
    const ids = this.#ids.get(kind) ?? new Map<string, string>();
    this.#ids.set(kind, ids);
    const first = ids.get(externalId);
    if (first !== undefined && load.repeats === true) return null;
    if (first !== undefined) return this.#refuse(kind, row, `has the id of ${first}, ${externalId}`);
    ids.set(externalId, `${file}:${line}`);
    const placed = { file, line, externalId, json };
    const reason = unsendable(placed)?.reason;
    if (reason !== undefined) return this.#refuse(kind, row, reason);
    this.report.of(kind).read += 1;
    return chunks.add(placed);
  }

  #refuse(kind: ImportKind, { file, line }: { file: string; line: number }, reason: string): null {
    const counts = this.report.of(kind);
    counts.read += 1;
    counts.refused += 1;
    this.report.refuse([{ file, line, kind, externalId: null, field: null, reason }]);
    return null;
  }

  #refuseUnread({ file, line, broken }: BrokenRow): void {
    this.report.refuse([{ file, line, kind: null, externalId: null, field: null, reason: broken }]);
  }

  async #count({ file, because }: LeftOutFile): Promise<void> {
    for await (const row of readCsv(join(this.#folder, file))) {
      if (isBroken(row)) {
        this.#refuseUnread(row);
        continue;
      }
      const reason = because(row, this.#tables);
      if (reason !== null) this.report.leave(reason);
    }
  }
}

/** Sends requests of one kind, some at a time. */
class Sender {
  readonly #client: ImportClient;
  readonly #source: string;
  readonly #kind: ImportKind;
  readonly #report: Report;
  readonly #running = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;

  constructor(client: ImportClient, source: string, kind: ImportKind, report: Report) {
    this.#client = client;
    this.#source = source;
    this.#kind = kind;
    this.#report = report;
  }

  /** Returns when there is room for another. */
  async send(chunk: Chunk): Promise<void> {
    const one = this.#one(chunk)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#running.delete(one));
    this.#running.add(one);
    if (this.#running.size >= inFlight) await Promise.race(this.#running);
    this.#rethrow();
  }

  /** Returns when all have been answered. */
  async end(): Promise<void> {
    await Promise.all(this.#running);
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #one({ rows }: Chunk): Promise<void> {
    const { result, replayed } = await this.#client.send(
      this.#kind,
      this.#source,
      `[${rows.map(({ json }) => json).join(',')}]`,
    );
    const counts = this.#report.of(this.#kind);
    // What an earlier run created is there already for this one.
    counts.created += replayed ? 0 : result.created;
    counts.existing += replayed ? result.created + result.existing : result.existing;
    counts.refused += result.refused.length;
    for (const refused of result.refused) {
      const row = rows[refused.row];
      if (row === undefined) throw new CsvFileError(`the API refuses a row that was not sent: ${refused.row}`);
      const { file, line } = row;
      this.#report.refuse(refusalsOf({ file, line, kind: this.#kind }, refused));
    }
  }
}
