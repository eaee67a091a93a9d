import { assert } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import { CallsideCustomerLookup } from '../../widget/customer-lookup/customer-lookup.ts';
import { fold, mark } from '../../widget/customer-lookup/mark.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { lookup, makeCustomer, part, parts, reads, search, textOf, word } from './support/lookup.ts';
import { expectLogical, expectTokens } from './support/tokens.ts';

const found = /GET .*\/customers$/;
const one = /GET .*\/customers\/cus_/;

/** One search for all that is typed, however slowly the keys come. */
const unhurried = html`<cs-customer-lookup debounce="400"></cs-customer-lookup>`;

/** Tells the browser that it is offline, or back, as it would tell itself. */
function network(offline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: !offline, configurable: true });
  window.dispatchEvent(new Event(offline ? 'offline' : 'online'));
}

describe('cs-customer-lookup on bad days', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));
  afterEach(() => network(false));

  it('[A05] shows a skeleton when the answer takes longer than 200 ms, and no list before', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const line = faulty();
    const { element } = await lookup({ fetch: line.fetch }, unhurried);
    line.delay(700, found);
    element.focus();
    await type(name);
    await until(() => line.sent('GET', /customers\?/).length > 0, 'a search');
    assert.equal(parts(element, 'list').length, 0);
    await until(() => element.shadowRoot?.querySelector('.bones .bone'), 'a skeleton');
    assert.equal((await part(element, 'listbox')).getAttribute('aria-busy'), 'true');
    await expectAccessible(element);
    await until(() => textOf(parts(element, 'option')[0]).includes(name), 'the customer');
  });

  it('[A05] a search that fails keeps the text, tells its request and is tried again', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const line = faulty();
    const { element, field } = await lookup({ fetch: line.fetch }, unhurried);
    for (let time = 0; time < 3; time += 1) line.answerOnce(503, found, { 'retry-after': '0' });
    element.focus();
    await type(name);
    await reads(element, 'The search did not answer. Your text is kept.');
    await reads(element, 'req_test');
    assert.equal(field.value, name);
    await expectAccessible(element);
    (await part(element, 'retry-button')).click();
    await until(() => textOf(parts(element, 'option')[0]).includes(name), 'the customer');
  });

  it('[A05] Enter tries a search that failed again', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const line = faulty();
    const { element } = await lookup({ fetch: line.fetch }, unhurried);
    line.drop(found, 3);
    element.focus();
    await type(name);
    await reads(element, 'The search did not answer', 8_000);
    await press('Enter');
    await until(() => textOf(parts(element, 'option')[0]).includes(name), 'the customer');
  });

  it('[A05] offline finds only whom was opened last, and says so', async () => {
    const name = word();
    const { id } = await makeCustomer({ name: `Anna ${name}` });
    const { element, provider } = await lookup();
    await search(element, name);
    await press('Enter');
    assert.equal(provider.selection.customer?.id, id);
    provider.selection = {};
    network(true);
    const [option] = await search(element, name.slice(2));
    await reads(element, /Offline since .* Only the customer you opened last\./);
    assert.include(textOf(option), `Anna ${name}`);
    assert.include(textOf(option), 'seen');
    await expectAccessible(element);
    await press('ArrowDown', 'Enter');
    assert.equal(provider.selection.customer?.id, id);
  });

  it('[A05] an expired session is renewed while the list waits', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const line = faulty();
    const { element } = await lookup({ fetch: line.fetch });
    line.answerOnce(401, found);
    const [option] = await search(element, name);
    assert.include(textOf(option), name);
  });

  it('[C13] a customer that cannot be read is told and read again when asked', async () => {
    const { id, name } = await makeCustomer({ name: `Anna ${word()}` });
    const line = faulty();
    const { element, provider } = await lookup({ fetch: line.fetch });
    line.drop(one, 3);
    provider.selection = { customer: { id } };
    await reads(element, 'The customer could not be read.', 8_000);
    await expectAccessible(element);
    (await part(element, 'retry-button')).click();
    await reads(element, name);
  });

  it('[C13] shows whom the list named while the rest is read', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const line = faulty();
    const { element } = await lookup({ fetch: line.fetch });
    line.delay(500, one);
    await search(element, name);
    await press('Enter');
    await element.updateComplete;
    assert.include(textOf(await part(element, 'selected')), `Anna ${name}`);
    const { height } = (await part(element, 'selected')).getBoundingClientRect();
    await reads(element, /last contact|no contact yet/);
    assert.equal((await part(element, 'selected')).getBoundingClientRect().height, height, 'nothing moves');
  });

  it('[A05] fewer words are tried when all of them find nobody', async () => {
    const name = word();
    const { name: full } = await makeCustomer({ name: `Anna ${name}` });
    const { element, field } = await lookup();
    element.focus();
    await type(`${name} 4411`);
    await reads(element, `Fewer letters find more: ${name} finds 1.`);
    await expectAccessible(element);
    element.shadowRoot?.querySelector<HTMLElement>('.void .link')?.click();
    await until(() => textOf(parts(element, 'option')[0]).includes(full), 'the customer');
    assert.equal(field.value, name);
  });

  it('signing out takes away whom it showed and what was written', async () => {
    const { id, name } = await makeCustomer({ name: `Anna ${word()}` });
    const { element, provider } = await lookup();
    provider.selection = { customer: { id } };
    await reads(element, name);
    provider.signOut();
    await reads(element, 'You are signed out.');
    provider.refresh();
    await part(element, 'input');
    assert.isNull(element.value);
    assert.notInclude(textOf(element.shadowRoot as unknown as Element), name);
  });
});

