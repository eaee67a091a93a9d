import type { ImportKind, ImportResult } from '../../shared/imports.ts';

/** How many rows of a kind came to what. `read` is the sum of the others. */
export interface Counts {
  read: number;
  created: number;
  existing: number;
  refused: number;
}

/** A row that was not taken, and why. */
export interface RefusedRow {
  file: string;
  line: number;
  /** What it would have become; null where it could not be read at all. */
  kind: ImportKind | null;
  externalId: string | null;
  /** The field that is wrong, as in the API; null where it is the row as a whole. */
  field: string | null;
  reason: string;
}

/** What an import came to, row by row. */
export class Report {
  readonly counts = new Map<ImportKind, Counts>();
  readonly refused: RefusedRow[] = [];
  /** Rows that became nothing and are right not to, by reason. */
  readonly leftOut = new Map<string, number>();
  readonly #refusedLines = new Set<string>();

  of(kind: ImportKind): Counts {
    const counts = this.counts.get(kind) ?? { read: 0, created: 0, existing: 0, refused: 0 };
    this.counts.set(kind, counts);
    return counts;
  }

  leave(reason: string): void {
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
  }

  /** Whether the line was refused, on whichever reading of its file. */
  isRefused(file: string, line: number): boolean {
    return this.#refusedLines.has(`${file}:${line}`);
  }

  /** A row is told once, however often its file is read; what is wrong in several fields is told for each. */
  refuse(rows: readonly RefusedRow[]): void {
    const [first] = rows;
    if (first === undefined || this.isRefused(first.file, first.line)) return;
    this.#refusedLines.add(`${first.file}:${first.line}`);
    this.refused.push(...rows);
  }

  /** Refused rows in the order of their files. */
  sorted(): RefusedRow[] {
    const files = [...new Set(this.refused.map(({ file }) => file))];
    return this.refused.toSorted(
      (one, other) => files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line,
    );
  }
}

/** What the API refused of a row, in the report's words. */
export function refusalsOf(
  at: { file: string; line: number; kind: ImportKind },
  { externalId, errors }: ImportResult['refused'][number],
): RefusedRow[] {
  return errors.map(({ pointer, detail }) => ({
    ...at,
    externalId,
    field: pointer.slice(1) || null,
    reason: detail,
  }));
}

/** Refused rows as CSV, for a spreadsheet. */
export function refusedAsCsv(rows: readonly RefusedRow[]): string {
  const lines = rows.map(({ file, line, kind, externalId, field, reason }) =>
    [file, line, kind, externalId, field, reason].map(csvValue).join(','),
  );
  return `${['file,line,kind,externalId,field,reason', ...lines].join('\n')}\n`;
}

/** One refused row in one line: `customers.csv:85 has a CustomerID that …`. */
export function refusedAsText({ file, line, field, reason }: RefusedRow): string {
  return `${file}:${line} ${field === null ? '' : `${field} `}${reason}`;
}

/** What the import came to, for the screen. At most `most` refused rows; the rest stand in the file. */
export function reportAsText(report: Report, most: number, file: string | null): string {
  const head = ['', 'read', 'created', 'already there', 'refused'];
  const rows = [...report.counts].map(([kind, { read, created, existing, refused }]) => [
    kind,
    ...[read, created, existing, refused].map((count) => count.toLocaleString('en')),
  ]);
  const refused = report.sorted();
  return [
    ...table([head, ...rows]),
    ...section('Left out, as they are meant to be:', [
      ...[...report.leftOut].map(([reason, count]) => `  ${count.toLocaleString('en')} × ${reason}`),
    ]),
    ...section('Refused:', [
      ...refused.slice(0, most).map((row) => `  ${refusedAsText(row)}`),
      ...(refused.length > most ? [`  and ${(refused.length - most).toLocaleString('en')} more`] : []),
      ...(file === null || refused.length === 0 ? [] : [`  All of them stand in ${file}`]),
    ]),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_cell, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('   '),
  );
}

/** Quoted where it must be; a value that a spreadsheet would take for a formula is kept from being one. */
function csvValue(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
