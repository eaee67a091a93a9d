import * as z from 'zod';
import { currencySchema } from './money.ts';
import { idSchemas } from './ids.ts';
import { plainText } from './text.ts';

/** What an agent may do, from least to most; `integration` is a program, not a person. */
export const roles = ['agent', 'supervisor', 'admin', 'integration'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Exchanges a publishable key and the host's assertion for a session token. */
export const createSessionSchema = z.strictObject({
  publishableKey: plainText(100),
  assertion: plainText(4000),
});
export type CreateSession = z.infer<typeof createSessionSchema>;

export const sessionSchema = z.strictObject({
  token: z.string(),
  expiresAt: z.string(),
  agent: z.strictObject({
    id: idSchemas.agent,
    name: z.string(),
    role: roleSchema,
    language: z.string().nullable(),
    /** The call centres the agent takes orders for; empty where the agent is no channel user (B20). */
    channels: z.array(z.strictObject({ id: idSchemas.channel, name: z.string(), currency: currencySchema })),
  }),
  tenant: z.strictObject({
    id: idSchemas.tenant,
    name: z.string(),
    language: z.string(),
    currency: currencySchema,
    timeZone: z.string(),
    country: z.string(),
  }),
});
export type Session = z.infer<typeof sessionSchema>;
