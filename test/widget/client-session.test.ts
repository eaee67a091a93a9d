import { assert } from '@open-wc/testing';
import { ApiClient } from '../../widget/client/api.ts';
import type { TokenSettings } from '../../widget/client/token-source.ts';
import { Clock } from './support/clock.ts';
import { json, lineBroken, network, problem, sessionOf } from './support/network.ts';
import type { Answers, Network } from './support/network.ts';

/** A client whose service takes any assertion and gives sessions `s1`, `s2`, … of ten minutes. */
function desk(answers: Answers = {}, settings: Partial<TokenSettings> = {}) {
  const clock = new Clock();
  const line: Network = network({
    'POST https://host.example/token': ({ call }) => json({ token: `assertion ${call}` }),
    'POST /v1/sessions': ({ call }) => json(sessionOf(`s${call}`, clock.time)),
    'GET /v1/cases': ({ headers }) => json({ by: headers.get('authorization')?.split('.').at(-1) }),
    ...answers,
  });
  const client = new ApiClient(
    {
      endpoint: 'https://desk.example',
      publishableKey: 'pk_1',
      tokenUrl: 'https://host.example/token',
      getToken: null,
      fetch: line.fetch,
      ...settings,
    },
    clock,
  );
  return { client, clock, line };
}

describe('The session of a client', () => {
  it('is had by exchanging the assertion of token-url, once for all who wait for it', async () => {
    const { client, line } = desk();
    const answers = await Promise.all([1, 2, 3].map(() => client.get<{ by: string }>('/v1/cases')));
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.value.by),
      ['s1', 's1', 's1'],
    );
    assert.lengthOf(line.named('POST /v1/sessions'), 1);
    assert.deepEqual(line.named('POST /v1/sessions')[0]?.body, { publishableKey: 'pk_1', assertion: 'assertion 1' });
  });

  it('sends cookies to the host’s token-url only, never to the service', async () => {
    const { client, line } = desk();
    await client.get('/v1/cases');
    const sent = Object.fromEntries(line.requests.map(({ name, credentials }) => [name, credentials]));
    assert.deepEqual(sent, {
      'POST https://host.example/token': 'include',
      'POST /v1/sessions': 'omit',
      'GET /v1/cases': 'omit',
    });
  });

  it('asks getToken rather than token-url, and tells it which assertion is spent', async () => {
    const asked: (string | null)[] = [];
    const { client, clock, line } = desk({}, { getToken: async (current) => `from the page ${asked.push(current)}` });
    await client.get('/v1/cases');
    clock.time += 600_000;
    await client.get('/v1/cases');
    assert.deepEqual(asked, [null, 'from the page 1']);
    assert.isEmpty(line.named('POST https://host.example/token'));
  });

  it('is renewed a minute before its end, by the token’s own clock', async () => {
    const { client, clock, line } = desk({
      // The service's clock is an hour ahead of the machine at the desk.
      'POST /v1/sessions': ({ call }) => json(sessionOf(`s${call}`, clock.time + 3_600_000)),
    });
    await client.get('/v1/cases');
    clock.time += 539_000;
    await client.get('/v1/cases');
    assert.lengthOf(line.named('POST /v1/sessions'), 1);
    clock.time += 2_000;
    await client.get('/v1/cases');
    assert.lengthOf(line.named('POST /v1/sessions'), 2);
  });

  it('serves to its end when it cannot be renewed', async () => {
    const { client, clock } = desk({
      'POST /v1/sessions': ({ call }) => (call === 1 ? json(sessionOf('s1', clock.time)) : problem(503, 'unavailable')),
    });
    await client.get('/v1/cases');
    clock.time += 560_000;
    const answer = await client.get<{ by: string }>('/v1/cases');
    assert.equal(answer.ok && answer.value.by, 's1');
    clock.time += 60_000;
    assert.include(await client.get('/v1/cases'), { ok: false, kind: 'problem' });
  });

  it('is replaced once for all when its token is refused, and each request is sent once more', async () => {
    const { client, line } = desk({
      'GET /v1/cases': ({ headers }) =>
        headers.get('authorization')?.endsWith('.s1') ? problem(401, 'token_expired') : json({ by: 's2' }),
    });
    const answers = await Promise.all([1, 2, 3].map(() => client.get('/v1/cases')));
    assert.isTrue(answers.every(({ ok }) => ok));
    assert.lengthOf(line.named('POST /v1/sessions'), 2);
    assert.lengthOf(line.named('GET /v1/cases'), 6);
  });

  it('is replaced at most once in 30 seconds, however often it is refused', async () => {
    const { client, clock, line } = desk({ 'GET /v1/cases': () => problem(401, 'unauthenticated') });
    for (let time = 0; time < 5; time += 1) await client.get('/v1/cases');
    assert.lengthOf(line.named('POST /v1/sessions'), 2);
    clock.time += 31_000;
    for (let time = 0; time < 5; time += 1) await client.get('/v1/cases');
    assert.lengthOf(line.named('POST /v1/sessions'), 3);
  });

  it('takes a new assertion for each try, because one that was sent is spent', async () => {
    const { client, line, clock } = desk({
      'POST /v1/sessions': ({ call }) => (call === 1 ? lineBroken : json(sessionOf('s2', clock.time))),
    });
    assert.isTrue((await client.get('/v1/cases')).ok);
    assert.deepEqual(
      line.named('POST /v1/sessions').map(({ body }) => body),
      [
        { publishableKey: 'pk_1', assertion: 'assertion 1' },
        { publishableKey: 'pk_1', assertion: 'assertion 2' },
      ],
    );
  });

  it('says that the page failed when the page’s token source fails', async () => {
    const thrown = desk({}, { getToken: () => Promise.reject(new Error('no login')) });
    assert.deepEqual(await thrown.client.get('/v1/cases'), { ok: false, kind: 'token', detail: 'getToken: no login' });
    const missing = desk({ 'POST https://host.example/token': () => new Response('', { status: 404 }) });
    assert.deepInclude(await missing.client.get('/v1/cases'), { kind: 'token', detail: 'token-url answered 404' });
    const strange = desk({ 'POST https://host.example/token': () => new Response('<!doctype html>') });
    assert.deepInclude(await strange.client.get('/v1/cases'), { kind: 'token' });
  });

  it('is shared in its failure too: elements that start together ask once', async () => {
    const { client, line } = desk({ 'POST /v1/sessions': () => problem(403, 'wrong_origin') });
    await Promise.all([1, 2, 3, 4].map(() => client.get('/v1/cases')));
    assert.lengthOf(line.named('POST /v1/sessions'), 1);
    client.tokens.retry();
    await client.get('/v1/cases');
    assert.lengthOf(line.named('POST /v1/sessions'), 2);
  });

  it('is gone after stop, with everything under way', async () => {
    const { client, line } = desk();
    await client.get('/v1/cases');
    const running = client.get('/v1/cases');
    client.stop();
    assert.deepEqual(await running, { ok: false, kind: 'aborted' });
    assert.isNull(client.tokens.current);
    await client.get('/v1/cases');
    assert.lengthOf(line.named('POST /v1/sessions'), 2);
  });
});
