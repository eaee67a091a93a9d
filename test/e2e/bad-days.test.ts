import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases.ts';
import type { Customer } from '../../shared/customers.ts';
import { deskUrl, openBrowser } from './desk-browser.ts';
import { Scene, word } from './desk-scene.ts';
import { addProduct, openCase, openOrder, pay, selectCustomer } from './desk-steps.ts';
import { words } from './desk-words.ts';

const term = words.en;

let browser: Browser;
let scene: Scene;
beforeAll(async () => {
  [browser, scene] = await Promise.all([openBrowser(), Scene.at(deskUrl())]);
});
afterAll(() => browser.close());

let context: BrowserContext;
let page: Page;
let customer: Customer;
let found: Case;
beforeEach(async () => {
  context = await browser.newContext();
  context.setDefaultTimeout(8_000);
  page = await context.newPage();
  customer = await scene.customer();
  found = await scene.case(customer.id, `Wobbling wheel ${word()}`, { hot: true });
});
afterEach(() => context.close());

async function atTheDesk(at: Page = page): Promise<void> {
  await at.goto(`${deskUrl()}/plain`);
  await selectCustomer(at, customer);
}

/** Puts another agent at the desk of a page. */
async function seat(at: Page, agent: string): Promise<void> {
  await at.route('**/demo/assertion', (route) => route.continue({ postData: JSON.stringify({ agent }) }));
}

/** What is sent to that address by that method from now on. */
function sentBy(at: Page, method: string, address: RegExp): Request[] {
  const sent: Request[] = [];
  at.on('request', (request) => {
    if (request.method() === method && address.test(request.url())) sent.push(request);
  });
  return sent;
}

async function keysOf(requests: readonly Request[]): Promise<Set<string | null>> {
  return new Set(await Promise.all(requests.map((request) => request.headerValue('idempotency-key'))));
}

/** The service does what is asked for, and the line breaks before its answer is back. */
async function breakLine(route: Route): Promise<void> {
  await route.fetch();
  await context.setOffline(true);
  await route.abort('internetdisconnected');
}

describe('a line that breaks', () => {
  it('while a note is saved keeps the draft, sends it again by itself, and writes it once', async () => {
    const body = `The customer sends photos ${word()}`;
    await atTheDesk();
    await openCase(page, found);
    const sent = sentBy(page, 'POST', /\/notes$/);
    await page.route(/\/notes$/, breakLine, { times: 1 });
    const field = page.getByRole('textbox', { name: term.caseKind_note });
    await field.fill(body);
    await field.press('Control+Enter');
    await page.getByText(term.caseNotSent).waitFor();
    const timeline = page.getByRole('region', { name: term.caseTimeline });
    await timeline.getByText(body).waitFor();

    await context.setOffline(false);
    await page.getByText(term.caseNotSent).waitFor({ state: 'hidden' });
    await timeline.getByText(body).waitFor();
    expect(await field.inputValue()).toBe('');
    expect((await scene.notes(found.id)).filter((one) => one === body)).toHaveLength(1);
    expect(sent.length).toBeGreaterThan(1);
    expect((await keysOf(sent)).size).toBe(1);
  });

  it('while an edit is saved keeps the draft, and saves it once, without a conflict with oneself', async () => {
    const title = `Wobbling front wheel ${word()}`;
    await atTheDesk();
    await openCase(page, found);
    await page.route(/\/v1\/cases\/\w+$/, (route) =>
      route.request().method() === 'PATCH' ? breakLine(route) : route.fallback(),
    );
    await page.getByRole('button', { name: term.caseEdit, exact: true }).click();
    const field = page.getByRole('textbox', { name: term.caseTitle });
    await field.fill(title);
    await field.press('Control+Enter');
    await page.getByRole('alert').getByText(term.failed_offline).waitFor();
    expect(await field.inputValue()).toBe(title);

    await page.unroute(/\/v1\/cases\/\w+$/);
    await context.setOffline(false);
    await page.locator('cs-case-panel').getByRole('heading', { name: title }).waitFor();
    const saved = await scene.read<Case>(`/v1/cases/${found.id}`);
    expect(saved).toMatchObject({ title, version: found.version + 1 });
  });

  it('after Submit says that nobody knows yet, asks with the same key, and submits the order once', async () => {
    const order = await scene.order(customer.id);
    await atTheDesk();
    await openOrder(page, order);
    await pay(page);
    await page.getByRole('button', { name: term.orderRecap }).first().click();
    await page.getByRole('region', { name: term.orderReadBack }).waitFor();
    const sent = sentBy(page, 'POST', /\/submit$/);
    await page.route(/\/submit$/, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: term.orderSubmit }).click();
    await page.getByText(term.orderNeverTwice).waitFor();
    await page.unroute(/\/submit$/);
    await page.getByRole('button', { name: term.orderAskNow }).click();
    await page.getByRole('button', { name: term.orderNew }).waitFor();

    expect((await keysOf(sent)).size).toBe(1);
    const { items } = await scene.read<{ items: { type: string }[] }>(`/v1/orders/${order.id}/events?limit=100`);
    expect(items.filter(({ type }) => type.includes('submitted'))).toHaveLength(1);
  });
});

