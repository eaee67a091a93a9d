import { version } from './version.ts';

const versionOf = Symbol.for('cs-version');

/**
 * Registers an element. Never throws into the host page: a tag that is taken stays as it is, and a copy of another
 * version says so once.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const present: (CustomElementConstructor & { [versionOf]?: string }) | undefined = customElements.get(tag);
  if (present) {
    const other = present[versionOf];
    if (other !== version)
      console.warn(`<${tag}> is already defined (${other ?? 'not by Callside'}); ${version} is not used.`);
    return;
  }
  Object.defineProperty(element, versionOf, { value: version, configurable: true });
  try {
    customElements.define(tag, element);
  } catch (reason) {
    console.warn(`<${tag}> could not be defined.`, reason);
  }
}
