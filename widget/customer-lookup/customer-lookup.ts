import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Customer, CustomerListItem, SearchBy } from '../../shared/customers.ts';
import { caseChanges } from '../internal/case-changes.ts';
import { FormAssociatedElement } from '../internal/form-associated.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { Load } from '../internal/load.ts';
import { fieldErrors, fieldErrorText } from '../internal/problem-message.ts';
import type { Shortcut } from '../internal/shortcuts.ts';
import { createForm } from './create-form.ts';
import { Creation } from './creation.ts';
import type { Account } from './creation.ts';
import {
  ContactCreatedEvent,
  ContactCreateEvent,
  CustomerCreatedEvent,
  CustomerCreateEvent,
  CustomerSearchEvent,
  CustomerSelectedEvent,
  CustomerSelectEvent,
} from './customer-lookup.events.ts';
import { customerLookupStyles } from './customer-lookup.styles.ts';
import { asListItem, draftOf, fieldOf } from './draft.ts';
import { languages } from '../internal/places.ts';
import { Watch } from '../internal/watch.ts';
import { field } from './field.ts';
import { list } from './results.ts';
import { Search } from './search.ts';
import { selectedOr } from './selected.ts';

/**
 * Finds a customer by whatever the caller can name, or makes a new one, and selects it for the desk (domain §2B.14). A
 * form-associated combobox: its value is the customer's id.
 *
 * @summary Finds, creates and selects a customer.
 * @tag cs-customer-lookup
 * @slot label - The field's label, where one is to be seen.
 * @slot help-text - What the agent should know about the field.
 * @fires {CustomerSearchEvent} cs-customer-search - A search is sent.
 * @fires {CustomerSelectEvent} cs-customer-select - A customer, or none, is about to be selected. `preventDefault()` keeps the one that is.
 * @fires {CustomerSelectedEvent} cs-customer-selected - The agent has selected a customer, or none.
 * @fires {CustomerCreateEvent} cs-customer-create - A customer is about to be created. `preventDefault()` leaves it to the host.
 * @fires {CustomerCreatedEvent} cs-customer-created - A customer was created.
 * @fires {ContactCreateEvent} cs-contact-create - A contact is about to be added to an account. `preventDefault()` leaves it to the host.
 * @fires {ContactCreatedEvent} cs-contact-created - A contact was added to an account.
 * @fires {Event} input - The agent has changed the value.
 * @fires {Event} change - The agent has changed the value. Does not cross a shadow root.
 * @csspart base - Everything.
 * @csspart label - The label.
 * @csspart combobox - The frame around the text field.
 * @csspart input - The text field.
 * @csspart search-by - What is searched.
 * @csspart clear-button - Empties the text field.
 * @csspart create-button - Opens the form of a new customer.
 * @csspart list - The layer of results, or the form of a new customer.
 * @csspart listbox - The results.
 * @csspart option - One result.
 * @csspart option-name - Its name.
 * @csspart option-detail - Its number and why it was found.
 * @csspart here - Who else has the customer open.
 * @csspart selected - Who is selected.
 * @csspart new-contact-button - Opens the form of a new contact of the selected account.
 * @csspart deselect-button - Selects nobody.
 * @csspart help-text - The help text.
 * @csspart error - What is shown when a search or a save failed.
 * @csspart retry-button - Tries it again.
 * @status stable
 * @since 0.1
 */
