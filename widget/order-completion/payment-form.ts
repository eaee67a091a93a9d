import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Page } from '../../shared/common.ts';
import type { Money } from '../../shared/money.ts';
import type { Order } from '../../shared/orders.ts';
import type { Channel } from '../../shared/set-up.ts';
import type { Failure } from '../client/result.ts';
import { mayRetry } from '../client/result.ts';
import { Command } from '../internal/command.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { Load } from '../internal/load.ts';
import { modal } from '../internal/modal.ts';
import { failureNote, failureVoid, fieldErrors, fieldErrorText } from '../internal/problem-message.ts';
import { holdsCardNumber, parseAmount } from './amount.ts';
import { currentOrder } from './edits.ts';
import { OrderPaymentEvent } from './order-completion.events.ts';
import type { OrderHost } from './order-host.ts';
import { paymentFact } from './payments.ts';

type Method = Channel['paymentMethods'][number];

/** What is paid with most on the phone comes first. */
const usual: readonly Method['kind'][] = ['card', 'gift_card', 'check', 'cash'];

/** Adds one payment: a dialog that stays until the payment is taken, so that a declined card costs one field. */
export class PaymentForm {
  readonly #host: OrderHost;
  readonly #added: () => void;
  readonly #channels: Load<Page<Channel>, [boolean]>;
  readonly #command: Command<Order>;
  #open = false;
  #methodId: string | null = null;
  /** What the agent has typed; null while the amount follows what is left to pay. */
  #typed: string | null = null;
  /** What the field shows. It stands while its payment is under way or may be asked for again. */
  #amount = '';
  #reference = '';
  /** What is wrong with a field before anything is sent. */
  #amountWrong = '';
  #referenceWrong = '';
  /** The last attempt was answered, and refused by the card's bank. */
  #declined = '';
  #stale = false;
  /** The host is asked for the card's token. */
  #asking = false;

