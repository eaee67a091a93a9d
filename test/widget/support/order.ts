import '../../../widget/cs-order-completion.ts';
import { html } from 'lit';
import type { Customer } from '../../../shared/customers.ts';
import type { Page } from '../../../shared/common.ts';
import type { Order, Recap } from '../../../shared/orders.ts';
import type { Channel, Product } from '../../../shared/set-up.ts';
import type { CallsideOrderCompletion } from '../../../widget/order-completion/order-completion.ts';
import type { CallsideProvider } from '../../../widget/provider/provider.ts';
import { api, mount, until } from './fixture.ts';
import type { MountOptions } from './fixture.ts';
import { press } from './keys.ts';

/** The panel as its user meets it: by what it shows and by what takes a press. */
export class OrderPanel {
  readonly provider: CallsideProvider;
  readonly element: CallsideOrderCompletion;

  constructor(provider: CallsideProvider, element: CallsideOrderCompletion) {
    this.provider = provider;
    this.element = element;
  }

  get root(): ShadowRoot {
    const root = this.element.shadowRoot;
    if (!root) throw new Error('nothing is drawn');
    return root;
  }

  find(selector: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(selector);
  }

  /** What is written there, with its white space as one reads it. */
  text(selector: string): string {
    return (this.find(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  /** Waits until that is written there. */
  says(selector: string, words: RegExp | string, within?: number): Promise<string> {
    const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
    return until(
      () => fits(this.text(selector)) && this.text(selector),
      `${String(words)} in ${selector}; there is: ${this.text(selector)}`,
      within,
    );
  }

  /** The button that bears that name. */
  button(name: string | RegExp): HTMLElement | null {
    const fits = (text: string) => (typeof name === 'string' ? text.includes(name) : name.test(text));
    return [...this.root.querySelectorAll('button')].find((one) => fits(one.textContent.replace(/\s+/g, ' '))) ?? null;
  }

  async click(name: string | RegExp): Promise<void> {
    (await until(() => this.button(name), `a button ${String(name)}`)).click();
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** Waits for the focus to be on that. */
  focus(selector: string): Promise<Element> {
    return until(() => this.focused?.matches(selector) && this.focused, `the focus on ${selector}`);
  }

  /** Puts the focus into the panel, outside its fields, where letters are keys. */
  async enter(): Promise<void> {
    await until(() => this.find('.base'), 'the panel');
    this.find('.base')?.focus();
  }

  quantity(line = 0): HTMLInputElement | null {
    return this.root.querySelectorAll<HTMLInputElement>('.step input')[line] ?? null;
  }
}

let made = 0;

/** A customer of the demo of its own, who lives in France unless told. */
export function newCustomer(country: string | null = 'FR'): Promise<Customer> {
  made += 1;
  const address = { primary: true, line1: '12, rue du Port', city: 'Lyon', postalCode: '69002', country };
  return api<Customer>('POST', '/v1/customers', {
    kind: 'person',
    name: `Order Test ${made} ${Date.now().toString(36)}`,
    ...(country ? { address } : {}),
  });
}

export async function product(words: string): Promise<Product> {
  const { items } = await api<Page<Product>>('GET', `/v1/products?q=${encodeURIComponent(words)}`);
  const [first] = items;
  if (!first) throw new Error(`no product ${words}`);
  return first;
}

/** The version of an order for a command on it. */
export function onVersion({ version }: Order): Record<string, string> {
  return { 'if-match': `"${version}"` };
}

/** A draft with those lines, as a colleague would have left it. */
export async function draft(customer: Customer, lines: Record<string, number> = {}): Promise<Order> {
  let order = await api<Order>('POST', '/v1/orders', { customerId: customer.id });
  for (const [words, quantity] of Object.entries(lines)) {
    const { id } = await product(words);
    order = await api<Order>('POST', `/v1/orders/${order.id}/lines`, { productId: id, quantity }, onVersion(order));
  }
  return order;
}

/** A payment that another screen takes. */
export async function pay(order: Order, reference = 'sandbox_ok_4242', amount?: number): Promise<Order> {
  const { items } = await api<Page<Channel>>('GET', '/v1/channels');
  const methods = items.find(({ id }) => id === order.channel.id)?.paymentMethods ?? [];
  const method = methods.find(({ kind }) => kind === 'card');
  return api<Order>(
    'POST',
    `/v1/orders/${order.id}/payments`,
    {
      methodId: method?.id,
      reference,
      ...(amount === undefined ? {} : { amount: { amount, currency: order.currency } }),
    },
    onVersion(order),
  );
}

export function readOrder({ id }: Pick<Order, 'id'>): Promise<Order> {
  return api<Order>('GET', `/v1/orders/${id}`);
}

export function readRecap({ id }: Pick<Order, 'id'>): Promise<Recap> {
  return api<Recap>('GET', `/v1/orders/${id}/recap`);
}

const tag = 'cs-order-completion';

/** The panel for a customer, nothing chosen yet. */
export async function panelFor(customer: Customer | null, options: MountOptions = {}): Promise<OrderPanel> {
  const { provider, element } = await mount(tag, html`<cs-order-completion></cs-order-completion>`, options);
  if (customer) {
    provider.selection = { customer: { id: customer.id, number: customer.number, name: customer.name } };
    await until(() => element.shadowRoot?.querySelector('[part~="new-order-button"]'), 'what is open');
  }
  return new OrderPanel(provider, element);
}

/** The panel with an order open in it. */
export async function panelOn(order: Order, options: MountOptions = {}): Promise<OrderPanel> {
  const template = html`<cs-order-completion order-id=${order.id}></cs-order-completion>`;
  const { provider, element } = await mount(tag, template, options);
  const panel = new OrderPanel(provider, element);
  await panel.says('h2', order.number);
  await until(() => panel.find('[part~="total"]'), 'the order');
  return panel;
}

/** Opens the dialog, and waits for its methods. */
export async function openPayment(panel: OrderPanel): Promise<void> {
  await panel.enter();
  await press('p');
  await until(() => panel.find('dialog'), `the payment dialog; there is: ${panel.text('section')}`);
  await panel.focus('dialog[open] select');
}
