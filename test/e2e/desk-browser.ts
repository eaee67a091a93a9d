import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../tools/chromium/find.ts';

/** The address of the desk that the whole run shares. @throws Error where the test runs without one. */
export function deskUrl(): string {
  const url = process.env['CALLSIDE_DESK_URL'];
  if (!url) throw new Error('No desk: CALLSIDE_DESK_URL is not set. Run it with npm run test:e2e.');
  return url;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A page on which nobody waits long for what does not come. One that a test gives has no address of its own, which
 * Chromium takes for one of the internet: it may reach this machine.
 */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ permissions: ['local-network-access'], ...options });
  page.setDefaultTimeout(8_000);
  return page;
}

/** What a page complains of from now on: refused by its policy, thrown, written to the console, not loaded. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()} answered ${response.status()}`);
  });
  await page.exposeFunction('complain', (text: string) => complaints.push(text));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (e) => complain(e.violatedDirective + ' ' + e.blockedURI))`,
  );
  return complaints;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AxeQuestion {
  /** Selectors of what is left out. */
  exclude?: string[][];
  /** The rules to ask; all when none is named. */
  rules?: string[];
}

/** What axe finds on the page, in a line each. */
export async function axeFindings(page: Page, { exclude = [], rules = [] }: AxeQuestion = {}): Promise<string[]> {
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(axe);
  const context = JSON.stringify({ include: [['html']], exclude });
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${context}, ${options})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${JSON.stringify(target)}`));
}
