import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, complaintsOf, deskUrl, openBrowser } from './desk-browser.ts';

const widths = [320, 800, 1440] as const;
const themes = ['light', 'dark'] as const;
const tags = ['cs-customer-lookup', 'cs-alert-banner', 'cs-case-panel', 'cs-order-completion'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

let page: Page;
afterEach(() => page.close());

async function open(path: string, width = 1440): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(deskUrl() + path);
}

/** Somebody is at the desk: the provider has its session. */
async function isReady(): Promise<void> {
  const who = () => page.evaluate(`document.querySelector('cs-provider')?.session?.agent.name`);
  await expect.poll(who, { timeout: 10_000 }).toBe('Inês Carvalho');
}

async function boxes(): Promise<unknown> {
  return page.evaluate(
    `${JSON.stringify(tags)}.map((tag) => {
      const { top, left, width, height } = document.querySelector(tag).getBoundingClientRect();
      return [tag, top, left, width, height];
    })`,
  );
}

describe('both pages', () => {
  it.each(['/', '/plain'].flatMap((path) => ['en', 'fr', 'pt-BR', 'it'].map((lang) => `${path}?lang=${lang}`)))(
    '%s runs every tag under its policy without a complaint',
    async (path) => {
      page = await browser.newPage();
      const complaints = await complaintsOf(page);
      await open(path);
      await isReady();
      for (const tag of tags) expect(await page.evaluate(`!!customElements.get('${tag}')`), tag).toBe(true);
      expect(complaints).toEqual([]);
    },
  );
});

describe('the intranet page', () => {
  it.each(widths.flatMap((width) => themes.map((theme) => [width, theme] as const)))(
    'at %i, %s, fits, is accessible around the tags, and stays still while they come to life',
    async (width, theme) => {
      page = await browser.newPage();
      const script = '**/widget/**';
      await page.route(script, (route) => route.abort());
      await open(`/?theme=${theme}`, width);
      const before = await boxes();
      expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(width);

      await page.unroute(script);
      await open(`/?theme=${theme}`, width);
      await isReady();
      await expect.poll(boxes).toEqual(before);
      expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(width);
      expect(await axeFindings(page, { exclude: tags.map((tag) => [tag]) })).toEqual([]);
    },
  );

  it('lets its reader choose colours, direction and language, each of which the tags follow', async () => {
    page = await browser.newPage();
    await open('/');
    await isReady();
    const scheme = () => page.evaluate(`getComputedStyle(document.querySelector('cs-case-panel')).colorScheme`);
    await page.getByLabel('Colours').selectOption('Dark');
    expect(await scheme()).toBe('dark');
    await page.getByLabel('Direction').selectOption('Right to left');
    expect(await page.evaluate(`getComputedStyle(document.querySelector('cs-case-panel')).direction`)).toBe('rtl');
    await page.getByLabel('Language').selectOption('Français');
    await page.waitForURL(/lang=fr/);
    await isReady();
    expect(await page.evaluate(`[document.documentElement.lang, document.documentElement.dir]`)).toEqual(['fr', 'rtl']);
    expect(await scheme()).toBe('dark');
    await expect.poll(() => page.locator('cs-case-panel').getByText('client').count()).toBeGreaterThan(0);
  });

  it('can be walked by keyboard, straight to the desk', async () => {
    page = await browser.newPage();
    await open('/');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(`document.activeElement.textContent`)).toBe('Skip to the desk');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.localName`)).toBe('cs-customer-lookup');
  });
});
