import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases.ts';
import type { Customer } from '../../shared/customers.ts';
import type { Order } from '../../shared/orders.ts';
import { complaintsOf, deskUrl, newPage, openBrowser } from './desk-browser.ts';
import { Scene, word } from './desk-scene.ts';
import { words } from './desk-words.ts';
import { hostPages } from './hosts/host-pages.ts';
import type { HostPage } from './hosts/host-pages.ts';

const tags = ['cs-customer-lookup', 'cs-alert-banner', 'cs-case-panel', 'cs-order-completion'] as const;
/** By these a Lit finds out that there is another on the page. */
const litGlobals = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'];
/** Where pictures go that differ, for a person to look at. */
const pictures = resolve(import.meta.dirname, '../../reports/screenshots');

let browser: Browser;
let customer: Customer;
let hot: Case;
let order: Order;
/** The moment that all pages show, so that ages and times are the same on each. */
let now: Date;
beforeAll(async () => {
  let scene: Scene;
  [browser, scene] = await Promise.all([openBrowser(), Scene.at(deskUrl())]);
  customer = await scene.customer();
  hot = await scene.case(customer.id, `Cracked fork ${word()}`, { hot: true });
  await scene.activity(hot.id, `Call the courier ${word()}`);
  order = await scene.order(customer.id);
  now = new Date();
});
afterAll(() => browser.close());

let page: Page;

/** The tags, each on white: round corners let through what is under them, and the ground is the page's. */
function withTags(boxStyles: readonly string[] = []): string {
  const boxes = tags.map(
    (tag, index) => `<div style="background:#fff;${boxStyles[index] ?? ''}"><${tag}></${tag}></div>`,
  );
  return `<div id="tags"><cs-provider endpoint="/" publishable-key="pk_demo_halden" token-url="/demo/assertion">${boxes.join('')}</cs-provider></div>`;
}

interface Drawn {
  css: string;
  root?: string | undefined;
  body: string;
  script?: boolean;
}

