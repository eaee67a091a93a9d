import type * as z from 'zod';
import type { ImportKind, importedRowSchemas } from '../../shared/imports.ts';
import type { CsvRow } from './csv.ts';
import type { Tables } from './tables.ts';

/**
 * How the CSV files of one company become rows of the API. A mapping is a file of its own (tools/import/mappings, or
 * any that `--mapping` names) whose default export is made with `mapping({…})`.
 */
export interface Mapping {
  /** What the rows' ids belong to: with it the API knows a row again. Small letters, digits, `-` and `_`. */
  source: string;
  /** The name of the data set, for people. */
  title: string;
  /** The files it needs, each with columns that tell it from files of the same name in other data sets. */
  recognisedBy: Readonly<Record<string, readonly string[]>>;
  /** Files that are looked into while another is read, by a name of their own. */
  tables: Readonly<Record<string, Table>>;
  /** What becomes rows, in the order it is sent: a row's customer, contact, address and products come before it. */
  loads: readonly Load[];
  /** Rows of other files that become nothing, which the report counts by reason. */
  leftOut: readonly LeftOutFile[];
}

/** A file to look into. */
export interface Table {
  file: string;
  /** The column that a row is looked up by. */
  key: string;
  /** Several rows may have one key; without it a second row of a key is refused. */
  many?: boolean;
  /** Every row has to be looked up by some other: one that never is, is refused with this reason. */
  orphans?: string;
}

/** A file whose rows each become one row of a kind. */
export type Load = { [Kind in ImportKind]: LoadOf<Kind> }[ImportKind];

export interface LoadOf<Kind extends ImportKind> {
  kind: Kind;
  file: string;
  /** Rows that are right and yet not taken; the report counts them by reason. */
  leaveOut?: readonly Condition[];
  /** Rows that are wrong; the report names each with its line. */
  refuse?: readonly Condition[];
  /** Rows with an id that came before are the same record and not a mistake. */
  repeats?: boolean;
  fields: Fields<Kind>;
}

export interface Condition {
  when: (row: CsvRow, tables: Tables) => boolean;
  /** Completes "the row …" or "left out: …". */
  because: string;
}

/** A file whose rows, where the reason is not null, become nothing. */
export interface LeftOutFile {
  file: string;
  because: (row: CsvRow, tables: Tables) => string | null;
}

type RowOf<Kind extends ImportKind> = z.input<(typeof importedRowSchemas)[Kind]>;

/** Where a field comes from: a column, whose empty value is no value, or what is made of the row. */
export type Source<Value> = string | ((row: CsvRow, tables: Tables) => Value);

export type Fields<Kind extends ImportKind> = { readonly [Name in keyof RowOf<Kind>]: Source<RowOf<Kind>[Name]> };

/** The same value for every row. */
export function always<const Value>(value: Value): () => Value {
  return () => value;
}

/** Checks a mapping's types; it is returned as it is. */
export function mapping(given: Mapping): Mapping {
  return given;
}
