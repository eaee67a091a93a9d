import { decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import * as z from 'zod';
import { idSchemas } from '../../shared/ids.ts';
import type { CreateSession, Session } from '../../shared/sessions.ts';
import { TenantDatabase } from '../db/database.ts';
import type { Env } from '../env.ts';
import type { Caller } from '../http/context.ts';
import { done, refuse, type QueryOutcome, type Refusal } from '../http/outcome.ts';
import type { OpenContext } from '../http/route.ts';
import { databaseOf, type Directory, type Tenant } from './directory.ts';
import * as store from './store.ts';
import { sessionLifetime, signSession } from './token.ts';

/** Seconds that an assertion may live at most (design §2, Identity). */
const longestAssertion = 5 * 60;

/** Seconds by which the host's clock may be behind or ahead of ours. */
const clockTolerance = 5;

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  jti: z.string().min(8).max(200),
  iat: z.number(),
  exp: z.number(),
  /** Binds the session to one customer or case. */
  customer: idSchemas.customer.optional(),
  case: idSchemas.case.optional(),
});
type Claims = z.infer<typeof claimsSchema>;

/** Exchanges a publishable key and an assertion for a session token. An assertion serves once. */
export async function createSession(context: OpenContext, input: CreateSession): Promise<QueryOutcome<Session>> {
  const { env, now, origin, directory } = context;
  const limited = await env.SESSION_LIMIT?.limit({ key: context.clientAddress });
  if (limited?.success === false) return refuse('rate_limited');

  const tenant = await directory.tenantOfKey(input.publishableKey, now);
  if (tenant === null) return refuse('invalid_assertion', { detail: 'The publishable key is not known' });
  if (origin !== null && !(await directory.tenantsOfOrigin(origin, now)).has(tenant.id)) return refuse('wrong_origin');

  const database = new TenantDatabase(databaseOf(env, tenant), tenant.id);
  const claims = await verifyAssertion(database, input.assertion, context);
  if (claims.kind === 'refused') return claims;

  const agentQuery = store.agentBySubject(claims.sub);
  const channelsQuery = store.channelsOfSubject(claims.sub);
  const rows = await database.read([agentQuery, channelsQuery]);
  const agent = rows.first(agentQuery);
  if (agent === undefined) return refuse('invalid_assertion', { detail: 'The assertion names no active agent' });
  if (origin === null && agent.role !== 'integration') return refuse('wrong_origin');

  const used = await database.write([
    store.useAssertion(claims.jti, Math.ceil(claims.exp + clockTolerance) * 1000),
    store.keepSession(agent.id, now, now + sessionLifetime),
  ]);
  if (used === 'raced') return refuse('invalid_assertion', { detail: 'The assertion was used before' });

  const caller: Caller = {
    tenant: tenant.id,
    agent: agent.id,
    name: agent.name,
    role: agent.role,
    origin,
    until: now + sessionLifetime,
    boundTo: { customer: claims.customer ?? null, case: claims.case ?? null },
  };
  return done({
    token: await signSession(env.SESSION_SECRET, caller, now),
    expiresAt: new Date(caller.until).toISOString(),
    agent: { ...agent, channels: rows.all(channelsQuery) },
    tenant: publicTenant(tenant),
  });
}

/** Drops expired keys and assertions of every tenant. */
export async function purgeExpired(env: Pick<Env, 'DB'>, directory: Directory, now: number): Promise<void> {
  for (const tenant of await directory.everyTenant()) {
    await new TenantDatabase(databaseOf(env, tenant), tenant.id).write(store.purge(now));
  }
}

async function verifyAssertion(
  database: TenantDatabase,
  assertion: string,
  context: OpenContext,
): Promise<(Claims & { kind: 'verified' }) | Refusal> {
  try {
    const { kid } = decodeProtectedHeader(assertion);
    if (typeof kid !== 'string') return refuse('invalid_assertion', { detail: 'The assertion names no key' });
    const keyQuery = store.assertionKey(kid);
    const key = (await database.read([keyQuery])).first(keyQuery);
    if (key === undefined) return refuse('invalid_assertion', { detail: 'The key of the assertion is not known' });
    const { payload } = await jwtVerify(assertion, await importJWK(jwkSchema.parse(key.jwk), key.algorithm), {
      algorithms: [key.algorithm],
      audience: context.apiOrigin,
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      clockTolerance,
      currentDate: new Date(context.now),
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return refuse('invalid_assertion', { detail: 'The claims of the assertion are not complete' });
    const { iat, exp } = claims.data;
    if (exp - Math.min(iat, context.now / 1000 + clockTolerance) > longestAssertion) {
      return refuse('invalid_assertion', { detail: 'The assertion lives longer than five minutes' });
    }
    return { kind: 'verified', ...claims.data };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return refuse('invalid_assertion');
    throw error;
  }
}

const jwkSchema = z.looseObject({ kty: z.string() });

function publicTenant({ id, name, language, currency, timeZone, country }: Tenant): Session['tenant'] {
  return { id, name, language, currency, timeZone, country };
}
