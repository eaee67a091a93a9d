import { idPrefixes, type Id, type IdKind } from '../../shared/ids.ts';

/** What D1 binds and returns. */
export type SqlValue = string | number | null;

/** A row as D1 returned it, read column by column; a column of another type is a fault of ours and throws. */
export class Row {
  readonly #columns: Record<string, unknown>;

  constructor(columns: Record<string, unknown>) {
    this.#columns = columns;
  }

  text(column: string): string {
    const value = this.#columns[column];
    if (typeof value !== 'string') throw unexpected(column, value);
    return value;
  }

  textOrNull(column: string): string | null {
    return this.#isNull(column) ? null : this.text(column);
  }

  integer(column: string): number {
    const value = this.#columns[column];
    if (typeof value !== 'number') throw unexpected(column, value);
    return value;
  }

  integerOrNull(column: string): number | null {
    return this.#isNull(column) ? null : this.integer(column);
  }

  flag(column: string): boolean {
    return this.integer(column) === 1;
  }

  /** Milliseconds in the row, RFC 3339 outside. */
  time(column: string): string {
    return new Date(this.integer(column)).toISOString();
  }

  timeOrNull(column: string): string | null {
    return this.#isNull(column) ? null : this.time(column);
  }

  id<Kind extends IdKind>(kind: Kind, column: string): Id<Kind> {
    const value = this.text(column);
    if (!hasPrefixOf(kind, value)) throw unexpected(column, value);
    return value;
  }

  idOrNull<Kind extends IdKind>(kind: Kind, column: string): Id<Kind> | null {
    return this.#isNull(column) ? null : this.id(kind, column);
  }

  /** One of the values that the column's CHECK allows. */
  oneOf<const Value extends string>(values: readonly Value[], column: string): Value {
    const text = this.text(column);
    const found = values.find((value) => value === text);
    if (found === undefined) throw unexpected(column, text);
    return found;
  }

  oneOfOrNull<const Value extends string>(values: readonly Value[], column: string): Value | null {
    return this.#isNull(column) ? null : this.oneOf(values, column);
  }

  json(column: string): unknown {
    return JSON.parse(this.text(column));
  }

  #isNull(column: string): boolean {
    return this.#columns[column] === null;
  }
}

function hasPrefixOf<Kind extends IdKind>(kind: Kind, value: string): value is Id<Kind> {
  return value.startsWith(`${idPrefixes[kind]}_`);
}

function unexpected(column: string, value: unknown): TypeError {
  return new TypeError(`column ${column} holds ${value === undefined ? 'nothing' : `a ${typeof value}`}`);
}
