import { assert } from '@open-wc/testing';
import type { Address } from '../../shared/customers.ts';
import type { Page } from '../../shared/common.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { api, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { draft, newCustomer, panelOn, readOrder } from './support/order.ts';
import type { OrderPanel } from './support/order.ts';

const closed = (panel: OrderPanel) => until(() => !panel.find('dialog'), 'the dialog to close');
const country = (panel: OrderPanel) => (panel.find('#country') as HTMLSelectElement | null)?.value;

/** Opens the dialog from what blocks submission. */
async function openAddress(panel: OrderPanel): Promise<void> {
  await panel.says('.blockers', 'no address to deliver to');
  (await until(() => panel.button(/^ ?Add address ?$/), 'the way on')).click();
  await panel.focus('dialog[open] #line1');
}

describe('an address that the customer has not yet, in cs-order-completion', () => {
  it('[B02] is added where none is, by keyboard, and the order goes there', async () => {
    const customer = await newCustomer(null);
    const order = await draft(customer, { 'HC-BRK-ORG': 2 });
    const panel = await panelOn(order);
    await panel.says('button#deliver-to', 'Add address');
    panel.find('#deliver-to')?.focus();
    await press('Enter');
    await panel.focus('dialog[open] #line1');
    await until(() => country(panel) === 'FR', 'the tenant’s country');
    await expectAccessible(panel.element);
    await type('12, rue du Port');
    await press('Tab');
    await type('69002');
    await press('Tab');
    await type('Lyon');
    await press('Enter');
    await closed(panel);
    await panel.says('#deliver-to', '12, rue du Port, 69002 Lyon, France');
    await panel.focus('select#deliver-to');
    const { deliverTo } = await readOrder(order);
    assert.deepInclude(deliverTo, { line1: '12, rue du Port', postalCode: '69002', city: 'Lyon', country: 'FR' });
    assert.notInclude(panel.text('.blockers'), 'no address');
  });

  it('[B02] is the way on from what blocks submission, with the customer’s own country', async () => {
    const customer = await newCustomer(null);
    await api('PATCH', `/v1/customers/${customer.id}`, { country: 'IT' }, { 'if-match': `"${customer.version}"` });
    const panel = await panelOn(await draft(customer, { 'HC-BRK-ORG': 2 }));
    await openAddress(panel);
    await until(() => country(panel) === 'IT', 'the customer’s country');
    await press('Escape');
    await closed(panel);
  });

  it('[B02] is the last option beside those that are there; leaving it keeps the one that is chosen', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 2 });
    const panel = await panelOn(order);
    const select = panel.find('#deliver-to') as HTMLSelectElement;
    await until(() => select.options.length === 2, 'both options');
    select.focus();
    await press('ArrowDown');
    await panel.focus('dialog[open] #line1');
    await press('Escape');
    await closed(panel);
    assert.include(select.selectedOptions[0]?.textContent, 'rue du Port');
    assert.equal((await readOrder(order)).version, order.version);
    await panel.focus('#deliver-to');
  });

  it('[B02] that is refused or lost says why in the dialog, keeps what was written and is made once', async () => {
    const customer = await newCustomer(null);
    const order = await draft(customer, { 'HC-BRK-ORG': 2 });
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    await openAddress(panel);
    await type('12, rue du Port');
    await press('Control+Enter');
    await panel.says('#city-help', 'Fill this in');
    await panel.focus('#city');
    await type('Lyon');
    faults.loseAnswer(/POST .*addresses/);
    faults.drop(/POST .*addresses/, 2);
    await press('Control+Enter');
    await panel.says('dialog [role=alert]', 'Not saved, your draft is kept.', 8_000);
    assert.equal((panel.find('#line1') as HTMLInputElement).value, '12, rue du Port');
    await panel.click('Try again');
    await closed(panel);
    await panel.says('#deliver-to', '12, rue du Port, Lyon, France');
    const { items } = await api<Page<Address>>('GET', `/v1/customers/${customer.id}/addresses`);
    assert.lengthOf(items, 1);
    assert.equal((await readOrder(order)).deliverTo?.id, items[0]?.id);
  });
});
