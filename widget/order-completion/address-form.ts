import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Address, Customer } from '../../shared/customers.ts';
import { Command } from '../internal/command.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { Load } from '../internal/load.ts';
import { modal } from '../internal/modal.ts';
import { countries } from '../internal/places.ts';
import { failureNote, fieldErrors, fieldErrorText } from '../internal/problem-message.ts';
import type { OrderHost } from './order-host.ts';

const texts = ['line1', 'postalCode', 'city'] as const;
const blank = { line1: '', postalCode: '', city: '', country: '' };
type Field = keyof typeof blank;

export interface AddressFormOptions {
  /** The tenant's country: where a customer lives who says nothing else. */
  home: () => string | undefined;
  /** The address is the customer's now. */
  added: (address: Address) => void;
}

/** Adds an address to the order's customer. What is written stays until it is saved. */
export class AddressForm {
  readonly #host: OrderHost;
  readonly #options: AddressFormOptions;
  readonly #customer: Load<Customer, [string | null]>;
  readonly #command: Command<Address>;
  #open = false;
  #draft: Record<Field, string> = blank;

  constructor(host: OrderHost, options: AddressFormOptions) {
    this.#host = host;
    this.#options = options;
    this.#customer = new Load<Customer, [string | null]>(host, {
      args: () => [(this.#open && host.order?.customer.id) || null],
      read: ([id], { client, signal }) => (id ? client.get(`/v1/customers/${id}`, { signal }) : null),
    });
    this.#command = new Command<Address>(host, {
      done: (address) => {
        this.forget();
        options.added(address);
      },
      failed: () => host.mover.to('dialog [aria-invalid]'),
    });
  }

  open(): void {
    this.#open = true;
    this.#host.requestUpdate();
  }

  forget(): void {
    this.#draft = blank;
    this.#command.dismiss();
    this.#close();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    const { term, language } = this.#host.words;
    const { busy, failure } = this.#command;
    const country = this.#country;
    return html`<dialog class="dialog" aria-labelledby="address" part="address-dialog" ${modal(this.#close)}>
      <form novalidate @submit=${this.#submit} @keydown=${this.#keydown} @input=${this.#type}>
        <header>
          <h3 id="address">${term('orderAddAddress')}</h3>
          <button class="btn quiet icon" type="button" aria-label=${term('close')} @click=${this.#close}>
            ${icon(glyphs.close)}
          </button>
        </header>
        ${
          failure && fieldErrors(failure).size === 0
            ? failureNote(term, failure, { lead: term('lookupNotSaved'), retry: () => void this.#command.retry() })
            : nothing
        }
        <div class="body">
          ${texts.map((name) =>
            this.#field(
              name,
              (wrong) =>
                html`<span class="input ${wrong ? 'bad' : ''}"
                  ><input
                    id=${name}
                    autocomplete="off"
                    dir="auto"
                    maxlength="250"
                    aria-required=${name === 'postalCode' ? nothing : 'true'}
                    aria-invalid=${wrong ? 'true' : nothing}
                    aria-describedby="${name}-help"
                    .value=${this.#draft[name]}
                /></span>`,
            ),
          )}
          ${this.#field(
            'country',
            (wrong) =>
              html`<select
                class="input ${wrong ? 'bad' : ''}"
                id="country"
                aria-invalid=${wrong ? 'true' : nothing}
                aria-describedby="country-help"
              >
                <option value="" ?selected=${!country}>–</option>
                ${countries(language).map(
                  ([code, name]) => html`<option value=${code} .selected=${code === country}>${name}</option>`,
                )}
              </select>`,
          )}
        </div>
        <footer>
          <button class="btn primary" type="submit" aria-disabled=${busy ? 'true' : nothing}>
            ${term(busy ? 'saving' : 'orderAddAddress')}
          </button>
          <button class="btn quiet" type="button" @click=${this.#close}>${term('back')}</button>
        </footer>
      </form>
    </dialog>`;
  }

  /** A control with its label before it and what is wrong with it below. */
  #field(name: Field, control: (wrong: boolean) => TemplateResult): TemplateResult {
    const { term } = this.#host.words;
    const error = fieldErrors(this.#command.failure).get(name);
    return html`<div class="field">
      <label class="label" for=${name}
        >${term(`lookupField_${name}`)}${
          name === 'postalCode' ? html` <span class="opt">${term('optional')}</span>` : nothing
        }</label
      >
      ${control(error !== undefined)}
      <p class="help urgent tone" id="${name}-help">${error ? fieldErrorText(term, error) : nothing}</p>
    </div>`;
  }

  /** What the agent chose, else where the customer is at home, else the tenant. */
  get #country(): string {
    const { country, addresses = [] } = this.#customer.value ?? {};
    return this.#draft.country || country || addresses[0]?.country || this.#options.home() || '';
  }

  readonly #type = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    this.#draft = { ...this.#draft, [target.id]: target.value };
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.stopPropagation();
    this.#submit(event);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const customerId = this.#host.order?.customer.id;
    if (!customerId) return;
    const { line1, postalCode, city } = this.#draft;
    const body = { line1, postalCode: postalCode || null, city, country: this.#country };
    void this.#command.post(`/v1/customers/${customerId}/addresses`, body);
  };

  readonly #close = (): void => {
    this.#open = false;
    this.#host.requestUpdate();
  };
}
