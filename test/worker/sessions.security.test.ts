import { env } from 'cloudflare:workers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema } from '../../shared/sessions.ts';
import { customerSchema } from '../../shared/customers.ts';
import { caseSchema } from '../../shared/cases.ts';
import { Directory } from '../../worker/auth/directory.ts';
import { purgeExpired } from '../../worker/auth/service.ts';
import { apiOrigin, Client, hostOrigin, newDesk, type Desk } from './support/desk.ts';

let desk: Desk;
let other: Desk;

beforeAll(async () => {
  desk = await newDesk();
  other = await newDesk();
});

const exchange = async (assertion: string, changes: { publishableKey?: string; origin?: string | null } = {}) =>
  desk.nobody(changes.origin === undefined ? hostOrigin : changes.origin).post('/v1/sessions', {
    publishableKey: changes.publishableKey ?? desk.setUp.publishableKeys[0],
    assertion,
  });

const seconds = () => Math.floor(desk.now() / 1000);

describe('a session', () => {
  it('says who is at the desk, what they may take orders for, and for how long', async () => {
    const reply = await exchange(await desk.assertion('clerk'));
    expect(reply.status).toBe(201);
    const session = reply.as(sessionSchema);
    expect(session.agent).toMatchObject({ name: 'Inês Carvalho', role: 'agent', channels: [{ name: 'Phone' }] });
    expect(session.tenant).toMatchObject({ id: desk.tenant, currency: 'EUR' });
    expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000);
  });

  it('names an agent by our id as well as by the host’s', async () => {
    const id = await desk.id('agent', 'clerk');
    expect((await exchange(await desk.assertion(id))).as(sessionSchema).agent.id).toBe(id);
  });

  it('is given for an assertion that ends within a second', async () => {
    expect((await exchange(await desk.assertion('clerk', { exp: seconds() + 60.123456 }))).status).toBe(201);
  });

  it('goes on when somebody sends the id of its tenant as a publishable key', async () => {
    const busy = await newDesk();
    const clerk = await busy.as('clerk');
    const posted = { publishableKey: busy.tenant, assertion: await busy.assertion('clerk') };
    expect((await busy.nobody().post('/v1/sessions', posted)).problem.code).toBe('invalid_assertion');
    expect((await clerk.get('/v1/priorities')).status).toBe(200);
    expect((await busy.nobody().post('/v1/sessions', posted)).problem.code).toBe('invalid_assertion');
  });

  it('has a token of its own, even within one second', async () => {
    const [first, second] = await Promise.all([desk.as('clerk'), desk.as('clerk')]);
    expect(second.token).not.toBe(first.token);
  });

  it('ends after ten minutes', async () => {
    const clerk = await desk.as('clerk');
    desk.ahead += 10 * 60_000 + 1000;
    const reply = await clerk.get('/v1/priorities');
    desk.ahead = 0;
    expect(reply.status).toBe(401);
    expect(reply.problem.code).toBe('token_expired');
  });
});

