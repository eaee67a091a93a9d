import type { CsvRow } from './csv.ts';
import type { Load, Source } from './mapping.ts';
import type { RefusedRow } from './report.ts';
import type { Tables } from './tables.ts';

/** What a row of a file becomes. */
export type Mapped =
  | { kind: 'row'; externalId: string; json: string }
  | { kind: 'left_out'; because: string }
  | { kind: 'refused'; because: string };

/** Makes a row of the API from a row of a file. Whether its fields are right the API decides. */
export function mapRow(load: Load, row: CsvRow, tables: Tables): Mapped {
  const left = load.leaveOut?.find(({ when }) => when(row, tables));
  if (left !== undefined) return { kind: 'left_out', because: left.because };
  const wrong = load.refuse?.find(({ when }) => when(row, tables));
  if (wrong !== undefined) return { kind: 'refused', because: wrong.because };

  const mapped: Record<string, unknown> = {};
  for (const [name, source] of Object.entries<Source<unknown>>(load.fields)) {
    const value: unknown = typeof source === 'string' ? (row.textOrNull(source) ?? undefined) : source(row, tables);
    if (value !== undefined) mapped[name] = value;
  }
  const { externalId } = mapped;
  return { kind: 'row', externalId: typeof externalId === 'string' ? externalId : '', json: JSON.stringify(mapped) };
}

/** A row that stands in a request, with where it came from. */
export interface PlacedRow {
  file: string;
  line: number;
  externalId: string;
  json: string;
}

/** Rows of one request, and how many bytes it is. */
export interface Chunk {
  rows: PlacedRow[];
  bytes: number;
}

/** Rows that a request takes at most, and bytes, which leave room for what stands around the rows. */
const mostRows = 500;
export const mostBytes = 900_000;

/** Collects rows into requests. The same rows always make the same requests. */
export class Chunks {
  #chunk: Chunk = { rows: [], bytes: 0 };

  /** Adds a row; returns the request that is full without it. */
  add(row: PlacedRow): Chunk | null {
    const bytes = Buffer.byteLength(row.json) + 1;
    const isFull = this.#chunk.rows.length >= mostRows || this.#chunk.bytes + bytes > mostBytes;
    const full = isFull && this.#chunk.rows.length > 0 ? this.rest() : null;
    this.#chunk.rows.push(row);
    this.#chunk.bytes += bytes;
    return full;
  }

  /** What is left at the end. */
  rest(): Chunk | null {
    const chunk = this.#chunk;
    this.#chunk = { rows: [], bytes: 0 };
    return chunk.rows.length > 0 ? chunk : null;
  }
}

/** Why a row cannot be sent at all, null where it can. */
export function unsendable(row: PlacedRow): Pick<RefusedRow, 'reason'> | null {
  return Buffer.byteLength(row.json) > mostBytes ? { reason: 'is larger than a request may be' } : null;
}
