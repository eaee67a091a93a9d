import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskUrl, newPage, openBrowser } from './desk-browser.ts';
import { openCase, openOrder, selectCustomer } from './desk-steps.ts';
import { words } from './desk-words.ts';

/** Where the pictures go, for a person to look at. */
const pictures = resolve(import.meta.dirname, '../../reports/screenshots');
const widths = [320, 800, 1440];
const schemes = ['light', 'dark'] as const;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openBrowser();
  page = await newPage(browser, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(deskUrl());
  await selectCustomer(page, { name: 'Aurélie Lefèvre-Dubois', number: 'C-104882' });
  await openCase(page, { title: 'Cracked front fork on delivery' });
  await openOrder(page, { number: 'SO-204188' });
  await page.getByText(words.en.orderBalance).first().waitFor();
});
afterAll(() => browser.close());

/**
 * Elements that stand out of the window, words that stand out of the frame around them, and buttons that cut their own,
 * shadow roots included. A row that ends in an ellipsis cuts on purpose.
 */
async function misfits(): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const found = [];
    const say = (what, node) =>
      found.push(what + ': ' + node.localName + '.' + node.className + ' ' + (node.textContent ?? '').trim().slice(0, 40));
    const walk = (node, frame) => {
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      const visible = box.width > 1 && box.height > 1 && style.visibility === 'visible' && !node.closest('.skip');
      const stands = (within) => box.right > within.right + 1 || box.left < within.left - 1;
      const speaks = node.children.length === 0 && node.textContent.trim() !== '';
      if (visible && frame && stands({ left: 0, right: innerWidth })) say('outside', node);
      if (visible && frame && speaks && stands(frame)) say('clipped', node);
      if (visible && node.localName === 'button' && node.scrollWidth > node.clientWidth + 1) say('cut', node);
      const free = style.overflowX === 'visible';
      const onPurpose = style.textOverflow === 'ellipsis' || /auto|scroll/.test(style.overflowX) || !visible;
      const inner = free ? frame : onPurpose ? null : frame && box;
      for (const child of [...(node.shadowRoot?.children ?? []), ...node.children]) walk(child, inner);
    };
    walk(document.body, { left: 0, right: innerWidth });
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push('the page scrolls sideways: ' + scrollWidth + ' in ' + clientWidth);
    return found;
  })()`);
}

async function picture(name: string): Promise<void> {
  await page.evaluate(`scrollTo(0, 0)`);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

describe('the desk with a customer, an open case and an open order', () => {
  it.each(widths)('fits into %i pixels, light and dark, from either side', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await misfits()).toEqual([]);
      await picture(`desk-${width}-${colorScheme}`);
    }
    await page.evaluate(`document.documentElement.dir = 'rtl'`);
    expect(await misfits()).toEqual([]);
    await picture(`desk-${width}-rtl`);
    await page.evaluate(`document.documentElement.dir = 'ltr'`);
  });

  it('draws with the colours that a reader forces', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' });
    expect(await page.evaluate(`matchMedia('(forced-colors: active)').matches`)).toBe(true);
    expect(await misfits()).toEqual([]);
    await picture('desk-1440-forced');
    await page.emulateMedia({ forcedColors: 'none' });
  });

  it('fits with text twice as large', async () => {
    await page.setViewportSize({ width: 800, height: 900 });
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    expect(await page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`)).toBe(0);
    await picture('desk-800-large');
    await page.evaluate(`document.documentElement.style.fontSize = ''`);
  });
});
