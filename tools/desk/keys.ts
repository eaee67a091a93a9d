import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import { readJson, writeWhole } from './state.ts';

const jwkSchema = z.looseObject({ kty: z.string() });

/**
 * What a program needs to act for a tenant: it signs assertions with the private key, `kid` in the header, as `sub` the
 * agent, and exchanges them with the publishable key. The assertion's `aud` is the API's origin.
 */
export const keyFileSchema = z.strictObject({
  publishableKey: z.string(),
  kid: z.string(),
  algorithm: z.literal('ES256'),
  /** The externalId of the tenant's integration agent. */
  agent: z.string(),
  /** A private JWK. */
  privateKey: jwkSchema,
});
export type KeyFile = z.infer<typeof keyFileSchema>;

const onlyOwner = 0o600;

/** Where a tenant's key file stands in a state folder. */
export function keyFileOf(state: string, tenant: string): string {
  return join(state, 'keys', `${tenant}.json`);
}

/** The tenant's key file, made on the first start of a state folder and kept from then on. */
export async function tenantKey(
  state: string,
  tenant: string,
  publishableKey: string,
  agent: string,
): Promise<KeyFile> {
  const path = keyFileOf(state, tenant);
  const kept = readJson(path, keyFileSchema);
  if (kept !== null && kept.publishableKey === publishableKey && kept.agent === agent) return kept;
  const pair =
    kept?.privateKey ?? (await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey));
  const file = keyFileSchema.parse({
    publishableKey,
    kid: `${tenant}-local`,
    algorithm: 'ES256',
    agent,
    privateKey: pair,
  });
  mkdirSync(join(state, 'keys'), { recursive: true });
  writeWhole(path, `${JSON.stringify(file, null, 2)}\n`, onlyOwner);
  return file;
}

/** The public half of a private JWK. */
export function publicHalf(privateKey: KeyFile['privateKey']): { kty: string } {
  const { d: _, key_ops: _operations, ...rest } = privateKey;
  return jwkSchema.parse(rest);
}

/** Seconds that an assertion lives; the API takes five minutes at most. */
const lifetime = 2 * 60;

/**
 * An assertion that the key's agent, or another of the tenant, is at work.
 *
 * @param audience the API's origin.
 */
export async function signAssertion(key: KeyFile, audience: string, agent = key.agent): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid })
    .setSubject(agent)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .setJti(randomUUID())
    .sign(await importJWK(key.privateKey, key.algorithm));
}

/** The secret that session tokens are signed with, made once for a state folder. */
export function sessionSecret(state: string): string {
  const path = join(state, 'session-secret');
  try {
    const kept = readFileSync(path, 'utf8').trim();
    if (kept.length >= 32) return kept;
  } catch {
    // None yet.
  }
  const made = randomBytes(32).toString('base64url');
  writeWhole(path, `${made}\n`, onlyOwner);
  return made;
}
