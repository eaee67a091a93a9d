import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, deskUrl, newPage, openBrowser } from './desk-browser.ts';
import { version } from '../../widget/internal/version.ts';
import { Hands } from './desk-hands.ts';
import { Scene, word } from './desk-scene.ts';
import { words } from './desk-words.ts';

const strictest =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";
const named = `${strictest}; trusted-types callside lit-html`;
const tags = ['cs-provider', 'cs-customer-lookup', 'cs-alert-banner', 'cs-case-panel', 'cs-order-completion'];
const term = words.en;

let browser: Browser;
let scene: Scene;
/** The script as the desk serves it, and a host's own bundle of Lit with an element drawn by it. */
let ours: string;
let theirs: string;
beforeAll(async () => {
  [browser, scene, ours, theirs] = await Promise.all([
    openBrowser(),
    Scene.at(deskUrl()),
    fetch(`${deskUrl()}/widget/v1/callside.js`).then((answer) => answer.text()),
    hostBundle(),
  ]);
});
afterAll(() => browser.close());

let page: Page;
afterEach(() => page.close());

async function hostBundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { LitElement, html, css } from 'lit';
class HostGreeting extends LitElement {
  static styles = css\`p { color: green; }\`;
  render() { return html\`<p>The host draws with \${'its own'} Lit</p>\`; }
}
customElements.define('host-greeting', HostGreeting);`,
      resolveDir: resolve(import.meta.dirname, '../..'),
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Opens a page of a host on the desk's own origin that loads these scripts in this order under this policy. */
async function host(policy: string, scripts: Record<string, string>): Promise<string[]> {
  page = await newPage(browser);
  const complaints = await complaintsOf(page);
  const loads = Object.entries(scripts).map(([path, text]) => {
    const integrity = `sha384-${createHash('sha384').update(text).digest('base64')}`;
    return `<script type="module" src="${path}" integrity="${integrity}" crossorigin="anonymous"></script>`;
  });
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>
    <link rel="icon" href="/favicon.svg">${loads.join('')}</head><body><h1>A host</h1><host-greeting></host-greeting>
    <cs-provider endpoint="/" publishable-key="pk_demo_halden" token-url="/demo/assertion">
    ${tags
      .slice(1)
      .map((tag) => `<${tag}></${tag}>`)
      .join('')}</cs-provider></body></html>`;
  await page.route(`${deskUrl()}/host`, (route) =>
    route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body: html }),
  );
  for (const [path, body] of Object.entries(scripts))
    await page.route(deskUrl() + path, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto(`${deskUrl()}/host`);
  return complaints;
}

/** A customer is found and the alert shows: script, styles, session, context and selection work. */
async function findCustomer(): Promise<{ hands: Hands; caseId: string }> {
  const customer = await scene.customer();
  const hot = await scene.case(customer.id, `Fork ${word()}`, { hot: true });
  const hands = new Hands(page);
  await hands.tabTo('combobox', term.keyFind);
  await hands.find(customer);
  await page.getByRole('region', { name: term.panelAlerts }).getByRole('heading', { name: hot.title }).waitFor();
  return { hands, caseId: hot.id };
}

/** Every tag does its part: search, alert, case with a note, order with a product, the payment's dialog, the map of keys. */
async function shortJourney(): Promise<void> {
  const { hands, caseId } = await findCustomer();
  await hands.tabTo('button', term.alertEdit);
  await hands.press('e');
  await page.getByRole('textbox', { name: term.caseKind_note }).waitFor();
  const note = `Noted ${word()}`;
  await hands.press('n');
  await hands.isOn('textbox', term.caseKind_note);
  await hands.type(note);
  await hands.press('Control+Enter');
  await page.getByRole('region', { name: term.caseTimeline }).getByText(note).waitFor();
  await hands.press('Escape', 'g', 'o');
  await hands.isOn('button', term.orderNew);
  await hands.press('o');
  await hands.isOn('combobox', term.orderAddProduct);
  await hands.type('HC-HLM-M');
  await page.getByRole('option', { name: 'HC-HLM-M' }).waitFor();
  await hands.press('Enter');
  await hands.isOn('textbox', term.orderQuantity);
  await hands.press('Enter', 'Escape', 'p');
  await hands.isOn('combobox', term.orderMethod);
  await hands.press('Escape', '?');
  await page.getByRole('dialog', { name: term.keys }).waitFor();
  expect(await scene.notes(caseId)).toContain(note);
}

describe('under the strictest policy a host can have', () => {
  it('the desk’s own page, which pins the script, works without a violation or an error', async () => {
    page = await newPage(browser);
    const complaints = await complaintsOf(page);
    const answer = await page.goto(`${deskUrl()}/plain`);
    expect(answer?.headers()['content-security-policy']).toBe(strictest);
    expect(await page.locator('script[integrity^=sha384-]').count()).toBe(1);
    await shortJourney();
    expect(complaints).toEqual([]);
  });

  it.each([
    ['after ours', ['/widget/v1/callside.js', '/host-lit.js']],
    ['before ours', ['/host-lit.js', '/widget/v1/callside.js']],
  ])('a host’s own Lit, loaded %s, draws beside it', async (_, order) => {
    const texts: Record<string, string> = { '/widget/v1/callside.js': ours, '/host-lit.js': theirs };
    const complaints = await host(named, Object.fromEntries(order.map((path) => [path, texts[path] ?? ''])));
    await page.getByText('The host draws with its own Lit').waitFor();
    await shortJourney();
    expect(complaints).toEqual([]);
  });
});

describe('a page that loads the script twice', () => {
  it('works, and says nothing', async () => {
    const complaints = await host(strictest, { '/widget/v1/callside.js': ours, '/copy/callside.js': ours });
    await findCustomer();
    expect(complaints).toEqual([]);
  });

  it('in two versions, works with the first and warns once a tag', async () => {
    const newer = ours.replaceAll(`"${version}"`, '"99.0.0"');
    expect(newer).not.toBe(ours);
    const complaints = await host(strictest, { '/widget/v1/callside.js': ours, '/copy/callside.js': newer });
    await findCustomer();
    expect(complaints).toHaveLength(tags.length);
    for (const tag of tags)
      expect(
        complaints.filter((text) => text.includes(`<${tag}>`)),
        tag,
      ).toHaveLength(1);
  });

  it('where the page allows each policy once, still works with the first', async () => {
    const complaints = await host(named, { '/widget/v1/callside.js': ours, '/copy/callside.js': ours });
    await findCustomer();
    // The second copy asks for the policy that is taken, is refused and does not run: said once by it, once by the browser.
    expect(complaints.filter((text) => !/callside|trusted-types/.test(text))).toEqual([]);
    expect(complaints.length).toBeLessThanOrEqual(3);
  });
});
