import { assert } from '@open-wc/testing';
import '../../widget/cs-provider.ts';
import { json, lineBroken, network, problem, sessionOf } from './support/network.ts';
import type { Answers } from './support/network.ts';
import './support/sample.ts';
import { warnings } from './support/stand.ts';

/** A desk that answers as it should, unless the test states otherwise, and a page with these attributes. */
async function written(attributes: Record<string, string>, answers: Answers = {}): Promise<string[]> {
  const line = network({
    'POST /token': () => json({ token: 'assertion' }),
    'POST /v1/sessions': () => json(sessionOf('s1', Date.now())),
    ...answers,
  });
  const provider = document.createElement('cs-provider');
  const right = { endpoint: 'https://desk.example', 'publishable-key': 'pk_1', 'token-url': '/token' };
  for (const [name, value] of Object.entries({ ...right, ...attributes })) provider.setAttribute(name, value);
  provider.fetch = line.fetch;
  const failed = new Promise((resolve) => {
    provider.addEventListener('cs-error', resolve);
    provider.addEventListener('cs-ready', resolve);
  });
  provider.append(document.createElement('x-sample'), document.createElement('x-sample'));
  const said = await warnings(async () => {
    document.body.append(provider);
    await failed;
  });
  provider.remove();
  return said;
}

describe('A provider with a wrong attribute tells the page’s author once which, and what was answered', () => {
  const unknown = { detail: 'The publishable key is not known' };
  const refused = { detail: 'The assertion names no active agent' };
  const table: [string, Record<string, string>, Answers, string][] = [
    [
      'publishable-key',
      { 'publishable-key': 'pk_nobody' },
      { 'POST /v1/sessions': () => problem(401, 'invalid_assertion', unknown) },
      'publishable-key="pk_nobody": the service answered 401 invalid_assertion, The publishable key is not known',
    ],
    [
      'publishable-key of other pages',
      {},
      { 'POST /v1/sessions': () => problem(403, 'wrong_origin') },
      'publishable-key="pk_1": the service answered 403 wrong_origin',
    ],
    ['token-url that is not there', { 'token-url': '/nowhere' }, {}, 'token-url="/nowhere": token-url answered 404'],
    [
      'token-url without a token',
      {},
      { 'POST /token': () => json({ status: 'ok' }) },
      'token-url="/token": token-url answered without a token',
    ],
    ['token-url where nobody answers', {}, { 'POST /token': () => lineBroken }, 'token-url="/token": no answer'],
    [
      'token-url of somebody unknown',
      {},
      { 'POST /v1/sessions': () => problem(401, 'invalid_assertion', refused) },
      'token-url="/token": the service answered 401 invalid_assertion, The assertion names no active agent',
    ],
    [
      'endpoint where nobody answers',
      {},
      { 'POST /v1/sessions': () => lineBroken },
      'endpoint="https://desk.example": no answer',
    ],
    [
      'endpoint of something else',
      {},
      { 'POST /v1/sessions': () => new Response('<h1>Not here</h1>', { status: 404 }) },
      'endpoint="https://desk.example": the service answered 404',
    ],
  ];
  for (const [name, attributes, answers, told] of table) {
    it(name, async () => {
      const said = await written(attributes, answers);
      assert.lengthOf(said, 1);
      assert.include(said[0], `<cs-provider> gets no session with ${told}`);
    });
  }

  it('and says nothing when all is right', async () => {
    assert.isEmpty(await written({}));
  });
});
