import { assert } from '@open-wc/testing';
import { html } from 'lit';
import type { Order } from '../../shared/orders.ts';
import { faulty } from './support/faults.ts';
import { announcements, api, mount, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { draft, newCustomer, onVersion, OrderPanel, panelFor, panelOn, pay, readOrder } from './support/order.ts';

const orderPath = /GET \/v1\/orders\/ord_\w+$/;

/** The browser says that it is offline, or back, as it does itself. */
function network(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

async function ready(): Promise<Order> {
  return pay(await draft(await newCustomer(), { 'HC-BRK-ORG': 10 }));
}

/** Opens the recap and submits. */
async function readAndSubmit(panel: OrderPanel): Promise<void> {
  await panel.enter();
  await press('v');
  await panel.focus('.aloud');
  await press('Control+Enter');
}

describe('cs-order-completion on a bad day', () => {
  afterEach(() => network(true));

  it('shows the boxes of an order while it is read', async () => {
    const order = await ready();
    const faults = faulty();
    faults.delay(400, orderPath);
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id=${order.id}></cs-order-completion>`,
      { fetch: faults.fetch },
    );
    const panel = new OrderPanel(provider, element);
    await until(() => panel.find('[part~="loading"]'), 'the skeleton');
    assert.isTrue(element.matches(':state(loading)'));
    const top = panel.find('.top')?.getBoundingClientRect();
    await panel.says('.line', 'Brake pads');
    assert.deepEqual(panel.find('.top')?.getBoundingClientRect().toJSON(), top?.toJSON());
    assert.isTrue(element.matches(':state(ready)'));
  });

  it('says that an order could not be read, and reads it when asked', async () => {
    const order = await ready();
    const faults = faulty();
    faults.drop(orderPath, 3);
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id=${order.id}></cs-order-completion>`,
      { fetch: faults.fetch },
    );
    const panel = new OrderPanel(provider, element);
    await panel.says('[part~="error"]', 'The order could not be read.', 8_000);
    await panel.click('Try again');
    await panel.says('.line', 'Brake pads');
  });

  it('says that an order is not there', async () => {
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id="ord_00000000000000000000000000"></cs-order-completion>`,
    );
    await new OrderPanel(provider, element).says('[part~="error"]', 'not there, or no longer');
  });

  it('says that the open orders could not be read, and reads them when asked', async () => {
    const customer = await newCustomer();
    const faults = faulty();
    faults.drop(/GET .*\/orders$/, 3);
    const panel = await panelFor(null, { fetch: faults.fetch });
    await panel.says('.void', 'Select a customer');
    panel.provider.selection = { customer: { id: customer.id } };
    await panel.says('[part~="error"]', 'Orders could not be read.', 8_000);
    await panel.click('Try again');
    await panel.says('.void', 'No order is open for this customer');
  });

  it('opens one order although New order is pressed twice and the first answer is lost', async () => {
    const customer = await newCustomer();
    const faults = faulty();
    faults.loseAnswer(/POST .*\/orders$/);
    const panel = await panelFor(customer, { fetch: faults.fetch });
    await panel.enter();
    await press('o', 'o');
    await panel.focus('[role=combobox]');
    const { items } = await api<{ items: Order[] }>('GET', `/v1/customers/${customer.id}/orders`);
    assert.lengthOf(items, 1);
  });

  it('adds a product once although the first answer is lost', async () => {
    const order = await draft(await newCustomer());
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.loseAnswer(/POST .*\/lines$/);
    await panel.enter();
    await press('+');
    await panel.focus('[role=combobox]');
    await type('HC-BRK-ORG');
    await press('Enter');
    await panel.says('.line', 'Brake pads');
    assert.lengthOf((await readOrder(order)).lines, 1);
  });

  it('takes a lost answer to a quantity and to a removal for what it was: done', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1, 'HC-CAP-A26': 1 });
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.loseAnswer(/PATCH .*\/lines/);
    panel.quantity()?.focus();
    await press('ArrowUp');
    await panel.says('.amount:not(.end)', '12.90');
    faults.loseAnswer(/DELETE .*\/lines/);
    panel.quantity()?.focus();
    await press('Delete');
    await until(() => panel.root.querySelectorAll('.line').length === 1, 'one line');
    assert.isNull(panel.find('[part~="conflict"]'));
    assert.isNull(panel.find('[part~="error"]'));
  });

  it('keeps a quantity that could not be sent, and sends it when asked', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.drop(/PATCH/, 3);
    panel.quantity()?.focus();
    await type('5');
    await press('Enter');
    await panel.says('[part~="error"]', 'Not saved: Brake pads, organic, pair, 5', 8_000);
    assert.equal(panel.quantity()?.value, '5');
    await panel.click('Try again');
    await panel.says('.amount:not(.end)', '32.25');
  });

  it('keeps what is asked for while offline and sends it when the network is back', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const panel = await panelOn(order);
    network(false);
    await panel.says('.note', 'Offline since');
    panel.quantity()?.focus();
    await type('4');
    await press('Enter');
    await panel.says('[part~="error"]', 'You are offline');
    assert.equal((await readOrder(order)).version, order.version);
    network(true);
    await panel.says('.amount:not(.end)', '25.80');
    assert.isNull(panel.find('.note'));
  });

  it('shows a colleague’s order and the own change beside it, and makes the change on top when told', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1, 'HC-CAP-A26': 1 });
    const panel = await panelOn(order);
    const [pads] = order.lines;
    await api<Order>('PATCH', `/v1/orders/${order.id}/lines/${pads?.id ?? ''}`, { quantity: 7 }, onVersion(order));
    panel.quantity(1)?.focus();
    await type('3');
    await press('Enter');
    const note = await panel.says('[part~="conflict"]', /saved this at/);
    assert.include(note, 'Inês Carvalho saved this at');
    assert.include(note, 'Brake pads, organic, pair: 7 instead of 1.');
    assert.include(note, 'Yours: Autumn cap, wool, one size, 3');
    assert.equal(panel.quantity()?.value, '7');
    assert.equal(panel.quantity(1)?.value, '3');
    await panel.click('Keep yours');
    await until(() => !panel.find('[part~="conflict"]'), 'the end of the conflict');
    await until(async () => (await readOrder(order)).lines.map(({ quantity }) => quantity).join() === '7,3', 'both');
  });

  it('gives the own change up when a colleague’s stands', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const panel = await panelOn(order);
    const [pads] = order.lines;
    await api<Order>('PATCH', `/v1/orders/${order.id}/lines/${pads?.id ?? ''}`, { quantity: 7 }, onVersion(order));
    panel.quantity()?.focus();
    await type('3');
    await press('Enter');
    await panel.says('[part~="conflict"]', 'Yours');
    await panel.click('Take theirs');
    await until(() => panel.quantity()?.value === '7', 'their quantity');
    assert.equal((await readOrder(order)).lines[0]?.quantity, 7);
  });

  it('[B02] asks again with the same key when the answer to Submit is lost, and submits once', async () => {
    const order = await ready();
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.loseAnswer(/POST .*submit/);
    faults.drop(/POST .*submit/, 2);
    await readAndSubmit(panel);
    await panel.says('[part~="submit-button"]', 'Submitting…');
    await press('Control+Enter');
    await panel.says(
      '[part~="no-answer"]',
      /No answer yet\. Asking again in \d s\. The order cannot be submitted twice/,
      8_000,
    );
    assert.equal(panel.find('[part~="submit-button"]')?.ariaBusy, 'true');
    await panel.click('Ask now');
    await panel.says('.bar', 'Submitted');
    const sent = faults.sent('POST', /submit/);
    assert.lengthOf(sent, 4);
    assert.lengthOf([...new Set(sent.map(({ headers }) => headers.get('idempotency-key')))], 1);
    assert.equal((await readOrder(order)).version, order.version + 1);
  });

  it('[B02] says that the answer to Submit is late, and changes nothing meanwhile', async () => {
    const order = await ready();
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.delay(3_000, /POST .*submit/);
    await readAndSubmit(panel);
    panel.quantity()?.focus();
    await press('ArrowUp');
    await panel.says('[part~="no-answer"]', 'No answer yet');
    await panel.says('.bar', 'Submitted');
    assert.equal((await readOrder(order)).lines[0]?.quantity, 10);
  });

  it('saves what the arrows came to although another order is opened at once, and then works on that one', async () => {
    const customer = await newCustomer();
    const left = await draft(customer, { 'HC-BRK-ORG': 1 });
    const next = await draft(customer, { 'HC-CAP-A26': 1 });
    const faults = faulty();
    const panel = await panelFor(customer, { fetch: faults.fetch });
    await panel.click(left.number);
    await until(() => panel.quantity(), 'its line');
    faults.delay(500, /PATCH/);
    panel.quantity()?.focus();
    await press('ArrowUp', 'ArrowUp');
    panel.provider.selection = { customer: { id: customer.id }, order: { id: next.id, number: next.number } };
    await panel.says('.line', 'Autumn cap');
    panel.quantity()?.focus();
    await press('ArrowUp');
    await panel.says('.amount:not(.end)', '29.80');
    assert.equal((await readOrder(left)).lines[0]?.quantity, 3);
    assert.equal((await readOrder(next)).lines[0]?.quantity, 2);
  });

  it('says when the session has ended for good, and keeps what was typed', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const faults = faulty();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.answerOnce(401, /PATCH/);
    faults.answerOnce(401, /PATCH/);
    panel.quantity()?.focus();
    await type('6');
    await press('Enter');
    await panel.says('[part~="error"]', 'session has ended');
    assert.equal(panel.quantity()?.value, '6');
  });

  it('announces totals once for several changes in a row', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const panel = await panelOn(order);
    const said = announcements(panel.element);
    panel.quantity()?.focus();
    for (const quantity of ['2', '3']) {
      await press('Control+a');
      await type(quantity);
      await press('Enter');
      panel.quantity()?.focus();
    }
    await until(() => said.length > 0, 'an announcement');
    assert.deepEqual(said, ['Total: €23.22. Balance to pay: €23.22.']);
  });
});
