import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, deskUrl, newPage, openBrowser } from './desk-browser.ts';
import { Hands } from './desk-hands.ts';
import { Scene, word } from './desk-scene.ts';
import { languages, words } from './desk-words.ts';

let browser: Browser;
let scene: Scene;
beforeAll(async () => {
  [browser, scene] = await Promise.all([openBrowser(), Scene.at(deskUrl())]);
});
afterAll(() => browser.close());

let page: Page;
afterEach(() => page.close());

describe('an agent who never touches the mouse', () => {
  it.each(languages)(
    '[A34] [A35] [A36] [A29] [C35] [B02] [B04] [B05] [B22] finds, reads, writes, resolves, sells and submits in %s',
    async (lang) => {
      const customer = await scene.customer();
      const helmet = await scene.product('HC-HLM-M');
      const hot = await scene.case(customer.id, `Cracked fork ${word()}`, { hot: true });
      const term = words[lang];
      page = await newPage(browser);
      const complaints = await complaintsOf(page);
      await page.goto(`${deskUrl()}/?lang=${lang}`);
      const hands = new Hands(page);
      const seen = (text: string) => page.getByText(text).first().waitFor({ timeout: 5_000 });

      // Past the host's own links, straight into the desk.
      await hands.press('Tab', 'Enter', 'Tab');
      await hands.isOn('combobox', term.keyFind);

      await hands.find(customer);
      await page.getByRole('button', { name: term.lookupDeselect(customer.name) }).waitFor();

      const alerts = page.getByRole('region', { name: term.panelAlerts });
      await alerts.getByRole('heading', { name: hot.title }).waitFor();
      await hands.tabTo('button', term.alertEdit);
      await hands.press('e');
      await page.locator('cs-case-panel').getByRole('heading', { name: hot.title }).waitFor();
      await page.getByRole('textbox', { name: term.caseKind_note }).waitFor();

      const note = `Courier on Friday ${word()}`;
      await hands.press('n');
      await hands.isOn('textbox', term.caseKind_note);
      await hands.type(note);
      await hands.press('Control+Enter');
      await page.getByRole('region', { name: term.caseTimeline }).getByText(note).waitFor();

      const title = `Bell wanted ${word()}`;
      await hands.press('Escape', 'c');
      await hands.isOn('textbox', term.caseTitle);
      await hands.type(title);
      await hands.press('Control+Enter');
      await page.locator('cs-case-panel').getByRole('heading', { name: title }).waitFor();

      const answer = `The bell is in stock ${word()}`;
      await hands.press('r');
      await page.getByRole('dialog').waitFor();
      await hands.tabTo('textbox', term.caseResolution);
      await hands.type(answer);
      await hands.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await seen(answer);

      await hands.press('g', 'o');
      await hands.isOn('button', term.orderNew);
      await hands.press('o');
      await hands.isOn('combobox', term.orderAddProduct);
      await hands.type('HC-HLM-M');
      await page.getByRole('option', { name: 'HC-HLM-M' }).waitFor();
      await hands.press('Enter');
      await hands.isOn('textbox', term.orderQuantity);
      await hands.press('ArrowUp', 'ArrowUp', 'Enter');
      await hands.isOn('combobox', term.orderAddProduct);
      const three = new Intl.NumberFormat(lang, { minimumFractionDigits: 2 }).format(3 * Number(helmet.unitPrice));
      await page.getByRole('listitem').getByText(three, { exact: true }).waitFor();

      await hands.press('Escape', 'p');
      await hands.isOn('combobox', term.orderMethod);
      await hands.tabTo('textbox', term.orderReference_card);
      await hands.type('sandbox_ok_4242');
      await hands.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await hands.press('v');
      await page.getByRole('region', { name: term.orderReadBack }).getByText(helmet.name).waitFor();
      await hands.press('Control+Enter');
      await hands.isOn('button', term.orderNew);

      // And on to the next caller.
      await hands.press('/');
      await hands.isOn('combobox', term.keyFind);
      process.stdout.write(`journey in ${lang}: ${hands.pressed} key presses\n`);

      expect(await scene.notes(hot.id)).toContain(note);
      const resolved = (await scene.cases(customer.id)).find((one) => one.title === title);
      expect(resolved).toMatchObject({ state: 'resolved' });
      const [order, ...others] = await scene.orders(customer.id);
      expect(others).toEqual([]);
      expect(order?.status).toBe('submitted');
      const { lines, payments } = await scene.read<{ lines: unknown[]; payments: unknown[] }>(
        `/v1/orders/${order?.id}`,
      );
      expect(lines).toMatchObject([{ sku: 'HC-HLM-M', quantity: 3 }]);
      expect(payments).toMatchObject([{ status: 'authorised' }]);
      expect(complaints).toEqual([]);
    },
  );
});