describe('an assertion that is not accepted', () => {
  it('serves once', async () => {
    const assertion = await desk.assertion('clerk');
    expect((await exchange(assertion)).status).toBe(201);
    const again = await exchange(assertion);
    expect(again.status).toBe(401);
    expect(again.problem.code).toBe('invalid_assertion');
  });

  it('serves once even when it is sent twice at the same moment', async () => {
    const assertion = await desk.assertion('clerk');
    const replies = await Promise.all([exchange(assertion), exchange(assertion), exchange(assertion)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 401, 401]);
  });

  it.each([
    ['expired', () => ({ iat: seconds() - 400, exp: seconds() - 200 })],
    ['longer-lived than five minutes', () => ({ exp: seconds() + 600 })],
    ['for five minutes of next year', () => ({ iat: seconds() + 3e7, exp: seconds() + 3e7 + 60 })],
    ['for another audience', () => ({ aud: 'https://other.example' })],
    ['without an end', () => ({ exp: undefined })],
    ['without a jti', () => ({ jti: undefined })],
    ['without a beginning', () => ({ iat: undefined })],
    ['of nobody here', () => ({ sub: 'nobody' })],
    ['bound to something that is no customer', () => ({ customer: 'everyone' })],
  ])('is %s', async (_why, claims) => {
    const reply = await exchange(await desk.assertion('clerk', claims()));
    expect(reply.status).toBe(401);
    expect(reply.problem.code).toBe('invalid_assertion');
  });

  it('serves once also while the tolerance for clocks holds, though what has expired was purged', async () => {
    const assertion = await desk.assertion('clerk', { exp: seconds() - 2 });
    expect((await exchange(assertion)).status).toBe(201);
    await purgeExpired(env, new Directory(env.DB), desk.now());
    expect((await exchange(assertion)).problem.code).toBe('invalid_assertion');
  });

  it.each([[{}], [[]], [null], [5]])('names its key by %j', async (kid) => {
    const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
    const reply = await exchange(`${encode({ alg: 'ES256', kid })}.${encode({ sub: 'clerk' })}.AAAA`);
    expect(reply.problem.code).toBe('invalid_assertion');
  });

  it('is signed by another key', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const forged = new SignJWT({
      sub: 'clerk',
      aud: apiOrigin,
      iat: seconds(),
      exp: seconds() + 60,
      jti: crypto.randomUUID(),
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'host' })
      .sign(privateKey);
    expect((await exchange(await forged)).problem.code).toBe('invalid_assertion');
  });

  it('uses the public key as a shared secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(desk.setUp.assertionKeys[0]?.jwk));
    const confused = new SignJWT({
      sub: 'admin',
      aud: apiOrigin,
      iat: seconds(),
      exp: seconds() + 60,
      jti: crypto.randomUUID(),
    })
      .setProtectedHeader({ alg: 'HS256', kid: 'host' })
      .sign(secret);
    expect((await exchange(await confused)).problem.code).toBe('invalid_assertion');
  });

  it.each(['', '.', 'a.b.c', 'x'.repeat(3000)])('is no token at all: %j', async (assertion) => {
    expect((await exchange(assertion)).status).toBeGreaterThanOrEqual(400);
    expect((await exchange(assertion)).status).toBeLessThan(500);
  });

  it('claims algorithm none', async () => {
    const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
    const payload = { sub: 'admin', aud: apiOrigin, iat: seconds(), exp: seconds() + 60, jti: crypto.randomUUID() };
    const unsigned = `${encode({ alg: 'none', kid: 'host' })}.${encode(payload)}.`;
    expect((await exchange(unsigned)).problem.code).toBe('invalid_assertion');
  });

  it('comes with an unknown publishable key', async () => {
    expect((await exchange(await desk.assertion('clerk'), { publishableKey: 'pk_unknown' })).status).toBe(401);
  });

  it.each([
    ['an agent who has left', "UPDATE agents SET active = 0 WHERE tenant = ? AND external_id = 'clerk'"],
    ['a key that was revoked', 'UPDATE assertion_keys SET revoked_at = 1 WHERE tenant = ?'],
    ['a publishable key that was revoked', 'UPDATE publishable_keys SET revoked_at = 1 WHERE tenant = ?'],
  ])('comes with %s', async (_what, change) => {
    const left = await newDesk();
    await env.DB.prepare(change).bind(left.tenant).run();
    const posted = { publishableKey: left.setUp.publishableKeys[0], assertion: await left.assertion('clerk') };
    expect((await left.nobody().post('/v1/sessions', posted)).problem.code).toBe('invalid_assertion');
  });

  it('comes with another tenant’s publishable key', async () => {
    const reply = await exchange(await desk.assertion('clerk'), {
      publishableKey: other.setUp.publishableKeys[0] ?? '',
    });
    expect(reply.status).toBe(401);
  });

  it('comes from an origin that the tenant did not name', async () => {
    const reply = await exchange(await desk.assertion('clerk'), { origin: 'https://evil.example' });
    expect(reply.status).toBe(403);
    expect(reply.problem.code).toBe('wrong_origin');
  });

  it('comes from no page at all, for a person', async () => {
    expect((await exchange(await desk.assertion('clerk'), { origin: null })).problem.code).toBe('wrong_origin');
    expect((await exchange(await desk.assertion('importer'), { origin: null })).status).toBe(201);
  });

  it('is of a kind of key that the tenant does not have', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    await exportJWK(publicKey);
    const other = new SignJWT({
      sub: 'clerk',
      aud: apiOrigin,
      iat: seconds(),
      exp: seconds() + 60,
      jti: crypto.randomUUID(),
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'host' })
      .sign(privateKey);
    expect((await exchange(await other)).problem.code).toBe('invalid_assertion');
  });
});