describe('cs-customer-lookup looks', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  for (const theme of ['light', 'dark'] as const) {
    for (const [language, dir] of [
      ['en', 'ltr'],
      ['fr', 'ltr'],
      ['en', 'rtl'],
    ] as const) {
      it(`accessible in each state: ${theme}, ${language}, ${dir}`, async () => {
        const name = word();
        await makeCustomer({ kind: 'account', name: `Vélo ${name}`, phone: '+33 4 72 00 11 22' });
        const { element, provider } = await lookup({ lang: language, dir });
        provider.theme = theme;
        await expectAccessible(element);
        await search(element, name);
        await press('ArrowDown');
        await expectAccessible(element);
        await press('Enter');
        await part(element, 'new-contact-button');
        await expectAccessible(element);
        await press('Control+Enter');
        await until(() => element.shadowRoot?.querySelector('form'), 'the form');
        await expectAccessible(element);
      });
    }
  }

  it('as wide as its place and never wider, from 320 on', async () => {
    const name = word();
    await makeCustomer({
      kind: 'account',
      name: `Vélo ${name} ${'é'.repeat(60)}`,
      email: `${name}@ateliers-velo-du-faubourg.example`,
    });
    const { element } = await lookup();
    const page = element.parentElement;
    for (const width of [320, 480, 800, 1280]) {
      page?.style.setProperty('inline-size', `${width}px`);
      await search(element, name);
      await press('Enter');
      await part(element, 'new-contact-button');
      assert.isAtMost(element.shadowRoot?.querySelector('.find')?.scrollWidth ?? 0, width);
      (await part(element, 'deselect-button')).click();
    }
  });

  it('with the tokens of all elements and no physical direction', () => {
    expectTokens(CallsideCustomerLookup);
    expectLogical(CallsideCustomerLookup);
  });

  it('marks what was typed without accents, in one piece over the signs of a word', () => {
    const marked = (text: string, typed: string, digits?: boolean) =>
      mark(text, typed, digits)
        .map((part) => (typeof part === 'string' ? part : `[${String(part.values[0])}]`))
        .join('');
    assert.equal(marked('Aurélie Lefèvre-Dubois', 'lefevredu'), 'Aurélie [Lefèvre-Du]bois');
    assert.equal(marked('Giuseppina D’Annunzio', 'dann'), 'Giuseppina [D’Ann]unzio');
    assert.equal(marked('Łukasz Wójcik', 'wojcik lukasz'), '[Łukasz] [Wójcik]');
    assert.equal(marked('Straße', 'strasse'), '[Straße]');
    assert.equal(marked('+33 4 72 00 19 87', '0472 00', true), '+33 [4 72 00] 19 87');
    assert.equal(marked('Anna', 'zz'), 'Anna');
    assert.equal(marked('Anna', ''), 'Anna');
    assert.equal(fold('Ünïcødé'), 'unicode');
  });
});
