import { assert } from '@open-wc/testing';
import { html } from 'lit';
import type { Order } from '../../shared/orders.ts';
import { CallsideOrderCompletion } from '../../widget/order-completion/order-completion.ts';
import { api, announcements, mount, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import {
  draft,
  newCustomer,
  onVersion,
  openPayment,
  OrderPanel,
  panelFor,
  panelOn,
  pay,
  product,
  readOrder,
  readRecap,
} from './support/order.ts';
import { json } from './support/network.ts';
import { stand } from './support/stand.ts';
import { expectLogical, expectTokens } from './support/tokens.ts';

describe('cs-order-completion', () => {
  it('[B02] takes an order from New order to Submit with the keyboard alone', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    panel.element.focus();
    await press('o');
    await panel.focus('[role=combobox]');

    await type('HC-BRK-ORG');
    await press('Enter');
    await panel.focus('.step input');
    await type('24');
    await press('Enter');
    await panel.focus('[role=combobox]');
    await panel.says('[part~="line"] .amount', '154.80');

    await press('Control+Enter');
    await panel.focus('[data-fix]');
    await press('Enter');
    await panel.focus('dialog select');
    await press('Tab', 'Tab');
    await type('sandbox_ok_4242');
    await press('Enter');
    await panel.says('.pays', 'Authorised');

    await panel.enter();
    await press('v');
    await panel.focus('.aloud');
    assert.include(panel.text('.aloud'), '24 of Brake pads, organic, pair');
    const before = panel.text('[part~="total"]');

    await press('Control+Enter');
    await panel.says('.bar', 'Submitted');
    assert.equal(panel.text('[part~="total"]'), before);
    await panel.focus('[part~="new-order-button"]');
    const { items } = await api<{ items: Order[] }>('GET', `/v1/customers/${customer.id}/orders`);
    assert.deepEqual(
      items.map(({ status }) => status),
      ['submitted'],
    );
  });

  it('[A04] offers the customer’s open drafts before a new one, and goes on with the one that is chosen', async () => {
    const customer = await newCustomer();
    const order = await draft(customer, { 'HC-BRK-ORG': 3 });
    const panel = await panelFor(customer);
    await panel.click(order.number);
    await panel.says('h2', order.number);
    await until(() => panel.quantity()?.value === '3', 'its line');
    assert.equal(panel.provider.selection.order?.id, order.id);
  });

  it('[A04] tells the host before and after an order is opened, and the host may keep it from being', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    const asked: string[] = [];
    panel.element.addEventListener('cs-order-create', (event) => {
      asked.push(event.detail.customerId);
      if (asked.length === 1) event.preventDefault();
    });
    const created = new Promise<Order>((resolve) =>
      panel.provider.addEventListener('cs-order-created', ({ detail }) => resolve(detail.order), { once: true }),
    );
    panel.element.focus();
    await press('o', 'o');
    assert.equal((await created).customer.id, customer.id);
    assert.deepEqual(asked, [customer.id, customer.id]);
  });

  it('[B20] says who can add an agent who takes orders for no call centre, before anything is pressed', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer, {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        if (!answer.url.endsWith('/v1/sessions')) return answer;
        const told = (await answer.json()) as { agent: { channels: unknown[] } };
        told.agent.channels = [];
        return Response.json(told);
      },
    });
    assert.include(await panel.says('[part~="blocked"]', 'New order is blocked'), 'Ask a supervisor');
    assert.equal(panel.find('[part~="new-order-button"]')?.ariaDisabled, 'true');
  });

  it('[B20] shows the refusal of the service to an agent whose call centre is gone', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer, {
      fetch: async (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
        if (pathname !== '/v1/orders' || init?.method !== 'POST') return fetch(input, init);
        const refusal = {
          type: 'about:blank',
          title: '',
          status: 403,
          detail: '',
          code: 'not_channel_user',
          requestId: '1',
        };
        return Response.json(refusal, { status: 403 });
      },
    });
    await panel.enter();
    await press('o');
    assert.include(await panel.says('[part~="error"]', 'could not be opened'), 'Ask a supervisor');
  });

  it('[B07] shows price, stock and expected date while a product is looked for and on its line', async () => {
    const order = await draft(await newCustomer());
    const panel = await panelOn(order);
    await panel.enter();
    await press('+');
    await panel.focus('[role=combobox]');
    await type('brake pads');
    const option = await panel.says('[role=option]', /available/);
    assert.match(option, /€/);
    await press('Enter');
    await panel.focus('.step input');
    await type('24');
    await press('Enter');
    await panel.says('.sub', /18 available, 6 (to follow on|without)/);
  });

  it('[B02] changes a quantity with the arrows, once for several presses', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 2 });
    const panel = await panelOn(order);
    panel.quantity()?.focus();
    await press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown');
    assert.equal(panel.quantity()?.value, '4');
    await panel.says('.amount:not(.end)', '25.80');
    assert.equal((await readOrder(order)).version, order.version + 1);
  });

  it('[B02] removes a line with Del and goes to the next one', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1, 'HC-CAP-A26': 1 });
    const panel = await panelOn(order);
    const said = announcements(panel.element);
    panel.quantity()?.focus();
    await press('Delete');
    await until(() => panel.root.querySelectorAll('.line').length === 1, 'one line less');
    assert.equal(await panel.focus('.step input'), panel.quantity());
    assert.include(panel.text('.line'), 'Autumn cap');
    await until(() => said.some((words) => words.startsWith('Removed: Brake pads')), 'the announcement');
  });

  it('[B02] leaves Del to the text while a quantity is being typed, and Esc brings back what is saved', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 2 });
    const panel = await panelOn(order);
    panel.quantity()?.focus();
    await type('12');
    await press('ArrowLeft', 'Delete');
    assert.equal(panel.quantity()?.value, '1');
    await press('Escape');
    assert.equal(panel.quantity()?.value, '2');
    assert.lengthOf((await readOrder(order)).lines, 1);
  });

  it('[B02] says what a quantity is when it is none, and sends nothing', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 2 });
    const panel = await panelOn(order);
    panel.quantity()?.focus();
    await type('two');
    await press('Enter');
    await panel.says('.mark', 'whole number');
    assert.equal(panel.quantity()?.ariaInvalid, 'true');
    assert.equal((await readOrder(order)).version, order.version);
  });

  it('[B02] delivers to another address of the customer, with the tax of its country', async () => {
    const customer = await newCustomer('FR');
    const other = { line1: 'Hafenstraße 4', city: 'Hamburg', postalCode: '20457', country: 'DE' };
    await api('POST', `/v1/customers/${customer.id}/addresses`, other);
    const order = await draft(customer, { 'HC-BRK-ORG': 10 });
    const panel = await panelOn(order);
    await panel.says('[part~="totals"]', 'Tax 20%');
    const select = panel.find('#deliver-to') as HTMLSelectElement | null;
    await until(() => select?.options.length === 3, 'both addresses, and another');
    select?.focus();
    await press('ArrowDown');
    await panel.says('[part~="totals"]', 'Tax 19%');
    assert.equal((await readOrder(order)).deliverTo?.city, 'Hamburg');
  });

  it('[B05] reads the whole order back: lines, address, tax, total, payments', async () => {
    const order = await pay(await draft(await newCustomer(), { 'HC-BRK-ORG': 2, 'HC-CAP-A26': 1 }));
    const panel = await panelOn(order);
    await panel.enter();
    await press('v');
    const told = await panel.says('.aloud', /The total is/);
    const { hash } = await readRecap(order);
    for (const part of [
      '2 of Brake pads',
      '€6.45 each',
      'Autumn cap',
      'Delivered to 12, rue du Port, 69002 Lyon, France',
      'Tax 20%',
      'is paid with Card ending 4242',
    ]) {
      assert.include(told, part);
    }
    assert.include(panel.text('.recap .cap'), `${hash.slice(0, 4)}-${hash.slice(4, 8)}`.toUpperCase());
  });

  it('[B05] asks for the recap before it submits, and sends the hash of what was read', async () => {
    const order = await pay(await draft(await newCustomer(), { 'HC-BRK-ORG': 1 }));
    const panel = await panelOn(order);
    await panel.says('.blockers', 'has not been read back');
    const { hash } = await readRecap(order);
    const sent: string[] = [];
    panel.element.addEventListener('cs-order-submit', ({ detail }) => sent.push(detail.recapHash));
    await panel.enter();
    await press('Control+Enter');
    await panel.focus('.aloud');
    assert.isEmpty(sent);
    await press('Control+Enter');
    await panel.says('.bar', 'Submitted');
    assert.deepEqual(sent, [hash]);
  });

  it('[B05] tells only what changed, old total and new, when a colleague changed the order after the recap was read', async () => {
    const order = await pay(await draft(await newCustomer(), { 'HC-BRK-ORG': 1 }));
    const panel = await panelOn(order);
    await panel.enter();
    await press('v');
    await panel.focus('.aloud');
    const cap = await product('HC-CAP-A26');
    const richer = await api<Order>('POST', `/v1/orders/${order.id}/lines`, { productId: cap.id }, onVersion(order));
    const paid = await pay(richer);
    await press('Control+Enter');
    await panel.says('[part~="recap-changed"]', 'The total changed after you read it');
    assert.include(panel.text('[part~="recap-changed"] del'), '7.74');
    const told = await panel.says('.aloud', /The new total is/);
    assert.include(told, 'Added: 1 of Autumn cap');
    assert.notInclude(told, 'Brake pads');
    assert.equal((await readOrder(order)).version, paid.version);

    await panel.says('[part~="submit-button"]', 'Read it, submit');
    await press('Control+Enter');
    await panel.says('.bar', 'Submitted');
  });

  it('[B05] wants the recap read again after an own change, and can read it whole', async () => {
    const order = await pay(await draft(await newCustomer(), { 'HC-BRK-ORG': 1, 'HC-CAP-A26': 1 }));
    const panel = await panelOn(order);
    await panel.enter();
    await press('v');
    await panel.focus('.aloud');
    panel.quantity()?.focus();
    await press('ArrowUp');
    await panel.says('.aloud', 'Brake pads, organic, pair: 2 instead of 1.');
    await panel.click('Read all');
    await panel.says('.aloud', 'The total is');
    await panel.says('.blockers', 'not covered by a payment');
  });

  it('[B22] keeps Submit blocked until a payment covers the total, and offers the fix', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const panel = await panelOn(order);
    await panel.says('.blockers', '€7.74 is not covered by a payment');
    assert.equal(panel.find('[part~="submit-button"]')?.ariaDisabled, 'true');
    await panel.click(/^ ?Add payment ?$/);
    await until(() => panel.find('dialog[open]'), 'the dialog');
    assert.equal((await readOrder(order)).status, 'draft');
  });

  it('[B22] says each thing that blocks: no lines, no address', async () => {
    const order = await draft(await newCustomer(null));
    const panel = await panelOn(order);
    await panel.says('.blockers', '2 things block submission');
    await panel.click(/^ ?Choose an address/);
    await panel.focus('#deliver-to');
    await panel.click(/^ ?Add a product/);
    await panel.focus('[role=combobox]');
  });

  it('[A04] shows an order by its id alone, and changes nothing where it is read-only', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 2 });
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id=${order.id} readonly></cs-order-completion>`,
    );
    const panel = new OrderPanel(provider, element);
    await panel.says('.line', 'Brake pads');
    assert.isNull(panel.find('input'));
    assert.isNull(panel.find('[part~="submit-button"]'));
  });

  it('[B04] follows the provider’s selection and drops what it showed when the agent signs out', async () => {
    const customer = await newCustomer();
    const order = await draft(customer, { 'HC-BRK-ORG': 1 });
    const panel = await panelFor(customer);
    panel.provider.selection = { customer: { id: customer.id }, order: { id: order.id, number: order.number } };
    await panel.says('.line', 'Brake pads');
    await openPayment(panel);
    panel.provider.signOut();
    await panel.says('section', 'You are signed out');
    assert.isNull(panel.find('.line'));
    assert.isNull(panel.find('dialog'));
  });

  it('turns letters off where the page says so', async () => {
    const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 1 });
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id=${order.id} shortcuts="off"></cs-order-completion>`,
    );
    const panel = new OrderPanel(provider, element);
    await panel.says('.line', 'Brake pads');
    await panel.enter();
    await press('p');
    assert.isNull(panel.find('dialog'));
    assert.deepEqual(
      element.shortcuts.map(({ key }) => key),
      ['Delete', 'Ctrl+Enter'],
    );
  });

  it('reads only tokens that are set, and names no physical direction', () => {
    expectTokens(CallsideOrderCompletion);
    expectLogical(CallsideOrderCompletion);
  });
});

