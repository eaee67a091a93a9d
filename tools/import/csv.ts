import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'csv-parse';

/** A file that cannot be taken for what the mapping says it is; the import cannot go on. */
export class CsvFileError extends Error {}

/** One row of a CSV file under the names of its header. `line` is where it begins, the header's being 1. */
export class CsvRow {
  readonly file: string;
  readonly line: number;
  readonly #values: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(file: string, line: number, values: readonly string[], places: ReadonlyMap<string, number>) {
    this.file = file;
    this.line = line;
    this.#values = values;
    this.#places = places;
  }

  /**
   * The value as the file has it, spaces included.
   *
   * @throws CsvFileError when the file has no such column.
   */
  raw(column: string): string {
    const place = this.#places.get(column);
    if (place === undefined) throw new CsvFileError(`${this.file} has no column ${column}`);
    return this.#values[place] ?? '';
  }

  /** The value without spaces around it. */
  text(column: string): string {
    return this.raw(column).trim();
  }

  /** As `text`, null where it is empty. */
  textOrNull(column: string): string | null {
    return this.text(column) || null;
  }
}

/** A row that could not be read. */
export interface BrokenRow {
  file: string;
  line: number;
  broken: string;
}

export function isBroken(row: CsvRow | BrokenRow): row is BrokenRow {
  return 'broken' in row;
}

/** Longest row, in characters; what is longer has lost a closing quote. */
const longestRow = 1_000_000;

/**
 * Reads a CSV file (RFC 4180, UTF-8, first row the header) row by row. A row that cannot be read is handed out as
 * broken and reading goes on with the next line, so that one stray quote does not swallow the rest of the file.
 *
 * @param seen told after each part of the file how many bytes have been read.
 */
export async function* readCsv(
  path: string,
  seen: (bytes: number) => void = () => {},
): AsyncGenerator<CsvRow | BrokenRow> {
  const file = basename(path);
  let header: Header | null = null;
  let start: Place = { offset: 0, line: 1 };
  for (;;) {
    const end: Place = { ...start };
    let failed: string | null = null;
    for await (const part of parseFrom(path, start)) {
      if (typeof part === 'string') {
        failed = part;
        continue;
      }
      end.offset = part.offset;
      end.line = part.nextLine;
      if (header === null) header = headerOf(file, part.values);
      else yield rowOf(file, part, header);
      seen(end.offset);
    }
    if (failed === null) return;
    if (header === null) throw new CsvFileError(`the header of ${file} ${failed}`);
    const line = await firstLineAfter(path, end);
    yield { file, line: line.line, broken: failed };
    start = { offset: line.offset, line: line.line + 1 };
  }
}

/** The names of a file's columns. */
export async function columnsOf(path: string): Promise<string[]> {
  for await (const part of parseFrom(path, { offset: 0, line: 1 })) {
    if (typeof part !== 'string') return part.values.map((name) => name.trim());
  }
  return [];
}

/** A place between two lines of a file: bytes before it, and the number of the line that begins there. */
interface Place {
  offset: number;
  line: number;
}

interface ReadRow {
  values: readonly string[];
  /** Bytes from the beginning of the file to the end of the row. */
  offset: number;
  line: number;
  nextLine: number;
}

interface Header {
  places: ReadonlyMap<string, number>;
  width: number;
}

function headerOf(file: string, names: readonly string[]): Header {
  const places = new Map(names.map((name, place) => [name.trim(), place]));
  if (places.size !== names.length) throw new CsvFileError(`${file} has two columns of one name`);
  return { places, width: names.length };
}

function rowOf(file: string, { values, line, nextLine }: ReadRow, { places, width }: Header): CsvRow | BrokenRow {
  if (values.length !== width) {
    const until = nextLine - 1 > line ? ` (to line ${nextLine - 1})` : '';
    return { file, line, broken: `has ${values.length} columns where the header has ${width}${until}` };
  }
  if (values.some((value) => value.includes('\uFFFD'))) return { file, line, broken: 'is not written in UTF-8' };
  return new CsvRow(file, line, values, places);
}

/** Rows from a place on; a text says why it went no further. */
async function* parseFrom(path: string, start: Place): AsyncGenerator<ReadRow | string> {
  let ready: ReadRow[] = [];
  const parser = parse({
    bom: start.offset === 0,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    on_record: (values: string[], { bytes, lines }) => {
      const inside = values.reduce((sum, value) => sum + newlinesIn(value), 0);
      const last = start.line - 1 + lines;
      ready.push({ values, offset: start.offset + bytes, line: last - inside, nextLine: last + 1 });
      return null;
    },
  });
  parser.on('error', () => {});
  const parts: AsyncIterable<Buffer> = createReadStream(path, { start: start.offset });
  try {
    for await (const bytes of parts) {
      const error = await settled((done) => parser.write(bytes, done));
      yield* ready;
      ready = [];
      if (error !== null) {
        yield reasonOf(error);
        return;
      }
    }
    const error = await settled((done) => {
      parser.once('error', done);
      parser.end(() => done(null));
      parser.resume();
    });
    yield* ready;
    if (error !== null) yield reasonOf(error);
  } finally {
    parser.destroy();
  }
}

function settled(act: (done: (error?: Error | null) => void) => void): Promise<Error | null> {
  return new Promise((settle) => act((error) => settle(error ?? null)));
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return 'opens a quote that is never closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'has a quote inside a quoted value that is not doubled';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return 'has a quote in a value that is not quoted';
    default:
      return `cannot be read: ${error.message}`;
  }
}

/** The number of the first line after a place that is not empty, and where it ends. */
async function firstLineAfter(path: string, place: Place): Promise<Place> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(2 * longestRow), position: place.offset });
    let { line } = place;
    let begin = 0;
    for (;;) {
      const end = buffer.indexOf(0x0a, begin);
      const text = buffer.subarray(begin, end < 0 ? undefined : end).toString('latin1');
      if (end < 0 || text.trim() !== '') {
        return { offset: place.offset + (end < 0 ? buffer.length : end + 1), line };
      }
      line += 1;
      begin = end + 1;
    }
  } finally {
    await handle.close();
  }
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let place = text.indexOf('\n'); place >= 0; place = text.indexOf('\n', place + 1)) count += 1;
  return count;
}
