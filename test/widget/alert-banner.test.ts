import '../../widget/cs-alert-banner.ts';
import '../../widget/cs-case-panel.ts';
import { assert, fixture } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html } from 'lit';
import type { Case } from '../../shared/cases.ts';
import type { Customer } from '../../shared/customers.ts';
import { CallsideAlertBanner } from '../../widget/alert-banner/alert-banner.ts';
import type { CallsideProvider } from '../../widget/provider/provider.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { api, demoAssertion, demoKey, mount, until } from './support/fixture.ts';
import type { MountOptions } from './support/fixture.ts';
import { press } from './support/keys.ts';
import { makeCustomer, once, part, parts, reads, textOf, word } from './support/lookup.ts';
import { expectLogical, expectTokens } from './support/tokens.ts';

interface Priority {
  id: string;
  name: string;
  rank: number;
  hotAlert: boolean;
}

let critical: Priority;
let high: Priority;
let calm: Priority;

async function banner(options: MountOptions = {}, element = html`<cs-alert-banner></cs-alert-banner>`) {
  const page = html`<main style="background: light-dark(#fff, #17191c)">${element}<button id="far">…</button></main>`;
  const mounted = await mount('cs-alert-banner', page, options);
  await until(() => mounted.provider.session, 'a session');
  return mounted;
}

function makeCase({ id }: Customer, title: string, { id: priorityId }: Priority): Promise<Case> {
  return api('POST', '/v1/cases', { title, customerId: id, priorityId });
}
async function makeHot(count: number): Promise<{ customer: Customer; cases: Case[] }> {
  const customer = await makeCustomer({ name: `Anna ${word()}` });
  const cases: Case[] = [];
  for (let place = 0; place < count; place += 1) {
    cases.push(await makeCase(customer, `Recall ${place} ${word()}`, place === 1 ? critical : high));
  }
  return { customer, cases };
}
async function makeOneHot(): Promise<{ customer: Customer; hot: Case }> {
  const { customer, cases } = await makeHot(1);
  const [hot] = cases;
  if (!hot) throw new Error('no case was made');
  return { customer, hot };
}
function choose(provider: CallsideProvider, { id }: Customer): void {
  provider.selection = { customer: { id } };
}
/** Everything that is announced, with its priority. */
function heard(element: HTMLElement): [message: string, priority: string][] {
  const said: [string, string][] = [];
  Object.defineProperty(element, 'ariaNotify', {
    value: (message: string, { priority }: { priority: string }) => said.push([message, priority]),
    configurable: true,
  });
  return said;
}
function rooms(element: HTMLElement): number {
  return element.getBoundingClientRect().height;
}

