import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases.ts';
import type { Customer } from '../../shared/customers.ts';
import { axeFindings, deskUrl, newPage, openBrowser } from './desk-browser.ts';
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

let page: Page;
let findings: string[];
let customer: Customer;
let found: Case;
beforeEach(async () => {
  findings = [];
  page = await newPage(browser, { viewport: { width: 1440, height: 1200 }, reducedMotion: 'reduce' });
  customer = await scene.customer();
  found = await scene.case(customer.id, `Bent rim ${word()}`, { hot: true });
  await scene.activity(found.id, `Call the courier ${word()}`);
});
afterEach(() => page.close());

/** Asks axe of the whole page, shadow roots included: everything in light, what hangs on colours in dark as well. */
async function judge(state: string): Promise<void> {
  for (const [colorScheme, rules] of [
    ['light', []],
    ['dark', ['color-contrast', 'link-in-text-block']],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    findings.push(...(await axeFindings(page, { rules: [...rules] })).map((one) => `${state}, ${colorScheme}: ${one}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const panel = (tag: 'case-panel' | 'order-completion' | 'customer-lookup') => page.locator(`cs-${tag}`);

describe('axe finds nothing', () => {
  it('while a customer is looked for, made and selected', async () => {
    await page.goto(deskUrl());
    const field = page.getByRole('combobox', { name: term.keyFind });
    await field.waitFor();
    await judge('nobody selected');
    await field.fill(customer.name);
    await page.getByRole('option', { name: customer.number }).waitFor();
    await field.press('ArrowDown');
    await judge('list of customers');
    await field.fill(`${customer.name} zzzzz`);
    await page.getByText(term.lookupNone).waitFor();
    await judge('nobody found');
    await button(term.lookupNew).first().click();
    await page.getByRole('textbox', { name: term.lookupField_name }).fill('');
    await page.getByRole('button', { name: term.lookupCreate }).click();
    await page.getByText(term.field_required).first().waitFor();
    await judge('new customer, name missing');
    await page.keyboard.press('Escape');
    await selectCustomer(page, customer);
    await page.getByRole('option', { name: found.title }).waitFor();
    await judge('customer with alerts');
    await page.evaluate(`document.documentElement.dir = 'rtl'`);
    await judge('customer with alerts, right to left');
    await page.evaluate(`document.documentElement.dir = 'ltr'`);
    await panel('case-panel').getByRole('option', { name: found.title }).focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: term.keys }).waitFor();
    await judge('map of keys');
    expect(findings).toEqual([]);
  });

  it('while a case is worked', async () => {
    const plain = await scene.case(customer.id, `Squeaking saddle ${word()}`);
    await page.goto(deskUrl());
    await selectCustomer(page, customer);
    await openCase(page, found);
    await judge('case open');
    await page.getByRole('button', { name: `${term.casePriority}: `, exact: false }).click();
    await page.getByRole('menu', { name: term.casePriority }).waitFor();
    await judge('menu of priorities');
    await page.keyboard.press('Escape');
    await button(term.caseVerb_cancel).click({ force: true });
    await page.getByText(term.blocked(term.caseVerb_cancel)).waitFor();
    await judge('cancel is blocked');
    await page.getByRole('button', { name: term.caseResolveAsk }).click();
    await page.getByRole('dialog').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: term.caseResolveCancelling(1) })
      .click();
    await judge('resolve dialog, resolution missing');
    await page.keyboard.press('Escape');
    await button(term.caseEdit).click();
    await page.getByRole('textbox', { name: term.caseTitle }).fill('');
    await page.keyboard.press('Control+Enter');
    await judge('edit form, title missing');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: term.caseKind_phone_call }).click();
    await judge('a call is written');
    await page.getByRole('button', { name: term.caseNew }).click();
    await page.getByRole('textbox', { name: term.caseTitle }).waitFor();
    await judge('new case form');
    await page.keyboard.press('Escape');
    await openCase(page, plain);
    await button(term.caseVerb_cancel).click();
    await page.getByRole('dialog').waitFor();
    await judge('cancel dialog');
    await page.getByRole('dialog').getByRole('button', { name: term.caseVerb_cancel }).click();
    await page.getByRole('button', { name: term.caseVerb_reactivate }).waitFor();
    await judge('case cancelled');
    expect(findings).toEqual([]);
  });

  it('while an order is taken', async () => {
    await page.goto(deskUrl());
    await selectCustomer(page, customer);
    await button(term.orderNew).click();
    await page.getByRole('combobox', { name: term.orderAddProduct }).waitFor();
    await judge('order without lines');
    await page.getByRole('combobox', { name: term.orderAddProduct }).fill('HC-');
    await page.getByRole('option', { name: 'HC-' }).first().waitFor();
    await judge('list of products');
    await page.keyboard.press('Escape');
    await addProduct(page, 'HC-HLM-M');
    await page.getByRole('textbox', { name: term.orderQuantity }).fill('0');
    await page.getByText(term.orderQuantityWrong).waitFor();
    await judge('wrong quantity, nothing paid');
    await page.getByRole('textbox', { name: term.orderQuantity }).fill('2');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: term.orderAddPayment }).first().click();
    const dialog = page.getByRole('dialog', { name: term.orderAddPayment });
    await dialog.getByRole('textbox', { name: term.orderReference_card }).fill('sandbox_declined_0341');
    await judge('payment form');
    await dialog.getByRole('button', { name: term.orderAddPayment }).click();
    await dialog.getByText(term.orderDeclinedHelp).waitFor();
    await judge('payment declined');
    await page.keyboard.press('Escape');
    await pay(page);
    await button(term.orderRecap).first().click();
    await page.getByRole('region', { name: term.orderReadBack }).waitFor();
    await judge('recap');
    await page.route(/\/submit$/, (route) => route.abort('connectionreset'));
    await button(term.orderSubmit).click();
    await page.getByText(term.orderNeverTwice).waitFor();
    await judge('submitted, no answer yet');
    await page.unroute(/\/submit$/);
    await button(term.orderAskNow).click();
    await button(term.orderNew).waitFor();
    await judge('order submitted');
    expect(findings).toEqual([]);
  });

  it('on bad days', async () => {
    const order = await scene.order(customer.id);
    const broken = /\/v1\/(customers\/\w+|cases|orders|products|priorities|subjects|channels)/;
    await page.goto(deskUrl());
    await page.route(broken, (route) => route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad Gateway' }));
    await page.getByRole('combobox', { name: term.keyFind }).fill(customer.name);
    await page.getByRole('option', { name: customer.number }).click();
    for (const lead of [term.alertsUnread, term.casesUnread, term.ordersUnread, term.lookupUnread])
      await page.getByText(lead).waitFor();
    await judge('nothing can be read');
    await page.unroute(broken);
    await page.reload();
    await page.route(/\/v1\/customers\?/, (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByRole('combobox', { name: term.keyFind }).fill(customer.name);
    await page.getByText(term.lookupFailed).waitFor();
    await judge('search failed');
    await page.unroute(/\/v1\/customers\?/);
    await button(term.tryAgain).click();
    await page.getByRole('option', { name: customer.number }).click();
    await openOrder(page, order);
    await openCase(page, found);
    await page.route(/\/notes$/, (route) => route.fulfill({ status: 500, body: '' }));
    await page.getByRole('textbox', { name: term.caseKind_note }).fill('A note');
    await page.keyboard.press('Control+Enter');
    await page.getByText(term.caseEntryUnsaved).waitFor();
    await judge('note not saved');
    await page.unroute(/\/notes$/);
    await page.context().setOffline(true);
    await page.getByText(term.caseNotSent).or(page.getByText(term.offlineKept)).first().waitFor();
    await judge('offline');
    await page.context().setOffline(false);
    await conflict();
    await judge('two versions of a case');
    expect(findings).toEqual([]);
  });

  it('where nobody is at the desk', async () => {
    await page.route('**/demo/assertion', (route) => route.fulfill({ status: 500, body: '' }));
    await page.goto(deskUrl());
    await page.getByRole('combobox', { name: term.keyFind }).fill(customer.name);
    await page.getByText(term.failed_token).waitFor();
    await judge('the page does not say who');
    await page.evaluate(`document.querySelector('cs-provider').removeAttribute('token-url')`);
    await expect.poll(() => page.getByText(term.setup_no_token_source).count()).toBe(4);
    await judge('set-up incomplete');
    await page.evaluate(`document.querySelector('cs-provider').signOut()`);
    await expect.poll(() => page.getByText(term.setup_signed_out).count()).toBe(4);
    await judge('signed out');
    expect(findings).toEqual([]);
  });

  /** A colleague saves the open case while it is edited here. */
  async function conflict(): Promise<void> {
    await button(term.caseEdit).click();
    await page.getByRole('textbox', { name: term.caseTitle }).fill(`Mine ${word()}`);
    const now = await scene.read<Case>(`/v1/cases/${found.id}`);
    await scene.retitle(now, `Theirs ${word()}`);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('radiogroup', { name: term.caseTitle }).waitFor();
  }
});
