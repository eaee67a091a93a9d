import { assert, fixture } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import type { Order } from '../../shared/orders.ts';
import type { CallsideCustomerLookup } from '../../widget/customer-lookup/customer-lookup.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { announcements, api, demoAssertion, demoKey, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import {
  lookup,
  makeContact,
  makeCustomer,
  marked,
  once,
  part,
  parts,
  reads,
  search,
  textOf,
  word,
} from './support/lookup.ts';

describe('cs-customer-lookup', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  describe('finds', () => {
    it('[A05] [C12] customers whose name contains the letters, without accents, and marks them', async () => {
      const name = word();
      await makeCustomer({ name: `Zoë Ré${name}-Łąsk` });
      const { element } = await lookup();
      const [found] = await search(element, `re${name.slice(0, 6)}`);
      assert.equal(textOf(found?.querySelector('[part=option-name]')), `Zoë Ré${name}-Łąsk`);
      assert.equal(found?.querySelector('mark')?.textContent, `Ré${name.slice(0, 6)}`);
    });

    it('[A06] in a list that opens by itself over the page and moves nothing', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}`, phone: '+33 4 72 00 11 22' });
      const { element, field } = await lookup();
      assert.equal(field.getAttribute('aria-expanded'), 'false');
      const before = element.getBoundingClientRect().height;
      await search(element, name);
      assert.equal(field.getAttribute('aria-expanded'), 'true');
      const list = await part(element, 'list');
      assert.isTrue(list.matches(':popover-open'));
      assert.equal(element.getBoundingClientRect().height, before);
      const under = field.getBoundingClientRect().bottom;
      assert.approximately(list.getBoundingClientRect().top, under, 8, 'the list stands at its field');
    });

    it('[A05] says of each who it is, how it is reached and what is going on', async () => {
      const name = word();
      const address = { line1: '1 Quai', city: 'Lyon', country: 'FR', purpose: 'home', primary: true } as const;
      const { number, id } = await makeCustomer({
        kind: 'account',
        name: `Vélo ${name}`,
        phone: '+33 4 72 00 11 22',
        country: 'FR',
        address: { ...address, line2: null, region: null, postalCode: null },
      });
      await api('POST', '/v1/cases', { title: 'Cracked fork', customerId: id });
      const { element } = await lookup();
      const [found] = await search(element, name);
      assert.equal(textOf(found?.querySelector('[part=option-detail]')), `${number} · +33 4 72 00 11 22 · Lyon`);
      assert.isOk(found?.querySelector('[role=img][aria-label=Organisation]'));
      assert.include(textOf(found), '1 active case');
    });

    it('[A05] by phone in any format and marks its digits', async () => {
      const end = String(Math.floor(Math.random() * 9000) + 1000);
      await makeCustomer({ name: `Anna ${word()}`, phone: `+33 4 72 11 ${end.slice(0, 2)} ${end.slice(2)}` });
      const { element } = await lookup();
      const [found] = await search(element, `04.72.11.${end.slice(0, 2)}${end.slice(2)}`);
      assert.equal(found?.querySelector('mark')?.textContent, `4 72 11 ${end.slice(0, 2)} ${end.slice(2)}`);
    });

    it('[A05] by e-mail, customer number and order number, and says why', async () => {
      const name = word();
      const { id, number } = await makeCustomer({ name: 'Anna Ek', email: `${name}@post.example` });
      const order = await api<Order>('POST', '/v1/orders', { customerId: id });
      const { element } = await lookup();
      const reasons = [];
      for (const typed of [`${name}@`, number, order.number]) {
        const [found] = await search(element, typed);
        reasons.push(textOf(found?.querySelector('[part=option-detail]')));
        await press('Escape', 'Escape');
      }
      assert.include(reasons[0], `${name}@post.example`);
      assert.include(reasons[1], number);
      assert.include(reasons[2], `order ${order.number}`);
    });

    it('[C11] [C15] an account by the name of its contact, and names the contact', async () => {
      const name = word();
      const account = await makeCustomer({ kind: 'account', name: `Atelier ${word()}` });
      await makeContact(account, { name: `Ingrid ${name}` });
      const { element } = await lookup();
      const [found] = await search(element, name);
      assert.equal(textOf(found?.querySelector('[part=option-name]')), account.name);
      assert.include(textOf(found?.querySelector('[part=option-detail]')), `contact Ingrid ${name}`);
    });

    it('[C11] accounts and persons alike', async () => {
      const name = word();
      await makeCustomer({ kind: 'account', name: `Atelier ${name}` });
      await makeCustomer({ kind: 'person', name: `Anna ${name}` });
      const { element } = await lookup();
      const found = await search(element, name);
      assert.deepEqual(found.map((option) => option.querySelector('[role=img]')?.getAttribute('aria-label')).sort(), [
        'Organisation',
        'Person',
      ]);
    });

    it('[A08] a customer by CPF when that is searched by', async () => {
      const { element } = await lookup(
        {},
        html`<cs-customer-lookup debounce="20" search-by="tax_id"></cs-customer-lookup>`,
      );
      const taken = await api<{ items: unknown[] }>('GET', '/v1/customers?q=529.982.247-25&by=tax_id');
      if (taken.items.length === 0) {
        await makeCustomer({ name: 'João Gonçalves', country: 'BR', taxId: '529.982.247-25' });
      }
      const found = await search(element, '529.982.247-25');
      assert.include(textOf(found[0]), 'Tax id');
    });

    it('[A08] says in place that check digits do not agree, keeps the text and offers no list', async () => {
      const { element, field } = await lookup(
        {},
        html`<cs-customer-lookup debounce="20" search-by="tax_id"></cs-customer-lookup>`,
      );
      element.focus();
      await type('529.982.247-52');
      await reads(element, 'The check digits do not agree');
      assert.equal(field.getAttribute('aria-invalid'), 'true');
      assert.equal(field.value, '529.982.247-52');
      assert.equal(field.getAttribute('aria-expanded'), 'false');
      await expectAccessible(element);
    });

    it('announces how many are found', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      await makeCustomer({ name: `Berta ${name}` });
      const { element } = await lookup();
      const said = announcements(element);
      await search(element, name);
      assert.deepEqual(said, ['2 found']);
    });

    it('from two letters on while typing, with one when Enter asks', async () => {
      const line = faulty();
      const { element } = await lookup({ fetch: line.fetch });
      element.focus();
      await type('v');
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.lengthOf(line.sent('GET', /customers\?/), 0);
      await press('Enter');
      await until(() => parts(element, 'option').length > 0, 'customers');
    });

    it('drops the answer of an older search', async () => {
      const [older, newer] = [word(), word()];
      await makeCustomer({ name: `Anna ${older}` });
      await makeCustomer({ name: `Berta ${newer}` });
      const line = faulty();
      const { element } = await lookup({ fetch: line.fetch });
      line.delay(400, /GET .*customers$/);
      element.focus();
      await type(older);
      await until(() => line.sent('GET', /customers\?/).length === 1, 'the first search');
      element.shadowRoot?.querySelector<HTMLInputElement>('input')?.select();
      const found = await search(element, newer);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.include(textOf(found[0]), newer);
      assert.include(textOf(parts(element, 'option')[0]), newer);
    });
  });

  describe('by keyboard', () => {
    it('[A07] ↓ marks, Enter selects, and the provider knows whom', async () => {
      const name = word();
      const { id, number } = await makeCustomer({ name: `Anna ${name}` });
      const { element, provider, field } = await lookup();
      await search(element, name);
      assert.isTrue(marked(element) === null, 'nobody is marked before a key is pressed');
      await press('ArrowDown');
      assert.include(textOf(marked(element)), name);
      await press('Enter');
      assert.deepEqual(provider.selection.customer, { id, number, name: `Anna ${name}` });
      assert.equal(element.value, id);
      assert.equal(field.value, '');
      assert.equal(field.getAttribute('aria-expanded'), 'false');
      assert.isTrue(element.shadowRoot?.activeElement === field);
    });

    it('↑ and ↓ go round, with a new customer as the last', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      const { element } = await lookup();
      await search(element, name);
      await press('ArrowUp');
      assert.include(textOf(marked(element)), `New customer “${name}”`);
      await press('ArrowDown');
      assert.include(textOf(marked(element)), `Anna ${name}`);
      await press('ArrowUp');
      assert.include(textOf(marked(element)), 'New customer');
    });

    it('Enter before the answer takes the only one found as soon as it is there', async () => {
      const name = word();
      const { id } = await makeCustomer({ name: `Anna ${name}` });
      const line = faulty();
      const { element, provider } = await lookup({ fetch: line.fetch });
      line.delay(400, /GET .*customers$/);
      element.focus();
      await type(name);
      await until(() => line.sent('GET', /customers\?/).length === 1, 'the search');
      await press('Enter');
      assert.isNull(provider.selection.customer);
      await until(() => provider.selection.customer?.id === id, 'the customer');
    });

    it('Enter before typing rests, or before the answer, marks the first of several', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      await makeCustomer({ name: `Berta ${name}` });
      const line = faulty();
      const { element, provider } = await lookup(
        { fetch: line.fetch },
        html`<cs-customer-lookup debounce="5000"></cs-customer-lookup>`,
      );
      line.delay(300, /GET .*customers$/);
      element.focus();
      await type(name);
      await press('Enter');
      await until(() => marked(element)?.textContent?.includes(name), 'the first marked');
      assert.isNull(provider.selection.customer);
    });

    it('Enter before the answer is forgotten when the agent goes on typing', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      const line = faulty();
      const { element, provider } = await lookup({ fetch: line.fetch });
      line.delay(300, /GET .*customers$/);
      element.focus();
      await type(name.slice(0, -1));
      await press('Enter');
      await type(name.slice(-1));
      await until(() => parts(element, 'option').length > 0, 'the answer');
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.isNull(provider.selection.customer);
    });

    it('Enter takes the only one found, and marks the first of several', async () => {
      const name = word();
      const { id } = await makeCustomer({ name: `Anna ${name}a` });
      await makeCustomer({ name: `Berta ${name}b` });
      const { element } = await lookup();
      await search(element, name);
      await press('Enter');
      assert.isNull(element.value);
      assert.equal(marked(element)?.id, 'option-0');
      await press('Escape', 'Escape');
      await search(element, `${name}a`);
      await press('Enter');
      assert.equal(element.value, id);
    });

    it('Esc closes the list, then empties the field, then leaves it and the key to the page', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      const { element, field } = await lookup();
      await search(element, name);
      await press('Escape');
      assert.equal(field.getAttribute('aria-expanded'), 'false');
      assert.equal(field.value, name);
      await press('Escape');
      assert.equal(field.value, '');
      const heard = once(document.body, 'keydown');
      await press('Escape');
      assert.isFalse((await heard).defaultPrevented);
      assert.isTrue(document.activeElement === document.body);
    });

    it('/ leads to the field from anywhere under the provider', async () => {
      const { element, provider } = await lookup(
        {},
        html`<button id="far">…</button><cs-customer-lookup></cs-customer-lookup>`,
      );
      provider.querySelector<HTMLElement>('#far')?.focus();
      await press('/');
      assert.isTrue(document.activeElement === element);
      assert.equal(element.shadowRoot?.activeElement?.getAttribute('role'), 'combobox');
    });

    it('Alt ↓ chooses what to search by and leads back to the text', async () => {
      const { element, field } = await lookup();
      element.focus();
      await press('Alt+ArrowDown');
      await until(() => element.shadowRoot?.activeElement?.closest('select'), 'the focus in the choice');
      await press('ArrowDown', 'ArrowDown', 'Enter');
      await until(() => element.searchBy === 'phone', 'searching by phone');
      await until(() => element.shadowRoot?.activeElement === field, 'the focus back in the field');
    });

    it('leaving the element closes the list', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      const { element, field } = await lookup(
        {},
        html`<cs-customer-lookup debounce="20"></cs-customer-lookup><button id="far">…</button>`,
      );
      await search(element, name);
      document.querySelector<HTMLElement>('#far')?.focus();
      await until(() => field.getAttribute('aria-expanded') === 'false', 'a closed list');
    });
  });

  describe('selects', () => {
    it('[A07] by a press of the pointer', async () => {
      const name = word();
      const { id } = await makeCustomer({ name: `Anna ${name}` });
      const { element } = await lookup();
      const [found] = await search(element, name);
      found?.click();
      assert.equal(element.value, id);
    });

    it('[A07] only what the host allows', async () => {
      const name = word();
      await makeCustomer({ name: `Anna ${name}` });
      const { element, provider } = await lookup();
      provider.addEventListener('cs-customer-select', (event) => event.preventDefault());
      await search(element, name);
      await press('ArrowDown', 'Enter');
      assert.isNull(element.value);
      assert.isNull(provider.selection.customer);
    });

    it('[A07] and tells the host of searching, selecting and the value', async () => {
      const name = word();
      const { id } = await makeCustomer({ name: `Anna ${name}` });
      const { element, provider } = await lookup();
      const told: string[] = [];
      for (const kind of ['cs-customer-search', 'cs-customer-select', 'cs-customer-selected', 'input', 'change']) {
        element.addEventListener(kind, () => told.push(kind));
      }
      const selected = once(provider, 'cs-customer-selected');
      await search(element, name);
      assert.deepEqual([...new Set(told)], ['cs-customer-search'], 'typing is no change of the value');
      told.length = 0;
      await press('ArrowDown', 'Enter');
      assert.equal((await selected).detail.customer?.id, id);
      assert.deepEqual(told, ['cs-customer-select', 'input', 'change', 'cs-customer-selected']);
    });

    it('[C13] shows who is selected, how they are reached, their cases and the last contact', async () => {
      const name = word();
      const { id, number } = await makeCustomer({
        name: `Anna ${name}`,
        phone: '+33 4 72 00 11 22',
        email: `${name}@post.example`,
      });
      await api('POST', '/v1/cases', { title: 'Cracked fork', customerId: id });
      const { element } = await lookup();
      await search(element, name);
      await press('ArrowDown', 'Enter');
      await reads(element, /last contact|no contact yet/);
      const shown = textOf(await part(element, 'selected'));
      for (const fact of [`Anna ${name}`, number, '+33 4 72 00 11 22', `${name}@post.example`, '1 active case']) {
        assert.include(shown, fact);
      }
      assert.equal(element.customer?.id, id);
      await expectAccessible(element);
    });

    it('[C13] reads the customer again when a case was changed on the page', async () => {
      const { id } = await makeCustomer({ name: `Anna ${word()}` });
      const { element, provider } = await lookup();
      provider.selection = { customer: { id } };
      await reads(element, 'no active cases');
      await api('POST', '/v1/cases', { title: 'Cracked fork', customerId: id });
      document.body.dispatchEvent(new Event('cs-case-created', { bubbles: true }));
      await reads(element, '1 active case');
    });

    it('[A07] whom the provider, the value or the host’s customer-id names', async () => {
      const [one, two, three] = await Promise.all(
        ['Anna', 'Berta', 'Carla'].map((name) => makeCustomer({ name: `${name} ${word()}` })),
      );
      const { element, provider } = await lookup();
      provider.selection = { customer: { id: one?.id ?? '' } };
      await reads(element, one?.name ?? '-');
      assert.equal(element.value, one?.id);
      element.value = two?.id ?? null;
      await reads(element, two?.name ?? '-');
      assert.equal(provider.selection.customer?.id, two?.id);
      element.setAttribute('customer-id', three?.id ?? '');
      await reads(element, three?.name ?? '-');
      assert.equal(provider.selection.customer?.id, three?.id);
    });

    it('[A07] alone on a page, with its own attributes', async () => {
      const name = word();
      const { id } = await makeCustomer({ name: `Anna ${name}` });
      const getToken = async () => (await demoAssertion()).token;
      const element = await fixture<CallsideCustomerLookup>(
        html`<cs-customer-lookup
          debounce="20"
          endpoint="/"
          publishable-key=${await demoKey()}
          .getToken=${getToken}
        ></cs-customer-lookup>`,
      );
      await part(element, 'input');
      await search(element, name);
      await press('Enter');
      assert.equal(element.value, id);
      await reads(element, `Anna ${name}`);
    });

    it('nobody, by the cross beside the name', async () => {
      const { id, name } = await makeCustomer({ name: `Anna ${word()}` });
      const { element, provider } = await lookup();
      provider.selection = { customer: { id } };
      await reads(element, name);
      (await part(element, 'deselect-button')).click();
      assert.isNull(provider.selection.customer);
      await element.updateComplete;
      assert.equal(parts(element, 'selected').length, 0);
    });
  });
});
