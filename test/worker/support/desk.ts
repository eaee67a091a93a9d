import type { D1Database } from '@cloudflare/workers-types';
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { CryptoKey } from 'jose';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type * as z from 'zod';
import { createApp } from '../../../worker/app.ts';
import type { Env } from '../../../worker/env.ts';
import type { RequestRecord } from '../../../worker/http/log.ts';
import { applySetUp, type TenantSetUp } from '../../../worker/tenants/service.ts';
import { sessionSchema } from '../../../shared/sessions.ts';
import { problemSchema } from '../../../shared/problems.ts';
import { idOfExternal, type TenantId } from '../../../shared/ids.ts';

export const apiOrigin = 'https://api.example';
export const hostOrigin = 'https://crm.example';

/** What the API answered. */
export class Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the log says of the request. */
  readonly record: RequestRecord | undefined;

  constructor(status: number, headers: Headers, text: string, record: RequestRecord | undefined) {
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.record = record;
  }

  get body(): unknown {
    const body: unknown = JSON.parse(this.text);
    return body;
  }

  /** The body as the contract has it; fails the test where it does not. */
  as<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    if (this.status >= 400) throw new Error(`answered ${this.status}: ${this.text}`);
    return schema.parse(this.body);
  }

  get problem(): z.output<typeof problemSchema> {
    return problemSchema.parse(this.body);
  }

  get version(): number {
    return Number(this.headers.get('etag')?.slice(1, -1));
  }
}

export interface Options {
  /** The Idempotency-Key; a fresh one where none is given, none at all with null. */
  key?: string | null;
  /** The version for If-Match. */
  version?: number;
  headers?: Record<string, string>;
  origin?: string | null;
}

/** Somebody with a session, or nobody where the token is null. */
export class Client {
  readonly #desk: Desk;
  readonly token: string | null;
  readonly #origin: string | null;

  constructor(desk: Desk, token: string | null, origin: string | null = hostOrigin) {
    this.#desk = desk;
    this.token = token;
    this.#origin = origin;
  }

  get = (path: string, options?: Options) => this.send('GET', path, undefined, options);
  post = (path: string, body: unknown = {}, options?: Options) => this.send('POST', path, body, options);
  patch = (path: string, body: unknown, options?: Options) => this.send('PATCH', path, body, options);
  put = (path: string, body: unknown, options?: Options) => this.send('PUT', path, body, options);
  delete = (path: string, options?: Options) => this.send('DELETE', path, undefined, options);

