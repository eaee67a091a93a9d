import { assert } from '@open-wc/testing';
import { html } from 'lit';
import type { CallsideCustomerLookup } from '../../widget/customer-lookup/customer-lookup.ts';
import { press } from './support/keys.ts';
import { lookup, makeCustomer, once, part, parts, reads, search, word } from './support/lookup.ts';

async function inForm(attributes: { required?: boolean; value?: string; disabled?: boolean } = {}) {
  const { required = false, value = null, disabled = false } = attributes;
  const mounted = await lookup(
    {},
    html`<form @submit=${(event: Event) => event.preventDefault()}>
      <fieldset ?disabled=${disabled}>
        <cs-customer-lookup
          name="customer"
          debounce="20"
          value=${value ?? ''}
          ?required=${required}
        ></cs-customer-lookup>
      </fieldset>
      <button>Send</button>
    </form>`,
  );
  const form = mounted.element.form;
  if (!form) throw new Error('no form');
  return { ...mounted, form };
}
function sent(form: HTMLFormElement): unknown {
  return new FormData(form).get('customer');
}
async function pick(element: CallsideCustomerLookup, name: string): Promise<void> {
  await search(element, name);
  await press('ArrowDown', 'Enter');
}

describe('cs-customer-lookup in a form', () => {
  it('sends the id of the selected customer under its name, and nothing while there is none', async () => {
    const name = word();
    const { id } = await makeCustomer({ name: `Anna ${name}` });
    const { element, form } = await inForm();
    assert.isNull(sent(form));
    await pick(element, name);
    assert.equal(sent(form), id);
  });

  it('starts with its value and returns to it on reset', async () => {
    const name = word();
    const first = await makeCustomer({ name: `Anna ${word()}` });
    await makeCustomer({ name: `Berta ${name}` });
    const { element, form, provider } = await inForm({ value: first.id });
    assert.equal(sent(form), first.id);
    await reads(element, first.name);
    assert.equal(provider.selection.customer?.id, first.id);
    await pick(element, name);
    assert.notEqual(sent(form), first.id);
    form.reset();
    assert.equal(sent(form), first.id);
    await element.updateComplete;
    assert.equal(provider.selection.customer?.id, first.id);
  });

  it('without a value is emptied on reset', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const { element, form, provider } = await inForm();
    await pick(element, name);
    form.reset();
    assert.isNull(sent(form));
    await element.updateComplete;
    assert.isNull(provider.selection.customer);
  });

  it('takes back what the browser restores', async () => {
    const { id, name } = await makeCustomer({ name: `Anna ${word()}` });
    const { element, form } = await inForm();
    element.formStateRestoreCallback(id);
    assert.equal(sent(form), id);
    await reads(element, name);
  });

  it('required, stops the form, says so in place, and lets it go once somebody is selected', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const { element, form } = await inForm({ required: true });
    assert.isFalse(form.checkValidity());
    assert.isTrue(element.validity.valueMissing);
    await reads(element, 'Choose a customer.');
    await pick(element, name);
    assert.isTrue(form.checkValidity());
    assert.isTrue(element.shadowRoot?.getElementById('fault')?.hidden);
  });

  it('is led to when the form cannot be sent', async () => {
    const { element, form } = await inForm({ required: true });
    form.requestSubmit();
    assert.isTrue(document.activeElement === element);
    assert.equal(element.shadowRoot?.activeElement?.getAttribute('role'), 'combobox');
  });

  it('Enter with a closed list submits the form', async () => {
    const { element, form } = await inForm();
    element.focus();
    const submitted = once(form, 'submit');
    await press('Enter');
    await submitted;
  });

  it('Enter in an open list does not', async () => {
    const name = word();
    await makeCustomer({ name: `Anna ${name}` });
    const { element, form } = await inForm();
    let times = 0;
    form.addEventListener('submit', () => (times += 1));
    await pick(element, name);
    assert.equal(times, 0);
    await search(element, name);
    await press('Escape', 'Enter');
    assert.equal(times, 1);
  });

  it('disabled by a fieldset takes no key and sends nothing', async () => {
    const { id } = await makeCustomer({ name: `Anna ${word()}` });
    const { element, form, field } = await inForm({ disabled: true, value: id, required: true });
    assert.isTrue(field.disabled);
    assert.isNull(sent(form));
    assert.isTrue(form.checkValidity());
    assert.equal(parts(element, 'create-button').length, 0);
    form.querySelector('fieldset')?.removeAttribute('disabled');
    await element.updateComplete;
    assert.isFalse(field.disabled);
    assert.equal(sent(form), id);
  });

  it('read-only shows its customer, sends them and changes nothing', async () => {
    const { id, name } = await makeCustomer({ name: `Anna ${word()}` });
    const { element, form, field } = await inForm({ value: id });
    element.readOnly = true;
    await reads(element, name);
    assert.isTrue(field.readOnly);
    assert.equal(sent(form), id);
    assert.equal(parts(element, 'deselect-button').length, 0);
    assert.equal(parts(element, 'create-button').length, 0);
  });

  it('is named by its label attribute, its slot or a label of the page', async () => {
    const { element, field } = await lookup(
      {},
      html`<label for="one">Caller</label><cs-customer-lookup id="one"></cs-customer-lookup>`,
    );
    await element.updateComplete;
    element.requestUpdate();
    await element.updateComplete;
    assert.equal(field.getAttribute('aria-label'), 'Caller');
    element.label = 'Customer';
    await element.updateComplete;
    assert.isFalse(field.hasAttribute('aria-label'));
    assert.equal(field.labels?.[0]?.textContent?.trim(), 'Customer');
    const slotted = document.createElement('b');
    slotted.slot = 'label';
    slotted.textContent = 'Who calls';
    element.append(slotted);
    await element.updateComplete;
    assert.isFalse((await part(element, 'label')).hidden);
  });
});
