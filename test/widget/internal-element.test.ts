import { assert, fixture } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import { CallsideProvider } from '../../widget/provider/provider.ts';
import { define } from '../../widget/internal/define.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty, type FaultyFetch } from './support/faults.ts';
import { until } from './support/fixture.ts';
import { press } from './support/keys.ts';
import { json, lineBroken, problem } from './support/network.ts';
import { SampleElement } from './support/sample.ts';
import { stand, warnings } from './support/stand.ts';
import { expectLogical, expectTokens } from './support/tokens.ts';

const sample = html`<x-sample></x-sample>`;
const customer = { 'GET /v1/customers/cus_1': () => json({ id: 'cus_1', name: 'Aurélie Lefèvre-Dubois' }) };

async function one(answers = {}) {
  const { provider, line } = await stand(sample, { ...customer, ...answers });
  const element = provider.querySelector('x-sample');
  if (!element) throw new Error('no sample');
  await element.updateComplete;
  return { provider, element, line };
}
function shown(element: SampleElement, selector: string): Promise<HTMLElement> {
  return until(() => element.renderRoot.querySelector<HTMLElement>(selector), selector);
}

describe('An element', () => {
  // Colours are compared: they must not be half-way.
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('alone on a page uses its own attributes', async () => {
    const { line } = await stand(html``, customer);
    const element = await fixture<SampleElement>(
      html`<x-sample
        endpoint="https://desk.example"
        publishable-key="pk_1"
        .getToken=${async () => 'assertion'}
        .fetch=${line.fetch}
      ></x-sample>`,
    );
    element.choose('cus_1', 'Aurélie');
    assert.equal((await shown(element, '.name')).textContent, 'Aurélie Lefèvre-Dubois');
  });

  it('alone and without attributes says what is missing: once in the console, readably in its place', async () => {
    const elements: SampleElement[] = [];
    const said = await warnings(async () => elements.push(await fixture<SampleElement>(sample)));
    const [element] = elements;
    await element?.updateComplete;
    assert.lengthOf(said, 1);
    assert.include(said[0], '<x-sample> needs an "endpoint" attribute');
    assert.include(element?.renderRoot.textContent ?? '', 'does not say where the service is');
    assert.isTrue(element?.matches(':state(error)'));
  });

  it('takes its attributes after it was connected', async () => {
    const { line } = await stand(html``, customer);
    const element = document.createElement('x-sample');
    await warnings(async () => document.body.append(element));
    Object.assign(element, { endpoint: 'https://desk.example', fetch: line.fetch, getToken: async () => 'assertion' });
    element.publishableKey = 'pk_1';
    await element.updateComplete;
    element.choose('cus_1', 'Aurélie');
    await shown(element, '.name');
    element.remove();
  });

  it('is active while the focus is in it', async () => {
    const { element } = await one();
    assert.isFalse(element.matches(':state(active)'));
    element.focus();
    assert.isTrue(element.matches(':state(active)'));
    const primary = await shown(element, '.btn.primary');
    const filled = getComputedStyle(primary).backgroundColor;
    await press('Tab');
    assert.isTrue(element.matches(':state(active)'));
    assert.equal(getComputedStyle(primary).backgroundColor, filled);
    (document.activeElement as HTMLElement).blur();
    assert.isFalse(element.matches(':state(active)'));
  });

  it('keeps its keys out of text fields, and runs those with Ctrl there', async () => {
    const { element, line } = await one({ 'POST /v1/customers//notes': () => json({}) });
    (await shown(element, 'section > input')).focus();
    await press('n');
    assert.isFalse(element.asking);
    await press('Control+Enter');
    await until(() => line.named('POST /v1/customers//notes').length === 1, 'the note');
    (await shown(element, '.btn.primary')).focus();
    await press('n');
    assert.isTrue(element.asking);
  });

  it('opens a dialog on its first field, and gives the focus back when Esc or its own button closes it', async () => {
    const { element } = await one();
    const opener = await shown(element, '.btn.primary');
    opener.focus();
    for (const key of ['Escape', 'Enter']) {
      await press('n');
      const dialog = await shown(element, 'dialog[open]');
      assert.equal(element.shadowRoot?.activeElement, dialog.querySelector('.first'));
      if (key === 'Enter') await press('Tab');
      await press(key);
      await until(() => !element.renderRoot.querySelector('dialog'), 'no dialog');
      assert.equal(element.shadowRoot?.activeElement, opener);
    }
  });

  it('shows nothing of one customer while another is being read', async () => {
    const { provider, element } = await one({ 'GET /v1/customers/cus_2': () => new Promise(() => undefined) as never });
    provider.selection = { customer: { id: 'cus_1' } };
    await shown(element, '.name');
    provider.selection = { customer: { id: 'cus_2' } };
    await shown(element, '.bone');
    assert.isNull(element.renderRoot.querySelector('.name'));
  });

  it('drops an answer that is no longer wanted', async () => {
    const faults: FaultyFetch[] = [];
    const { provider, element } = await one({ 'GET /v1/customers/cus_2': () => json({ id: 'cus_2', name: 'Théo' }) });
    const fetcher = provider.fetch;
    if (fetcher) faults.push(faulty(fetcher));
    const [fault] = faults;
    if (fault) provider.fetch = fault.fetch;
    fault?.delay(80, /cus_1/);
    provider.selection = { customer: { id: 'cus_1' } };
    await element.updateComplete;
    provider.selection = { customer: { id: 'cus_2' } };
    assert.equal((await shown(element, '.name')).textContent, 'Théo');
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.equal((await shown(element, '.name')).textContent, 'Théo');
  });

  it('offers to try again where that may help, and reads again', async () => {
    let broken = true;
    const { provider, element } = await one({
      'GET /v1/customers/cus_1': () =>
        broken ? problem(500, 'internal_error') : json({ id: 'cus_1', name: 'Aurélie' }),
    });
    provider.selection = { customer: { id: 'cus_1' } };
    const again = await shown(element, '[part=retry-button]');
    await expectAccessible(element);
    broken = false;
    again.click();
    await shown(element, '.name');
  });

  it('does a write once: a second press while it runs, and every retry, is the same write', async () => {
    const path = 'POST /v1/customers/cus_1/notes';
    const { provider, element, line } = await one({
      [path]: ({ call }: { call: number }) => (call < 4 ? lineBroken : json({})),
    });
    provider.selection = { customer: { id: 'cus_1' } };
    element.save();
    element.save();
    const again = await shown(element, '.note [part=retry-button]');
    assert.lengthOf(line.named(path), 3);
    again.click();
    await until(() => element.saved === 1, 'the note');
    assert.lengthOf([...new Set(line.named(path).map(({ headers }) => headers.get('idempotency-key')))], 1);
    element.save();
    await until(() => element.saved === 2, 'another note');
    assert.lengthOf([...new Set(line.named(path).map(({ headers }) => headers.get('idempotency-key')))], 2);
  });

  it('sends what failed when the network is back, with the same key', async () => {
    const path = 'POST /v1/customers/cus_1/notes';
    const { provider, element, line } = await one({
      [path]: ({ call }: { call: number }) => (call < 4 ? lineBroken : json({})),
    });
    provider.selection = { customer: { id: 'cus_1' } };
    element.save();
    await shown(element, '.note');
    window.dispatchEvent(new Event('online'));
    await until(() => element.saved === 1, 'the note');
    assert.lengthOf([...new Set(line.named(path).map(({ headers }) => headers.get('idempotency-key')))], 1);
  });

  it('speaks the nearest lang around it, across shadow roots, and the page’s when that changes', async () => {
    const { provider, element } = await one();
    const { registerTerms } = await import('../../widget/internal/localize.ts');
    const { fr } = await import('../../widget/translations/fr/index.ts');
    registerTerms(fr);
    assert.equal(element.says('tryAgain'), 'Try again');
    provider.lang = 'fr-CH';
    await until(() => element.says('tryAgain') === 'Réessayer', 'French');
    provider.lang = 'de';
    await until(() => element.says('tryAgain') === 'Try again', 'English where there is no German');
    assert.equal(element.renderRoot.querySelector('section')?.lang, 'en');
    provider.removeAttribute('lang');
    document.documentElement.lang = 'fr';
    await until(() => element.says('tryAgain') === 'Réessayer', 'the page’s language');
    document.documentElement.lang = 'en';
  });

  it('follows the colour scheme of the page, not of the system', async () => {
    await emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const { provider, element } = await one();
    const base = await shown(element, '.base');
    assert.equal(getComputedStyle(base).backgroundColor, 'rgb(255, 255, 255)');
    await expectAccessible(element);
    provider.theme = 'dark';
    await provider.updateComplete;
    assert.equal(getComputedStyle(base).backgroundColor, 'rgb(23, 25, 28)');
    await expectAccessible(element);
    provider.theme = 'auto';
    await provider.updateComplete;
    assert.equal(getComputedStyle(base).backgroundColor, 'rgb(23, 25, 28)');
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  });

  it('is not there when it is hidden, and stands still when the reader wants that', async () => {
    const { element } = await one();
    element.hidden = true;
    assert.equal(getComputedStyle(element).display, 'none');
    element.hidden = false;
    const button = await shown(element, '.btn');
    assert.equal(getComputedStyle(button).transitionDuration, '0s');
  });

  it('leaves nothing behind: no panel, no listener that reads on', async () => {
    const { provider, element, line } = await one();
    provider.selection = { customer: { id: 'cus_1' } };
    await shown(element, '.name');
    element.remove();
    const before = line.requests.length;
    provider.refresh();
    window.dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(line.requests.length, before);
  });

  it('uses only tokens that are there, and no physical direction', () => {
    expectTokens(SampleElement);
    expectLogical(SampleElement);
    expectTokens(CallsideProvider);
    expectLogical(CallsideProvider);
  });
});

describe('Registering', () => {
  it('twice by two versions keeps the first and says so once, without a throw', async () => {
    const said = await warnings(async () => {
      define('x-twice', class extends HTMLElement {});
      define('x-twice', class extends HTMLElement {});
      Object.defineProperty(customElements.get('x-twice') ?? {}, Symbol.for('cs-version'), { value: '9.0.0' });
      define('x-twice', class extends HTMLElement {});
    });
    assert.lengthOf(said, 1);
    assert.include(said[0], '9.0.0');
  });

  it('does not throw for a name the platform refuses', async () => {
    const said = await warnings(async () => define('notatag', class extends HTMLElement {}));
    assert.lengthOf(said, 1);
  });
});
