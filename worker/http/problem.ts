import { problemCodes, type FieldError, type FieldErrorCode, type Problem } from '../../shared/problems.ts';
import { fieldErrorCodes } from '../../shared/problems.ts';
import type * as z from 'zod';
import type { Refusal } from './outcome.ts';
import { refuse } from './outcome.ts';

/** A refusal as RFC 9457 writes it. Never a stack, never SQL. */
export function problemResponse(refusal: Refusal, requestId: string, headers: Record<string, string> = {}): Response {
  const [status, title] = problemCodes[refusal.code];
  const problem: Problem = {
    type: `urn:callside:problem:${refusal.code}`,
    title,
    status,
    detail: refusal.detail ?? title,
    code: refusal.code,
    requestId,
    ...(refusal.errors && { errors: refusal.errors }),
    ...(refusal.blockers && { blockers: refusal.blockers }),
    ...(refusal.current && { current: refusal.current }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...headers,
      'content-type': 'application/problem+json',
    },
  });
}

/** What a schema found wrong, as field errors. `where` says which part of the request was read. */
export function invalidRequest(error: z.core.$ZodError, where: 'body' | 'query'): Refusal {
  const errors = error.issues.flatMap((issue) => fieldErrorsOf(issue, where));
  return refuse('invalid_request', { errors });
}

export function fieldErrorsOf(issue: z.core.$ZodIssue, where: 'body' | 'query'): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key], where),
      code: 'unknown_key',
      detail: 'is not a field of this request',
    }));
  }
  const code = fieldErrorCode(issue);
  return [{ pointer: pointerTo(issue.path, where), code, detail: details[code] }];
}

function pointerTo(path: readonly PropertyKey[], where: 'body' | 'query'): string {
  const keys = path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'));
  return where === 'query' ? `?${keys.join('.')}` : keys.map((key) => `/${key}`).join('');
}

function fieldErrorCode(issue: z.core.$ZodIssue): FieldErrorCode {
  const named = fieldErrorCodes.find((code) => code === issue.message);
  if (named) return named;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'wrong_type';
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_large';
    case 'too_small':
      return 'too_small';
    case 'invalid_value':
    case 'invalid_union':
      return 'not_one_of';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'invalid';
  }
}

const details: Record<FieldErrorCode, string> = {
  required: 'is required',
  unknown_key: 'is not a field of this request',
  wrong_type: 'is of the wrong type',
  too_long: 'is too long',
  too_small: 'is too small',
  too_large: 'is too large',
  not_one_of: 'is not one of the values allowed',
  not_an_id: 'is not an id of this kind',
  not_a_currency: 'is not a currency code',
  not_a_decimal: 'is not a decimal of at most four places',
  not_a_date_time: 'is not a time in RFC 3339, UTC',
  not_an_email: 'is not an e-mail address',
  not_a_country: 'is not a country code',
  not_a_language: 'is not a language tag',
  card_number: 'looks like a card number, which is never stored',
  tax_id_check_digits: 'has check digits that do not agree',
  unknown_reference: 'names no record that exists',
  invalid: 'cannot be accepted',
};
