import * as z from 'zod';
import { idSchemas } from './ids.ts';

/** A point in time, RFC 3339 in UTC. */
export const timeSchema = z.iso.datetime({ error: 'not_a_date_time' });

export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?$/, { error: 'not_a_language' });
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, { error: 'not_a_country' });

/** Letters of any script, as RFC 6531 allows: `françois0@adventure-works.com` is an address. */
const emailPattern =
  /^(?!\.)(?!.*\.\.)[\p{L}\p{M}\p{N}_'+.-]*[\p{L}\p{M}\p{N}_+-]@([\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.)+(\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu;
export const emailSchema = z.email({ pattern: emailPattern, error: 'not_an_email' }).max(254, { error: 'too_long' });

/** What every entity carries: its id and a version that grows by one with each change. */
export const versionSchema = z.int().min(1);

export const pageQuery = {
  limit: z.coerce.number().int().min(1, { error: 'too_small' }).max(100, { error: 'too_large' }).default(50),
  cursor: z.string().max(500, { error: 'too_long' }).optional(),
};

/** A page of a list: `next` is the cursor of the page after, null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** A person at the desk, as others see them. */
export const agentRefSchema = z.strictObject({ id: idSchemas.agent, name: z.string() });
export type AgentRef = z.infer<typeof agentRefSchema>;
