import { assert, fixture, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { CallsideProvider } from '../../widget/provider/provider.ts';
import type { SelectionChangeEvent } from '../../widget/internal/events.ts';
import { define } from '../../widget/internal/define.ts';
import { expectAccessible } from './support/axe.ts';
import { announcements, until } from './support/fixture.ts';
import { press } from './support/keys.ts';
import { json, problem } from './support/network.ts';
import type { SampleElement } from './support/sample.ts';
import './support/sample.ts';
import { stand, warnings } from './support/stand.ts';

const customers = {
  'GET /v1/customers/cus_1': () => json({ id: 'cus_1', name: 'Aurélie Lefèvre-Dubois' }),
  'GET /v1/customers/cus_2': () => json({ id: 'cus_2', name: 'Théo Lefèvre' }),
};
const sample = html`<x-sample></x-sample>`;

function sampleIn(provider: Element): SampleElement {
  const element = provider.querySelector('x-sample');
  if (!element) throw new Error('no sample');
  return element;
}
function shown(element: SampleElement, selector: string): Promise<Element> {
  return until(() => element.renderRoot.querySelector(selector), selector);
}

describe('cs-provider', () => {
  it('takes no room on the page', async () => {
    const { provider } = await stand(sample);
    assert.equal(getComputedStyle(provider).display, 'contents');
  });

  it('says when the first session is there, and for whom', async () => {
    const { provider } = await stand(sample);
    const event = await oneEvent(provider, 'cs-ready');
    assert.isFalse(event.bubbles);
    assert.equal(provider.session?.agent.name, 'Inês Carvalho');
  });

  it('shares the selection: one element sets it, another shows it, the page is told', async () => {
    const { provider } = await stand(html`<x-sample></x-sample><x-sample></x-sample>`, customers);
    const [one, other] = [...provider.querySelectorAll('x-sample')];
    const told = new Promise<SelectionChangeEvent['detail']>((resolve) =>
      document.addEventListener('cs-selection-change', (event) => resolve(event.detail), { once: true }),
    );
    one?.choose('cus_1', 'Aurélie');
    const detail = await told;
    assert.equal(detail.selection.customer?.id, 'cus_1');
    assert.equal(detail.by, one);
    if (other) assert.equal((await shown(other, '.name')).textContent, 'Aurélie Lefèvre-Dubois');
  });

  it('takes case and order away with the customer, and says nothing when nothing changes', async () => {
    const { provider } = await stand(sample, customers);
    provider.selection = { customer: { id: 'cus_1' }, case: { id: 'cas_1' } };
    let told = 0;
    provider.addEventListener('cs-selection-change', () => (told += 1));
    sampleIn(provider).choose('cus_2', 'Théo');
    assert.deepEqual(provider.selection, { customer: { id: 'cus_2', name: 'Théo' }, case: null, order: null });
    sampleIn(provider).choose('cus_2', 'Théo');
    assert.equal(told, 1);
  });

  it('signs out: session, selection and what is shown are gone at once, and can be had again', async () => {
    const { provider, line } = await stand(sample, customers);
    const element = sampleIn(provider);
    provider.selection = { customer: { id: 'cus_1' } };
    await shown(element, '.name');
    let signedOut = 0;
    provider.addEventListener('cs-signed-out', () => (signedOut += 1));
    provider.signOut();
    await element.updateComplete;
    assert.equal(signedOut, 1);
    assert.isNull(provider.selection.customer);
    assert.notInclude(element.renderRoot.textContent ?? '', 'Lefèvre');
    assert.include(element.renderRoot.textContent ?? '', 'You are signed out');
    provider.refresh();
    provider.selection = { customer: { id: 'cus_2' } };
    assert.equal((await shown(element, '.name')).textContent, 'Théo Lefèvre');
    assert.lengthOf(line.named('POST /v1/sessions'), 2);
  });

  it('reads again on refresh without taking away what is shown', async () => {
    const { provider, line } = await stand(sample, customers);
    const element = sampleIn(provider);
    provider.selection = { customer: { id: 'cus_1' } };
    await shown(element, '.name');
    provider.refresh();
    await element.updateComplete;
    assert.isNotNull(element.renderRoot.querySelector('.name'));
    await until(() => line.named('GET /v1/customers/cus_1').length === 2, 'a second reading');
  });

  it('serves elements that were there before it was defined, and the other way round', async () => {
    const early = await fixture<HTMLElement>(html`<x-late-provider><x-sample></x-sample></x-late-provider>`);
    const Late = class extends (customElements.get('cs-provider') as typeof CallsideProvider) {};
    define('x-late-provider', Late);
    Object.assign(early, { endpoint: '/', publishableKey: 'pk', getToken: () => new Promise<string>(() => undefined) });
    const element = sampleIn(early);
    await until(() => element.client, 'a client');
    assert.equal(element.client, (early as CallsideProvider).client);
  });

  it('says once in the console what is missing, and shows a readable state', async () => {
    const elements: SampleElement[] = [];
    const said = await warnings(async () =>
      elements.push(sampleIn(await fixture(html`<cs-provider endpoint="/">${sample}</cs-provider>`))),
    );
    assert.lengthOf(said, 1);
    assert.include(said[0], 'publishable-key');
    for (const element of elements) {
      assert.include(element.renderRoot.textContent ?? '', 'This panel is not connected');
      await expectAccessible(element);
    }
  });

  it('takes what is missing later, and another tenant at any time', async () => {
    const provider = await fixture<CallsideProvider>(html`<cs-provider endpoint="/">${sample}</cs-provider>`);
    await provider.updateComplete;
    assert.isNull(provider.client);
    provider.getToken = () => new Promise<string>(() => undefined);
    provider.publishableKey = 'pk_1';
    await provider.updateComplete;
    const { client } = provider;
    assert.isNotNull(client);
    provider.getToken = () => new Promise<string>(() => undefined);
    await provider.updateComplete;
    assert.equal(provider.client, client);
    provider.publishableKey = 'pk_2';
    await provider.updateComplete;
    assert.notEqual(provider.client, client);
  });

  it('lets the page show a failure in its own way', async () => {
    const { provider } = await stand(sample, { 'GET /v1/customers/cus_1': () => problem(500, 'internal_error') });
    const element = sampleIn(provider);
    const told = oneEvent(provider, 'cs-error');
    provider.selection = { customer: { id: 'cus_1' } };
    const { detail } = await told;
    assert.deepInclude(detail, { code: 'internal_error', requestId: 'req_1' });
    await shown(element, '.void');
    assert.include(element.renderRoot.textContent ?? '', 'req_1');
    provider.addEventListener('cs-error', (event) => event.preventDefault());
    element.refresh();
    await until(() => !element.renderRoot.querySelector('.void'), 'no message of ours');
  });

  it('has a map of the keys that work, in which single letters are switched off', async () => {
    const { provider } = await stand(sample);
    const element = sampleIn(provider);
    element.focus();
    await press('?');
    const map = await until(() => provider.shadowRoot?.querySelector('dialog[open]'), 'the map');
    assert.include(map.textContent ?? '', 'This map');
    await expectAccessible(provider);
    await press('Space');
    await press('Escape');
    await until(() => !provider.shadowRoot?.querySelector('dialog'), 'no map');
    assert.equal(provider.shortcuts, 'off');
    assert.equal(document.activeElement, element);
    await press('n');
    await element.updateComplete;
    assert.isFalse(element.asking);
  });

  it('hears its keys while nothing on the page has the focus, and leaves them to a field of the page', async () => {
    const { provider } = await stand(sample);
    const field = await fixture<HTMLInputElement>(html`<input aria-label="The page’s own" />`);
    field.focus();
    await press('?');
    assert.equal(field.value, '?');
    assert.isNull(provider.renderRoot.querySelector('dialog'));
    field.blur();
    await press('?');
    await until(() => provider.renderRoot.querySelector('dialog[open]'), 'the key map');
  });

  it('follows its lang and the page’s own words', async () => {
    const { provider } = await stand(sample);
    const element = sampleIn(provider);
    provider.strings = { tryAgain: 'Once more' };
    await provider.updateComplete;
    assert.equal(element.says('tryAgain'), 'Once more');
    assert.equal(element.says('save'), 'Save');
  });

  it('announces without moving the focus', async () => {
    const { provider } = await stand(sample);
    const element = sampleIn(provider);
    const said = announcements(element);
    element.announce('3 customers');
    assert.deepEqual(said, ['3 customers']);
  });
});
