import '../../widget/cs-alert-banner.ts';
import '../../widget/cs-case-panel.ts';
import '../../widget/cs-customer-lookup.ts';
import '../../widget/cs-order-completion.ts';
import { assert } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import type { Case } from '../../shared/cases.ts';
import type { Page } from '../../shared/common.ts';
import type { Customer } from '../../shared/customers.ts';
import type { Order } from '../../shared/orders.ts';
import type { Priority } from '../../shared/set-up.ts';
import { api, mount, until } from './support/fixture.ts';
import type { MountOptions } from './support/fixture.ts';
import { textOf } from './support/lookup.ts';
import { draft, pay } from './support/order.ts';

let customer: Customer;
let found: Case;
let order: Order;

/** The whole desk at work, so wide, with text so large. */
async function desk(width: number, { size, ...options }: MountOptions & { size?: string } = {}) {
  const style = `inline-size: ${width}px; ${size ? `--cs-font-size: ${size}` : ''}`;
  const tags = html`<cs-customer-lookup></cs-customer-lookup><cs-alert-banner></cs-alert-banner
    ><cs-case-panel></cs-case-panel><cs-order-completion></cs-order-completion>`;
  const { provider } = await mount('cs-case-panel', html`<div style=${style}>${tags}</div>`, options);
  provider.selection = { customer: { id: customer.id }, case: { id: found.id }, order: { id: order.id } };
  const find = (tag: string, selector: string) =>
    until(() => provider.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(selector), `${selector} in ${tag}`);
  const all = async (tag: string, selector: string) => {
    const first = await find(tag, selector);
    const root = first.getRootNode();
    return root instanceof ShadowRoot ? [...root.querySelectorAll<HTMLElement>(selector)] : [];
  };
  await find('cs-order-completion', '.pays');
  await find('cs-case-panel', '.todo .clip');
  await find('cs-alert-banner', '.say');
  return { find, all };
}

/** Where the text itself stands, not its box. */
function textBox(element: Element): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

describe('The look', () => {
  before(async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { items } = await api<Page<Priority>>('GET', '/v1/priorities');
    const address = { primary: true, line1: '128 bis, rue du Faubourg Saint-Antoine', city: 'Paris', country: 'FR' };
    customer = await api<Customer>('POST', '/v1/customers', {
      kind: 'person',
      name: 'Aurélie Lefèvre-Dubois',
      phone: '+33 6 12 34 56 78',
      email: 'aurelie.lefevre-dubois@ateliers-velo-faubourg.example',
      address,
    });
    found = await api<Case>('POST', '/v1/cases', {
      title: 'Cracked front fork',
      customerId: customer.id,
      priorityId: items.find(({ hotAlert }) => hotAlert)?.id,
    });
    await api('POST', `/v1/cases/${found.id}/activities`, { kind: 'task', subject: 'Call back' });
    order = await pay(await draft(customer, { 'HC-BRK-ORG': 1200 }), 'sandbox_ok_4242', 500);
  });
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('at 320 px keeps the order’s verbs together at the end of a line', async () => {
    const { all, find } = await desk(304);
    const [recap, close] = (await all('cs-order-completion', '.bar button')).map((one) => one.getBoundingClientRect());
    const bar = (await find('cs-order-completion', '.bar')).getBoundingClientRect();
    assert.isOk(recap && close);
    assert.equal(close?.top, recap?.top);
    assert.isAtLeast(close?.left ?? 0, recap?.right ?? 0);
    assert.closeTo(close?.right ?? 0, bar.right, 12);
  });

  it('has no dot at the end of a line, nor at its beginning', async () => {
    const { all } = await desk(304);
    const groups = [...(await all('cs-customer-lookup', '.dots')), ...(await all('cs-alert-banner', '.dots'))];
    assert.isAbove(groups.length, 2);
    for (const group of groups) {
      assert.notMatch(textOf(group), /·/);
      assert.equal(getComputedStyle(group).overflowX, 'clip');
      for (const fact of group.children) {
        const dot = getComputedStyle(fact, '::before');
        const drawn = dot.content !== 'none';
        assert.equal(drawn, fact !== group.firstElementChild);
        const starts = Math.abs(fact.getBoundingClientRect().left - group.getBoundingClientRect().left) < 1;
        if (drawn && starts) assert.isBelow(parseFloat(dot.left) + parseFloat(dot.width), 0.5, 'cut off');
      }
    }
  });

  it('ends an address that does not fit with an ellipsis', async () => {
    const { find } = await desk(304);
    assert.equal(getComputedStyle(await find('cs-order-completion', '#deliver-to')).textOverflow, 'ellipsis');
  });

  it('from right to left keeps what somebody wrote at the beginning of its line', async () => {
    const { find } = await desk(700, { dir: 'rtl' });
    for (const [tag, selector] of [
      ['cs-alert-banner', 'h2'],
      ['cs-case-panel', '[part=title]'],
      ['cs-case-panel', '.cases .clip'],
      ['cs-case-panel', '.todo .clip'],
    ] as const) {
      const element = await find(tag, selector);
      assert.closeTo(textBox(element).right, element.getBoundingClientRect().right, 1, `${tag} ${selector}`);
    }
  });

  it('from right to left has all sums of an order end at one edge', async () => {
    const { all } = await desk(1100, { dir: 'rtl' });
    const sums = await all('cs-order-completion', '.sum dd, .pays > li > .num');
    assert.isAbove(sums.length, 5);
    const edges = sums.map((sum) => Math.round(textBox(sum).right));
    assert.lengthOf([...new Set(edges)], 1, edges.join());
  });

  it('has the sizes of the drawing with text of 13 px', async () => {
    const { find } = await desk(1100);
    const box = async (tag: string, selector: string) => (await find(tag, selector)).getBoundingClientRect();
    assert.equal((await box('cs-order-completion', '.step')).height, 28);
    assert.equal((await box('cs-order-completion', '.bar .i')).height, 16);
    assert.equal((await box('cs-case-panel', '.actions .btn')).height, 28);
  });

  it('lets controls and glyphs grow with text of twice the size', async () => {
    const { find, all } = await desk(1100, { size: '26px' });
    const quantity = await find('cs-order-completion', '.step input');
    assert.isAtMost(quantity.scrollWidth, quantity.clientWidth, 'all four digits');
    assert.isAtLeast(quantity.clientHeight, 40);
    assert.isAtLeast((await find('cs-order-completion', '.bar .i')).getBoundingClientRect().height, 26);
    for (const key of await all('cs-case-panel', 'kbd')) assert.isAtMost(key.scrollHeight, key.clientHeight + 1);
  });

  it('in forced colours fills the chosen segment with the system’s highlight', async () => {
    // The runner cannot force colours: what holds then is read from the sheets.
    const { all, find } = await desk(700);
    const root = (await find('cs-case-panel', '.bar')).getRootNode();
    const rules = (root instanceof ShadowRoot ? root.adoptedStyleSheets : [])
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes('forced-colors'))
      .flatMap((rule) => (rule instanceof CSSMediaRule ? [...rule.cssRules] : []));
    const fill = (element?: Element) =>
      rules
        .filter((rule) => rule instanceof CSSStyleRule && element?.matches(rule.selectorText))
        .map((rule) => (rule instanceof CSSStyleRule ? rule.style.backgroundColor.toLowerCase() : ''));
    for (const selector of ['.bar .seg > button', '.composer .seg > button']) {
      const [chosen, other] = await all('cs-case-panel', selector);
      assert.deepEqual(fill(chosen), ['highlight']);
      assert.isEmpty(fill(other));
    }
  });
});
