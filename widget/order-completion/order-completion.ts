import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Page } from '../../shared/common.ts';
import type { Line, Order, OrderActionName, OrderListItem } from '../../shared/orders.ts';
import type { Blocker } from '../../shared/problems.ts';
import type { Product } from '../../shared/set-up.ts';
import { CallsideElement } from '../internal/element.ts';
import { Load } from '../internal/load.ts';
import { blockedNote, blockerText, failureNote, failureVoid } from '../internal/problem-message.ts';
import type { Shortcut } from '../internal/shortcuts.ts';
import { Watch } from '../internal/watch.ts';
import { blocksOf, recapBlock } from './blocks.ts';
import type { Fixes } from './blocks.ts';
import { DeliverTo } from './deliver-to.ts';
import { Edits } from './edits.ts';
import type { Edit } from './edits.ts';
import { finishView } from './finish.ts';
import { FocusMover } from './focus-mover.ts';
import { lineAt, linesView } from './lines.ts';
import { NewOrder } from './new-order.ts';
import { editNote, offlineNote } from './notes.ts';
import {
  OrderChangedEvent,
  OrderCreatedEvent,
  OrderSubmitEvent,
  OrderSubmittedEvent,
} from './order-completion.events.ts';
import { additionOf, removalOf, voidingOf } from './order-edits.ts';
import type { OrderHost } from './order-host.ts';
import { orderCompletionStyles } from './order-completion.styles.ts';
import { barView, orderView } from './panel.ts';
import { PaymentForm } from './payment-form.ts';
import { paymentsView } from './payments.ts';
import { ProductSearch } from './product-search.ts';
import { Quantities } from './quantities.ts';
import { RecapReading } from './recap-reading.ts';
import { orderSkeleton, ordersSkeleton } from './skeleton.ts';
import { emptyView, openOrders } from './start.ts';
import { Submission } from './submission.ts';
import { TotalsVoice } from './totals-voice.ts';
import type { Words } from './words.ts';

/**
 * Takes one order of the selected customer from its first line to its submission. Drafts are kept by the service: nothing
 * is lost when the page is left.
 *
 * @summary Lines, payments, recap and submission of an order.
 * @tag cs-order-completion
 * @fires {OrderCreateEvent} cs-order-create - A draft is about to be opened. Cancelable.
 * @fires {OrderCreatedEvent} cs-order-created - A draft is there.
 * @fires {OrderChangedEvent} cs-order-changed - A change of the order is saved or was read.
 * @fires {OrderPaymentEvent} cs-order-payment - A payment is about to be added; `provide()` hands over the card's token. Cancelable.
 * @fires {OrderSubmitEvent} cs-order-submit - The order is about to be submitted. Cancelable.
 * @fires {OrderSubmittedEvent} cs-order-submitted - The order is submitted.
 * @csspart base - The panel.
 * @csspart header - Its bar.
 * @csspart here - Who else has the order open.
 * @csspart loading - The skeleton.
 * @csspart orders - The customer's open orders.
 * @csspart lines - The lines.
 * @csspart line - One line.
 * @csspart quantity - The quantity of a line.
 * @csspart product-input - The field that finds a product.
 * @csspart deliver-to - Where the order goes.
 * @csspart recap - What is read back to the customer.
 * @csspart totals - What the order comes to.
 * @csspart total - The total.
 * @csspart payments - The payments.
 * @csspart balance - What payments cover and what is left.
 * @csspart payment-dialog - The dialog that adds a payment.
 * @csspart address-dialog - The dialog that adds an address.
 * @csspart finish - Submit and what blocks it.
 * @csspart blockers - What blocks it.
 * @csspart submit-button - Submit.
 * @csspart new-order-button - New order.
 * @csspart add-payment-button - Add payment.
 * @csspart conflict - A colleague saved the order meanwhile.
 * @csspart recap-changed - The order changed after its recap was read.
 * @csspart no-answer - The answer to Submit is lost or late.
 * @csspart error - A failure.
 * @csspart blocked - What blocks an action that was pressed.
 * @csspart retry-button - Try again.
 * @cssstate submitted - The order is submitted.
 * @status stable
 * @since 0.1
 */
