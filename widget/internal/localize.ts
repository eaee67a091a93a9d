import { LocalizeController } from '@shoelace-style/localize';
import type { FunctionParams } from '@shoelace-style/localize';
import type { ReactiveControllerHost } from 'lit';
import type { Terms } from '../translations/terms.ts';

/** The host's own words first, then the language's, then its parent's, then the file's first language. */
export class Localize extends LocalizeController<Terms> {
  readonly #wanted: () => string;
  readonly #strings: () => Partial<Terms>;

  constructor(host: ReactiveControllerHost & HTMLElement, wanted: () => string, strings: () => Partial<Terms>) {
    super(host);
    this.#wanted = wanted;
    this.#strings = strings;
  }

  override lang(): string {
    return this.#wanted() || super.lang();
  }

  /** Empty for a key that no table has, such as a code of a newer service. */
  override term<Key extends keyof Terms>(key: Key, ...args: FunctionParams<Terms[Key]>): string {
    const own: unknown = this.#strings()[key];
    if (typeof own === 'string') return own;
    if (isFunction(own)) return String(own(...args));
    return this.exists(key, { includeFallback: true }) ? super.term(key, ...args) : '';
  }

  /** The language that is really shown: the wanted one with its region when there are terms for it, else that of the terms. */
  get language(): string {
    const wanted = this.lang();
    const shown = this.term('$code');
    return wanted.split('-')[0] === shown.toLowerCase().split('-')[0] ? wanted : shown;
  }
}

function isFunction(value: unknown): value is (...values: unknown[]) => unknown {
  return typeof value === 'function';
}

/** The nearest `lang` around an element, across shadow roots; empty when only the document has one. */
export function languageAround(element: Element): string {
  for (let node: Element | null = element; node;) {
    const near: Element | null = node.closest('[lang]');
    if (near) return near === document.documentElement ? '' : (near.getAttribute('lang') ?? '');
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return '';
}
