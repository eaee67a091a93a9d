import { importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { DeskEnv } from './env.ts';

/** Seconds that an assertion lives; the API takes five minutes at most. */
const lifetime = 2 * 60;

const jwkSchema = z.looseObject({ kty: z.string() });

/**
 * Stands for the backend of the demo tenant, which knows who is at the desk: answers `{token, publishableKey}`, the token
 * an assertion for this desk's own origin. `{agent}` in the body, an externalId, puts somebody else at the desk. No other
 * origin can read the answer, because it carries no CORS headers.
 */
export async function assertion(request: Request, env: DeskEnv): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const { publishableKey, kid, clerk, privateKey } = env.DEMO;
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid })
    .setSubject((await namedAgent(request)) ?? clerk)
    .setAudience(new URL(request.url).origin)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .setJti(crypto.randomUUID())
    .sign(await importJWK(jwkSchema.parse(JSON.parse(privateKey)), 'ES256'));
  return Response.json({ token, publishableKey }, { headers: { 'cache-control': 'no-store' } });
}

async function namedAgent(request: Request): Promise<string | null> {
  try {
    const body: unknown = JSON.parse(await request.text());
    const agent = typeof body === 'object' && body !== null && 'agent' in body ? body.agent : null;
    return typeof agent === 'string' && agent !== '' ? agent : null;
  } catch {
    // A token-url is POSTed without a meaningful body.
    return null;
  }
}
