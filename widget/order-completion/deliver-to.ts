import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Page } from '../../shared/common.ts';
import type { Address } from '../../shared/customers.ts';
import type { Order } from '../../shared/orders.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { Load } from '../internal/load.ts';
import { AddressForm } from './address-form.ts';
import type { Edit } from './edits.ts';
import { deliveryTo } from './order-edits.ts';
import type { OrderHost } from './order-host.ts';
import { addressText } from './words.ts';

export interface DeliverToOptions {
  /** Whether the order can be changed here and now. */
  editable: () => boolean;
  /** The tenant's country. */
  home: () => string | undefined;
  edit: (edit: Edit) => void;
}

/** The last option, which is no address. */
const another = 'add';

/** Where the order goes: one of the customer's addresses, or one that is added here. */
export class DeliverTo {
  readonly #host: OrderHost;
  readonly #options: DeliverToOptions;
  readonly #addresses: Load<Page<Address>, [string | null]>;
  readonly #form: AddressForm;

  constructor(host: OrderHost, options: DeliverToOptions) {
    this.#host = host;
    this.#options = options;
    this.#addresses = new Load<Page<Address>, [string | null]>(host, {
      args: () => [(options.editable() && host.order?.customer.id) || null],
      read: ([id], { client, signal }) =>
        id ? client.get(`/v1/customers/${id}/addresses`, { query: { limit: 100 }, signal }) : null,
    });
    this.#form = new AddressForm(host, {
      home: options.home,
      added: (address) => {
        const { items = [], next = null } = this.#addresses.value ?? {};
        this.#addresses.put({ items: [...items, address], next });
        this.#choose(address);
      },
    });
  }

  /** The customer is known to have none. */
  get isMissing(): boolean {
    return this.#addresses.value?.items.length === 0;
  }

  forget(): void {
    this.#form.forget();
  }

  readonly add = (): void => this.#form.open();

  render({ deliverTo }: Order): TemplateResult {
    const { words } = this.#host;
    return html`<div class="top">
        <div class="field">
          <label class="label" for="deliver-to">${words.term('orderDeliverTo')}</label>
          ${
            this.#options.editable()
              ? this.#choice(deliverTo)
              : html`<p id="deliver-to" part="deliver-to">${deliverTo ? addressText(deliverTo, words) : '–'}</p>`
          }
        </div>
      </div>
      ${this.#form.render()}`;
  }

  #choice(deliverTo: Address | null): TemplateResult {
    const { words } = this.#host;
    const { failure, value } = this.#addresses;
    const own = value?.items ?? [];
    const known = deliverTo && !own.some(({ id }) => id === deliverTo.id) ? [deliverTo, ...own] : own;
    const label = words.term('orderAddAddress');
    if (known.length === 0) {
      return value || failure
        ? html`<button
            class="btn"
            id="deliver-to"
            type="button"
            part="deliver-to"
            aria-label=${label}
            @click=${this.add}
          >
            ${icon(glyphs.plus)} ${label}
          </button>`
        : html`<i class="bone box full"></i>`;
    }
    const chosen = ({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const address = known.find(({ id }) => id === target.value);
      if (address) this.#choose(address);
      else {
        target.value = deliverTo?.id ?? '';
        this.add();
      }
    };
    return html`<select class="input" id="deliver-to" part="deliver-to" @change=${chosen}>
      ${deliverTo ? nothing : html`<option value="" selected>${words.term('orderChooseAddress')}</option>`}
      ${known.map(
        (address) =>
          html`<option value=${address.id} .selected=${address.id === deliverTo?.id}>
            ${addressText(address, words)}
          </option>`,
      )}
      <option value=${another}>${label}…</option>
    </select>`;
  }

  #choose(address: Address): void {
    const { words, mover } = this.#host;
    this.#options.edit(deliveryTo(address, words, () => mover.to('#deliver-to', { onlyIfLost: true })));
  }
}
