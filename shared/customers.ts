import * as z from 'zod';
import {
  agentRefSchema,
  countrySchema,
  emailSchema,
  languageSchema,
  pageOf,
  pageQuery,
  versionSchema,
} from './common.ts';
import { idSchemas } from './ids.ts';
import { moneySchema } from './money.ts';
import { freeText, plainText } from './text.ts';

/** An account is an organisation or household; a person stands alone. Contacts are persons under an account (domain §2C). */
export const customerKindSchema = z.enum(['account', 'person']);
export type CustomerKind = z.infer<typeof customerKindSchema>;

/** What a search compares (domain §2B.14, A08). */
export const searchBySchema = z.enum(['any', 'name', 'phone', 'email', 'number', 'order', 'tax_id']);
export type SearchBy = z.infer<typeof searchBySchema>;

const phoneSchema = plainText(40);

/** A tax id of any country; one of a customer in Brazil must have the right check digits (A08), which the service decides. */
const taxIdSchema = plainText(30);

export const createAddressSchema = z.strictObject({
  purpose: z.enum(['delivery', 'invoice', 'home', 'other']).default('delivery'),
  primary: z.boolean().default(false),
  line1: freeText(250),
  line2: freeText(250).nullable().default(null),
  city: freeText(80),
  region: plainText(50).nullable().default(null),
  postalCode: plainText(20).nullable().default(null),
  country: countrySchema,
});
export type CreateAddress = z.infer<typeof createAddressSchema>;

export const addressSchema = z.strictObject({
  id: idSchemas.address,
  version: versionSchema,
  purpose: z.enum(['delivery', 'invoice', 'home', 'other']),
  primary: z.boolean(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

export const createContactSchema = z.strictObject({
  name: freeText(160),
  jobTitle: freeText(100).nullable().default(null),
  email: emailSchema.nullable().default(null),
  phone: phoneSchema.nullable().default(null),
});
export type CreateContact = z.infer<typeof createContactSchema>;

export const changeContactSchema = z
  .strictObject({
    name: freeText(160),
    jobTitle: freeText(100).nullable(),
    email: emailSchema.nullable(),
    phone: phoneSchema.nullable(),
  })
  .partial();
export type ChangeContact = z.infer<typeof changeContactSchema>;

export const contactSchema = z.strictObject({
  id: idSchemas.contact,
  version: versionSchema,
  name: z.string(),
  jobTitle: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

const customerFields = {
  name: freeText(160),
  email: emailSchema.nullable(),
  phone: phoneSchema.nullable(),
  taxId: taxIdSchema.nullable(),
  language: languageSchema.nullable(),
  country: countrySchema.nullable(),
};

export const createCustomerSchema = z.strictObject({
  kind: customerKindSchema,
  name: customerFields.name,
  email: customerFields.email.default(null),
  phone: customerFields.phone.default(null),
  taxId: customerFields.taxId.default(null),
  language: customerFields.language.default(null),
  country: customerFields.country.default(null),
  address: createAddressSchema.optional(),
});
export type CreateCustomer = z.infer<typeof createCustomerSchema>;

export const changeCustomerSchema = z.strictObject(customerFields).partial();
export type ChangeCustomer = z.infer<typeof changeCustomerSchema>;

/** Why a customer is in the result: which of its data matched and what it reads; `contact` names the person who matched. */
export const matchSchema = z.strictObject({
  by: z.enum(['name', 'phone', 'email', 'number', 'order', 'tax_id']),
  value: z.string(),
  exact: z.boolean(),
  contact: z.string().nullable(),
});
export type Match = z.infer<typeof matchSchema>;

export const customerListItemSchema = z.strictObject({
  id: idSchemas.customer,
  number: z.string(),
  kind: customerKindSchema,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  match: matchSchema.nullable(),
  openCases: z.int(),
  hotAlerts: z.int(),
});
export type CustomerListItem = z.infer<typeof customerListItemSchema>;

export const searchCustomersQuery = z.strictObject({
  q: plainText(200),
  by: searchBySchema.default('any'),
  limit: z.coerce.number().int().min(1, { error: 'too_small' }).max(50, { error: 'too_large' }).default(20),
});
export type SearchCustomers = z.infer<typeof searchCustomersQuery>;
export const customerListSchema = pageOf(customerListItemSchema);

/** What is going on with a customer, kept by the same commits that change it; one row, whatever the history (design §1). */
export const customerSummarySchema = z.strictObject({
  openCases: z.int(),
  hotAlerts: z.int(),
  openOrders: z.int(),
  orders: z.int(),
  /** What submitted orders come to, by currency. */
  ordered: z.array(moneySchema),
  lastContactAt: z.string().nullable(),
});
export type CustomerSummary = z.infer<typeof customerSummarySchema>;

export const customerSchema = z.strictObject({
  id: idSchemas.customer,
  version: versionSchema,
  number: z.string(),
  kind: customerKindSchema,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  taxId: z.string().nullable(),
  language: z.string().nullable(),
  country: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  summary: customerSummarySchema,
  /** At most ten of each here; the whole list has its own route. */
  addresses: z.array(addressSchema),
  contacts: z.array(contactSchema),
});
export type Customer = z.infer<typeof customerSchema>;

export const createNoteSchema = z.strictObject({
  body: freeText(4000),
  internal: z.boolean().default(true),
});
export type CreateNote = z.infer<typeof createNoteSchema>;

export const noteSchema = z.strictObject({
  id: idSchemas.note,
  version: versionSchema,
  body: z.string(),
  internal: z.boolean(),
  author: agentRefSchema,
  createdAt: z.string(),
});
export type Note = z.infer<typeof noteSchema>;

export const listQuery = z.strictObject(pageQuery);
export const addressListSchema = pageOf(addressSchema);
export const contactListSchema = pageOf(contactSchema);
export const noteListSchema = pageOf(noteSchema);

/** One hot alert: an active case whose priority is marked as hot (domain §2B.15, A34–A37). The id is the case's. */
export const alertSchema = z.strictObject({
  caseId: idSchemas.case,
  number: z.string(),
  title: z.string(),
  priority: z.strictObject({ id: idSchemas.priority, name: z.string(), rank: z.int() }),
  openedAt: z.string(),
  /** The case's newest note: what the last colleague wanted known (A35). */
  note: z.strictObject({ body: z.string(), author: z.string(), createdAt: z.string() }).nullable(),
  /** When and why the agent who asks has acknowledged it in this session; null where they have not. */
  acknowledged: z.strictObject({ at: z.string(), reason: z.string() }).nullable(),
});
export type Alert = z.infer<typeof alertSchema>;
export const alertListSchema = pageOf(alertSchema);

/** Settles an alert for the agent's session. It stays an alert for everybody else. */
export const acknowledgeAlertSchema = z.strictObject({ reason: freeText(200) });
export type AcknowledgeAlert = z.output<typeof acknowledgeAlertSchema>;