describe('a token', () => {
  it.each([
    ['missing', ''],
    ['of another scheme', 'Basic abc'],
    ['garbage', 'Bearer garbage'],
    ['truncated', 'truncate'],
    ['with its claims changed', 'change'],
  ])('that is %s is not accepted', async (_how, header) => {
    const { token } = await desk.as('clerk');
    const [head = '', payload = '', signature = ''] = (token ?? '').split('.');
    const changed = btoa(atob(payload).replace('"rol":"agent"', '"rol":"admin"')).replaceAll('=', '');
    const value =
      header === 'truncate'
        ? `Bearer ${head}.${payload}`
        : header === 'change'
          ? `Bearer ${head}.${changed}.${signature}`
          : header;
    const reply = await desk.nobody().get('/v1/priorities', { headers: { authorization: value } });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('serves no origin but the one it was given to', async () => {
    const clerk = await desk.as('clerk');
    for (const origin of ['https://evil.example', apiOrigin, 'null']) {
      expect((await clerk.get('/v1/priorities', { origin })).problem.code).toBe('wrong_origin');
    }
  });

  it('serves an origin no longer that its tenant has taken back', async () => {
    const moved = await newDesk();
    const clerk = await moved.as('clerk');
    await env.DB.prepare('DELETE FROM origins WHERE tenant = ? AND origin = ?').bind(moved.tenant, hostOrigin).run();
    moved.ahead = 31_000;
    expect((await clerk.get('/v1/priorities')).problem.code).toBe('wrong_origin');
  });

  it('serves a request without Origin only on a page of the API’s own origin', async () => {
    const elsewhere = await desk.as('clerk');
    const own = await desk.as('clerk', {}, apiOrigin);
    const same = { 'sec-fetch-site': 'same-origin' };
    expect((await own.get('/v1/priorities', { origin: null, headers: same })).status).toBe(200);
    expect((await own.get('/v1/priorities', { origin: null })).status).toBe(403);
    expect(
      (await own.get('/v1/priorities', { origin: null, headers: { 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(403);
    expect((await elsewhere.get('/v1/priorities', { origin: null, headers: same })).status).toBe(403);
  });

  it('of an integration serves no page', async () => {
    const importer = await desk.as('importer');
    expect((await importer.get('/v1/priorities')).status).toBe(200);
    const onPage = new Client(desk, importer.token, hostOrigin);
    expect((await onPage.get('/v1/priorities')).problem.code).toBe('wrong_origin');
  });

  it('bound to one customer reaches nothing else', async () => {
    const clerk = await desk.as('clerk');
    const create = async (name: string) =>
      (await clerk.post('/v1/customers', { kind: 'person', name })).as(customerSchema).id;
    const [mine, theirs] = [await create('Mine'), await create('Theirs')];
    const open = async (customerId: string) =>
      (await clerk.post('/v1/cases', { customerId, title: 'Fork' })).as(caseSchema).id;
    const [myCase, theirCase] = [await open(mine), await open(theirs)];
    const bound = await desk.as('clerk', { customer: mine });
    for (const path of [
      `/v1/customers/${mine}`,
      `/v1/cases/${myCase}`,
      `/v1/cases?customerId=${mine}`,
      '/v1/priorities',
    ]) {
      expect((await bound.get(path)).status, path).toBe(200);
    }
    for (const path of [
      `/v1/customers/${theirs}`,
      `/v1/customers/${theirs}/alerts`,
      `/v1/customers/${theirs}/orders`,
      `/v1/cases/${theirCase}`,
      `/v1/cases/${theirCase}/timeline`,
      `/v1/cases?customerId=${theirs}`,
      '/v1/cases',
      '/v1/customers?q=theirs',
    ]) {
      expect((await bound.get(path)).problem.code, path).toBe('out_of_scope');
    }
    const reply = await bound.post('/v1/cases', { customerId: theirs, title: 'Fork' });
    expect(reply.problem.code).toBe('out_of_scope');
  });
});

describe('a browser on another origin', () => {
  const preflight = (origin: string) => desk.nobody(origin).send('OPTIONS', '/v1/cases', undefined, { key: null });

  it('may ask from an origin that a tenant has named', async () => {
    const reply = await preflight(hostOrigin);
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-origin')).toBe(hostOrigin);
    expect(reply.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    expect(reply.headers.get('vary')).toContain('Origin');
  });

  it('may not from any other', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://crm.example.evil']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('may read refusals too', async () => {
    const reply = await desk.nobody().get('/v1/priorities');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('access-control-allow-origin')).toBe(hostOrigin);
    expect(reply.headers.get('x-request-id')).toBe(reply.problem.requestId);
  });
});

describe('a rate limit', () => {
  const reached = { limit: () => Promise.resolve({ success: false }) };

  it.each([
    ['REQUEST_LIMIT', [429, 429, 200]],
    ['SEARCH_LIMIT', [200, 429, 200]],
  ] as const)('of %s holds for people, not for an integration', async (name, expected) => {
    const busy = await newDesk();
    const [clerk, importer] = [await busy.as('clerk'), await busy.as('importer')];
    busy.limits = { [name]: reached };
    const replies = [
      await clerk.get('/v1/priorities'),
      await clerk.get('/v1/customers?q=anna'),
      await importer.get('/v1/customers?q=anna'),
    ];
    expect(replies.map(({ status }) => status)).toEqual(expected);
    expect(replies[1]?.headers.get('retry-after')).toBe('10');
    expect(replies[1]?.problem.code).toBe('rate_limited');
  });

  it('counts by agent, so that none uses up a colleague’s', async () => {
    const busy = await newDesk();
    const [clerk, colleague] = [await busy.as('clerk'), await busy.as('colleague')];
    const keys = new Set<string>();
    busy.limits = {
      REQUEST_LIMIT: { limit: ({ key }: { key: string }) => Promise.resolve({ success: Boolean(keys.add(key)) }) },
    };
    for (const client of [clerk, colleague, clerk]) await client.get('/v1/priorities');
    expect(keys.size).toBe(2);
  });

  it('of SESSION_LIMIT holds before anything is looked at', async () => {
    const busy = await newDesk();
    busy.limits = { SESSION_LIMIT: reached };
    const posted = { publishableKey: busy.setUp.publishableKeys[0], assertion: await busy.assertion('clerk') };
    expect((await busy.nobody().post('/v1/sessions', posted)).status).toBe(429);
    busy.limits = {};
    expect((await busy.nobody().post('/v1/sessions', posted)).status).toBe(201);
  });
});