export class CallsideCustomerLookup extends FormAssociatedElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...FormAssociatedElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles: CSSResultGroup = customerLookupStyles;

  /** The id of the customer that is selected to begin with and after a reset. */
  @property({ attribute: 'value' }) defaultValue: string | null = null;
  /** The id of a customer to select, from the host: a call that came in. */
  @property({ attribute: 'customer-id' }) customerId: string | null = null;
  /** Shown above the field; else only told to assistive technology. */
  @property() label = '';
  /** Shown in the field while it is empty; where none is given, what can be searched for. */
  @property() placeholder = '';
  /** Shows who is selected; nobody else can be. */
  @property({ type: Boolean, attribute: 'readonly' }) readOnly = false;
  /** From how many letters on typing searches. Enter searches with fewer. */
  @property({ type: Number, attribute: 'min-length' }) minLength = 2;
  /** The most results that are shown, up to 50. */
  @property({ type: Number }) limit = 10;
  /** How long typing rests before a search is sent, in milliseconds. */
  @property({ type: Number }) debounce = 250;
  /** What is searched. */
  @property({ attribute: 'search-by' }) searchBy: SearchBy = 'any';

  /** The form was checked while nobody was selected. */
  @state() private complained = false;

  readonly #search = new Search(this, {
    scope: () => ({ by: this.searchBy, limit: this.limit }),
    offline: () => this.offlineSince,
    sent: (query, by) => this.dispatchEvent(new CustomerSearchEvent({ query, by })),
    found: ({ length }) =>
      this.announce(
        length > 0 ? this.term('lookupFound', length, length >= this.#search.limit) : this.term('lookupNone'),
      ),
    taken: (place) => this.#activate(place),
  });
  readonly #customer = new Load<Customer, [string | null]>(this, {
    args: () => [this.value],
    read: ([id], { client, signal }) => (id ? client.get(`/v1/customers/${id}`, { signal }) : null),
    done: (customer) => this.#search.remember(asListItem(customer)),
  });
  readonly #creation = new Creation(this, {
    mayCreate: (customer) => this.dispatchEvent(new CustomerCreateEvent({ customer })),
    mayAdd: (customerId, contact) => this.dispatchEvent(new ContactCreateEvent({ customerId, contact })),
    created: (customer) => {
      this.dispatchEvent(new CustomerCreatedEvent({ customer }));
      this.#choose(asListItem(customer));
      this.#field?.focus();
    },
    added: (customerId, contact) => {
      this.dispatchEvent(new ContactCreatedEvent({ customerId, contact }));
      this.announce(this.term('lookupAdded', contact.name));
      this.#customer.again();
      this.#field?.focus();
    },
    refused: () => void this.#showFault(),
  });

  /** A value that was set and not yet handed to the provider, which may still be on its way. */
  #wanted: string | null | undefined;
  #picked: CustomerListItem | null = null;
  readonly #watch = new Watch(this, () => this.value, this.#customer, caseChanges);
  #touched = false;
  #known: string | null = null;

  constructor() {
    super();
    this.addEventListener('invalid', () => (this.complained = true));
  }

  /** The id of the selected customer; null when there is none. */
  get value(): string | null {
    return this.#wanted === undefined ? (this.selection.customer?.id ?? null) : this.#wanted;
  }
  set value(id: string | null) {
    this.#wanted = id || null;
    this.valueChanged();
    this.requestUpdate();
  }

  /** The selected customer as far as it is read; null when there is none. */
  get customer(): Customer | CustomerListItem | null {
    return this.#customer.value ?? this.#item;
  }

  override get shortcuts(): readonly Shortcut[] {
    const { isOpen, account } = this.#creation;
    const label = !isOpen ? 'lookupNew' : account ? 'lookupAdd' : 'lookupCreate';
    return [
      { key: 'Alt+arrowdown', label: this.term('lookupBy'), run: () => this.#chooseKind(), unless: this.#still },
      {
        key: 'Ctrl+Enter',
        label: this.term(label),
        run: () => (isOpen ? this.#creation.save() : this.#openForm(null)),
        unless: this.#still,
      },
    ];
  }

  protected override get formValue(): string | null {
    return this.value;
  }
  protected override get invalidity(): string {
    return this.required && !this.readOnly && this.value === null ? this.term('lookupRequired') : '';
  }
  protected override get invalidityAnchor(): HTMLElement | undefined {
    return this.#field ?? undefined;
  }
  protected override restore(value: string | null): void {
    this.#touched = value !== null;
    this.#wanted = (value ?? this.defaultValue) || null;
    this.complained = false;
    this.#search.clear();
  }

  protected override forget(): void {
    super.forget();
    this.#search.forget();
    this.#creation.forget();
    this.#picked = null;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // What is typed inside is no change of the value: the host hears of that alone.
    root.addEventListener('input', (event) => event.stopPropagation());
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('defaultValue') && !this.#touched && this.defaultValue) this.#wanted = this.defaultValue;
    if (changed.has('customerId') && this.customerId) this.#wanted = this.customerId;
    if (this.#wanted !== undefined && this.desk) {
      const id = this.#wanted;
      this.#wanted = undefined;
      if (id !== this.value) this.select({ customer: id ? { id } : null });
    }
    if (this.value === this.#known) return;
    this.#known = this.value;
    this.#creation.close();
    this.valueChanged();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const layer = this.renderRoot.querySelector<HTMLElement>('.list');
    if (layer?.popover && layer.isConnected && !layer.matches(':popover-open')) layer.showPopover();
    layer?.querySelector('.is-focus')?.scrollIntoView({ block: 'nearest' });
    if (this.desk?.fault) return;
    const { failure, pending } = this.#customer;
    const failed = failure?.kind === 'offline' ? 'offline' : 'error';
    this.show(failure ? failed : pending ? 'loading' : this.value ? 'ready' : 'empty');
  }

  protected override content(): TemplateResult {
    const { term } = this;
    const labelled = this.label || this.querySelector(':scope > [slot="label"]');
    const helped = this.querySelector(':scope > [slot="help-text"]');
    const fault = this.#fault;
    const { active, items, text } = this.#search;
    const layer = this.#creation.isOpen
      ? this.#form()
      : list({
          term,
          format: this.format,
          search: this.#search,
          offline: this.offlineSince,
          newLabel: this.#newLabel(),
          isWrong: Boolean(fault),
        });
    return html`<div part="base" lang=${this.language} @focusout=${this.#left}>
      <label class="label" for="text" part="label" ?hidden=${!labelled}
        ><slot name="label" @slotchange=${() => this.requestUpdate()}>${this.label}</slot></label
      >
      <div class="find">
        <div class="top">
          ${field({
            term,
            text,
            by: this.searchBy,
            placeholder: this.placeholder,
            name: labelled
              ? ''
              : Array.from(this.internals.labels, (label) => label.textContent?.trim() ?? '').join(' ') ||
                term('keyFind'),
            active: items && active,
            fault,
            required: this.required,
            disabled: this.blocked,
            readOnly: this.readOnly,
            hasKey: this.desk?.panels.has(this) ?? false,
            onType: this.#typed,
            onKey: this.#key,
            onKind: this.#kindChosen,
            onClear: this.#emptied,
          })}
          ${
            this.#still
              ? nothing
              : html`<button class="btn l" type="button" part="create-button" @click=${() => this.#openForm(null)}>
                  ${icon(glyphs.plus)} ${term('lookupNew')}
                </button>`
          }
        </div>
        <p class="match urgent tone" id="fault" role="alert" ?hidden=${!fault}>${fault}</p>
        <p class="match" id="help" part="help-text" ?hidden=${!helped}>
          <slot name="help-text" @slotchange=${() => this.requestUpdate()}></slot>
        </p>
        ${this.#selected()}
      </div>
      ${
        layer
          ? html`<div
              class="list"
              part="list"
              popover=${isLayered() ? 'manual' : nothing}
              @mousedown=${this.#keepFocus}
              @click=${this.#pressed}
              @keydown=${this.#layerKey}
            >
              ${layer}
            </div>`
          : nothing
      }
    </div>`;
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot?.querySelector<HTMLInputElement>('#text') ?? null;
  }

  /** Nothing may be changed here. */
  get #still(): boolean {
    return this.blocked || this.readOnly;
  }

  get #item(): CustomerListItem | null {
    const { value } = this.#customer;
    return value ? asListItem(value) : this.#picked?.id === this.value ? this.#picked : null;
  }

  /** What is wrong with the text or the value. */
  get #fault(): string {
    const wrong = fieldErrors(this.#search.failure).get('q');
    return wrong ? fieldErrorText(this.term, wrong) : this.complained ? this.invalidity : '';
  }

  #selected(): TemplateResult | typeof nothing {
    if (!this.value) return nothing;
    const { term, format } = this;
    const item = this.#item;
    return selectedOr(
      term,
      this.#customer,
      item && {
        term,
        format,
        item,
        customer: this.#customer.value ?? null,
        people: this.#watch.people,
        onDeselect: this.#still ? null : () => this.#choose(null),
        onNewContact: this.#still ? null : () => this.#openForm(item),
      },
    );
  }

  #form(): TemplateResult | null {
    const creation = this.#creation;
    const { draft } = creation;
    if (!draft) return null;
    return createForm({
      term: this.term,
      language: this.language,
      creation,
      draft,
      onUse: (item) => {
        if (this.#choose(item)) creation.discard();
        this.#field?.focus();
      },
      onBack: () => this.#back(),
      onDiscard: () => {
        creation.discard();
        this.#back();
      },
    });
  }

  #newLabel(): string {
    const typed = this.#search.text.trim();
    const field = typed ? fieldOf(typed, this.searchBy) : null;
    if (field === null) return this.term('lookupNew');
    return field === 'phone' || field === 'taxId' ? this.term('lookupNewNumber') : this.term('lookupNewNamed', typed);
  }

  readonly #typed = (text: string): void => {
    this.complained = false;
    this.#search.type(text, this.minLength || 1, this.debounce || 0);
  };

  /** Selects a customer, or none. False when the host has kept it from happening. */
  #choose(item: CustomerListItem | null): boolean {
    if (!this.dispatchEvent(new CustomerSelectEvent({ customer: item }))) return false;
    this.#touched = true;
    this.#picked = item;
    this.#wanted = undefined;
    this.complained = false;
    this.#search.clear();
    this.select({ customer: item && { id: item.id, number: item.number, name: item.name } });
    this.valueChanged();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
    this.dispatchEvent(new CustomerSelectedEvent({ customer: item }));
    if (item) {
      this.#search.remember(item);
      this.announce(this.term('lookupSelected', item.name));
    } else {
      this.#field?.focus();
    }
    return true;
  }

  #openForm(account: (Account & Partial<CustomerListItem>) | null): void {
    const { tenant } = this.session ?? {};
    const home = {
      language: languages(this.language).find(([code]) => code === tenant?.language)?.[0] ?? '',
      country: tenant?.country ?? '',
    };
    const typed = account ? '' : this.#search.text.trim();
    this.#creation.open(account, draftOf(typed, this.searchBy, home));
    this.#search.close();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#name')?.focus());
  }

  #back(): true {
    this.#creation.close();
    this.#field?.focus();
    return true;
  }

  /** Leads to the first field that has to be mended. */
  async #showFault(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
  }

  #chooseKind(): void {
    const select = this.renderRoot.querySelector('select');
    select?.focus();
    try {
      select?.showPicker();
    } catch {
      // The browser opens it only for a press of its own; it has the focus.
    }
  }

  readonly #kindChosen = (by: SearchBy): void => {
    this.searchBy = by;
    // The closing choice takes the focus first.
    setTimeout(() => this.#field?.focus());
    if (this.#search.text.trim().length >= this.minLength) this.#search.seek();
  };

  readonly #emptied = (): void => {
    this.#search.clear();
    this.#field?.focus();
  };

  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    const stays = relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget);
    if (!stays && document.hasFocus()) this.#search.close();
  };

  /** Pressing in the list leaves the focus in the field. */
  readonly #keepFocus = (event: MouseEvent): void => {
    if (this.#search.isOpen) event.preventDefault();
  };

  readonly #pressed = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
    if (row) this.#activate(Number(row.dataset['place']));
  };

  #activate(place: number): void {
    const item = this.#search.items?.[place];
    if (item) this.#choose(item);
    else this.#openForm(null);
  }

  readonly #layerKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#search.close();
    this.#back();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { isComposing, ctrlKey, metaKey, altKey, key } = event;
    if (isComposing || ctrlKey || metaKey || altKey) return;
    if (key === 'Tab') return this.#search.close();
    const used =
      (key === 'Escape' && (this.#creation.isOpen ? this.#back() : this.#search.escape())) ||
      (!this.#still && key === 'Enter' && this.#entered()) ||
      (!this.#still && key === 'ArrowDown' && this.#search.move(1)) ||
      (!this.#still && key === 'ArrowUp' && this.#search.move(-1));
    // The last layer is the field itself: out of it letters are keys again. The page may have a use for Esc as well.
    if (!used && key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #entered(): boolean {
    const taken = this.#search.enter();
    if (taken === 'submit') this.submitOnEnter();
    else if (taken !== null) this.#activate(taken);
    return true;
  }
}

/** Whether a list can lie in the top layer at its field; else it lies under the field by plain position. */
function isLayered(): boolean {
  return 'popover' in HTMLElement.prototype && CSS.supports('position-area', 'block-end');
}
