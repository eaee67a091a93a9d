import type { FieldError, FieldErrorCode } from '../../shared/problems.ts';

/** A row under the id it has here. `number` is what a tenant has only once: a number or SKU. */
export interface Row {
  id: string;
  number?: string;
}

/** What becomes of a row: it is new, its record is here already, or something is wrong with it. */
export type Verdict = 'created' | 'existing' | readonly FieldError[];

/**
 * Judges rows in their order. A record that is here, or came before in the same request, is left as it is, whatever
 * the row says; only a new one has to be right.
 *
 * @param known the ids and numbers that are taken already
 * @param numberField the field that `number` stands in
 */
export function judge<Of extends Row>(
  rows: readonly Of[],
  known: readonly Row[],
  numberField: string,
  errorsOf: (row: Of) => FieldError[],
): Verdict[] {
  const ids = new Set(known.map(({ id }) => id));
  const numbers = new Set(known.map(({ number }) => number));
  return rows.map((row) => {
    if (ids.has(row.id)) return 'existing';
    const isTaken = row.number !== undefined && numbers.has(row.number);
    const errors = [
      ...errorsOf(row),
      ...(isTaken ? [fieldError(numberField, 'invalid', 'is taken by another record')] : []),
    ];
    if (errors.length > 0) return errors;
    ids.add(row.id);
    if (row.number !== undefined) numbers.add(row.number);
    return 'created';
  });
}

/** The rows that are new. */
export function created<Of>(rows: readonly Of[], verdicts: readonly Verdict[]): Of[] {
  return rows.filter((_row, place) => verdicts[place] === 'created');
}

export function fieldError(field: string, code: FieldErrorCode, detail: string): FieldError {
  return { pointer: `/${field}`, code, detail };
}

/** An error where a row names a record that is not there; none where it names none. */
export function unknownUnless(isKnown: boolean, field: string): FieldError[] {
  return isKnown ? [] : [fieldError(field, 'unknown_reference', 'names no record that exists')];
}