describe('a session that the service no longer takes', () => {
  it('is exchanged once for all elements, and the agent sees nothing of it', async () => {
    const order = await scene.order(customer.id);
    await page.goto(`${deskUrl()}/plain`);
    await page.getByRole('combobox', { name: term.keyFind }).fill(customer.name);
    await page.getByRole('option', { name: customer.number }).waitFor();
    let refused = '';
    let times = 0;
    await page.route(/\/v1\/(?!sessions)/, async (route) => {
      const token = (await route.request().headerValue('authorization')) ?? '';
      refused ||= token;
      if (token !== refused) return route.fallback();
      times += 1;
      const problem = { type: 'about:blank', title: '', status: 401, detail: '', code: 'token_expired', requestId: '' };
      return route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    const exchanges = sentBy(page, 'POST', /\/v1\/sessions$/);
    const assertions = sentBy(page, 'POST', /\/demo\/assertion$/);
    await page.getByRole('option', { name: customer.number }).click();
    await page.getByRole('region', { name: term.panelAlerts }).getByRole('heading', { name: found.title }).waitFor();
    await page.getByRole('option', { name: found.title }).waitFor();
    await page.locator('cs-order-completion').getByRole('button', { name: order.number }).waitFor();
    expect(times).toBeGreaterThan(2);
    expect(exchanges).toHaveLength(1);
    expect(assertions).toHaveLength(1);
    expect(await page.getByRole('alert').filter({ hasText: term.problem_token_expired }).count()).toBe(0);
  });
});

describe('two at once', () => {
  it('edit one case: the second sees both versions, keeps the draft, and says what stands', async () => {
    const [mine, hers] = [`Mine ${word()}`, `Hers ${word()}`];
    const other = await browser.newContext();
    const colleague = await other.newPage();
    await seat(colleague, 'marta');
    await Promise.all([atTheDesk(), atTheDesk(colleague)]);
    for (const at of [page, colleague]) {
      await openCase(at, found);
      await at.getByRole('button', { name: term.caseEdit, exact: true }).click();
    }
    await page.getByRole('textbox', { name: term.caseTitle }).fill(mine);
    await colleague.getByRole('textbox', { name: term.caseTitle }).fill(hers);
    await colleague.getByRole('button', { name: term.save, exact: true }).click();
    await colleague.locator('cs-case-panel').getByRole('heading', { name: hers }).waitFor();
    await other.close();

    await page.getByRole('button', { name: term.save, exact: true }).click();
    await page.getByText(/Marta Nowak saved this at .+ Choose what stands\./).waitFor();
    const choice = page.getByRole('radiogroup', { name: term.caseTitle });
    await choice.getByRole('radio', { name: hers }).waitFor();
    await choice.getByRole('radio', { name: mine }).check();
    expect((await scene.read<Case>(`/v1/cases/${found.id}`)).title).toBe(hers);
    await page.getByRole('button', { name: term.caseSaveChosen }).click();
    await page.locator('cs-case-panel').getByRole('heading', { name: mine }).waitFor();
    expect((await scene.read<Case>(`/v1/cases/${found.id}`)).title).toBe(mine);
  });

  it('tabs of one agent work on one order: neither loses what was asked for', async () => {
    const order = await scene.order(customer.id);
    const tab = await context.newPage();
    // This one is told nothing of the other.
    await page.route(/\/v1\/live\//, (route) => route.fulfill({ status: 404 }));
    await Promise.all([atTheDesk(), atTheDesk(tab)]);
    await openOrder(page, order);
    await openOrder(tab, order);
    await addProduct(tab, 'HC-BRK-ORG');
    const quantity = page.getByRole('textbox', { name: term.orderQuantity });
    await quantity.fill('4');
    await quantity.press('Enter');
    await page.getByText(/Inês Carvalho saved this at .+ Choose what stands\./).waitFor();
    await page.getByRole('button', { name: term.keepYours }).click();
    const lines = () =>
      scene
        .read<{ lines: { sku: string; quantity: number }[] }>(`/v1/orders/${order.id}`)
        .then((now) => now.lines.map(({ sku, quantity: count }) => `${count} ${sku}`).toSorted());
    await expect.poll(lines).toEqual(['1 HC-BRK-ORG', '4 HC-HLM-M']);
    await page.getByRole('listitem').getByText('HC-BRK-ORG').waitFor();
  });

  it('tabs of one agent both write on a case: both notes are there', async () => {
    const tab = await context.newPage();
    const [first, second] = [`From one tab ${word()}`, `From the other ${word()}`];
    await Promise.all([atTheDesk(), atTheDesk(tab)]);
    for (const [at, text] of [
      [page, first],
      [tab, second],
    ] as const) {
      await openCase(at, found);
      await at.getByRole('textbox', { name: term.caseKind_note }).fill(text);
    }
    await Promise.all([page, tab].map((at) => at.getByRole('button', { name: term.caseSave_note }).click()));
    for (const [at, text] of [
      [page, first],
      [tab, second],
    ] as const)
      await at.getByRole('region', { name: term.caseTimeline }).getByText(text).waitFor();
    expect((await scene.notes(found.id)).toSorted()).toEqual([first, second].toSorted());
  });
});

describe('a page that its author got wrong', () => {
  const right = { endpoint: '/', 'publishable-key': 'pk_demo_halden', 'token-url': '/demo/assertion' };

  /** Opens a page whose provider has these attributes; gives what its console warns of. */
  async function written(attributes: Record<string, string>): Promise<string[]> {
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    page.on('pageerror', (error) => warnings.push(`thrown: ${error.message}`));
    const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
    const html = `<!doctype html><html lang="en"><title>A host</title><link rel="icon" href="/favicon.svg">
      <script type="module" src="/widget/v1/callside.js"></script><cs-provider ${text.join(' ')}>
      <cs-customer-lookup></cs-customer-lookup><cs-alert-banner></cs-alert-banner><cs-case-panel></cs-case-panel>
      <cs-order-completion></cs-order-completion></cs-provider></html>`;
    await page.route('**/host', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${deskUrl()}/host`);
    return warnings;
  }

  it.each([
    ['endpoint', term.setup_no_endpoint],
    ['publishable-key', term.setup_no_publishable_key],
    ['token-url', term.setup_no_token_source],
  ] as const)('by leaving out %s is told once, and the agent reads why in each element', async (missing, told) => {
    const warnings = await written(Object.fromEntries(Object.entries(right).filter(([name]) => name !== missing)));
    await expect.poll(() => page.getByText(told).count()).toBe(4);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(missing);
    expect(warnings[0]).toContain('<cs-provider>');
  });

  it.each([
    ['an unknown key', { ...right, 'publishable-key': 'pk_nobody' }, term.problem_invalid_assertion],
    ['a token-url that is not there', { ...right, 'token-url': '/nowhere' }, term.failed_token],
    ['a token-url that gives no token', { ...right, 'token-url': '/v1/health' }, term.failed_token],
    ['an endpoint where nobody answers', { ...right, endpoint: 'http://localhost:9' }, term.failed_network],
  ] as const)('with %s: who searches reads why', async (_, attributes, told) => {
    const warnings = await written(attributes);
    await page.getByRole('combobox', { name: term.keyFind }).fill(customer.name);
    await page.getByRole('alert').getByText(told).waitFor();
    expect(warnings).toHaveLength(1);
  });
});

describe('an answer that is none', () => {
  const pageOfAProxy = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>';
  const answers = [
    ['a proxy’s page of status 502', 502],
    ['a page in place of the data', 200],
  ] as const;

  it.each(answers)('(%s) is said where it is missing, and Try again reads it', async (_, status) => {
    const order = await scene.order(customer.id);
    await page.goto(`${deskUrl()}/plain`);
    const garbage = /\/v1\/(customers\/\w+|cases|orders|products|priorities|subjects|channels)/;
    await page.route(garbage, (route) => route.fulfill({ status, contentType: 'text/html', body: pageOfAProxy }));
    await selectByText();
    const failed = page.getByRole('alert').filter({ has: page.getByRole('button', { name: term.tryAgain }) });
    for (const lead of [term.alertsUnread, term.casesUnread, term.ordersUnread, term.lookupUnread])
      await page.getByText(lead).waitFor();
    expect(await page.getByText('502').count()).toBe(0);

    await page.unroute(garbage);
    for (let left = await failed.count(); left > 0; left = await failed.count())
      await failed.first().getByRole('button', { name: term.tryAgain }).click();
    await page.getByRole('region', { name: term.panelAlerts }).getByRole('heading', { name: found.title }).waitFor();
    await page.getByRole('option', { name: found.title }).waitFor();
    await page.locator('cs-order-completion').getByRole('button', { name: order.number }).waitFor();
  });

  /** Selects without waiting for what cannot be read now. */
  async function selectByText(): Promise<void> {
    await page.getByRole('combobox', { name: term.keyFind }).fill(customer.name);
    await page.getByRole('option', { name: customer.number }).click();
  }

  it('to a search is said, and the text is kept', async () => {
    await page.goto(`${deskUrl()}/plain`);
    await page.route(
      /\/v1\/customers\?/,
      (route) => route.fulfill({ status: 502, contentType: 'text/html', body: pageOfAProxy }),
      { times: 1 },
    );
    const field = page.getByRole('combobox', { name: term.keyFind });
    await field.fill(customer.name);
    await page.getByText(term.lookupFailed).waitFor();
    expect(await field.inputValue()).toBe(customer.name);
    await page.getByRole('button', { name: term.tryAgain }).click();
    await page.getByRole('option', { name: customer.number }).waitFor();
  });

  it('to an open case leaves the rest of the desk working', async () => {
    await atTheDesk();
    await page.route(/\/v1\/cases\/\w+(\/timeline.*)?$/, (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: pageOfAProxy }),
    );
    await page.getByRole('option', { name: found.title }).click();
    await page.getByText(term.caseUnread(found.number)).waitFor();
    await page.unroute(/\/v1\/cases\/\w+(\/timeline.*)?$/);
    // Pressed, unless it was read again for other reasons before.
    const note = page.getByRole('textbox', { name: term.caseKind_note });
    await page.locator('cs-case-panel').getByRole('button', { name: term.tryAgain }).or(note).first().click();
    await note.waitFor();
  });
});
