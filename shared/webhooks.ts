import * as z from 'zod';
import { pageOf, timeSchema, versionSchema } from './common.ts';
import { eventTypes } from './events.ts';
import { idSchemas } from './ids.ts';
import { plainText } from './text.ts';

const url = plainText(500);
const description = z.string().trim().max(200, { error: 'too_long' });
/** Which events are told; an empty list is all of them. */
const eventTypesSchema = z
  .array(z.enum(eventTypes))
  .max(eventTypes.length, { error: 'too_long' })
  .refine((types) => new Set(types).size === types.length, { error: 'invalid' });

export const createWebhookSchema = z.strictObject({
  url,
  description: description.default(''),
  eventTypes: eventTypesSchema.default([]),
});
export type CreateWebhook = z.output<typeof createWebhookSchema>;

export const changeWebhookSchema = z.strictObject({
  url: url.optional(),
  description: description.optional(),
  eventTypes: eventTypesSchema.optional(),
  active: z.boolean().optional(),
});
export type ChangeWebhook = z.output<typeof changeWebhookSchema>;

/** An address that is told what happens. Its secret is asked for apart, so that it is in no list and no stored answer. */
export const webhookSchema = z.strictObject({
  id: idSchemas.webhook,
  version: versionSchema,
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.enum(eventTypes)),
  active: z.boolean(),
  /** Why it is not active, where Callside took it out of service: the receiver answered 410 Gone. */
  disabledBecause: z.enum(['gone']).nullable(),
  createdAt: timeSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;
export const webhookListSchema = pageOf(webhookSchema);

/** A secret as Standard Webhooks writes it, `whsec_` and Base64. The earlier one signs besides until `earlierUntil`. */
export const webhookSecretSchema = z.strictObject({
  secret: z.string(),
  earlierSecret: z.string().nullable(),
  earlierUntil: timeSchema.nullable(),
});
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;

/**
 * An event that has not arrived yet. `waiting` stands behind an earlier event of the same record, `retrying` is tried
 * again at `nextAt`, `parked` was given up and is tried again when an admin says so.
 */
export const deliverySchema = z.strictObject({
  seq: z.int(),
  entity: z.string(),
  state: z.enum(['waiting', 'retrying', 'parked']),
  attempts: z.int(),
  nextAt: timeSchema.nullable(),
  /** What came of the last attempt: the status that was answered, `timeout` or `unreachable`. */
  lastAnswer: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;
export const deliveryListSchema = pageOf(deliverySchema);

/** Tells one event again, or, without `seq`, all that are parked. */
export const redeliverSchema = z.strictObject({ seq: z.int().min(1, { error: 'too_small' }).optional() });
export type Redeliver = z.output<typeof redeliverSchema>;
export const redeliveredSchema = z.strictObject({ events: z.int() });

/** What a receiver is sent, with the headers of Standard Webhooks: ids and facts, never personal data (design §1). */
export interface WebhookMessage {
  type: string;
  /** When it happened, RFC 3339. */
  timestamp: string;
  data: {
    seq: number;
    entityKind: string;
    entity: string;
    customer: string | null;
    actor: string;
    requestId: string;
    facts: unknown;
  };
}
