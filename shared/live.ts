import * as z from 'zod';
import { agentRefSchema, timeSchema } from './common.ts';
import { idSchemas } from './ids.ts';

/** What can be watched: a customer, a case or an order, by its id. A customer's topic tells of its cases and orders too. */
export const topicSchema = z.union([idSchemas.customer, idSchemas.case, idSchemas.order]);
export type Topic = z.infer<typeof topicSchema>;

/** The most topics that one page watches at the same time. */
export const mostTopics = 20;

const fieldSchema = z.string().regex(/^[a-z]\w{0,39}$/i, { error: 'invalid' });

/** Opens one socket, once, within half a minute. */
export const liveTicketSchema = z.strictObject({ ticket: z.string(), expiresAt: timeSchema });
export type LiveTicket = z.infer<typeof liveTicketSchema>;

/** Who else has a record open, and the field they are writing in, where they are. */
export const presentSchema = z.strictObject({ agent: agentRefSchema, field: z.string().nullable() });
export type Present = z.infer<typeof presentSchema>;

/** What a page says over its socket. `watch` names all that it watches: what is left out is watched no more. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('watch'), topics: z.array(topicSchema).max(mostTopics) }),
  z.strictObject({ type: z.literal('write'), topic: topicSchema, field: fieldSchema.nullable() }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

/** Where a topic stands: the last of its events, and how many milliseconds ago that was; null where there is none. */
export const standingSchema = z.strictObject({
  topic: topicSchema,
  seq: z.int(),
  age: z.int().nullable(),
  people: z.array(presentSchema),
});
export type Standing = z.infer<typeof standingSchema>;

/**
 * What a page is told. `hint` says that there is something newer than the page may show, never what (design §3); `people`
 * is always all of them; `refused` is a topic that this session does not reach or that is no record.
 */
export type LiveMessage =
  | ({ type: 'watching' } & Standing)
  | { type: 'hint'; topic: Topic; seq: number }
  | { type: 'people'; topic: Topic; people: Present[] }
  | { type: 'refused'; topic: Topic };

/**
 * For a page that may open no socket: the same, asked for again and again. `topics` are separated by commas; `field` is
 * where somebody writes, in the first of them.
 */
export const pollQuery = z.strictObject({
  topics: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(topicSchema).max(mostTopics)),
  field: fieldSchema.optional(),
});
export type Poll = z.output<typeof pollQuery>;

/** Topics that are no records are left out. `wait` is how many milliseconds to let pass before asking again. */
export const pollSchema = z.strictObject({ topics: z.array(standingSchema), wait: z.int() });

/** Why a socket was closed by us: the session has ended, or the page said what nobody understands. */
export const closeCodes = { sessionEnded: 4001, notUnderstood: 4002 } as const;