describe('an order in cs-order-completion, as the service states it', () => {
  const id = 'ord_00000000000000000000000001';

  /** A submitted order of one line with a discount, a charge and a rounding, in minor units of that currency. */
  function stated(currency: string) {
    const money = (amount: number) => ({ amount, currency });
    return {
      id,
      version: 3,
      number: 'ORD-1',
      status: 'submitted',
      total: money(199_899),
      placedAt: '2026-11-20T10:00:00Z',
      createdAt: '2026-11-20T09:00:00Z',
      customer: { id: 'cus_1', name: 'Björn Håkansson', language: null },
      channel: { id: 'chn_1', name: 'Service Europe' },
      currency,
      deliverTo: null,
      taxSource: 'table',
      taxRate: '0.055',
      statedTotal: null,
      takenBy: { id: 'agt_1', name: 'Inês Carvalho' },
      lines: [
        {
          id: 'lin_1',
          position: 1,
          productId: null,
          sku: 'A-1',
          name: 'Bike',
          quantity: 2,
          unitPrice: '100.25',
          discountRate: '0.1',
          discount: money(20_000),
          amount: money(200_500),
          available: null,
          expectedAt: null,
        },
      ],
      charges: [{ id: 'chg_1', code: 'FREIGHT', name: 'Freight', amount: money(10_000) }],
      payments: [],
      totals: {
        lines: money(200_500),
        discounts: money(20_000),
        charges: money(10_000),
        tax: money(9_400),
        rounding: money(-1),
        total: money(199_899),
        covered: money(199_899),
        balance: money(0),
      },
      actions: [
        { name: 'edit', allowed: false, blockers: [{ code: 'order_not_draft', detail: '' }], confirmations: [] },
      ],
    };
  }

  for (const [currency, net, total, rounding] of [
    ['EUR', '1,805.00', '€1,998.99', '−0.01'],
    ['JPY', '180,500', '¥199,899', '−1'],
    ['KWD', '180.500', /KWD\s199\.899/, '−0.001'],
  ] as const) {
    it(`[B05] states discount, charge, tax with its rate, rounding and total in ${currency}`, async () => {
      const { provider } = await stand(html`<cs-order-completion order-id=${id}></cs-order-completion>`, {
        [`GET /v1/orders/${id}`]: () => json(stated(currency)),
      });
      const element = provider.querySelector('cs-order-completion');
      if (!element) throw new Error('nothing mounted');
      const panel = new OrderPanel(provider, element);
      await panel.says('[part~="total"]', total);
      assert.equal(panel.text('.line .amount'), net);
      assert.match(panel.text('.line .off'), /^−/);
      const sums = panel.text('[part~="totals"]');
      for (const part of ['Discounts −', 'Freight', 'Tax 5.5%', `Rounding ${rounding}`]) assert.include(sums, part);
      await panel.says('.bar', 'Submitted');
      assert.isNull(panel.find('input'));
      assert.isTrue(element.matches(':state(submitted)'));
    });
  }
});