export class CallsideOrderCompletion extends CallsideElement implements OrderHost {
  static override styles: CSSResultGroup = orderCompletionStyles;

  /** Whose order; the selected customer's where none is named. */
  @property({ attribute: 'customer-id' }) customerId: string | null = null;
  /** Which order; the selected one where none is named. */
  @property({ attribute: 'order-id' }) orderId: string | null = null;
  /** Shows the order and changes nothing. */
  @property({ type: Boolean, reflect: true }) readonly: boolean = false;
  /** `off`: single letters are no keys in this panel. */
  @property({ attribute: 'shortcuts' }) letters: 'on' | 'off' = 'on';

  @state() private recapOpen = false;
  /** The order that is open where `customer-id` says whose. */
  @state() private picked: { customerId: string; id: string } | null = null;
  /** The action that was pressed while it is blocked, and what blocks it. */
  @state() private refused: { action: string; blockers: readonly Blocker[] } | null = null;

  #created: Order | null = null;
  #shownId: string | null = null;

  /** @internal */
  readonly mover: FocusMover = new FocusMover(this);
  readonly #voice = new TotalsVoice(this);
  readonly #order = new Load<Order, [string | null]>(this, {
    args: () => [this.#wantedId],
    read: ([id], { client, signal }) => {
      const created = this.#created;
      if (created && created.id === id) return Promise.resolve({ ok: true, value: created, etag: null });
      return id ? client.get(`/v1/orders/${id}`, { signal }) : null;
    },
    done: (order) => this.#edits.follow(order),
  });
  readonly #orders = new Load<Page<OrderListItem>, [string | null]>(this, {
    args: () => [this.#wantedId ? null : this.#wantedCustomer],
    read: ([id], { client, signal }) =>
      id ? client.get(`/v1/customers/${id}/orders`, { query: { view: 'open', limit: 50 }, signal }) : null,
  });
  readonly #new = new NewOrder(this, {
    session: () => this.session,
    customerId: () => (this.readonly ? null : this.#wantedCustomer),
    created: (order) => this.#begin(order),
  });
  readonly #edits = new Edits(this);
  readonly #quantities = new Quantities(this, this.#edits, (edit) => this.#edit(edit));
  readonly #search = new ProductSearch(this, (product) => this.#add(product));
  readonly #payment = new PaymentForm(this, () =>
    this.mover.to('[data-fix], [part=submit-button]', { onlyIfLost: true }),
  );
  readonly #deliverTo = new DeliverTo(this, {
    editable: () => this.#editable,
    home: () => this.session?.tenant.country,
    edit: (edit) => this.#edit(edit),
  });
  readonly #recap = new RecapReading(this, () => (this.recapOpen && this.#editable ? this.order : null));
  readonly #watch = new Watch(this, () => this.#wantedId, {
    renew: () => {
      if (!this.#submission.underWay && !this.#edits.current) this.#order.renew();
    },
  });
  readonly #submission = new Submission(this, {
    done: (order) => {
      this.take(order);
      this.recapOpen = false;
      this.announce(this.term('orderSubmitted', order.number));
      this.dispatchEvent(new OrderSubmittedEvent({ order }));
      this.mover.to('[part=new-order-button]');
    },
    changed: (order) => {
      this.recapOpen = true;
      if (order) this.take(order);
      else this.reread();
      this.#recap.again();
    },
  });

  /** @internal */
  get words(): Words {
    return { term: this.term, format: this.format, language: this.language };
  }

  /** @internal */
  get order(): Order | null {
    return this.#order.value ?? null;
  }

  /** @internal */
  reread(): void {
    this.#order.again();
  }

  get #wantedCustomer(): string | null {
    return this.customerId ?? this.#order.value?.customer.id ?? this.selection.customer?.id ?? null;
  }

  get #wantedId(): string | null {
    if (this.orderId) return this.orderId;
    if (!this.customerId) return this.selection.order?.id ?? null;
    return this.picked?.customerId === this.customerId ? this.picked.id : null;
  }

  /** Whether the order can be changed here and now. */
  get #editable(): boolean {
    return !this.readonly && this.#may('edit').length === 0;
  }

  /** What stands in the way of an action on the order that is shown. */
  #may(name: OrderActionName): readonly Blocker[] {
    return this.#order.value?.actions.find((action) => action.name === name)?.blockers ?? [];
  }

  override get shortcuts(): readonly Shortcut[] {
    const { term } = this;
    const editable = this.#order.value !== undefined && this.#editable;
    const keys: Shortcut[] = [
      { key: 'o', label: term('orderNew'), run: () => this.#new.run(), unless: this.readonly || !this.#wantedCustomer },
      { key: '+', label: term('orderAddProduct'), run: () => this.mover.to('[role=combobox]'), unless: !editable },
      { key: 'Delete', label: term('orderRemove'), run: (event) => this.#removeAt(event), unless: !editable },
      { key: 'p', label: term('orderAddPayment'), run: () => this.#pay(), unless: !editable },
      { key: 'v', label: term('orderRecap'), run: () => this.#openRecap(), unless: !editable },
      { key: 'Ctrl+Enter', label: term('orderSubmit'), run: () => this.#submit(), unless: !editable },
    ];
    return this.letters === 'off' ? keys.filter(({ key }) => key.length > 1) : keys;
  }

  protected override forget(): void {
    super.forget();
    this.picked = null;
    this.#left();
    this.#edits.forget();
    this.#new.forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.letters === 'off') this.internals.states.add('keyless');
    if (this.#shownId === this.#wantedId) return;
    this.#quantities.flush();
    this.#left();
  }

  protected override updated(): void {
    const { order } = this;
    const load = this.#wantedId ? this.#order : this.#orders;
    const empty = !this.#wantedId && !load.pending && !this.#orders.value?.items.length;
    this.show(load.failure ? 'error' : load.pending && !load.value ? 'loading' : empty ? 'empty' : 'ready');
    if (this.offlineSince) this.internals.states.add('offline');
    if (order && order.status !== 'draft') this.internals.states.add('submitted');
    else this.internals.states.delete('submitted');
  }

  protected override content(): TemplateResult {
    const { order } = this;
    const { term, words } = this;
    return html`<section
      class="base"
      part="base"
      lang=${this.language}
      tabindex="-1"
      aria-label=${term('panelOrder')}
      aria-busy=${this.#order.pending && !order ? 'true' : nothing}
      @keydown=${this.#escape}
    >
      ${barView(
        {
          number: this.#wantedId ? this.selection.order?.number : undefined,
          order,
          people: this.#watch.people,
          submitting: this.#submission.underWay,
          recap: order && this.#editable ? () => this.#openRecap() : null,
          leave: this.#wantedId && !this.orderId ? () => this.#open(null) : null,
        },
        words,
      )}
      ${this.#notes()} ${this.#wantedId ? this.#orderContent() : this.#startContent()}
    </section>`;
  }

  #notes(): TemplateResult {
    const { term, words, refused } = this;
    const { failure } = this.#submission;
    return html`${offlineNote(this.offlineSince, words)} ${this.#submission.note(words)}
    ${this.readonly ? nothing : this.#new.note()}
    ${
      failure
        ? failureNote(term, failure, { lead: term('orderNotSubmitted'), dismiss: () => this.#submission.dismiss() })
        : nothing
    }
    ${editNote(this.#edits, () => this.#dropEdit(), words)}
    ${refused ? blockedNote(term, refused.action, refused.blockers, { dismiss: () => (this.refused = null) }) : nothing}`;
  }

  #startContent(): TemplateResult | typeof nothing | undefined {
    const { term, words } = this;
    if (!this.#wantedCustomer) return emptyView(term('orderNoCustomer'));
    const verb = this.readonly ? nothing : this.#new.button();
    return this.#orders.render({
      pending: ordersSkeleton,
      failed: (failure) =>
        failureVoid(term, failure, { lead: term('ordersUnread'), retry: () => this.#orders.again() }),
      ready: ({ items }) =>
        items.length === 0
          ? emptyView(term('orderNone'), verb)
          : html`${openOrders(items, (order) => this.#open(order), words)}
              <div class="finish"><div class="go">${verb}</div></div>`,
    });
  }

  #orderContent(): TemplateResult | typeof nothing | undefined {
    const { term } = this;
    return this.#order.render({
      pending: () => orderSkeleton(this.words),
      failed: (failure) => failureVoid(term, failure, { lead: term('orderUnread'), retry: () => this.#order.again() }),
      ready: (order) => this.#orderReady(order),
    });
  }

  #orderReady(order: Order): TemplateResult {
    const { words } = this;
    const editable = this.#editable;
    return html`${orderView(
      order,
      {
        deliverTo: this.#deliverTo.render(order),
        lines: linesView(
          order,
          {
            editable,
            quantities: this.#quantities,
            leaves: ({ id }) => this.#edits.has(`remove ${id}`),
            remove: (line) => this.#remove(line),
            onward: () => this.mover.to('[role=combobox]'),
          },
          words,
        ),
        add: editable ? this.#search.render() : nothing,
        recap: editable && this.recapOpen ? this.#recap.render(order, () => this.#closeRecap()) : nothing,
        payments: paymentsView(
          order,
          {
            editable,
            add: () => this.#pay(),
            void: (payment) => this.#edit(voidingOf(payment, words)),
            askAgain: () => this.reread(),
          },
          words,
        ),
        trace: order.status === 'draft' ? nothing : this.#recap.traceOf(order, words),
        finish: this.#finish(order),
      },
      words,
    )}
    ${this.#payment.render()}`;
  }

  #finish(order: Order): TemplateResult | typeof nothing {
    const { term, words } = this;
    if (this.readonly) return nothing;
    if (order.status === 'draft') {
      const label = term(this.recapOpen && this.#recap.changed ? 'orderReadItSubmit' : 'orderSubmit');
      const sending = this.#submission.underWay;
      return finishView({ blocks: this.#blocks(order), label, sending, submit: () => this.#submit() }, words);
    }
    return html`<div class="finish"><div class="go">${this.#new.button('l')}</div></div>`;
  }

  #blocks(order: Order): ReturnType<typeof blocksOf> {
    const { words } = this;
    const fixes: Fixes = {
      addProduct: () => this.mover.to('[role=combobox]'),
      chooseAddress: this.#deliverTo.isMissing ? null : () => this.mover.to('#deliver-to'),
      addAddress: this.#deliverTo.add,
      addPayment: () => this.#pay(),
      toPayments: () => this.mover.to('.pays .link'),
      askAgain: () => this.reread(),
      recap: () => this.#openRecap(),
    };
    const blocks = blocksOf(order, this.#may('submit'), fixes, words);
    if (blocks.length > 0 || this.#recap.hashFor(order)) return blocks;
    return [recapBlock(this.#recap.wasShown(order), fixes, words)];
  }

  #begin(order: Order): void {
    this.#created = order;
    this.dispatchEvent(new OrderCreatedEvent({ order }));
    this.#open(order);
    this.announce(`${this.term('panelOrder')} ${order.number}`);
    this.mover.to('[role=combobox]');
  }

  /** Shows an order of the customer, or with null the list of those that are open. */
  #open(order: Pick<Order, 'id' | 'number'> | null): void {
    if (this.orderId) this.orderId = order?.id ?? null;
    else if (this.customerId) this.picked = order && { customerId: this.customerId, id: order.id };
    else this.select({ order: order && { id: order.id, number: order.number } });
    if (!order) this.mover.to('[data-first]');
  }

  /** Another order is shown: what belongs to the one before goes. */
  #left(): void {
    this.#shownId = this.#wantedId;
    this.recapOpen = false;
    this.refused = null;
    for (const part of [this.#quantities, this.#search, this.#payment, this.#deliverTo, this.#recap]) part.forget();
    this.#submission.dismiss();
  }

  /** @internal */
  take(order: Order): void {
    const before = this.#order.value;
    if (order.id !== this.#wantedId || (before && before.version > order.version)) return;
    this.#created = null;
    this.#order.put(order);
    this.#edits.follow(order);
    this.refused = null;
    this.dispatchEvent(new OrderChangedEvent({ order }));
    if (before) this.#voice.hear(before, order);
  }

  /** Nothing changes an order whose submission is under way. */
  #edit(edit: Edit): void {
    if (!this.#submission.underWay) this.#edits.add(edit);
  }

  #add(product: Product): void {
    const { currency = '' } = this.#order.value ?? {};
    if (product.currency !== currency) {
      const detail = `${product.sku}: ${product.currency}`;
      this.refused = { action: this.term('orderAddProduct'), blockers: [{ code: 'product_unavailable', detail }] };
      return;
    }
    const focused = () => this.renderRoot.querySelector('[role=combobox]:focus') !== null && !this.#search.text;
    this.#edit(
      additionOf(product, (order, before) => {
        const line = order.lines.find(({ id }) => !before.lines.some((old) => old.id === id));
        if (line && focused()) this.mover.to(`[data-line='${line.id}'] input`);
      }),
    );
  }

  #remove(line: Line): void {
    this.#quantities.reset(line);
    this.#edit(
      removalOf(line, this.words, (order, before) => {
        this.announce(this.term('orderRemoved', line.name));
        const place = before.lines.findIndex(({ id }) => id === line.id);
        const next = order.lines[place] ?? order.lines.at(-1);
        this.mover.to(next ? `[data-line='${next.id}'] input` : '[role=combobox]', { onlyIfLost: true });
      }),
    );
  }

  #removeAt(event: Event): void {
    const line = lineAt(event, this.#order.value?.lines ?? []);
    if (line) this.#remove(line);
  }

  #dropEdit(): void {
    const line = this.#order.value?.lines.find(({ id }) => id === this.#edits.current?.what);
    if (line) this.#quantities.reset(line);
    this.#edits.drop();
  }

  #pay(): void {
    const blockers = this.#may('add_payment');
    if (blockers.length > 0) this.refused = { action: this.term('orderAddPayment'), blockers };
    else if (!this.#submission.underWay) this.#payment.open();
  }

  #openRecap(): void {
    this.recapOpen = true;
    this.#recap.open();
    this.requestUpdate();
  }

  #closeRecap(): void {
    this.recapOpen = false;
    this.mover.to('[data-recap]');
  }

  #submit(): void {
    const { order } = this;
    if (!order || this.#submission.underWay) return;
    for (const line of order.lines) if (this.#quantities.isTyped(line)) this.#quantities.save(line);
    const recapHash = this.#recap.hashFor(order);
    const blockers = this.#may('submit');
    if (blockers.length > 0) {
      this.announce(blockers.map((blocker) => blockerText(this.term, blocker)).join(' '));
      this.mover.to('[data-fix]');
    } else if (!recapHash) this.#openRecap();
    else if (!this.#edits.current && this.dispatchEvent(new OrderSubmitEvent({ order, recapHash }))) {
      this.#submission.send(order, recapHash);
    }
  }

  /** Esc leaves a text field first, then the recap. */
  readonly #escape = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.key !== 'Escape' || (target instanceof Element && target.closest('dialog'))) return;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) this.mover.to('.base');
    else if (this.recapOpen) this.#closeRecap();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
