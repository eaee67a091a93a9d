import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Page } from '../../shared/common.ts';
import type { Product } from '../../shared/set-up.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { Load } from '../internal/load.ts';
import { failureText } from '../internal/problem-message.ts';
import type { OrderHost } from './order-host.ts';
import { availability } from './words.ts';
import type { Words } from './words.ts';

/** How long typing must pause before products are looked up, in milliseconds. */
const pause = 160;
const shown = 8;

/** Finds a product by number or words: a combobox whose list lies over the page. */
export class ProductSearch {
  readonly #host: OrderHost;
  readonly #chosen: (product: Product) => void;
  readonly #found: Load<Page<Product>, [string | null]>;
  #text = '';
  #query: string | null = null;
  #products: Product[] = [];
  #active = 0;
  #open = false;
  /** Enter came before the answer. */
  #entered = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: OrderHost, chosen: (product: Product) => void) {
    this.#host = host;
    this.#chosen = chosen;
    this.#found = new Load(host, {
      args: () => [this.#query],
      read: ([q], { client, signal }) =>
        q === null ? null : client.get('/v1/products', { query: { q, limit: shown }, signal }),
      done: ({ items }) => this.#show(items),
    });
    host.addController({ hostUpdated: () => this.#place() });
  }

  /** What is typed and not yet chosen. */
  get text(): string {
    return this.#text;
  }

  forget(): void {
    this.#write('');
    this.#close();
  }

  render(): TemplateResult {
    const { term } = this.#host.words;
    const active = this.#open && this.#products.length > 0 ? `product-${this.#active}` : nothing;
    return html`<span class="input combo"
        >${icon(glyphs.plus)}<input
          role="combobox"
          part="product-input"
          data-first
          aria-label=${term('orderAddProduct')}
          aria-autocomplete="list"
          aria-expanded=${this.#open}
          aria-controls="products"
          aria-activedescendant=${active}
          autocomplete="off"
          placeholder=${term('orderProductHint')}
          maxlength="100"
          .value=${live(this.#text)}
          @input=${(event: Event) => event.target instanceof HTMLInputElement && this.#type(event.target.value)}
          @keydown=${this.#keydown}
          @blur=${() => this.#close()}
        />${keycap(term, '+')}</span
      >
      <div class="list" id="list" popover="manual">${this.#list()}</div>`;
  }

  #list(): TemplateResult {
    const words = this.#host.words;
    const { term } = words;
    const { failure } = this.#found;
    return html`<ul id="products" role="listbox" aria-label=${term('orderProducts')} @mousedown=${this.#press}>
        ${this.#products.map((product, index) => option(product, index, index === this.#active, words))}
      </ul>
      ${
        failure
          ? html`<p class="foot urgent tone" role="status">${failureText(term, failure)}</p>`
          : this.#products.length > 0
            ? nothing
            : html`<p class="foot">${term(this.#found.pending ? 'loading' : 'orderNoProduct')}</p>`
      }`;
  }

  #type(text: string): void {
    this.#write(text);
    clearTimeout(this.#timer);
    if (text.trim()) this.#timer = setTimeout(() => this.#look(), pause);
    else this.#close();
  }

  #write(text: string): void {
    clearTimeout(this.#timer);
    this.#text = text;
    this.#entered = false;
    this.#host.requestUpdate();
  }

  #look(): void {
    this.#open = true;
    this.#query = this.#text.trim();
    if (this.#found.failure) this.#found.again();
    this.#host.requestUpdate();
  }

  #show(products: Product[]): void {
    this.#products = products;
    this.#active = 0;
    const { term } = this.#host.words;
    if (this.#open) this.#host.announce(term('orderFound', products.length));
    const [first] = products;
    const exact = products.length === 1 || first?.sku.toLowerCase() === this.#text.trim().toLowerCase();
    if (this.#entered && first && exact) this.#choose(first);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#open = false;
    this.#query = null;
    this.#host.requestUpdate();
  }

  #choose(product: Product): void {
    this.forget();
    this.#chosen(product);
  }

  readonly #press = (event: Event): void => {
    event.preventDefault();
    const { target } = event;
    const place = target instanceof Element ? target.closest('[role=option]')?.id.slice(8) : undefined;
    const product = this.#products[Number(place ?? -1)];
    if (product) this.#choose(product);
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const { key } = event;
    const count = this.#products.length;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const by = key === 'ArrowDown' ? 1 : -1;
      if (this.#open && count > 0) this.#active = (this.#active + by + count) % count;
      else this.#look();
    } else if (key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      this.#enter();
    } else if (key === 'Escape' && this.#open) {
      this.#close();
    } else if (key === 'Escape' && this.#text) {
      this.#write('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.#host.requestUpdate();
  };

  #enter(): void {
    const product = this.#products[this.#active];
    const current = this.#found.value !== undefined && this.#query === this.#text.trim();
    if (this.#open && current && product) this.#choose(product);
    else if (this.#text.trim()) {
      this.#look();
      this.#entered = true;
    }
  }

  /** The list stands at its field, over the page. */
  #place(): void {
    const list = this.#host.renderRoot.querySelector<HTMLElement>('#list');
    const source = list?.previousElementSibling;
    if (!list || !(source instanceof HTMLElement) || this.#open === list.matches(':popover-open')) return;
    if (this.#open) list.showPopover({ source });
    else list.hidePopover();
  }
}

function option(product: Product, index: number, active: boolean, words: Words): TemplateResult {
  const stock = availability(product, 1, words);
  return html`<li class="option" role="option" id="product-${index}" aria-selected=${active}>
    ${icon(glyphs.box)}<span class="clip strong">${product.name}</span>
    <span class="label clip"><bdi class="id">${product.sku}</bdi>${stock ? ` · ${stock.text}` : nothing}</span>
    <bdi class="num">${words.format.price(product.unitPrice, product.currency)}</bdi>
  </li>`;
}