  async send(method: string, path: string, body: unknown, options: Options = {}): Promise<Reply> {
    const { key = method === 'POST' ? crypto.randomUUID() : null, version, headers = {} } = options;
    const origin = options.origin === undefined ? this.#origin : options.origin;
    return this.#desk.send(
      new Request(apiOrigin + path, {
        method,
        headers: {
          ...(origin !== null && { origin }),
          ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
          ...(key !== null && { 'idempotency-key': key }),
          ...(version !== undefined && { 'if-match': `"${version}"` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  }
}

/** One tenant with its people, and the API that serves it on real D1. */
export class Desk {
  readonly tenant: TenantId;
  readonly setUp: TenantSetUp;
  readonly records: RequestRecord[] = [];
  readonly #privateKey: CryptoKey;
  readonly #app = createApp({
    log: (record) => this.records.push(record),
    clock: () => this.now(),
  });
  /** Where the API's rows are; a test may put one in between that watches. */
  database: D1Database = env.DB;
  /** The rate limits that the API is bound to; none, as on a local desk, unless a test sets one. */
  limits: Pick<Env, 'REQUEST_LIMIT' | 'SEARCH_LIMIT' | 'SESSION_LIMIT'> = {};
  /** The relays that the API tells of its commits; a test may put deaf ones here and follow the log itself. */
  relays: Env['RELAY'] = env.RELAY;
  /** Milliseconds that the desk's clock is ahead of the real one. */
  ahead = 0;

  constructor(tenant: TenantId, setUp: TenantSetUp, privateKey: CryptoKey) {
    this.tenant = tenant;
    this.setUp = setUp;
    this.#privateKey = privateKey;
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  async send(request: Request): Promise<Reply> {
    const execution = createExecutionContext();
    const response = await this.#app.fetch(request, this.#env, execution);
    const text = await response.text();
    await waitOnExecutionContext(execution);
    return new Reply(response.status, response.headers, text, this.records.at(-1));
  }

  /** Asks for a socket with a ticket; the answer bears it where it was opened. */
  async upgrade(ticket: string, origin: string | null = hostOrigin): Promise<Response> {
    const execution = createExecutionContext();
    const request = new Request(`${apiOrigin}/v1/live?ticket=${ticket}`, {
      headers: { upgrade: 'websocket', ...(origin !== null && { origin }) },
    });
    return this.#app.fetch(request, this.#env, execution);
  }

  get #env(): Env {
    const { AGENTS, TOPICS, SESSION_SECRET } = env;
    return { DB: this.database, RELAY: this.relays, AGENTS, TOPICS, SESSION_SECRET, ...this.limits };
  }

  nobody(origin: string | null = hostOrigin): Client {
    return new Client(this, null, origin);
  }

  /** An assertion of this tenant's host, with claims replaced or left out (undefined) at will. */
  async assertion(agent: string, claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) {
    const issuedAt = Math.floor(this.now() / 1000);
    return new SignJWT({
      sub: agent,
      aud: apiOrigin,
      iat: issuedAt,
      exp: issuedAt + 120,
      jti: crypto.randomUUID(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'host', ...header })
      .sign(this.#privateKey);
  }

  /** Signs in an agent of the set-up by its external id: clerk, colleague, supervisor, admin, importer, outsider. */
  async as(agent: string, claims: Record<string, unknown> = {}, origin: string | null = hostOrigin): Promise<Client> {
    const from = agent === 'importer' ? null : origin;
    const reply = await this.nobody(from).post('/v1/sessions', {
      publishableKey: this.setUp.publishableKeys[0],
      assertion: await this.assertion(agent, claims),
    });
    return new Client(this, reply.as(sessionSchema).token, from);
  }

  /** The id that the set-up gave a priority, subject, channel, agent or payment method (`Channel\nMethod`). */
  id<Kind extends 'priority' | 'subject' | 'channel' | 'agent' | 'paymentMethod'>(kind: Kind, name: string) {
    return idOfExternal(kind, this.tenant, 'set-up', name);
  }
}

/** A new tenant with people, a channel, priorities (Low 1 … Critical 5, the last two hot) and subjects. */
export async function newDesk(changes: Partial<TenantSetUp> = {}): Promise<Desk> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = `test-${crypto.randomUUID().slice(0, 18)}`;
  const setUp: TenantSetUp = {
    key,
    name: 'Halden Cycles',
    language: 'en',
    country: 'FR',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    publishableKeys: [`pk_${key}`],
    assertionKeys: [{ kid: 'host', algorithm: 'ES256', jwk: { kty: 'EC', ...(await exportJWK(publicKey)) } }],
    origins: [hostOrigin, apiOrigin],
    agents: [
      { externalId: 'clerk', name: 'Inês Carvalho', role: 'agent', language: 'pt-BR' },
      { externalId: 'colleague', name: 'Marta Nowak', role: 'agent' },
      { externalId: 'outsider', name: 'Tomasz Błaszczyk', role: 'agent' },
      { externalId: 'supervisor', name: 'Chloé N’Guessan', role: 'supervisor' },
      { externalId: 'admin', name: 'Björn Håkansson', role: 'admin' },
      { externalId: 'importer', name: 'Nightly import', role: 'integration' },
    ],
    teams: [{ name: 'Service Europe', members: ['clerk', 'colleague'] }],
    channels: [
      {
        name: 'Phone',
        currency: 'EUR',
        users: ['clerk', 'colleague', 'supervisor'],
        paymentMethods: [
          { name: 'Cash', kind: 'cash' },
          { name: 'Check', kind: 'check' },
          { name: 'Card', kind: 'card' },
          { name: 'Gift card', kind: 'gift_card' },
        ],
        taxRates: [
          { country: 'FR', rate: '0.2' },
          { country: 'CH', rate: '0.081' },
          { country: 'US', region: 'WA', rate: '0.065' },
        ],
      },
    ],
    priorities: [
      { name: 'Low', rank: 1 },
      { name: 'Normal', rank: 2, isDefault: true },
      { name: 'Raised', rank: 3 },
      { name: 'High', rank: 4, hotAlert: true },
      { name: 'Critical', rank: 5, hotAlert: true },
    ],
    subjects: [{ name: 'Delivery' }, { name: 'Parts' }, { name: 'Parts, saddle', parent: 'Parts' }],
    ...changes,
  };
  return new Desk(await applySetUp(env.DB, setUp, Date.now()), setUp, privateKey);
}
