import { SignJWT, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { idSchemas } from '../../shared/ids.ts';
import { roleSchema } from '../../shared/sessions.ts';
import type { Caller } from '../http/context.ts';
import { refuse, type Refusal } from '../http/outcome.ts';

/** Milliseconds that a session token lives (design §2, Identity). */
export const sessionLifetime = 10 * 60 * 1000;

const audience = 'callside-session';

const claimsSchema = z.object({
  ten: idSchemas.tenant,
  sub: idSchemas.agent,
  nam: z.string(),
  rol: roleSchema,
  org: z.string().nullable(),
  cus: idSchemas.customer.nullable(),
  cas: idSchemas.case.nullable(),
});

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
    .setExpirationTime(issuedAt + sessionLifetime / 1000)
    .sign(keyOf(secret));
}

/** Who holds the token, or why it is not accepted. */
export async function verifySession(secret: string, token: string, now: number): Promise<Caller | Refusal> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: ['HS256'],
      audience,
      typ: 'callside+jwt',
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: new Date(now),
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return refuse('unauthenticated');
    const { ten, sub, nam, rol, org, cus, cas } = claims.data;
    return { tenant: ten, agent: sub, name: nam, role: rol, origin: org, boundTo: { customer: cus, case: cas } };
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
