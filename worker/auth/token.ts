import { SignJWT, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { idSchemas } from '../../shared/ids.ts';
import { roleSchema } from '../../shared/sessions.ts';
import type { Caller } from '../http/context.ts';
import { refuse, type Refusal } from '../http/outcome.ts';

/** Milliseconds that a session token lives (design §2, Identity). */
export const sessionLifetime = 10 * 60 * 1000;

/** Milliseconds that a ticket for a socket lives. */
export const ticketLifetime = 30_000;

const audience = 'callside-session';
const ticketAudience = 'callside-live';

const claimsSchema = z.object({
  ten: idSchemas.tenant,
  sub: idSchemas.agent,
  nam: z.string(),
  rol: roleSchema,
  org: z.string().nullable(),
  cus: idSchemas.customer.nullable(),
  cas: idSchemas.case.nullable(),
  exp: z.number(),
});

/** Who is at a page, as a ticket says it and as an agent's object is told. */
export const callerSchema = z.object({
  tenant: idSchemas.tenant,
  agent: idSchemas.agent,
  name: z.string(),
  role: roleSchema,
  origin: z.string().nullable(),
  until: z.number(),
  boundTo: z.object({ customer: idSchemas.customer.nullable(), case: idSchemas.case.nullable() }),
});

const ticketClaimsSchema = z.object({ caller: callerSchema, jti: z.string() });

/** Signs a session token for the caller, unlike any other: a client tells a new one by its text. `now` in milliseconds. */
export async function signSession(secret: string, caller: Caller, now: number): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({
    ten: caller.tenant,
    nam: caller.name,
    rol: caller.role,
    org: caller.origin,
    cus: caller.boundTo.customer,
    cas: caller.boundTo.case,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'callside+jwt' })
    .setSubject(caller.agent)
    .setJti(crypto.randomUUID())
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(Math.floor(caller.until / 1000))
    .sign(keyOf(secret));
}

/** Signs what opens one socket for the caller; `jti` is by what it is known to have been used. */
export async function signTicket(secret: string, caller: Caller, jti: string, now: number): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ caller })
    .setProtectedHeader({ alg: 'HS256', typ: 'callside+jwt' })
    .setJti(jti)
    .setAudience(ticketAudience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ticketLifetime / 1000)
    .sign(keyOf(secret));
}

/** Who holds the token, or why it is not accepted. */
export async function verifySession(secret: string, token: string, now: number): Promise<Caller | Refusal> {
  const claims = await verify(secret, token, audience, claimsSchema, now);
  if ('kind' in claims) return claims;
  const { ten, sub, nam, rol, org, cus, cas, exp } = claims;
  return {
    tenant: ten,
    agent: sub,
    name: nam,
    role: rol,
    origin: org,
    until: exp * 1000,
    boundTo: { customer: cus, case: cas },
  };
}

/** Who may open a socket with the ticket, or why it is not accepted. */
export async function verifyTicket(
  secret: string,
  ticket: string,
  now: number,
): Promise<{ caller: Caller; jti: string } | Refusal> {
  return verify(secret, ticket, ticketAudience, ticketClaimsSchema, now);
}

async function verify<Schema extends z.ZodType<object>>(
  secret: string,
  token: string,
  intended: string,
  schema: Schema,
  now: number,
): Promise<z.output<Schema> | Refusal> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: ['HS256'],
      audience: intended,
      typ: 'callside+jwt',
      requiredClaims: ['exp', 'iat'],
      currentDate: new Date(now),
    });
    const claims = schema.safeParse(payload);
    return claims.success ? claims.data : refuse('unauthenticated');
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse('token_expired');
    if (error instanceof errors.JOSEError) return refuse('unauthenticated');
    throw error;
  }
}

function keyOf(secret: string): Uint8Array {
  if (secret.length < 32) throw new Error('SESSION_SECRET must have at least 32 characters');
  return new TextEncoder().encode(secret);
}
