import { env } from 'cloudflare:workers';
import * as z from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseListSchema, caseSchema, timelineSchema } from '../../shared/cases.ts';
import { customerSchema, type Customer } from '../../shared/customers.ts';
import { createApp, routes } from '../../worker/app.ts';
import { Directory } from '../../worker/auth/directory.ts';
import { purgeExpired } from '../../worker/auth/service.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'person', name: 'Théo Lefèvre' })).as(customerSchema);
});

const fork = () => ({ customerId: customer.id, title: `Fork ${crypto.randomUUID()}` });
const countOf = async () =>
  (await clerk.get(`/v1/customers/${customer.id}/cases?limit=100`)).as(caseListSchema).items.length;

describe('a request sent again', () => {
  it('is carried out once, and answered the same', async () => {
    const body = fork();
    const first = await clerk.post('/v1/cases', body, { key: 'the-same-key' });
    const before = await countOf();
    const again = await clerk.post('/v1/cases', body, { key: 'the-same-key' });
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await countOf()).toBe(before);
  });

  it('is carried out once when it is sent many times at the same moment', async () => {
    const body = fork();
    const before = await countOf();
    const key = crypto.randomUUID();
    const replies = await Promise.all(Array.from({ length: 8 }, () => clerk.post('/v1/cases', body, { key })));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await countOf()).toBe(before + 1);
  });

  it('is refused when the key was used for something else', async () => {
    await clerk.post('/v1/cases', fork(), { key: 'used-for-a-fork' });
    const reply = await clerk.post('/v1/cases', fork(), { key: 'used-for-a-fork' });
    expect(reply.status).toBe(422);
    expect(reply.problem.code).toBe('idempotency_key_reused');
  });

  it('is looked up before its version is', async () => {
    const opened = (await clerk.post('/v1/cases', fork())).as(caseSchema);
    const path = `/v1/cases/${opened.id}/resolve`;
    const options = { version: 1, key: 'resolve-this-once' };
    const first = await clerk.post(path, { resolution: 'Done' }, options);
    const again = await clerk.post(path, { resolution: 'Done' }, options);
    expect(again.status).toBe(200);
    expect(again.text).toBe(first.text);
  });

  it('is honoured on an edit as well', async () => {
    const opened = (await clerk.post('/v1/cases', fork())).as(caseSchema);
    const options = { version: 1, key: 'edit-this-once' };
    const first = await clerk.patch(`/v1/cases/${opened.id}`, { title: 'New' }, options);
    const again = await clerk.patch(`/v1/cases/${opened.id}`, { title: 'New' }, options);
    expect(again.text).toBe(first.text);
    expect(again.as(caseSchema).version).toBe(2);
  });

  it('was refused the first time, and is judged anew', async () => {
    const opened = (await clerk.post('/v1/cases', fork())).as(caseSchema);
    const options = { version: 1, key: 'reactivate-later' };
    expect((await clerk.post(`/v1/cases/${opened.id}/reactivate`, {}, options)).status).toBe(409);
    await clerk.post(`/v1/cases/${opened.id}/cancel`, {}, { version: 1 });
    expect((await clerk.post(`/v1/cases/${opened.id}/reactivate`, {}, { ...options, version: 2 })).status).toBe(200);
  });

  it('belongs to the agent who sent it', async () => {
    const colleague = await desk.as('colleague');
    const key = crypto.randomUUID();
    const mine = (await clerk.post('/v1/cases', fork(), { key })).as(caseSchema);
    const theirs = (await colleague.post('/v1/cases', fork(), { key })).as(caseSchema);
    expect(theirs.id).not.toBe(mine.id);
  });

  it('is a new request after 24 hours', async () => {
    const key = crypto.randomUUID();
    const mine = (await clerk.post('/v1/cases', fork(), { key })).as(caseSchema);
    desk.ahead = 25 * 60 * 60_000;
    const tomorrow = await desk.as('clerk');
    const reply = await tomorrow.post('/v1/cases', fork(), { key });
    desk.ahead = 0;
    expect(reply.as(caseSchema).id).not.toBe(mine.id);
  });

  it('is forgotten by the purge after 24 hours, and not before', async () => {
    const key = crypto.randomUUID();
    const own = await newDesk();
    const person = { kind: 'person', name: 'Théo Lefèvre' };
    (await (await own.as('clerk')).post('/v1/customers', person, { key })).as(customerSchema);
    const kept = () =>
      env.DB.prepare('SELECT count(*) AS count FROM idempotency WHERE tenant = ? AND key = ?')
        .bind(own.tenant, key)
        .first('count');
    await purgeExpired(env, new Directory(env.DB), own.now());
    expect(await kept()).toBe(1);
    await purgeExpired(env, new Directory(env.DB), own.now() + 25 * 60 * 60_000);
    expect(await kept()).toBe(0);
  });

  it.each([null, 'short', 'with space in it', 'é-is-not-visible-ascii'.normalize(), 'x'.repeat(129)])(
    'needs a key that is one: %j',
    async (key) => {
      const headers: Record<string, string> =
        key === null || !/^[\x20-\x7e]*$/.test(key) ? {} : { 'idempotency-key': key };
      const reply = await clerk.post('/v1/cases', fork(), { key: null, headers });
      expect(reply.status).toBe(400);
      expect(reply.problem.code).toBe('idempotency_key_required');
    },
  );
});

