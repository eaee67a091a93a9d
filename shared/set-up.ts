import * as z from 'zod';
import { pageOf, pageQuery, timeSchema } from './common.ts';
import { idSchemas } from './ids.ts';
import { currencySchema, positiveDecimalSchema } from './money.ts';
import { paymentKindSchema } from './orders.ts';
import { roleSchema } from './sessions.ts';
import { plainText } from './text.ts';

/** Rank says how urgent, higher is more urgent; the flag marks hot alerts (A30, A32; domain §6.1). */
export const prioritySchema = z.strictObject({
  id: idSchemas.priority,
  name: z.string(),
  rank: z.int(),
  hotAlert: z.boolean(),
  isDefault: z.boolean(),
});
export type Priority = z.infer<typeof prioritySchema>;
export const priorityListSchema = pageOf(prioritySchema);

export const subjectSchema = z.strictObject({
  id: idSchemas.subject,
  name: z.string(),
  parentId: idSchemas.subject.nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;
export const subjectListSchema = pageOf(subjectSchema);

export const channelSchema = z.strictObject({
  id: idSchemas.channel,
  name: z.string(),
  kind: z.literal('call_center'),
  currency: currencySchema,
  paymentMethods: z.array(
    z.strictObject({
      id: idSchemas.paymentMethod,
      name: z.string(),
      kind: paymentKindSchema,
      currency: currencySchema,
    }),
  ),
});
export type Channel = z.infer<typeof channelSchema>;
export const channelListSchema = pageOf(channelSchema);

export const agentSchema = z.strictObject({
  id: idSchemas.agent,
  name: z.string(),
  role: roleSchema,
  active: z.boolean(),
});
export const agentListSchema = pageOf(agentSchema);

export const teamSchema = z.strictObject({ id: idSchemas.team, name: z.string() });
export const teamListSchema = pageOf(teamSchema);

export const setUpQuery = z.strictObject(pageQuery);

export const productSchema = z.strictObject({
  id: idSchemas.product,
  sku: z.string(),
  name: z.string(),
  unitPrice: positiveDecimalSchema,
  currency: currencySchema,
  available: z.int().nullable(),
  expectedAt: z.string().nullable(),
  active: z.boolean(),
});
export type Product = z.infer<typeof productSchema>;

/** Words or a number; without `q` the first products by name. */
export const searchProductsQuery = z.strictObject({
  q: plainText(100).optional(),
  limit: z.coerce.number().int().min(1, { error: 'too_small' }).max(50, { error: 'too_large' }).default(20),
});
export type SearchProducts = z.infer<typeof searchProductsQuery>;
export const productListSchema = pageOf(productSchema);

/** Units in stock and when more arrive, as the host's own system has them; null where it does not know. */
export const setStockSchema = z.strictObject({
  available: z.int().min(0, { error: 'too_small' }).max(1_000_000_000, { error: 'too_large' }).nullable(),
  expectedAt: timeSchema.nullable().default(null),
});
export type SetStock = z.infer<typeof setStockSchema>;
