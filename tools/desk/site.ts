import { createHash } from 'node:crypto';
import { existsSync, globSync, statSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { root } from './repository.ts';

const pages = join(root, 'widget/demo');
const wordsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** What the built files are made of. */
const sources = ['widget/**/*.ts', 'shared/*.ts', 'tools/build/*.ts', 'package-lock.json'];
const isTest = (path: string): boolean => path.endsWith('.test.ts');

/**
 * Lays out the folder that the desk serves: the widget, built where its sources are newer than it, and the host's pages
 * with the widget's integrity in them. It is a copy, so that a build beside a running desk changes nothing under it.
 */
export async function buildSite(site: string, say: (what: string) => void): Promise<void> {
  if (!isFresh()) {
    say('Building the widget …');
    const { buildWidget } = await import('../build/widget.ts');
    await buildWidget();
  }
  await rm(site, { recursive: true, force: true });
  await mkdir(site, { recursive: true });
  await cp(join(root, 'dist/public/widget'), join(site, 'widget'), { recursive: true });
  await cp(join(root, 'dist/widget'), join(site, 'widget'), { recursive: true });
  for (const name of await readdir(pages)) {
    const text = await readFile(join(pages, name), 'utf8');
    if (name.endsWith('.html')) await writeInEachLanguage(site, name, text);
    else if (name !== 'words.json') await writeFile(join(site, name), text);
  }
}

/** A language of the pages is a page of its own: it loads the widget's file of that language. */
async function writeInEachLanguage(site: string, name: string, template: string): Promise<void> {
  const words = wordsSchema.parse(JSON.parse(await readFile(join(pages, 'words.json'), 'utf8')));
  for (const [lang, table] of Object.entries(words)) {
    const isFirst = lang === 'en';
    const text = template
      .replace(/\{\{(\w+)\}\}/g, (_, key: string) => wordOf(table, key))
      .replaceAll('/callside.js"', isFirst ? '/callside.js"' : `/callside.${lang}.js"`);
    const file = isFirst ? name : name.replace(/\.html$/, `.${lang}.html`);
    await writeFile(join(site, file), await withIntegrity(text, site));
  }
}

function wordOf(table: Record<string, string>, key: string): string {
  const word = table[key];
  if (word === undefined) throw new Error(`widget/demo/words.json lacks ${key}`);
  return word;
}

/** Whether the built widget is newer than everything it is built from. */
function isFresh(): boolean {
  const manifest = join(root, 'dist/widget/integrity.json');
  if (!existsSync(manifest) || !existsSync(join(root, 'dist/public/widget'))) return false;
  const built = statSync(manifest).mtimeMs;
  return globSync(sources, { cwd: root, exclude: isTest }).every((path) => statSync(join(root, path)).mtimeMs <= built);
}

/** Gives each of the widget's scripts that a page loads the hash of the file as it is served. */
async function withIntegrity(page: string, site: string): Promise<string> {
  const tags = [...page.matchAll(/<script\b[^>]*\bsrc="(\/widget\/[^"]+)"[^>]*>/g)];
  let text = page;
  for (const [tag, path = ''] of tags) {
    const hash = createHash('sha384')
      .update(await readFile(join(site, path)))
      .digest('base64');
    text = text.replace(tag, tag.replace(/(?: integrity="[^"]*")?>$/, ` integrity="sha384-${hash}">`));
  }
  return text;
}
