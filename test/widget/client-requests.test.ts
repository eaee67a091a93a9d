import { assert } from '@open-wc/testing';
import { ApiClient } from '../../widget/client/api.ts';
import { WriteKey } from '../../widget/client/write-key.ts';
import { Clock } from './support/clock.ts';
import { json, lineBroken, network, problem, sessionOf } from './support/network.ts';
import type { Answers } from './support/network.ts';

function desk(answers: Answers) {
  const clock = new Clock();
  const line = network({ 'POST /v1/sessions': () => json(sessionOf('s1', clock.time)), ...answers });
  const client = new ApiClient(
    {
      endpoint: 'https://desk.example',
      publishableKey: 'pk_1',
      tokenUrl: '',
      getToken: async () => 'assertion',
      fetch: line.fetch,
    },
    clock,
  );
  return { client, clock, line };
}

describe('A request', () => {
  it('carries bearer, version and key where they belong', async () => {
    const { client, line } = desk({
      'GET /v1/cases?state=active&limit=20': () => json({ items: [] }),
      'PATCH /v1/cases/cas_1': () => json({ id: 'cas_1', version: 4 }, { etag: '"4"' }),
      'POST /v1/cases/cas_1/resolve': () => json({ id: 'cas_1', version: 5 }),
    });
    await client.get('/v1/cases', { query: { state: 'active', limit: 20, cursor: null, q: '' } });
    const changed = await client.patch('/v1/cases/cas_1', { title: 'Fork' }, { version: 3 });
    await client.post('/v1/cases/cas_1/resolve', {}, { version: '"4"' });
    assert.equal(changed.ok && changed.etag, '"4"');
    const [, get, patch, post] = line.requests;
    assert.match(get?.headers.get('authorization') ?? '', /^Bearer .+\.s1$/);
    assert.isNull(get?.headers.get('idempotency-key'));
    assert.equal(patch?.headers.get('if-match'), '"3"');
    assert.match(patch?.headers.get('idempotency-key') ?? '', /^[0-9a-f]{32}$/);
    assert.equal(post?.headers.get('if-match'), '"4"');
    assert.match(post?.headers.get('idempotency-key') ?? '', /^[0-9a-f]{32}$/);
  });

  it('that writes keeps its key over the tries of one call', async () => {
    const { client, line } = desk({
      'POST /v1/cases': ({ call }) => (call < 3 ? lineBroken : json({ id: 'cas_1', version: 1 })),
    });
    assert.isTrue((await client.post('/v1/cases', { title: 'Fork' })).ok);
    const keys = line.named('POST /v1/cases').map(({ headers }) => headers.get('idempotency-key'));
    assert.lengthOf(keys, 3);
    assert.lengthOf([...new Set(keys)], 1);
  });

  it('waits as long as Retry-After says, and does not wait for what is too far away', async () => {
    const near = desk({
      'GET /v1/cases': ({ call }) => (call === 1 ? problem(429, 'rate_limited', {}, { 'retry-after': '3' }) : json({})),
    });
    assert.isTrue((await near.client.get('/v1/cases')).ok);
    assert.deepEqual(near.clock.slept, [3_000]);
    const far = desk({ 'GET /v1/cases': () => problem(503, 'unavailable', {}, { 'retry-after': '120' }) });
    assert.deepInclude(await far.client.get('/v1/cases'), { ok: false, retryAfter: 120_000 });
    assert.isEmpty(far.clock.slept);
  });

  it('is tried three times and then says what stood in the way', async () => {
    const { client, clock, line } = desk({ 'GET /v1/cases': () => lineBroken });
    assert.deepEqual(await client.get('/v1/cases'), { ok: false, kind: 'network' });
    assert.lengthOf(line.named('GET /v1/cases'), 3);
    assert.deepEqual(clock.slept, [300, 600]);
  });

  it('that meets itself still running waits for its own answer', async () => {
    const { client, line } = desk({
      'POST /v1/orders/ord_1/payments': ({ call }) =>
        call === 1 ? lineBroken : call === 2 ? problem(409, 'request_running') : json({ id: 'pay_1' }),
    });
    assert.isTrue((await client.post('/v1/orders/ord_1/payments', {})).ok);
    assert.lengthOf(line.named('POST /v1/orders/ord_1/payments'), 3);
  });

  it('that is refused is not tried again', async () => {
    const { client, line } = desk({
      'POST /v1/cases': () =>
        problem(400, 'invalid_request', { errors: [{ pointer: '/title', code: 'required', detail: '' }] }),
    });
    const refused = await client.post('/v1/cases', {});
    assert.deepEqual(!refused.ok && refused.kind === 'problem' && refused.problem.errors?.[0]?.pointer, '/title');
    assert.lengthOf(line.named('POST /v1/cases'), 1);
  });

  it('that edits is sent again with its key and version when its answer was lost', async () => {
    const { client, line } = desk({
      'PATCH /v1/cases/cas_1': ({ call }) => (call === 1 ? lineBroken : json({ id: 'cas_1', version: 4 })),
    });
    assert.isTrue((await client.patch('/v1/cases/cas_1', { title: 'Fork' }, { version: 3 })).ok);
    const [first, second] = line.named('PATCH /v1/cases/cas_1');
    assert.isNotEmpty(first?.headers.get('idempotency-key'));
    assert.equal(second?.headers.get('idempotency-key'), first?.headers.get('idempotency-key'));
    assert.equal(second?.headers.get('if-match'), '"3"');
  });

  it('that is stale at the first try is a conflict, with the record as it is now', async () => {
    const current = { id: 'cas_1', version: 4, title: 'Fork' };
    const { client } = desk({ 'PATCH /v1/cases/cas_1': () => problem(412, 'stale_version', { current }) });
    const stale = await client.patch('/v1/cases/cas_1', { title: 'Fork' }, { version: 3 });
    assert.deepEqual(!stale.ok && stale.kind === 'problem' && stale.problem.current, current);
  });

  it('ends when its signal does', async () => {
    const { client } = desk({ 'GET /v1/cases': () => json({}) });
    const stop = new AbortController();
    const running = client.get('/v1/cases', { signal: stop.signal });
    stop.abort();
    assert.deepEqual(await running, { ok: false, kind: 'aborted' });
  });

  it('answered by a proxy’s page is a failed service, not a throw', async () => {
    const { client } = desk({ 'GET /v1/cases': () => new Response('<h1>Bad gateway</h1>', { status: 502 }) });
    const failed = await client.get('/v1/cases');
    assert.equal(!failed.ok && failed.kind === 'problem' && failed.problem.code, 'internal_error');
  });
});

describe('The key of a write', () => {
  it('stays while the write is the same, and changes with its body or when it is done', () => {
    const key = new WriteKey();
    const first = key.for({ body: 'Call back' });
    assert.equal(key.for({ body: 'Call back' }), first);
    const second = key.for({ body: 'Call back at nine' });
    assert.notEqual(second, first);
    key.done();
    assert.notEqual(key.for({ body: 'Call back at nine' }), second);
  });
});
