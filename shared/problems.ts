import * as z from 'zod';

/**
 * Every code a problem can carry, with its HTTP status and title. Codes are stable: a host may branch on them.
 * A refusal by a rule carries its first blocker's code.
 */
export const problemCodes = {
  invalid_request: [400, 'The request is not of the form the API takes'],
  invalid_cursor: [400, 'The cursor does not belong to this list'],
  idempotency_key_required: [400, 'An Idempotency-Key is required'],
  unauthenticated: [401, 'A session token is required'],
  token_expired: [401, 'The session token has expired'],
  invalid_assertion: [401, 'The assertion cannot be accepted'],
  forbidden: [403, 'The role does not allow this'],
  out_of_scope: [403, 'The session is bound to another record'],
  wrong_origin: [403, 'This origin is not allowed'],
  not_channel_user: [403, 'The agent is not a user of this channel'],
  not_found: [404, 'There is no such record'],
  request_running: [409, 'The same request is still running'],
  case_closed: [409, 'The case is closed'],
  case_active: [409, 'The case is active'],
  case_merged: [409, 'The case was merged into another'],
  transition_not_allowed: [409, 'The case may not go from its status reason to that one'],
  merge_into_itself: [409, 'A case cannot be merged into itself'],
  different_customers: [409, 'The cases are of different customers'],
  different_parents: [409, 'The cases have different parent cases'],
  child_of_child: [409, 'A child case cannot have children'],
  parent_as_child: [409, 'A case that has children cannot be a child'],
  already_child: [409, 'The case has another parent'],
  too_many_children: [409, 'A case cannot have so many children'],
  active_children: [409, 'Children of the case are active'],
  children_blocked: [409, 'Children of the case cannot be closed with it'],
  merge_undone: [409, 'The merge was undone before'],
  open_activities: [409, 'Activities are open'],
  activity_closed: [409, 'The activity is closed'],
  entitlement_not_draft: [409, 'The entitlement is not a draft'],
  entitlement_not_active: [409, 'The entitlement is not active'],
  entitlement_not_over: [409, 'The entitlement is not over'],
  entitlement_used: [409, 'Cases have used the entitlement'],
  entitlement_exhausted: [409, 'The entitlement has no terms left'],
  order_not_draft: [409, 'The order is no longer a draft'],
  order_empty: [409, 'The order has no lines'],
  address_required: [409, 'The order has no address to deliver to'],
  payment_required: [409, 'Payments do not cover the total'],
  payment_pending: [409, 'A payment waits for its provider'],
  payment_exceeds_balance: [409, 'The payment is larger than the balance'],
  payment_not_voidable: [409, 'The payment cannot be voided'],
  payments_exceed_total: [409, 'The payments are larger than the total'],
  recap_changed: [409, 'The order changed after its recap was read'],
  product_unavailable: [409, 'The product is not sold'],
  stale_version: [412, 'The record was changed by someone else'],
  payload_too_large: [413, 'The request body is too large'],
  unsupported_media_type: [415, 'The request body must be JSON'],
  idempotency_key_reused: [422, 'The Idempotency-Key was used for another request'],
  unknown_reference: [422, 'A record that the request names does not exist'],
  version_required: [428, 'If-Match is required'],
  rate_limited: [429, 'Too many requests'],
  internal_error: [500, 'The service failed'],
  unavailable: [503, 'The service is unavailable'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problemCodes;

/** What a field's error says: the widget has a term for each. */
export const fieldErrorCodes = [
  'required',
  'unknown_key',
  'wrong_type',
  'too_long',
  'too_small',
  'too_large',
  'not_one_of',
  'not_an_id',
  'not_a_currency',
  'not_a_decimal',
  'not_a_date_time',
  'not_an_email',
  'not_a_country',
  'not_a_language',
  'card_number',
  'tax_id_check_digits',
  'unknown_reference',
  'invalid',
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/**
 * One thing that stands in the way of an action. `field` names the input that mends it, `count` says how
 * many, `cases` which other cases it is about.
 */
export const blockerSchema = z.strictObject({
  code: z.enum(Object.keys(problemCodes)),
  detail: z.string(),
  field: z.string().optional(),
  count: z.int().optional(),
  cases: z.array(z.strictObject({ id: z.string(), number: z.string() })).optional(),
});
export type Blocker = {
  code: ProblemCode;
  detail: string;
  field?: string;
  count?: number;
  cases?: { id: string; number: string }[];
};

/**
 * One thing that can be done with an entity: whether it is allowed now, what blocks it, and what will be asked to be
 * confirmed. Decided by the same rule that decides the command itself.
 */
export const actionSchema = z.strictObject({
  name: z.string(),
  allowed: z.boolean(),
  blockers: z.array(blockerSchema),
  confirmations: z.array(blockerSchema),
});
export type Action<Name extends string = string> = {
  name: Name;
  allowed: boolean;
  blockers: Blocker[];
  confirmations: Blocker[];
};

/** One wrong field of a request. `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export type FieldError = { pointer: string; code: FieldErrorCode; detail: string };

/** A problem of RFC 9457 as the API answers it. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(problemCodes)),
  requestId: z.string(),
  errors: z
    .array(z.strictObject({ pointer: z.string(), code: z.enum(fieldErrorCodes), detail: z.string() }))
    .optional(),
  blockers: z.array(blockerSchema).optional(),
  current: z.unknown().optional(),
});
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  requestId: string;
  errors?: FieldError[];
  blockers?: Blocker[];
  /** The entity as it is now, with `stale_version`. */
  current?: unknown;
};
