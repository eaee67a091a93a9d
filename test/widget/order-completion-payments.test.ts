import { assert } from '@open-wc/testing';
import { holdsCardNumber, parseAmount } from '../../widget/order-completion/amount.ts';
import { faulty } from './support/faults.ts';
import { until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { draft, newCustomer, openPayment, panelOn, pay, readOrder } from './support/order.ts';
import type { OrderPanel } from './support/order.ts';

async function newDraft() {
  return draft(await newCustomer(), { 'HC-BRK-ORG': 10 });
}

/** Fills the reference and presses Enter. */
async function payWith(panel: OrderPanel, reference: string): Promise<void> {
  panel.find('#reference')?.focus();
  await type(reference);
  await press('Enter');
}

const closed = (panel: OrderPanel) => until(() => !panel.find('dialog'), 'the dialog to close');

describe('payments in cs-order-completion', () => {
  it('[B04] proposes the balance, takes a part of it by card and the rest by cash', async () => {
    const order = await newDraft();
    const panel = await panelOn(order);
    await openPayment(panel);
    const amount = panel.find('#amount') as HTMLInputElement;
    assert.equal(amount.value, '77.40');
    amount.focus();
    amount.select();
    await type('50');
    await payWith(panel, 'sandbox_ok_4242');
    await closed(panel);
    await panel.says('[part~="balance"]', '€27.40');

    await openPayment(panel);
    const select = panel.find('dialog select') as HTMLSelectElement;
    select.focus();
    await type('Cash');
    await until(() => !panel.find('#reference'), 'no reference for cash');
    await press('Enter');
    panel.find('#amount')?.focus();
    await press('Enter');
    await closed(panel);
    await panel.says('[part~="balance"]', '€0.00');
    const { payments } = await readOrder(order);
    assert.deepEqual(
      payments.map(({ kind, status, amount: { amount: sum } }) => [kind, status, sum]),
      [
        ['card', 'authorised', 5000],
        ['cash', 'paid', 2740],
      ],
    );
  });

  it('[B04] lets the amount follow what is left to pay until the agent writes another', async () => {
    const faults = faulty();
    const panel = await panelOn(await newDraft(), { fetch: faults.fetch });
    const amount = () => (panel.find('#amount') as HTMLInputElement).value;
    for (const wanted of ['85.14', '50']) {
      faults.delay(600, /PATCH .*lines/);
      const before = panel.text('[part~="total"]');
      panel.quantity()?.focus();
      await press('ArrowUp');
      await openPayment(panel);
      if (wanted === '50') {
        panel.find('#amount')?.focus();
        await press('Control+a');
        await type('50');
      }
      await until(() => panel.text('[part~="total"]') !== before, 'the new total');
      assert.equal(amount(), wanted);
      await press('Escape');
      await closed(panel);
    }
  });

  it('[B04] says why a card is declined, keeps the dialog and takes the next one', async () => {
    const order = await newDraft();
    const panel = await panelOn(order);
    await openPayment(panel);
    await payWith(panel, 'sandbox_declined_0341');
    await panel.says('dialog [role=alert]', 'Declined: insufficient funds. Nothing was taken.');
    await panel.focus('#reference');
    await type('sandbox_ok_4242');
    await press('Enter');
    await closed(panel);
    assert.include(panel.text('.pays'), 'Card ending 0341 Declined: insufficient funds Try another');
    assert.include(panel.text('.pays'), 'Card ending 4242 Authorised');
  });

  it('[B22] shows a payment that its provider has not answered as waiting, which blocks submission, until it is voided', async () => {
    const order = await newDraft();
    const panel = await panelOn(order);
    await openPayment(panel);
    await payWith(panel, 'sandbox_silent_7777');
    await closed(panel);
    await panel.says('.pays', 'Waiting for the provider Ask again');
    await panel.says('.blockers', 'A payment waits for its provider');
    await panel.click(/^ ?Void/);
    await panel.says('.pays', 'Voided');
    await panel.says('.blockers', 'not covered by a payment');
  });

  it('[B04] asks again for the order of a waiting payment', async () => {
    const waiting = await pay(await newDraft(), 'sandbox_silent_7777');
    const faults = faulty();
    const panel = await panelOn(waiting, { fetch: faults.fetch });
    const before = faults.sent('GET', /\/orders\/ord_\w+$/).length;
    await panel.click(/^ ?Ask again/);
    await until(() => faults.sent('GET', /\/orders\/ord_\w+$/).length > before, 'the question');
  });

  it('[B04] voids a payment when payments are more than the total', async () => {
    const order = await pay(await newDraft());
    const panel = await panelOn(order);
    panel.quantity()?.focus();
    await press('ArrowDown');
    await panel.says('.blockers', 'Payments are €7.74 more than the total');
    await panel.click(/^ ?Void/);
    await panel.says('[part~="balance"]', '€69.66');
  });

  it('[B04] refuses a card number in the field and sends nothing', async () => {
    const faults = faulty();
    const panel = await panelOn(await newDraft(), { fetch: faults.fetch });
    await openPayment(panel);
    await payWith(panel, '4242 4242-4242 4242');
    await panel.says('#reference-help', 'holds a card number');
    assert.equal(panel.find('#reference')?.ariaInvalid, 'true');
    assert.isEmpty(faults.sent('POST', /payments/));
  });

  it('[B04] wants the token of a card, and an amount that is one', async () => {
    const panel = await panelOn(await newDraft());
    await openPayment(panel);
    panel.find('#amount')?.focus();
    await press('Control+a');
    await type('12.345');
    await press('Enter');
    await panel.says('#amount-help', 'Write an amount such as 149.00');
    await press('Control+a');
    await type('12.34');
    await press('Enter');
    await panel.says('#reference-help', 'Fill this in');
    await panel.focus('#reference');
  });

  it('[B04] says that a payment is larger than what is left', async () => {
    const panel = await panelOn(await newDraft());
    await openPayment(panel);
    panel.find('#amount')?.focus();
    await press('Control+a');
    await type('100');
    await payWith(panel, 'sandbox_ok_4242');
    await panel.says('dialog [role=alert]', 'larger than what is left to pay');
  });

  it('[B04] takes the token that the host provides, and nothing where the host keeps it from being taken', async () => {
    const order = await newDraft();
    const panel = await panelOn(order);
    const asked: unknown[] = [];
    panel.element.addEventListener('cs-order-payment', (event) => {
      asked.push([event.detail.orderId, event.detail.method.kind, event.detail.amount]);
      if (asked.length === 1) event.preventDefault();
      else event.provide(Promise.resolve('sandbox_ok_4242'));
    });
    await openPayment(panel);
    await press('Tab', 'Enter');
    await press('Enter');
    await closed(panel);
    await panel.says('.pays', 'Card ending 4242');
    const once = [order.id, 'card', { amount: 7740, currency: 'EUR' }];
    assert.deepEqual(asked, [once, once]);
  });

  it('[B04] falls back to the field when the host’s token does not come', async () => {
    const panel = await panelOn(await newDraft());
    panel.element.addEventListener('cs-order-payment', (event) => event.provide(Promise.reject(new Error('closed'))), {
      once: true,
    });
    await openPayment(panel);
    await press('Tab', 'Enter');
    await panel.says('#reference-help', 'The page gave no token');
    await payWith(panel, 'sandbox_ok_4242');
    await panel.says('.pays', 'Authorised');
  });

  it('[B04] takes a payment once although Enter is pressed twice', async () => {
    const faults = faulty();
    const order = await newDraft();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.delay(300, /POST .*payments/);
    await openPayment(panel);
    await payWith(panel, 'sandbox_ok_4242');
    await press('Enter', 'Control+Enter');
    await closed(panel);
    assert.lengthOf(faults.sent('POST', /payments/), 1);
    assert.lengthOf((await readOrder(order)).payments, 1);
  });

  it('[B04] takes a payment once although its answers are lost, with one key throughout', async () => {
    const faults = faulty();
    const order = await newDraft();
    const panel = await panelOn(order, { fetch: faults.fetch });
    faults.loseAnswer(/POST .*payments/);
    faults.drop(/POST .*payments/, 2);
    await openPayment(panel);
    await payWith(panel, 'sandbox_ok_4242');
    await panel.says('dialog [role=alert]', 'Asking again never takes it twice', 8_000);
    await panel.click('Try again');
    await closed(panel);
    const sent = faults.sent('POST', /payments/);
    assert.isAbove(sent.length, 3);
    assert.lengthOf([...new Set(sent.map(({ headers }) => headers.get('idempotency-key')))], 1);
    assert.lengthOf((await readOrder(order)).payments, 1);
  });

  it('[B04] keeps what was typed when a colleague changed the order meanwhile, and proposes what is left now', async () => {
    const order = await newDraft();
    const panel = await panelOn(order);
    await openPayment(panel);
    await pay(order, 'sandbox_ok_1111', 5000);
    await payWith(panel, 'sandbox_ok_4242');
    await panel.says('dialog [role=alert]', 'A colleague changed the order');
    const value = (id: string) => (panel.find(id) as HTMLInputElement).value;
    assert.deepEqual([value('#amount'), value('#reference')], ['27.40', 'sandbox_ok_4242']);
    await press('Enter');
    await closed(panel);
    await panel.says('[part~="balance"]', '€0.00');
  });

  it('hands the focus back to where the dialog was opened from', async () => {
    const panel = await panelOn(await newDraft());
    panel.find('[part~="add-payment-button"]')?.focus();
    await press('Enter');
    await until(() => panel.find('dialog[open]'), 'the dialog');
    await press('Escape');
    await closed(panel);
    await panel.focus('[part~="add-payment-button"]');
  });
});

describe('an amount as it is typed', () => {
  const table: [string, string, string, number | null][] = [
    ['2,251.42', 'en', 'EUR', 225142],
    ['2251.4', 'en', 'EUR', 225140],
    ['2.251,42', 'pt-BR', 'BRL', 225142],
    ['2251,42', 'it', 'EUR', 225142],
    ['2 251,42', 'fr', 'EUR', 225142],
    ['2251.42', 'fr', 'EUR', 225142],
    ['149.00', 'pt-BR', 'BRL', null],
    ['1,284', 'en', 'JPY', 1284],
    ['1284.5', 'en', 'JPY', null],
    ['12.345', 'en', 'KWD', 12345],
    ['12.345', 'en', 'EUR', null],
    ['0', 'en', 'EUR', null],
    ['-5', 'en', 'EUR', null],
    ['', 'en', 'EUR', null],
    ['149.0.0', 'en', 'EUR', null],
  ];
  for (const [text, language, currency, amount] of table) {
    it(`reads ${text || 'nothing'} in ${language} as ${String(amount)} minor units of ${currency}`, () => {
      assert.equal(parseAmount(text, language, currency), amount);
    });
  }

  it('knows a card number by its digits, however they are set apart, and nothing else', () => {
    for (const card of ['4242424242424242', '4242 4242 4242 4242', 'card 3782-822463-10005']) {
      assert.isTrue(holdsCardNumber(card), card);
    }
    for (const other of ['4242424242424241', 'tok_1234567890', 'sandbox_ok_4242', '']) {
      assert.isFalse(holdsCardNumber(other), other);
    }
  });
});