  /** `added`: a payment is taken or recorded, and the form is closed. */
  constructor(host: OrderHost, added: () => void) {
    this.#host = host;
    this.#added = added;
    this.#channels = new Load(host, {
      args: () => [host.order?.status === 'draft'],
      read: ([draft], { client, signal }) =>
        draft ? client.get('/v1/channels', { query: { limit: 100 }, signal }) : null,
      done: () => this.#open && this.#host.mover.to('dialog select'),
    });
    this.#command = new Command<Order>(host, {
      done: (order) => this.#done(order),
      failed: (failure) => this.#failed(failure),
    });
  }

  get busy(): boolean {
    return this.#asking || this.#command.busy;
  }

  /** Opens with what is left to pay. What was typed when it was last closed without a payment is still there. */
  open(): void {
    const order = this.#host.order;
    if (!order || this.#open) return;
    this.#open = true;
    if (!this.#command.failure) this.#typed = null;
    this.#host.requestUpdate();
  }

  forget(): void {
    this.#close();
    this.#typed = null;
    this.#reference = '';
    this.#methodId = null;
    this.#command.dismiss();
  }

  render(): TemplateResult | typeof nothing {
    const order = this.#host.order;
    if (!this.#open || !order) return nothing;
    const { term } = this.#host.words;
    return html`<dialog class="dialog" aria-labelledby="pay" part="payment-dialog" ${modal(() => this.#close())}>
      <form @submit=${this.#submit} @keydown=${this.#keydown} novalidate>
        <header>
          <h3 id="pay">${term('orderAddPayment')}</h3>
          <button class="btn quiet icon" type="button" aria-label=${term('close')} @click=${this.#close}>
            ${icon(glyphs.close)}
          </button>
        </header>
        ${this.#channels.render({
          idle: () => nothing,
          pending: () => html`<div class="body bones"><span class="bone box full"></span></div>`,
          failed: (failure) => failureVoid(term, failure, { retry: () => this.#channels.again() }),
          ready: () => this.#body(order),
        })}
      </form>
    </dialog>`;
  }

  #body(order: Order): TemplateResult {
    const { term } = this.#host.words;
    const method = this.#method(order);
    if (!method) return html`<p class="body">${term('orderNoMethod', order.channel.name, order.currency)}</p>`;
    this.#follow(order);
    const kind = method.kind === 'cash' ? null : method.kind;
    const errors = fieldErrors(this.#command.failure);
    const wrongReference = errors.get('reference');
    const wrongAmount = errors.get('amount.amount') ?? errors.get('amount');
    return html`${this.#message()}
      <div class="body">
        <label class="field">
          <span class="label">${term('orderMethod')}</span>
          <select class="input" autofocus @change=${this.#choose}>
            ${this.#methods(order).map(
              ({ id, name }) => html`<option value=${id} .selected=${id === method.id}>${name}</option>`,
            )}
          </select>
        </label>
        ${this.#field({
          name: 'amount',
          label: term('orderAmountIn', order.currency),
          value: this.#amount,
          wrong: this.#amountWrong || (wrongAmount ? fieldErrorText(term, wrongAmount) : ''),
          numeric: true,
        })}
        ${
          kind
            ? this.#field({
                name: 'reference',
                label: term(`orderReference_${kind}`),
                value: this.#reference,
                wrong: this.#referenceWrong || (wrongReference ? fieldErrorText(term, wrongReference) : ''),
                help: kind === 'check' ? '' : term('orderReferenceHelp'),
              })
            : nothing
        }
      </div>
      <footer>
        <button class="btn primary" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>
          ${term(this.busy ? 'orderPaying' : 'orderAddPayment')}
        </button>
        <button class="btn quiet" type="button" @click=${this.#close}>${term('back')}</button>
      </footer>`;
  }

  #field(field: {
    name: 'amount' | 'reference';
    label: string;
    value: string;
    wrong: string;
    help?: string;
    numeric?: boolean;
  }): TemplateResult {
    const { name, wrong, help = '' } = field;
    return html`<div class="field">
      <label class="label" for=${name}>${field.label}</label>
      <span class="input ${wrong ? 'bad' : ''}"
        ><input
          id=${name}
          class="num"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          inputmode=${field.numeric ? 'decimal' : 'text'}
          maxlength="200"
          aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby="${name}-help"
          .value=${field.value}
          @input=${this.#type}
      /></span>
      <p class="help ${wrong ? 'urgent tone' : ''}" id="${name}-help" role=${wrong ? 'alert' : nothing}>
        ${wrong || help}
      </p>
    </div>`;
  }

  /** A declined card, a colleague who was quicker, or a failure: said in the dialog, where the agent is. */
  #message(): TemplateResult | typeof nothing {
    const { term } = this.#host.words;
    const { failure } = this.#command;
    if (this.#declined || this.#stale) {
      return html`<div class="note ${this.#declined ? 'urgent' : 'due'}" role="alert">
        ${icon(this.#declined ? glyphs.close : glyphs.swap)}
        <p>${this.#declined ? html`<b>${this.#declined}.</b> ${term('orderDeclinedHelp')}` : term('orderPayStale')}</p>
      </div>`;
    }
    if (!failure || fieldErrors(failure).size > 0) return nothing;
    const lead = mayRetry(failure) ? term('orderPaySilent') : '';
    return failureNote(term, failure, { lead, retry: () => void this.#command.retry() });
  }

  #methods({ channel, currency }: Order): Method[] {
    const own = this.#channels.value?.items.find(({ id }) => id === channel.id);
    const methods = own?.paymentMethods.filter((method) => method.currency === currency) ?? [];
    return methods.sort((one, other) => usual.indexOf(one.kind) - usual.indexOf(other.kind));
  }

  #method(order: Order): Method | undefined {
    const methods = this.#methods(order);
    return methods.find(({ id }) => id === this.#methodId) ?? methods[0];
  }

  /** The order may still change under the open dialog: a quantity is being saved, a colleague was quicker. */
  #follow(order: Order): void {
    const { failure } = this.#command;
    if (!this.busy && !(failure && mayRetry(failure))) this.#amount = this.#typed ?? this.#format(openAmount(order));
  }

  #format(amount: Money): string {
    return this.#host.words.format.money(amount, { bare: true });
  }

  readonly #type = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    const { term } = this.#host.words;
    if (target.id === 'amount') {
      this.#typed = target.value;
      this.#amountWrong = '';
    } else {
      this.#reference = target.value;
      this.#referenceWrong = holdsCardNumber(target.value) ? term('field_card_number') : '';
    }
    this.#settle();
  };

  readonly #choose = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    this.#methodId = target.value;
    this.#reference = '';
    this.#referenceWrong = '';
    this.#settle();
  };

  /** What is typed answers what was said. */
  #settle(): void {
    this.#declined = '';
    this.#stale = false;
    if (!this.busy) this.#command.dismiss();
    this.#host.requestUpdate();
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.stopPropagation();
    void this.#submit(event);
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const order = this.#host.order;
    const method = order && this.#method(order);
    const { failure } = this.#command;
    if (!order || !method || this.busy || this.#referenceWrong) return;
    // Nothing was changed since: the same payment again under its own key, so that it is taken once.
    if (failure && mayRetry(failure)) return this.#command.retry();
    const { term, language } = this.#host.words;
    const amount = parseAmount(this.#amount, language, order.currency);
    if (amount === null) {
      this.#amountWrong = term('orderAmountWrong', this.#format({ amount: 14900, currency: order.currency }));
      this.#host.requestUpdate();
      return;
    }
    const money = { amount, currency: order.currency };
    const reference = await this.#ask(new OrderPaymentEvent({ orderId: order.id, method, amount: money }), method);
    if (reference === null || !this.#open) return;
    const body = { methodId: method.id, amount: money, ...(reference ? { reference } : {}) };
    await this.#command.post(`/v1/orders/${order.id}/payments`, body, this.#host.order?.version);
  };

  /** The reference to pay with: the host's, else what is in the field; null when nothing is to be sent. */
  async #ask(event: OrderPaymentEvent, { kind }: Method): Promise<string | null> {
    if (!this.#host.dispatchEvent(event)) return null;
    if (kind === 'cash') return '';
    const { term } = this.#host.words;
    let reference = this.#reference.trim();
    if (event.reference !== null) {
      this.#asking = true;
      this.#host.requestUpdate();
      reference = await Promise.resolve(event.reference).catch(() => '');
      this.#asking = false;
      if (!reference) this.#referenceWrong = term('orderNoToken');
    } else if (!reference) this.#referenceWrong = term('field_required');
    if (holdsCardNumber(reference)) this.#referenceWrong = term('field_card_number');
    this.#host.requestUpdate();
    if (!this.#referenceWrong) return reference;
    this.#host.mover.to('#reference');
    return null;
  }

  #done(order: Order): void {
    const payment = order.payments.at(-1);
    this.#reference = '';
    this.#host.take(order);
    if (payment?.status === 'declined') {
      this.#declined = paymentFact(payment, this.#host.words);
      this.#host.mover.to('#reference');
      return;
    }
    this.#close();
    this.#added();
  }

  #failed(failure: Failure): void {
    const current = currentOrder(failure);
    if (!current) return;
    this.#stale = true;
    this.#command.dismiss();
    this.#typed = null;
    this.#host.take(current);
  }

  readonly #close = (): void => {
    this.#open = false;
    this.#declined = '';
    this.#stale = false;
    this.#amountWrong = '';
    this.#referenceWrong = '';
    if (!this.busy && !(this.#command.failure && mayRetry(this.#command.failure))) this.#command.dismiss();
    this.#host.requestUpdate();
  };
}

/** What a further payment may take: the balance without what a provider may still take. */
function openAmount({ totals, payments }: Order): Money {
  const pending = payments.filter(({ status }) => status === 'pending');
  const taken = pending.reduce((sum, { amount }) => sum + amount.amount, 0);
  return { ...totals.balance, amount: Math.max(0, totals.balance.amount - taken) };
}