describe('a body', () => {
  it.each([
    ['that is not JSON', '{"title":', 400, 'invalid_request'],
    ['that is an array', '[]', 400, 'invalid_request'],
    ['that is larger than 64 KB', JSON.stringify({ title: 'x'.repeat(66_000) }), 413, 'payload_too_large'],
  ])('%s is refused', async (_what, body, status, code) => {
    const reply = await clerk.post('/v1/cases', body);
    expect(reply.status).toBe(status);
    expect(reply.problem.code).toBe(code);
  });

  it('of another type is refused', async () => {
    const reply = await clerk.post('/v1/cases', 'title=x', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(reply.status).toBe(415);
  });

  it('with keys of its own is refused, each named', async () => {
    const reply = await clerk.post('/v1/cases', { ...fork(), tenant: 'ten_x', 'a/b~c': 1 });
    expect(reply.problem.errors?.map(({ pointer }) => pointer)).toEqual(['/tenant', '/a~1b~0c']);
  });
});

describe('a request for nothing that is there', () => {
  it.each(['/v1/nothing', '/v1/cases/cas_00000000000000000000000000', '/v1/cases/1', '/v1/customers/cus_x/notes'])(
    '%s is not found',
    async (path) => {
      const reply = await clerk.get(path);
      expect(reply.status).toBe(404);
      expect(reply.problem).toMatchObject({ code: 'not_found', requestId: reply.headers.get('x-request-id') });
    },
  );
});

describe('the history', () => {
  it('has one event a change, in the order of their commits', async () => {
    const opened = (await clerk.post('/v1/cases', fork())).as(caseSchema);
    for (let version = 1; version <= 3; version += 1) {
      await clerk.patch(`/v1/cases/${opened.id}`, { title: `Title ${version}` }, { version });
    }
    const { items } = (await clerk.get(`/v1/cases/${opened.id}/timeline`)).as(timelineSchema);
    expect(items.map(({ type }) => type)).toEqual(['case_changed', 'case_changed', 'case_changed', 'case_created']);
    expect(items.map(({ seq }) => seq)).toEqual(items.map(({ seq }) => seq).toSorted((a, b) => b - a));
  });

  it('has no gap and no double number under many writers', async () => {
    await Promise.all(Array.from({ length: 12 }, () => clerk.post('/v1/cases', fork())));
    const { results } = await env.DB.prepare('SELECT seq FROM events WHERE tenant = ? ORDER BY seq')
      .bind(desk.tenant)
      .all<{ seq: number }>();
    expect(results.map(({ seq }) => seq)).toEqual(results.map((_, place) => place + 1));
  });

  it('holds no word that somebody wrote', async () => {
    await clerk.post('/v1/cases', { ...fork(), title: 'Zanzibar', description: 'Quagga' });
    const { results } = await env.DB.prepare('SELECT facts FROM events WHERE tenant = ?')
      .bind(desk.tenant)
      .all<{ facts: string }>();
    expect(results.filter(({ facts }) => /zanzibar|quagga|lefèvre/i.test(facts))).toEqual([]);
  });

  it('cannot be changed or deleted', async () => {
    await expect(env.DB.prepare("UPDATE events SET facts = '{}'").run()).rejects.toThrow(/append-only/);
    await expect(env.DB.prepare('DELETE FROM events').run()).rejects.toThrow(/append-only/);
  });
});

describe('a database that does not answer', () => {
  it.each([
    ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', 503, 'unavailable', '1'],
    ['D1_ERROR: no such table: origins', 500, 'internal_error', null],
  ])('with %j is a problem like any other, and is logged', async (message, status, code, wait) => {
    const broken = await newDesk();
    const token = await broken.as('clerk');
    broken.database = new Proxy(env.DB, {
      get: () => () => {
        throw new Error(message);
      },
    });
    const reply = await token.get('/v1/priorities');
    expect([reply.status, reply.problem.code, reply.headers.get('retry-after')]).toEqual([status, code, wait]);
    expect(reply.text).not.toContain('D1');
    expect(reply.record).toMatchObject({
      level: 'error',
      status,
      requestId: reply.headers.get('x-request-id'),
      fault: `Error: ${message}`,
    });
  });
});

describe('the log', () => {
  it('says route, status, caller and cost of each request, and no personal data', async () => {
    const reply = await clerk.get(`/v1/customers/${customer.id}`);
    expect(reply.record).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/v1/customers/:customerId',
      status: 200,
      tenant: desk.tenant,
      d1: { trips: expect.any(Number) },
    });
    await clerk.get('/v1/customers?q=lefevre');
    expect(JSON.stringify(desk.records)).not.toMatch(/lef[eè]vre|Inês/i);
  });

  it('counts one trip a query and two a command', async () => {
    const opened = await clerk.post('/v1/cases', fork());
    expect(opened.record?.d1?.trips).toBe(2);
    expect((await clerk.get(`/v1/cases/${opened.as(caseSchema).id}`)).record?.d1?.trips).toBe(1);
  });
});

describe('the description of the API', () => {
  it('lists every route there is', async () => {
    const reply = await desk.nobody().get('/v1/openapi.json');
    const document = z
      .looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(reply.body);
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.toSorted()).toEqual(
      routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`).toSorted(),
    );
  });

  it('gives every operation a name of its own', async () => {
    const names = (await desk.nobody().get('/v1/openapi.json')).text.matchAll(/"operationId":"(\w+)"/g);
    const list = Array.from(names, ([, name]) => name);
    expect(list).toHaveLength(routes.length);
    expect(new Set(list).size).toBe(list.length);
  });
});

describe('the app', () => {
  it('does not start with a route that nobody has a policy for', () => {
    const [first] = routes.filter(({ policy }) => policy.access === 'session');
    if (first === undefined) throw new Error('no route');
    const open = { ...first, policy: { access: 'session', roles: [], bound: 'never' } as const };
    expect(() => createApp({ routes: [open] })).toThrow(/no policy/);
  });
});
