import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases.ts';
import type { Customer } from '../../shared/customers.ts';
import { complaintsOf, deskUrl, newPage, openBrowser } from './desk-browser.ts';
import { Scene, word } from './desk-scene.ts';
import { selectCustomer } from './desk-steps.ts';
import { bundled, frameworks } from './hosts/frameworks.ts';

let browser: Browser;
let customer: Customer;
let found: Case;
beforeAll(async () => {
  let scene: Scene;
  [browser, scene] = await Promise.all([openBrowser(), Scene.at(deskUrl())]);
  customer = await scene.customer();
  found = await scene.case(customer.id, `Wobbling wheel ${word()}`);
});
afterAll(() => browser.close());

let page: Page;
afterEach(() => page.close());

describe('a page that is written in', () => {
  it.each(Object.entries(frameworks))(
    '%s sets properties, hears events, takes the desk away and brings it back',
    async (_, script) => {
      page = await newPage(browser);
      const complaints = await complaintsOf(page);
      const body = await bundled(script);
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>
      <link rel="icon" href="/favicon.svg"><script type="module" src="/widget/v1/callside.js"></script></head>
      <body><div id="app"></div><script type="module" src="/app.js"></script></body></html>`;
      await page.route(`${deskUrl()}/host`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
      await page.route(`${deskUrl()}/app.js`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
      await page.goto(`${deskUrl()}/host`);

      for (let round = 0; round < 2; round += 1) {
        await selectCustomer(page, customer);
        expect(await page.locator('output').textContent()).toBe(customer.name);
        await page.getByRole('option', { name: found.title }).click();
        await page.locator('cs-case-panel').getByRole('heading', { name: found.title }).waitFor();
        // The panel follows the page's property: nothing can be written there.
        await page.locator('cs-case-panel[readonly]').waitFor();
        await page.getByRole('button', { name: 'Desk' }).click();
        await page.locator('cs-provider').waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Desk' }).click();
      }
      expect(complaints).toEqual([]);
    },
  );
});
