import { assert } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import type { Order } from '../../shared/orders.ts';
import { registerTerms } from '../../widget/internal/localize.ts';
import { fr } from '../../widget/translations/fr/index.ts';
import { it as italian } from '../../widget/translations/it/index.ts';
import { ptBr } from '../../widget/translations/pt-br/index.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { api, mount, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { draft, newCustomer, onVersion, openPayment, OrderPanel, panelFor, panelOn, pay } from './support/order.ts';

for (const table of [fr, italian, ptBr]) registerTerms(table);

/** Looks at the panel in light and in dark. */
async function expectAccessibleInAll({ element }: OrderPanel): Promise<void> {
  const page = document.documentElement;
  for (const scheme of ['light', 'dark']) {
    page.style.colorScheme = scheme;
    page.style.background = scheme === 'dark' ? '#0d0e10' : '#ffffff';
    await expectAccessible(element);
  }
  page.style.colorScheme = '';
  page.style.background = '';
}

const lines = { 'HC-BRK-ORG': 24, 'HC-CAP-A26': 1 };

async function readyPanel(order: Order): Promise<OrderPanel> {
  const panel = await panelOn(order);
  await panel.enter();
  await press('v');
  await panel.focus('.aloud');
  return panel;
}

describe('cs-order-completion for everybody', () => {
  // Colours change at once.
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('has nothing that axe finds: no customer, no order, open orders', async () => {
    const none = await panelFor(null);
    await none.says('.void', 'Select a customer');
    await expectAccessibleInAll(none);
    const customer = await newCustomer();
    await expectAccessibleInAll(await panelFor(customer));
    await draft(customer, lines);
    const some = await panelFor(customer);
    await some.says('.orders', 'Draft');
    await expectAccessibleInAll(some);
  });

  it('has nothing that axe finds: no lines, products found, lines with what blocks', async () => {
    const panel = await panelOn(await draft(await newCustomer()));
    await expectAccessibleInAll(panel);
    await panel.enter();
    await press('+');
    await type('brake');
    await panel.says('[role=option]', /available/);
    await expectAccessibleInAll(panel);
    await expectAccessibleInAll(await panelOn(await draft(await newCustomer(), lines)));
  });

  it('has nothing that axe finds: payment, declined, waiting', async () => {
    const order = await pay(await draft(await newCustomer(), lines), 'sandbox_silent_7777', 500);
    const panel = await panelOn(order);
    await openPayment(panel);
    await expectAccessibleInAll(panel);
    panel.find('#reference')?.focus();
    await type('sandbox_expired_1881');
    await press('Enter');
    await panel.says('dialog [role=alert]', 'the card has expired');
    await expectAccessibleInAll(panel);
  });

  it('has nothing that axe finds: recap, what changed, submitted', async () => {
    const order = await pay(await draft(await newCustomer(), lines));
    const panel = await readyPanel(order);
    await expectAccessibleInAll(panel);
    panel.quantity(1)?.focus();
    await press('ArrowUp');
    await panel.says('[part~="recap-changed"]', 'The total changed');
    await expectAccessibleInAll(panel);
    panel.quantity(1)?.focus();
    await press('ArrowDown');
    await until(() => !panel.find('[part~="recap-changed"]'), 'the recap as it was');
    await press('Control+Enter');
    await panel.says('.bar', 'Submitted');
    await expectAccessibleInAll(panel);
  });

  it('has nothing that axe finds: reading, failed, conflict, no answer', async () => {
    const order = await pay(await draft(await newCustomer(), lines));
    const faults = faulty();
    faults.delay(1_500, /GET .*\/orders\/ord_\w+$/);
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id=${order.id}></cs-order-completion>`,
      { fetch: faults.fetch },
    );
    const panel = new OrderPanel(provider, element);
    await until(() => panel.find('[part~="loading"]'), 'the skeleton');
    await expectAccessibleInAll(panel);
    await panel.says('.line', 'Brake pads');
    const [pads, cap] = order.lines;
    await api<Order>('PATCH', `/v1/orders/${order.id}/lines/${cap?.id ?? ''}`, { quantity: 2 }, onVersion(order));
    panel.quantity()?.focus();
    await type('30');
    await press('Enter');
    await panel.says('[part~="conflict"]', 'Yours');
    await expectAccessibleInAll(panel);
    await panel.click('Take theirs');
    assert.equal(pads?.quantity, 24);
    faults.drop(/PATCH/, 3);
    panel.quantity()?.focus();
    await type('5');
    await press('Enter');
    await panel.says('[part~="error"]', 'Not saved', 8_000);
    await expectAccessibleInAll(panel);

    const other = await readyPanel(await pay(await draft(await newCustomer(), lines)));
    other.provider.fetch = faults.fetch;
    faults.drop(/POST .*submit/, 3);
    await press('Control+Enter');
    await other.says('[part~="no-answer"]', 'No answer yet', 8_000);
    await expectAccessibleInAll(other);
  });

  for (const [lang, words, total] of [
    ['fr', 'Valider la commande', /221,52\s€/],
    ['pt-BR', 'Enviar pedido', /€\s221,52/],
    ['it', 'Invia ordine', /221,52\s€/],
  ] as const) {
    it(`speaks ${lang}: words, money, and the recap that is read aloud`, async () => {
      const order = await draft(await newCustomer(), { 'HC-BRK-ORG': 24, 'HC-CAP-A26': 2 });
      const { provider, element } = await mount(
        'cs-order-completion',
        html`<cs-order-completion order-id=${order.id}></cs-order-completion>`,
        { lang },
      );
      const panel = new OrderPanel(provider, element);
      await panel.says('[part~="submit-button"]', words);
      assert.match(panel.text('[part~="total"]'), total);
      await panel.enter();
      await press('v');
      assert.match(await panel.says('.aloud', /154,80/), total);
      assert.equal(panel.find('.aloud')?.lang, lang);
      assert.notMatch(panel.text('section'), /\b(undefined|null|NaN)\b/);
      await expectAccessible(panel.element);
    });
  }

  it('speaks the language of its own lang attribute, and follows it', async () => {
    const panel = await panelOn(await draft(await newCustomer(), lines));
    panel.element.lang = 'it';
    await panel.says('[part~="submit-button"]', 'Invia ordine');
  });

  it('keeps sums and numbers from left to right on a page that runs the other way', async () => {
    const order = await draft(await newCustomer(), lines);
    const { provider, element } = await mount(
      'cs-order-completion',
      html`<cs-order-completion order-id=${order.id}></cs-order-completion>`,
      { dir: 'rtl' },
    );
    const panel = new OrderPanel(provider, element);
    await panel.says('.line', 'Brake pads');
    const box = (selector: string) => panel.find(selector)?.getBoundingClientRect();
    assert.isAbove(box('.line .name')?.left ?? 0, box('.line .amount')?.left ?? Infinity);
    for (const selector of ['.line .amount', '[part~="total"]']) {
      const found = panel.find(selector);
      assert.equal(found && getComputedStyle(found).direction, 'ltr');
    }
    await expectAccessible(element);
  });

  for (const width of [320, 480, 800, 1280]) {
    it(`overflows nowhere at ${width} px`, async () => {
      const order = await pay(await draft(await newCustomer(), lines), 'sandbox_declined_0341');
      const panel = await readyPanel(order);
      panel.element.style.inlineSize = `${width}px`;
      await until(() => panel.element.getBoundingClientRect().width === width, 'the width');
      const edge = panel.find('.base')?.getBoundingClientRect();
      for (const one of panel.root.querySelectorAll('.base *:not(.visually-hidden)')) {
        const box = one.getBoundingClientRect();
        if (box.width > 0) assert.isAtMost(box.right, (edge?.right ?? 0) + 0.5, `${one.localName}.${one.className}`);
      }
      const rail = panel.find('.rail')?.getBoundingClientRect();
      if (width >= 960) assert.equal(rail?.width, 384);
      else assert.isAbove(rail?.width ?? 0, width - 10);
    });
  }
});
