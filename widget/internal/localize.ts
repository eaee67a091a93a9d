import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Terms } from '../translations/terms.ts';

/** The arguments of a term; none for plain text. */
type TermArguments<Term> = Term extends (...args: infer Arguments) => string ? Arguments : [];

const tables: Terms[] = [];
const hosts = new Set<ReactiveControllerHost>();
let watched = false;

/** Adds a language. The first one speaks where the wanted one is not there. What is shown changes with it. */
export function registerTerms(table: Terms): void {
  tables.push(table);
  redraw();
}

function redraw(): void {
  for (const host of hosts) host.requestUpdate();
}

/** The table of a language tag: of itself, else of its language in any region, else the first. */
function tableFor(tag: string): Terms | undefined {
  const wanted = tag.toLowerCase();
  return (
    tables.find(({ $code }) => $code.toLowerCase() === wanted) ??
    tables.find(({ $code }) => languageOf($code) === languageOf(tag)) ??
    tables[0]
  );
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}

/** The words of one element: the host's own first, then those of the language around it. Redraws when either changes. */
export class Localize implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #strings: () => Partial<Terms>;
  #tag = '';
  #table: Terms | undefined;

  constructor(host: ReactiveControllerHost & Element, strings: () => Partial<Terms>) {
    this.#host = host;
    this.#strings = strings;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    this.hostUpdate();
    if (watched) return;
    watched = true;
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['lang', 'dir'] });
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  hostUpdate(): void {
    this.#tag = languageAround(this.#host);
    this.#table = tableFor(this.#tag);
  }

  /** Empty for a key that no table has, such as a code of a newer service. */
  term<Key extends keyof Terms>(key: Key, ...args: TermArguments<Terms[Key]>): string {
    const term: unknown = this.#strings()[key] ?? (this.#table ?? tables[0])?.[key] ?? '';
    return isFunction(term) ? String(term(...args)) : String(term);
  }

  /** The language that is really shown: the wanted one with its region when there are terms for it, else that of the terms. */
  get language(): string {
    const shown = this.term('$code');
    return languageOf(this.#tag) === languageOf(shown) ? this.#tag : shown;
  }
}

function isFunction(value: unknown): value is (...values: unknown[]) => unknown {
  return typeof value === 'function';
}

/** The nearest `lang` around an element, across shadow roots; the browser's own language where no `lang` is. */
function languageAround(element: Element): string {
  for (let node: Element | null = element; node;) {
    const near = node.closest('[lang]')?.getAttribute('lang');
    if (near) return canonical(near);
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return canonical(navigator.language);
}

/** The tag in its usual spelling; English for what is no language tag. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