async function open({ css, root = '', body, script = true }: Drawn): Promise<void> {
  const html = `<!doctype html><html lang="en" ${root}><head><meta charset="utf-8"><title>A host</title>
    <link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/host.css">
    <script type="module" src="/widget/v1/callside.js"></script></head>${body}</html>`;
  await page.unrouteAll();
  // A host's sheet names fonts and pictures that are not here.
  await page.route(/\.(woff2?|ttf|eot|svg|png|gif)(\?|$)/, (route) => route.fulfill({ body: '' }));
  await page.route(`${deskUrl()}/host.css`, (route) => route.fulfill({ contentType: 'text/css', body: css }));
  await page.route(`${deskUrl()}/host`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  if (!script)
    await page.route('**/callside.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(`${deskUrl()}/host`);
}

/** A customer, an open case with its alert and an order with a line stand in the elements. */
async function showWork(): Promise<void> {
  const selection = { customer: { id: customer.id }, case: { id: hot.id }, order: { id: order.id } };
  await page.evaluate(`document.querySelector('cs-provider').selection = ${JSON.stringify(selection)}`);
  const heading = (tag: string, name: string) => page.locator(tag).getByRole('heading', { name }).waitFor();
  await Promise.all([
    page.getByRole('button', { name: words.en.lookupDeselect(customer.name) }).waitFor(),
    heading('cs-alert-banner', hot.title),
    heading('cs-case-panel', hot.title),
    page.getByRole('textbox', { name: words.en.caseKind_note }).waitFor(),
    heading('cs-order-completion', order.number),
    page.locator('cs-order-completion').getByText('HC-HLM-M').first().waitFor(),
  ]);
  await page.waitForLoadState('networkidle');
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;
async function boxOf(place: Locator): Promise<Box> {
  const box = await place.boundingBox();
  if (!box) throw new Error(`${String(place)} takes no room.`);
  return box;
}

/** The elements as pictures, and the provider's map of keys without its round corners. */
async function picturesOf(): Promise<Record<string, Buffer>> {
  const taken: Record<string, Buffer> = {};
  const picture = (clip: Box) => page.screenshot({ clip, animations: 'disabled' });
  for (const tag of tags) taken[tag] = await picture(await boxOf(page.locator(tag)));
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: words.en.keys });
  await map.waitFor();
  const { x, y, width, height } = await boxOf(map);
  taken['cs-provider'] = await picture({ x: x + 12, y: y + 12, width: width - 24, height: height - 24 });
  return taken;
}

interface Around {
  /** Each box's place, to the part of a pixel on which letters are drawn. */
  boxes: string[];
  family: string;
  size: string;
  rootSize: string;
  scheme: string;
}

function around(): Promise<Around> {
  return page.evaluate<Around>(`(() => {
    const { fontFamily: family, fontSize: size, colorScheme: scheme } = getComputedStyle(document.querySelector('cs-provider'));
    const boxes = [...document.querySelectorAll('#tags cs-provider > div')].map((box) => {
      const { left, top, width } = box.getBoundingClientRect();
      return 'position:absolute;left:' + left + 'px;top:' + (top + scrollY) + 'px;width:' + width + 'px';
    });
    return { boxes, family, size, scheme, rootSize: getComputedStyle(document.documentElement).fontSize };
  })()`);
}

/** A page of nothing but the tags, in the same places, font and colour scheme. */
function blank({ boxes, family, size, rootSize, scheme }: Around): Drawn {
  return {
    css: `html { font-size: ${rootSize}; color-scheme: ${scheme}; } body { margin: 0; background: #fff; font-family: ${family}; font-size: ${size}; }`,
    body: `<body>${withTags(boxes)}</body>`,
  };
}

/** How the page's own elements are computed, how many sheets it has, what stands in its head and on its roots. */
function ownLook(): Promise<{ look: string[]; globals: string[] }> {
  return page.evaluate(`(() => {
    const own = [...document.querySelectorAll('html, body, body *')];
    const look = own
      .filter((node) => !node.closest('#tags') && !node.querySelector('#tags'))
      .flatMap((node, index) => [...getComputedStyle(node)].map(
        (name) => index + ' ' + node.localName + ' ' + name + ': ' + getComputedStyle(node).getPropertyValue(name)));
    look.push(...[document.documentElement, document.body].map((node) => node.cloneNode().outerHTML));
    look.push('sheets: ' + document.styleSheets.length + ' and ' + document.adoptedStyleSheets.length);
    look.push(...[...document.head.children, ...document.body.children].map(({ localName }) => localName));
    return { look, globals: Object.getOwnPropertyNames(window) };
  })()`);
}

const drawnBy = (host: HostPage, script = true): Drawn => ({
  css: host.css(),
  root: host.root,
  body: host.body(withTags()),
  script,
});

/**
 * Whether two pictures are of one size and of one colour in each pixel. Where the browser draws a curve, the rim of it comes
 * out a few of 255 steps lighter or darker by how the page was cut into tiles, and not the same twice: 8 are let pass. A
 * letter that stands a fraction of a pixel elsewhere is off by far more.
 */
function samePixels(one: Buffer, other: Buffer): Promise<boolean> {
  const data = JSON.stringify([one, other].map((picture) => `data:image/png;base64,${picture.toString('base64')}`));
  return page.evaluate<boolean>(`(async () => {
    const [one, other] = await Promise.all(${data}.map(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas.drawImage(image, 0, 0);
      return canvas.getImageData(0, 0, image.width, image.height);
    }));
    return one.width === other.width && one.height === other.height
      && one.data.every((value, index) => Math.abs(value - other.data[index]) <= 8);
  })()`);
}

describe.each(hostPages)('on $name', (host) => {
  let without: Awaited<ReturnType<typeof ownLook>>;
  let beside: Awaited<ReturnType<typeof ownLook>>;
  let onHost: Record<string, Buffer>;
  let onBlank: Record<string, Buffer>;
  let complaints: string[];
  beforeAll(async () => {
    page = await newPage(browser, { viewport: { width: 1280, height: 2400 }, reducedMotion: 'reduce' });
    await page.clock.setFixedTime(now);
    complaints = await complaintsOf(page);
    await open(drawnBy(host, false));
    without = await ownLook();
    await open(drawnBy(host));
    await showWork();
    beside = await ownLook();
    const there = await around();
    onHost = await picturesOf();
    await open(blank(there));
    await showWork();
    expect(await around()).toEqual(there);
    onBlank = await picturesOf();
  });
  afterAll(() => page.close());

  it('every element is drawn, to the pixel, as on a blank page of the same font and colour scheme', async () => {
    const differing: string[] = [];
    for (const [tag, taken] of Object.entries(onHost)) {
      const wanted = onBlank[tag] ?? Buffer.of();
      if (taken.equals(wanted) || (await samePixels(taken, wanted))) continue;
      differing.push(tag);
      mkdirSync(pictures, { recursive: true });
      writeFileSync(join(pictures, `${host.name} ${tag} host.png`), taken);
      writeFileSync(join(pictures, `${host.name} ${tag} blank.png`), wanted);
    }
    expect(differing).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('the page’s own things look as they do without Callside, and it has no more globals than Lit’s own', () => {
    expect(beside.look.filter((line, index) => line !== without.look[index])).toEqual([]);
    expect(beside.look).toHaveLength(without.look.length);
    const globals = beside.globals.filter((name) => !without.globals.includes(name));
    expect(globals.sort()).toEqual(litGlobals);
  });
});
