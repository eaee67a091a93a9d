import { assert } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import type { Contact, Customer } from '../../shared/customers.ts';
import type { CallsideCustomerLookup } from '../../widget/customer-lookup/customer-lookup.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { api, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { lookup, makeCustomer, once, part, parts, reads, search, textOf, word } from './support/lookup.ts';

/** Puts a text into a field of the form by its name, as an agent would. */
async function write(element: CallsideCustomerLookup, name: string, text: string): Promise<void> {
  const field = await until(() => element.shadowRoot?.querySelector<HTMLInputElement>(`form [name=${name}]`), name);
  field.focus();
  field.select();
  await type(text);
}

function fieldOf(element: CallsideCustomerLookup, name: string): HTMLInputElement | null {
  return element.shadowRoot?.querySelector<HTMLInputElement>(`form [name=${name}]`) ?? null;
}

async function openForm(element: CallsideCustomerLookup, typed = ''): Promise<void> {
  element.focus();
  if (typed) await type(typed);
  await press('Control+Enter');
  await until(() => element.shadowRoot?.activeElement === fieldOf(element, 'name'), 'the focus in the name');
}

describe('cs-customer-lookup, a new customer', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('[A03] [C14] is made with Ctrl Enter from what was looked for, and is selected', async () => {
    const name = `Théodore ${word()}`;
    const { element, provider, field } = await lookup();
    const created = once(provider, 'cs-customer-created');
    await openForm(element, name);
    assert.equal(fieldOf(element, 'name')?.value, name);
    await write(element, 'email', `${word()}@post.example`);
    await press('Control+Enter');
    const { customer } = (await created).detail;
    assert.equal(customer.name, name);
    assert.equal(customer.kind, 'person');
    await until(() => provider.selection.customer?.id === customer.id, 'the new customer selected');
    await until(() => element.shadowRoot?.activeElement === field, 'the focus back in the field');
    const read = await api<Customer>('GET', `/v1/customers/${customer.id}`);
    assert.equal(read.name, name);
  });

  it('[C14] is the last option of the results', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const { element } = await lookup();
    await search(element, name);
    await press('ArrowUp', 'Enter');
    await until(() => fieldOf(element, 'name')?.value === name, 'the form with the name');
    await expectAccessible(element);
  });

  it('[C14] is offered by name when nobody is found', async () => {
    const name = word();
    const { element } = await lookup({}, html`<cs-customer-lookup debounce="300"></cs-customer-lookup>`);
    element.focus();
    await type(name);
    await reads(element, 'No customer has all of these letters');
    await reads(element, `New customer “${name}”`);
    await until(() => parts(element, 'listbox')[0]?.getAttribute('aria-busy') === 'false', 'the answer to all of it');
    await press('ArrowDown', 'Enter');
    await until(() => fieldOf(element, 'name')?.value === name, 'the form with the name');
  });

  it('[C14] takes a number that was looked for as its phone', async () => {
    const { element } = await lookup();
    await openForm(element, '+33 4 72 98 76 54');
    assert.equal(fieldOf(element, 'phone')?.value, '+33 4 72 98 76 54');
    assert.equal(fieldOf(element, 'name')?.value, '');
  });

  it('[A03] is made with kind, phone, language, country, tax id and a first address', async () => {
    const { element, provider } = await lookup();
    const created = once(provider, 'cs-customer-created');
    await openForm(element, `Atelier ${word()}`);
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('form .seg button') ?? [])][1]?.click();
    for (const [name, value] of [
      ['language', 'it'],
      ['country', 'IT'],
    ] as const) {
      const choice = element.shadowRoot?.querySelector<HTMLSelectElement>(`form [name=${name}]`);
      if (choice) choice.value = value;
      choice?.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await write(element, 'taxId', '01234567890');
    element.shadowRoot?.querySelector('summary')?.click();
    await write(element, 'line1', 'Via Larga 1');
    await write(element, 'postalCode', '20122');
    await write(element, 'city', 'Milano');
    await press('Enter');
    const { customer } = (await created).detail;
    assert.include(customer, { kind: 'account', language: 'it', country: 'IT', taxId: '01234567890' });
    assert.equal(customer.addresses[0]?.city, 'Milano');
    assert.equal(customer.addresses[0]?.country, 'IT');
  });

  it('[A03] shows who has the same phone before it is saved, and uses them instead', async () => {
    const phone = `+33 4 72 ${String(Math.floor(Math.random() * 900_000) + 100_000)}`;
    const twin = await makeCustomer({ name: `Théo ${word()}`, phone });
    const { element, provider } = await lookup();
    await openForm(element, `Théodore ${word()}`);
    await write(element, 'phone', phone);
    await press('Control+Enter');
    await reads(element, `${twin.name}, ${twin.number}, has this phone.`);
    assert.isNull(provider.selection.customer, 'nothing is saved yet');
    await expectAccessible(element);
    const use = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
      (button) => textOf(button) === `Use ${twin.name}`,
    );
    use?.click();
    await until(() => provider.selection.customer?.id === twin.id, 'the twin selected');
    await until(() => fieldOf(element, 'name') === null, 'a closed form');
  });

  it('[A03] is saved in spite of a twin when saving is pressed again', async () => {
    const email = `${word()}@post.example`;
    const twin = await makeCustomer({ name: `Théo ${word()}`, email });
    const { element, provider } = await lookup();
    const created = once(provider, 'cs-customer-created');
    await openForm(element, `Théodore ${word()}`);
    await write(element, 'email', email);
    await press('Control+Enter');
    await reads(element, `${twin.number}, has this e-mail.`);
    await press('Control+Enter');
    assert.notEqual((await created).detail.customer.id, twin.id);
  });

  it('[A08] says at the field that a CPF’s check digits do not agree, and keeps the draft', async () => {
    const { element } = await lookup();
    const name = `João ${word()}`;
    await openForm(element, name);
    const country = element.shadowRoot?.querySelector<HTMLSelectElement>('form [name=country]');
    if (country) country.value = 'BR';
    country?.dispatchEvent(new Event('input', { bubbles: true }));
    await write(element, 'taxId', '529.982.247-52');
    await press('Control+Enter');
    await until(() => fieldOf(element, 'taxId')?.getAttribute('aria-invalid') === 'true', 'the tax id refused');
    assert.isTrue(element.shadowRoot?.activeElement === fieldOf(element, 'taxId'));
    await reads(element, 'The check digits do not agree');
    assert.equal(fieldOf(element, 'name')?.value, name);
    await expectAccessible(element);
  });

  it('[A03] wants a name and says so at the field', async () => {
    const line = faulty();
    const { element } = await lookup({ fetch: line.fetch });
    await openForm(element);
    await press('Control+Enter');
    await reads(element, 'Fill this in.');
    assert.equal(fieldOf(element, 'name')?.getAttribute('aria-invalid'), 'true');
    assert.lengthOf(line.sent('POST', /customers$/), 0);
  });

  it('[A03] is left to the host that prevents it', async () => {
    const line = faulty();
    const { element, provider } = await lookup({ fetch: line.fetch });
    const name = `Théodore ${word()}`;
    provider.addEventListener('cs-customer-create', (event) => event.preventDefault());
    const asked = once(provider, 'cs-customer-create');
    await openForm(element, name);
    await press('Control+Enter');
    assert.equal((await asked).detail.customer.name, name);
    assert.lengthOf(line.sent('POST', /customers$/), 0);
    assert.equal(fieldOf(element, 'name')?.value, name, 'the draft stays');
  });

  it('[A03] keeps its draft over Esc, and discards it when told', async () => {
    const name = `Théodore ${word()}`;
    const { element, field } = await lookup();
    await openForm(element);
    await type(name);
    await press('Escape');
    await until(() => fieldOf(element, 'name') === null, 'a closed form');
    assert.isTrue(element.shadowRoot?.activeElement === field);
    await press('Control+Enter');
    await until(() => fieldOf(element, 'name')?.value === name, 'the draft');
    const discard = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
      (button) => textOf(button) === 'Discard draft',
    );
    discard?.click();
    await press('Control+Enter');
    await until(() => fieldOf(element, 'name')?.value === '', 'an empty form');
  });

  it('[A03] is made once though its answer was lost', async () => {
    const name = `Théodore ${word()}`;
    const line = faulty();
    const { element, provider } = await lookup({ fetch: line.fetch });
    const created = once(provider, 'cs-customer-created');
    await openForm(element, name);
    line.loseAnswer(/POST .*customers$/);
    await press('Control+Enter');
    const { customer } = (await created).detail;
    const sent = line.sent('POST', /customers$/);
    assert.lengthOf(sent, 2);
    assert.equal(sent[0]?.headers.get('idempotency-key'), sent[1]?.headers.get('idempotency-key'));
    const { items } = await api<{ items: Customer[] }>('GET', `/v1/customers?q=${encodeURIComponent(name)}`);
    assert.deepEqual(
      items.map(({ id }) => id),
      [customer.id],
    );
  });

  it('[A03] keeps its draft when the service fails, says so, and is made when tried again', async () => {
    const name = `Théodore ${word()}`;
    const line = faulty();
    const { element, provider } = await lookup({ fetch: line.fetch });
    await openForm(element, name);
    line.drop(/POST .*customers$/, 3);
    await press('Control+Enter');
    await reads(element, 'Not saved, your draft is kept.', 8_000);
    assert.equal(fieldOf(element, 'name')?.value, name);
    await expectAccessible(element);
    const created = once(provider, 'cs-customer-created');
    (await part(element, 'retry-button')).click();
    assert.equal((await created).detail.customer.name, name);
  });

  it('[C15] a contact is added to the selected account', async () => {
    const account = await makeCustomer({ kind: 'account', name: `Atelier ${word()}` });
    const name = `Ingrid ${word()}`;
    const { element, provider } = await lookup();
    provider.selection = { customer: { id: account.id } };
    (await part(element, 'new-contact-button')).click();
    await until(() => element.shadowRoot?.activeElement === fieldOf(element, 'name'), 'the form');
    await expectAccessible(element);
    await type(name);
    await write(element, 'jobTitle', 'Buyer');
    const created = once(provider, 'cs-contact-created');
    await press('Control+Enter');
    const { customerId, contact } = (await created).detail;
    assert.equal(customerId, account.id);
    assert.include(contact, { name, jobTitle: 'Buyer' });
    await reads(element, '1 contact');
    const { items } = await api<{ items: Contact[] }>('GET', `/v1/customers/${account.id}/contacts`);
    assert.deepEqual(
      items.map((one) => one.name),
      [name],
    );
  });

  it('[C15] a person has no contacts to add', async () => {
    const { id, name } = await makeCustomer({ name: `Anna ${word()}` });
    const { element, provider } = await lookup();
    provider.selection = { customer: { id } };
    await reads(element, name);
    assert.equal(parts(element, 'new-contact-button').length, 0);
  });
});
