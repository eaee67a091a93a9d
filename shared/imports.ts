import * as z from 'zod';
import { activityKindSchema, activityStateSchema, caseOriginSchema, caseStates, caseTypeSchema } from './cases.ts';
import { countrySchema, emailSchema, languageSchema, timeSchema } from './common.ts';
import { customerKindSchema } from './customers.ts';
import { currencySchema, decimalSchema, positiveDecimalSchema } from './money.ts';
import { orderStatusSchema, paymentKindSchema, quantitySchema } from './orders.ts';
import { fieldErrorCodes } from './problems.ts';
import { freeText, plainText } from './text.ts';

/**
 * The rows of a bulk import. Rows name each other by the ids of the system they come from (`externalId`); the same
 * source and external id always become the same record here, so a row sent twice is taken once.
 */
const externalId = plainText(100);

export const importedProductSchema = z.strictObject({
  externalId,
  sku: plainText(100),
  name: freeText(250),
  unitPrice: positiveDecimalSchema,
  available: z.int().nullable().default(null),
  expectedAt: timeSchema.nullable().default(null),
  active: z.boolean().default(true),
});

export const importedCustomerSchema = z.strictObject({
  externalId,
  number: plainText(40),
  kind: customerKindSchema,
  name: freeText(160),
  email: emailSchema.nullable().default(null),
  phone: plainText(40).nullable().default(null),
  taxId: plainText(30).nullable().default(null),
  language: languageSchema.nullable().default(null),
  country: countrySchema.nullable().default(null),
  createdAt: timeSchema.optional(),
});

export const importedContactSchema = z.strictObject({
  externalId,
  customer: externalId,
  name: freeText(160),
  jobTitle: freeText(100).nullable().default(null),
  email: emailSchema.nullable().default(null),
  phone: plainText(40).nullable().default(null),
});

export const importedAddressSchema = z.strictObject({
  externalId,
  customer: externalId,
  purpose: z.enum(['delivery', 'invoice', 'home', 'other']).default('other'),
  primary: z.boolean().default(false),
  line1: freeText(250),
  line2: freeText(250).nullable().default(null),
  city: freeText(80),
  region: plainText(50).nullable().default(null),
  postalCode: plainText(20).nullable().default(null),
  country: countrySchema,
});

export const importedOrderSchema = z.strictObject({
  externalId,
  number: plainText(40),
  customer: externalId,
  contact: externalId.nullable().default(null),
  status: orderStatusSchema,
  currency: currencySchema,
  placedAt: timeSchema.nullable().default(null),
  deliverTo: externalId.nullable().default(null),
  /** Decimal amounts of the currency's major unit, with the decimals the source has. */
  tax: positiveDecimalSchema.default('0'),
  charges: z
    .array(z.strictObject({ code: plainText(40), name: freeText(100), amount: positiveDecimalSchema }))
    .max(20, { error: 'too_large' })
    .default([]),
  /** The source's own total; kept exactly. Computed from the rest where none is given. */
  total: decimalSchema.optional(),
  lines: z
    .array(
      z.strictObject({
        externalId,
        product: externalId,
        quantity: quantitySchema,
        unitPrice: positiveDecimalSchema,
        /** A fraction: `0.02` is 2 %. */
        discountRate: z
          .string()
          .regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/, { error: 'not_a_decimal' })
          .default('0'),
      }),
    )
    .max(500, { error: 'too_large' }),
  payments: z
    .array(
      z.strictObject({
        kind: paymentKindSchema,
        name: freeText(100),
        amount: positiveDecimalSchema,
        hint: plainText(40).nullable().default(null),
      }),
    )
    .max(20, { error: 'too_large' })
    .default([]),
});

export const importedCaseSchema = z.strictObject({
  externalId,
  number: plainText(40),
  customer: externalId,
  contact: externalId.nullable().default(null),
  title: freeText(200),
  description: freeText(2000).nullable().default(null),
  /** The names of a priority and a subject of the tenant. */
  priority: plainText(100).optional(),
  subject: plainText(100).nullable().default(null),
  product: externalId.nullable().default(null),
  origin: caseOriginSchema.default('phone'),
  type: caseTypeSchema.nullable().default(null),
  state: z.enum(caseStates).default('active'),
  statusReason: z.enum(['in_progress', 'on_hold', 'waiting_for_details', 'researching']).optional(),
  /** The externalId of the agent who owns it; the importing integration where none is given. */
  owner: plainText(100).optional(),
  createdAt: timeSchema,
  closedAt: timeSchema.nullable().default(null),
  resolution: freeText(2000).nullable().default(null),
  billableMinutes: z.int().min(0, { error: 'too_small' }).default(0),
  activities: z
    .array(
      z.strictObject({
        externalId,
        kind: activityKindSchema,
        subject: freeText(200),
        description: freeText(2000).nullable().default(null),
        state: activityStateSchema,
        dueAt: timeSchema.nullable().default(null),
        durationMinutes: z.int().min(0, { error: 'too_small' }).default(0),
        createdAt: timeSchema,
      }),
    )
    .max(100, { error: 'too_large' })
    .default([]),
  notes: z
    .array(
      z.strictObject({
        externalId,
        body: freeText(4000),
        internal: z.boolean().default(true),
        author: plainText(100).optional(),
        createdAt: timeSchema,
      }),
    )
    .max(100, { error: 'too_large' })
    .default([]),
});

export const importedRowSchemas = {
  products: importedProductSchema,
  customers: importedCustomerSchema,
  contacts: importedContactSchema,
  addresses: importedAddressSchema,
  orders: importedOrderSchema,
  cases: importedCaseSchema,
} as const;
export type ImportKind = keyof typeof importedRowSchemas;
export const importKindSchema = z.enum(['products', 'customers', 'contacts', 'addresses', 'orders', 'cases']);

export type ImportedProduct = z.infer<typeof importedProductSchema>;
export type ImportedCustomer = z.infer<typeof importedCustomerSchema>;
export type ImportedContact = z.infer<typeof importedContactSchema>;
export type ImportedAddress = z.infer<typeof importedAddressSchema>;
export type ImportedOrder = z.infer<typeof importedOrderSchema>;
export type ImportedCase = z.infer<typeof importedCaseSchema>;

/** At most 500 rows and 1 MB a request. Rows are checked one by one: a bad one is refused alone. */
export const importRowsSchema = z.strictObject({
  source: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, { error: 'invalid' }),
  rows: z.array(z.unknown()).min(1, { error: 'required' }).max(500, { error: 'too_large' }),
});
export type ImportRows = z.infer<typeof importRowsSchema>;

export const importResultSchema = z.strictObject({
  created: z.int(),
  /** Rows whose record was here already; it is left as it is. */
  existing: z.int(),
  refused: z.array(
    z.strictObject({
      /** The row's place in the request, from 0. */
      row: z.int(),
      externalId: z.string().nullable(),
      /** The first twenty. */
      errors: z.array(z.strictObject({ pointer: z.string(), code: z.enum(fieldErrorCodes), detail: z.string() })),
    }),
  ),
});
export type ImportResult = z.infer<typeof importResultSchema>;