describe('cs-alert-banner', () => {
  before(async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { items } = await api<{ items: Priority[] }>('GET', '/v1/priorities');
    const hot = items.filter((one) => one.hotAlert).sort((one, other) => other.rank - one.rank);
    const [first, second = first] = hot;
    const other = items.find((one) => !one.hotAlert);
    if (!first || !second || !other) throw new Error('The demo has hot priorities and others.');
    [critical, high, calm] = [first, second, other];
  });
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('[A34] opens by itself for a selected customer who has a case of a hot priority', async () => {
    const { customer, cases } = await makeHot(1);
    const { element, provider } = await banner();
    assert.equal(rooms(element), 0);
    choose(provider, customer);
    await reads(element, cases[0]?.title ?? '-');
    assert.isAbove(rooms(element), 40);
    assert.isTrue(element.matches(':state(ready)'));
  });

  it('[A34] takes no room for a customer without one, nor while it looks', async () => {
    const customer = await makeCustomer({ name: `Anna ${word()}` });
    await makeCase(customer, 'Question', calm);
    const line = faulty();
    const { element, provider } = await banner({ fetch: line.fetch });
    line.delay(200, /alerts$/);
    choose(provider, customer);
    await until(() => element.matches(':state(loading)'), 'looking');
    assert.equal(getComputedStyle(element).display, 'none');
    await until(() => element.matches(':state(empty)'), 'nothing found');
    assert.equal(getComputedStyle(element).display, 'none');
  });

  it('[A34] never takes the focus, and is announced at once, urgently, once', async () => {
    const { customer, cases } = await makeHot(2);
    const { element, provider } = await banner();
    const said = heard(element);
    const far = provider.querySelector<HTMLElement>('#far');
    far?.focus();
    choose(provider, customer);
    await until(() => said.length > 0, 'an announcement');
    provider.refresh();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(said, [[`2 hot alerts: ${cases[1]?.title}; ${cases[0]?.title}`, 'high']]);
    assert.isTrue(document.activeElement === far);
  });

  it('[A35] shows the title, the newest note with its author, number, priority and since when it is open', async () => {
    const { customer, hot } = await makeOneHot();
    await api(
      'POST',
      `/v1/cases/${hot.id}/notes`,
      { body: 'Courier pick-up only.' },
      { 'if-match': `"${hot.version}"` },
    );
    const { element, provider } = await banner();
    choose(provider, customer);
    await reads(element, '“Courier pick-up only.” Inês Carvalho');
    const shown = textOf(await part(element, 'alert'));
    for (const fact of [hot.title, hot.number, `${high.rank} ${high.name}`, 'open']) assert.include(shown, fact);
  });

  it('[A35] cuts a long note, which the case has whole', async () => {
    const { customer, hot } = await makeOneHot();
    await api('POST', `/v1/cases/${hot.id}/notes`, { body: 'Long. '.repeat(300) }, { 'if-match': `"${hot.version}"` });
    const { element, provider } = await banner();
    choose(provider, customer);
    const shown = await reads(element, '…”');
    assert.isBelow(shown.length, 600);
  });

  it('[A34] puts the highest priority first', async () => {
    const { customer, cases } = await makeHot(2);
    const { element, provider } = await banner();
    choose(provider, customer);
    await until(() => parts(element, 'alert').length === 2, 'two alerts');
    assert.deepEqual(
      parts(element, 'alert').map((alert) => alert.querySelector('h2')?.textContent),
      [cases[1]?.title, cases[0]?.title],
    );
  });

  it('[A36] Edit case selects the case, and tells the host before', async () => {
    const { customer, hot } = await makeOneHot();
    const { element, provider } = await banner();
    choose(provider, customer);
    const asked = once(provider, 'cs-alert-edit');
    (await part(element, 'edit-button')).click();
    assert.equal((await asked).detail.alert.caseId, hot.id);
    assert.deepEqual(provider.selection.case, { id: hot.id, number: hot.number, title: hot.title });
    assert.equal(provider.selection.customer?.id, customer.id);
  });

  it('[A36] Edit case opens it in the case panel and hands it the focus', async () => {
    const { customer, hot } = await makeOneHot();
    const { element, provider } = await banner(
      {},
      html`<cs-alert-banner></cs-alert-banner><cs-case-panel></cs-case-panel>`,
    );
    choose(provider, customer);
    await part(element, 'edit-button');
    element.focus();
    await press('e');
    const panel = await until(() => provider.querySelector('cs-case-panel'), 'the case panel');
    await reads(panel, hot.number);
    await until(() => document.activeElement === panel, 'the focus in the case panel');
  });

  it('[A34] alone on a page uses its own attributes', async () => {
    const { customer, hot } = await makeOneHot();
    const getToken = async () => (await demoAssertion()).token;
    const element = await fixture<CallsideAlertBanner>(
      html`<cs-alert-banner
        endpoint="/"
        publishable-key=${await demoKey()}
        .getToken=${getToken}
        customer-id=${customer.id}
      ></cs-alert-banner>`,
    );
    await reads(element, hot.title);
  });

  it('[A36] the host may open the case itself', async () => {
    const { customer } = await makeHot(1);
    const { element, provider } = await banner();
    provider.addEventListener('cs-alert-edit', (event) => event.preventDefault());
    choose(provider, customer);
    (await part(element, 'edit-button')).click();
    assert.isNull(provider.selection.case);
  });

  it('[A36] G A leads to it, ↑ and ↓ go from alert to alert, E edits the one with the focus', async () => {
    const { customer, cases } = await makeHot(3);
    const { element, provider } = await banner();
    provider.querySelector<HTMLElement>('#far')?.focus();
    choose(provider, customer);
    await until(() => parts(element, 'alert').length === 3, 'three alerts');
    await press('g', 'a');
    assert.isTrue(document.activeElement === element);
    await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'e');
    assert.equal(provider.selection.case?.id, cases[0]?.id);
  });

  it('[A37] goes when the priority is changed to one that is not hot', async () => {
    const { customer, hot } = await makeOneHot();
    const { element, provider } = await banner();
    choose(provider, customer);
    await part(element, 'alert');
    await api('PATCH', `/v1/cases/${hot.id}`, { priorityId: calm.id }, { 'if-match': `"${hot.version}"` });
    document.body.dispatchEvent(new Event('cs-case-changed', { bubbles: true }));
    await until(() => rooms(element) === 0, 'no alert');
  });

  it('[A37] goes when the case is resolved', async () => {
    const { customer, hot } = await makeOneHot();
    const { element, provider } = await banner();
    choose(provider, customer);
    await part(element, 'alert');
    await api('POST', `/v1/cases/${hot.id}/resolve`, { resolution: 'Replaced' }, { 'if-match': `"${hot.version}"` });
    document.body.dispatchEvent(new Event('cs-case-resolved', { bubbles: true }));
    await until(() => rooms(element) === 0, 'no alert');
  });

  it('[A38] comes when the priority is changed to one that is hot, and only the new one is announced', async () => {
    const { customer, cases } = await makeHot(1);
    const later = await makeCase(customer, `Later ${word()}`, calm);
    const { element, provider } = await banner();
    const said = heard(element);
    choose(provider, customer);
    await part(element, 'alert');
    await api('PATCH', `/v1/cases/${later.id}`, { priorityId: critical.id }, { 'if-match': `"${later.version}"` });
    document.body.dispatchEvent(new Event('cs-case-changed', { bubbles: true }));
    await until(() => parts(element, 'alert').length === 2, 'a second alert');
    assert.deepEqual(
      said.map(([message]) => message),
      [`Hot alert: ${cases[0]?.title}`, `Hot alert: ${later.title}`],
    );
  });

  it('[A34] changes with the selection', async () => {
    const [one, other] = [await makeHot(1), await makeHot(1)];
    const { element, provider } = await banner();
    choose(provider, one.customer);
    await reads(element, one.cases[0]?.title ?? '-');
    choose(provider, other.customer);
    await reads(element, other.cases[0]?.title ?? '-');
    assert.notInclude(textOf(await part(element, 'base')), one.cases[0]?.title ?? '-');
    provider.selection = {};
    await until(() => rooms(element) === 0, 'no room');
  });

  it('[A34] shows another customer’s when the host names one, and edits them for the desk', async () => {
    const { customer, cases } = await makeHot(1);
    const { element, provider } = await banner(
      {},
      html`<cs-alert-banner customer-id=${customer.id}></cs-alert-banner>`,
    );
    (await part(element, 'edit-button')).click();
    assert.equal(provider.selection.customer?.id, customer.id);
    assert.equal(provider.selection.case?.id, cases[0]?.id);
  });

  it('[A34] shows as many as the host wants, the rest behind Show all', async () => {
    const { customer } = await makeHot(3);
    const { element, provider } = await banner({}, html`<cs-alert-banner max="2"></cs-alert-banner>`);
    choose(provider, customer);
    await until(() => parts(element, 'alert').length === 2, 'two alerts');
    const all = element.shadowRoot?.querySelector<HTMLElement>('.rest button');
    assert.equal(textOf(all), 'Show all 3');
    all?.focus();
    await press('Enter');
    await until(() => parts(element, 'alert').length === 3, 'three alerts');
    await until(() => element.shadowRoot?.activeElement === parts(element, 'edit-button')[2], 'the focus on the next');
  });

  it('[A34] says that alerts could not be read, and reads them again', async () => {
    const { customer, cases } = await makeHot(1);
    const line = faulty();
    const { element, provider } = await banner({ fetch: line.fetch });
    line.drop(/alerts$/, 3);
    choose(provider, customer);
    await reads(element, 'Hot alerts could not be read.', 8_000);
    assert.isTrue(element.matches(':state(error)'));
    await expectAccessible(element);
    (await part(element, 'retry-button')).click();
    await reads(element, cases[0]?.title ?? '-');
  });

  it('[A34] keeps what it shows when reading again fails, and says so', async () => {
    const { customer, cases } = await makeHot(1);
    const line = faulty();
    const { element, provider } = await banner({ fetch: line.fetch });
    choose(provider, customer);
    await part(element, 'alert');
    line.drop(/alerts$/, 3);
    provider.refresh();
    await reads(element, 'Hot alerts could not be read.', 8_000);
    assert.include(textOf(await part(element, 'alert')), cases[0]?.title ?? '-');
  });

  it('is gone when the agent signs out', async () => {
    const { customer } = await makeHot(1);
    const { element, provider } = await banner();
    choose(provider, customer);
    await part(element, 'alert');
    provider.signOut();
    await until(() => rooms(element) === 0, 'no room');
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const dir of ['ltr', 'rtl'] as const) {
      it(`accessible: ${theme}, ${dir}`, async () => {
        const { customer } = await makeHot(3);
        const { element, provider } = await banner({ dir }, html`<cs-alert-banner max="2"></cs-alert-banner>`);
        provider.theme = theme;
        choose(provider, customer);
        await reads(element, 'Edit case');
        await expectAccessible(element);
        element.focus();
        await expectAccessible(element);
      });
    }
  }

  it('stands beside its verbs from 640 on and above them below', async () => {
    const { customer } = await makeHot(1);
    const { element, provider } = await banner();
    choose(provider, customer);
    const verb = await part(element, 'edit-button');
    const title = await until(() => element.shadowRoot?.querySelector('h2'), 'a title');
    for (const [width, beside] of [
      [320, false],
      [480, false],
      [640, true],
      [1280, true],
    ] as const) {
      element.parentElement?.style.setProperty('inline-size', `${width}px`);
      await element.updateComplete;
      const [v, t] = [verb.getBoundingClientRect(), title.getBoundingClientRect()];
      assert.equal(v.left >= t.right, beside, `${width} wide`);
      assert.isAtMost(element.scrollWidth, width);
    }
  });

  it('with the tokens of all elements and no physical direction', () => {
    expectTokens(CallsideAlertBanner);
    expectLogical(CallsideAlertBanner);
  });
});
