import type { LitElement } from 'lit';

/** What the styles of an element class read and set, by the names of private tokens. */
function tokensOf(element: typeof LitElement): { read: Set<string>; set: Set<string>; own: string } {
  const sheets = element.elementStyles.map((style) => ('cssText' in style ? style.cssText : ''));
  const all = sheets.join('\n');
  const names = (pattern: RegExp) => new Set([...all.matchAll(pattern)].map(([, name]) => name ?? ''));
  return { read: names(/var\(\s*(--_[\w-]+)/g), set: names(/(--_[\w-]+)\s*:/g), own: sheets.slice(3).join('\n') };
}

/**
 * Fails when an element's styles read a private token that nothing sets, set one that nothing reads, or read a public
 * token outside the shared sheets.
 *
 * @throws Error with the names.
 */
export function expectTokens(element: typeof LitElement): void {
  const { read, set, own } = tokensOf(element);
  const undefinedTokens = [...read].filter((name) => !set.has(name));
  const unusedOwn = [...own.matchAll(/(--_[\w-]+)\s*:/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !read.has(name));
  const publicOwn = [...own.matchAll(/var\(\s*(--cs-[\w-]+)/g)].map(([, name]) => name ?? '');
  const faults = [
    ...undefinedTokens.map((name) => `${name} is read and never set`),
    ...unusedOwn.map((name) => `${name} is set and never read`),
    ...publicOwn.map((name) => `${name} is read outside the shared sheets`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const physical =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:/;

/** Fails when styles name a physical direction or ask the window for its size. @throws Error with the line. */
export function expectLogical(element: typeof LitElement): void {
  for (const style of element.elementStyles) {
    const text = 'cssText' in style ? style.cssText : '';
    const found =
      physical.exec(text) ?? /@media[^{]*(?:width|height)/.exec(text) ?? /text-align:\s*(?:left|right)/.exec(text);
    if (found) throw new Error(`not logical: …${text.slice(Math.max(0, found.index - 40), found.index + 60)}…`);
  }
}
