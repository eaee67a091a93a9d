import type { Blocker, FieldError, ProblemCode } from '../../shared/problems.ts';

/** Why a request was not carried out: a value until the edge turns it into a problem. */
export interface Refusal {
  kind: 'refused';
  code: ProblemCode;
  detail?: string;
  errors?: FieldError[];
  blockers?: Blocker[];
  current?: { version: number };
}

/** What a request came to. `version` becomes the ETag. */
export interface Done<Value> {
  kind: 'done';
  value: Value;
  version?: number;
}

/** The stored answer to a request that was carried out before. */
export interface Replay {
  kind: 'replayed';
  status: number;
  etag: string | null;
  body: string;
}

/** The state a command was decided on has changed meanwhile: run it again from its load. */
export interface Raced {
  kind: 'raced';
}

export type QueryOutcome<Value> = Done<Value> | Refusal;
export type CommandOutcome<Value> = Done<Value> | Refusal | Replay | Raced;

export function done<Value>(value: Value, version?: number): Done<Value> {
  return { kind: 'done', value, ...(version !== undefined && { version }) };
}

export function refuse(code: ProblemCode, more: Omit<Refusal, 'kind' | 'code'> = {}): Refusal {
  return { kind: 'refused', code, ...more };
}

/** A refusal by a rule: it carries the first blocker's code and all blockers. */
export function blocked(blockers: readonly [Blocker, ...Blocker[]]): Refusal {
  return { kind: 'refused', code: blockers[0].code, detail: blockers[0].detail, blockers: [...blockers] };
}

/** A field that names a record which is not there. */
export function unknownReference(field: string): Refusal {
  return refuse('unknown_reference', {
    errors: [{ pointer: `/${field}`, code: 'unknown_reference', detail: 'names no record that exists' }],
  });
}

/** A field that names none of what there is to choose from. */
export function notOneOf(field: string): Refusal {
  return refuse('invalid_request', {
    errors: [{ pointer: `/${field}`, code: 'not_one_of', detail: 'is none of the values there are' }],
  });
}
