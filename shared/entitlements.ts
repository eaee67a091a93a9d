import * as z from 'zod';
import { caseOriginSchema } from './cases.ts';
import { pageOf, pageQuery, timeSchema, versionSchema } from './common.ts';
import { idSchemas, type CaseId, type EntitlementId } from './ids.ts';
import { actionSchema, type Action } from './problems.ts';
import { freeText } from './text.ts';

/** Derived from the dates and from what was done; nothing flips it (domain §2A.10). */
export const entitlementStates = ['draft', 'waiting', 'active', 'expired', 'cancelled'] as const;
export type EntitlementState = (typeof entitlementStates)[number];

/** What a term is: a case, or a minute of billable time (the sources say hours). */
export const allocationSchema = z.enum(['cases', 'minutes']);
export type Allocation = z.infer<typeof allocationSchema>;

/** When a case takes its terms. */
export const decreaseOnSchema = z.enum(['creation', 'resolution']);
export type DecreaseOn = z.infer<typeof decreaseOnSchema>;

export const entitlementActionNames = ['edit', 'activate', 'deactivate', 'cancel', 'renew', 'set_default'] as const;
export type EntitlementActionName = (typeof entitlementActionNames)[number];

const terms = z.int().min(0, { error: 'too_small' }).max(10_000_000, { error: 'too_large' });
const slaId = z.string().regex(/^sla_[0-7][0-9a-hjkmnp-tv-z]{25}$/, { error: 'not_an_id' });

/** Ids that stand in a list once each. */
function idList<Schema extends z.ZodType<string>>(id: Schema) {
  return z
    .array(id)
    .max(100, { error: 'too_long' })
    .refine((ids) => new Set(ids).size === ids.length, { error: 'invalid' });
}

/** How many of the terms each origin of cases may take; an origin that is not named may take them all. */
const channelTotals = z
  .array(z.strictObject({ origin: caseOriginSchema, total: terms }))
  .refine((channels) => new Set(channels.map(({ origin }) => origin)).size === channels.length, { error: 'invalid' });

const fields = {
  name: freeText(100),
  startsOn: timeSchema,
  endsOn: timeSchema,
  allocation: allocationSchema,
  decreaseOn: decreaseOnSchema,
  totalTerms: terms,
  restrict: z.boolean(),
  productIds: idList(idSchemas.product),
  contactIds: idList(idSchemas.contact),
  channels: channelTotals,
  slaId: slaId.nullable(),
};

export const createEntitlementSchema = z
  .strictObject({
    ...fields,
    customerId: idSchemas.customer,
    allocation: fields.allocation.default('cases'),
    decreaseOn: fields.decreaseOn.default('creation'),
    restrict: fields.restrict.default(false),
    productIds: fields.productIds.default([]),
    contactIds: fields.contactIds.default([]),
    channels: fields.channels.default([]),
    slaId: fields.slaId.default(null),
  })
  .refine(({ startsOn, endsOn }) => Date.parse(endsOn) >= Date.parse(startsOn), {
    error: 'too_small',
    path: ['endsOn'],
  });
export type CreateEntitlement = z.output<typeof createEntitlementSchema>;

export const changeEntitlementSchema = z.strictObject(fields).partial();
export type ChangeEntitlement = z.output<typeof changeEntitlementSchema>;

export const entitlementCommandSchema = z.strictObject({});
/** Without the flag it becomes the default; with `false` its customer has none any more. */
export const setDefaultSchema = z.strictObject({ isDefault: z.boolean().default(true) });
export type SetDefault = z.output<typeof setDefaultSchema>;

export const listEntitlementsQuery = z.strictObject({
  ...pageQuery,
  customerId: idSchemas.customer.optional(),
  /** Only what a case can be given now, or all. */
  state: z.enum(['active', 'all']).default('all'),
});
export type ListEntitlements = z.output<typeof listEntitlementsQuery>;

/**
 * What support a customer is entitled to. The version grows when somebody changes it, not when a case moves its
 * terms: a busy entitlement can be changed all the same.
 */
export const entitlementSchema = z.strictObject({
  id: idSchemas.entitlement,
  version: versionSchema,
  name: z.string(),
  customer: z.strictObject({ id: idSchemas.customer, name: z.string() }),
  startsOn: timeSchema,
  /** Its last moment. */
  endsOn: timeSchema,
  allocation: allocationSchema,
  decreaseOn: decreaseOnSchema,
  /** Cases or minutes, as the allocation says. */
  totalTerms: z.int(),
  /** Below zero where more was taken than there was and it does not restrict. */
  remainingTerms: z.int(),
  /** Whether it is refused to a case when its terms are over. */
  restrict: z.boolean(),
  isDefault: z.boolean(),
  /** None are all. */
  products: z.array(z.strictObject({ id: idSchemas.product, name: z.string() })),
  /** None are all of the customer. */
  contacts: z.array(z.strictObject({ id: idSchemas.contact, name: z.string() })),
  channels: z.array(z.strictObject({ origin: caseOriginSchema, total: z.int(), remaining: z.int() })),
  slaId: z.string().nullable(),
  state: z.enum(entitlementStates),
  activatedAt: timeSchema.nullable(),
  cancelledAt: timeSchema.nullable(),
  createdAt: timeSchema,
  actions: z.array(actionSchema.extend({ name: z.enum(entitlementActionNames) })),
});
export type Entitlement = Omit<z.infer<typeof entitlementSchema>, 'actions'> & {
  actions: Action<EntitlementActionName>[];
};
export const entitlementListSchema = pageOf(entitlementSchema);

/** Terms that a case took (below zero) or gave back (above zero), by the origin that the case then had. */
export interface TermMovement {
  caseId: CaseId;
  entitlementId: EntitlementId;
  origin: z.infer<typeof caseOriginSchema>;
  terms: number;
}
