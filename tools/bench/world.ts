import { exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { fillMany, type Many } from '../demo/many.ts';
import { demoTenant } from '../demo/tenants.ts';
import { publicHalf, signAssertion, type KeyFile } from '../desk/keys.ts';
import { applySetUp } from '../../worker/tenants/service.ts';
import type { Client } from './client.ts';
import type { ApiRequest } from './repeat.ts';
import type { Stand } from './runtime.ts';

/** A stand with a tenant on it, and somebody who is signed in. */
export interface World {
  stand: Stand;
  client: Client;
  many: Many;
  /** Asks the API and answers the text. */
  ask: (request: ApiRequest) => Promise<string>;
  get: (path: string) => ApiRequest;
  /** With a fresh key. */
  post: (path: string, body: object, headers?: Record<string, string>) => ApiRequest;
}

/** Where the host's page is: the API is asked across origins, as it mostly is. */
export const origin = 'https://crm.example';

export async function makeWorld(
  stand: Stand,
  client: Client,
  wanted: { cases: number; drafts: number },
): Promise<World> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const key: KeyFile = {
    publishableKey: demoTenant.publishableKey,
    kid: 'bench',
    algorithm: 'ES256',
    agent: demoTenant.clerk,
    privateKey: z.looseObject({ kty: z.string() }).parse(await exportJWK(pair.privateKey)),
  };
  const now = Date.now();
  const tenant = await applySetUp(
    stand.database,
    {
      ...demoTenant.setUp,
      origins: [origin],
      assertionKeys: [{ kid: key.kid, algorithm: key.algorithm, jwk: publicHalf(key.privateKey) }],
    },
    now,
  );
  const many = await fillMany(stand.database, tenant, { ...wanted, now });
  const send = (request: ApiRequest): Promise<string> =>
    client.ask({ ...request, url: new URL(request.path, stand.api) });
  const json = { origin, 'content-type': 'application/json' };
  const answer = await send({
    method: 'POST',
    path: '/v1/sessions',
    headers: json,
    body: JSON.stringify({
      publishableKey: key.publishableKey,
      assertion: await signAssertion(key, stand.api.origin),
    }),
  });
  const authorization = `Bearer ${z.object({ token: z.string() }).parse(JSON.parse(answer)).token}`;
  return {
    stand,
    client,
    many,
    ask: send,
    get: (path) => ({ method: 'GET', path, headers: { origin, authorization }, body: null }),
    post: (path, body, headers = {}) => ({
      method: 'POST',
      path,
      headers: { ...json, authorization, 'idempotency-key': crypto.randomUUID(), ...headers },
      body: JSON.stringify(body),
    }),
  };
}
