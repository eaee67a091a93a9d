import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Page } from '../../shared/common.ts';
import type { Alert } from '../../shared/customers.ts';
import { caseChanges } from '../internal/case-changes.ts';
import { CallsideElement } from '../internal/element.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { Load } from '../internal/load.ts';
import { failureNote } from '../internal/problem-message.ts';
import type { Shortcut } from '../internal/shortcuts.ts';
import { Watch } from '../internal/watch.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { AlertAcknowledgedEvent, AlertEditEvent } from './alert-banner.events.ts';
import { alertBannerStyles } from './alert-banner.styles.ts';

/** The most of a note that is shown, in characters; the case has it whole. */
const longestNote = 280;

/**
 * The hot alerts of a customer: active cases whose priority is marked as hot (domain §2B.15). Takes no room while there
 * are none and never takes the focus; new ones are announced.
 *
 * @summary The hot alerts of the selected customer.
 * @tag cs-alert-banner
 * @fires {AlertEditEvent} cs-alert-edit - A case is about to be opened from its alert. `preventDefault()` leaves it to the host.
 * @fires {AlertAcknowledgedEvent} cs-alert-acknowledged - An alert was settled for the session.
 * @csspart base - The frame.
 * @csspart alert - One alert.
 * @csspart edit-button - Opens the alert's case.
 * @csspart acknowledge-button - Asks why the alert is settled.
 * @csspart acknowledge-form - The reason, and what sends it.
 * @csspart acknowledged - What was settled, as one line.
 * @csspart error - What is shown when the alerts could not be read.
 * @csspart retry-button - Reads them again.
 * @status stable
 * @since 0.1
 */
export class CallsideAlertBanner extends CallsideElement {
  static override styles: CSSResultGroup = alertBannerStyles;

  /** Whose alerts: another customer than the selected one. */
  @property({ attribute: 'customer-id' }) customerId: string | null = null;
  /** How many alerts are shown before "Show all". */
  @property({ type: Number }) max = 3;

  @state() private all = false;
  /** Whether those that were acknowledged are shown. */
  @state() private settledToo = false;

  readonly #alerts = new Load<Page<Alert>, [string | null]>(this, {
    args: () => [this.#customer],
    read: ([id], { client, signal }) => (id ? client.get(`/v1/customers/${id}/alerts`, { signal }) : null),
    done: ({ items }) => this.#tell(items),
  });
  readonly #acknowledgement = new Acknowledgement(this, (alert) => {
    const { value } = this.#alerts;
    const items = this.#items.map((one) => (one.caseId === alert.caseId ? alert : one));
    this.#alerts.put({ next: value?.next ?? null, items });
    this.announce(this.term('alertAcknowledged', alert.title));
    this.dispatchEvent(new AlertAcknowledgedEvent({ alert }));
    void this.#focusOn('[part=acknowledge-button], .settled .link');
  });
  /** Whose alerts have been announced, and which. */
  #told: { customer: string | null; cases: ReadonlySet<string> } = { customer: null, cases: new Set() };

  constructor() {
    super();
    new Watch(this, () => this.#customer, this.#alerts, caseChanges);
  }

  override get shortcuts(): readonly Shortcut[] {
    const { term } = this;
    const unless = this.#open.length === 0;
    return [
      { key: 'e', label: term('alertEdit'), run: () => this.#edit(), unless: this.#items.length === 0 },
      { key: 'k', label: term('alertAcknowledge'), run: () => this.#acknowledge(), unless },
    ];
  }

  protected override content(): TemplateResult | typeof nothing {
    const { failure } = this.#alerts;
    const items = this.#items;
    if (items.length === 0 && !failure) return nothing;
    const listed = this.settledToo ? items : this.#open;
    const shown = this.all ? listed : listed.slice(0, Math.max(1, this.max || 1));
    return html`<section
      class="base ${this.#open.length > 0 ? 'urgent hot' : ''}"
      part="base"
      lang=${this.language}
      aria-label=${this.term('panelAlerts')}
      @keydown=${this.#move}
    >
      ${
        failure
          ? failureNote(this.term, failure, { lead: this.term('alertsUnread'), retry: () => this.#alerts.again() })
          : nothing
      }
      ${shown.map((alert) => this.#alert(alert))}
      ${
        shown.length < listed.length
          ? html`<p class="rest">
              <button class="link" type="button" @click=${() => this.#showAll(shown.length)}>
                ${this.term('alertsShowAll', listed.length)}
              </button>
            </p>`
          : nothing
      }
      ${this.#settled()}
    </section>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#told.customer !== this.#customer) {
      this.#told = { customer: this.#customer, cases: new Set() };
      this.all = false;
      this.settledToo = false;
      this.#acknowledgement.ask(null);
    }
  }

  protected override updated(): void {
    const { failure, pending, value } = this.#alerts;
    if (this.desk?.fault) this.show(this.desk.fault === 'signed_out' ? 'empty' : 'error');
    else if (failure) this.show(failure.kind === 'offline' ? 'offline' : 'error');
    else if (this.#items.length > 0) this.show('ready');
    else this.show(pending && !value ? 'loading' : 'empty');
  }

  get #customer(): string | null {
    return this.customerId ?? this.selection.customer?.id ?? null;
  }

  get #items(): readonly Alert[] {
    return this.#alerts.value?.items ?? [];
  }

  /** Those that are not settled for this session. */
  get #open(): readonly Alert[] {
    return this.#items.filter(({ acknowledged }) => !acknowledged);
  }

  protected override forget(): void {
    super.forget();
    this.#acknowledgement.forget();
  }

  /** What was settled stays as one line, with the reason given last. */
  #settled(): TemplateResult | typeof nothing {
    const settled = this.#items.flatMap(({ acknowledged }) => acknowledged ?? []);
    const last = settled.reduce((one, other) => (one && one.at > other.at ? one : other), settled[0]);
    if (!last || this.settledToo) return nothing;
    return html`<p class="alert settled" part="acknowledged">
      ${icon(glyphs.check)}
      <span class="what"
        >${this.term('alertsSettled', settled.length, this.format.time(last.at), last.reason)}
        <button class="link" type="button" @click=${() => (this.settledToo = true)}>
          ${this.term('alertsShow')}
        </button></span
      >
    </p>`;
  }

  #alert(alert: Alert): TemplateResult {
    const { title, note, number, priority, openedAt, acknowledged } = alert;
    const asked = this.#acknowledgement.asked === alert.caseId;
    const facts = [
      ...(note
        ? [
            html`<bdi>${note.author}</bdi>,&nbsp;<time datetime=${note.createdAt}
                >${this.format.when(note.createdAt)}</time
              >`,
          ]
        : []),
      html`<span class="id">${number}</span>`,
      `${priority.rank}\u00a0${priority.name}`,
      this.term('alertOpen', this.format.duration(Date.now() - Date.parse(openedAt))),
    ];
    return html`<article class="alert" part="alert" data-case=${alert.caseId}>
      ${icon(glyphs.hot)}
      <div class="what">
        <h2 dir="auto">${title}</h2>
        <p class="say">
          ${note ? html`<bdi>${this.term('alertQuote', excerpt(note.body))}</bdi> ` : nothing}
          <span class="muted dots">${facts.map((fact) => html`<span>${fact}</span>`)}</span>
        </p>
      </div>
      <div class="do">
        <button class="btn" type="button" part="edit-button" @click=${() => this.#edit(alert)}>
          ${this.term('alertEdit')} ${keycap(this.term, 'e')}
        </button>
        ${
          acknowledged || asked
            ? nothing
            : html`<button class="btn" type="button" part="acknowledge-button" @click=${() => this.#acknowledge(alert)}>
                ${this.term('alertAcknowledge')} ${keycap(this.term, 'k')}
              </button>`
        }
      </div>
      ${
        asked && this.#customer
          ? this.#acknowledgement.form(this.term, this.#customer, alert, () => {
              this.#acknowledgement.ask(null);
              void this.#focusOn(`[data-case='${alert.caseId}'] [part=acknowledge-button]`);
            })
          : nothing
      }
    </article>`;
  }

  /** Says what is new, once: never what went or what was there before. */
  #tell(items: readonly Alert[]): void {
    const fresh = items.filter(({ caseId }) => !this.#told.cases.has(caseId));
    this.#told = { customer: this.#customer, cases: new Set(items.map(({ caseId }) => caseId)) };
    if (fresh.length > 0) {
      const titles = fresh.map(({ title }) => title).join('; ');
      this.announce(this.term('alertsNew', fresh.length, titles), { urgent: true });
    }
  }

  /** Asks why the alert is settled, of the one that has the focus or the first. */
  #acknowledge(alert: Alert | undefined = this.#focused ?? this.#open[0]): void {
    if (!alert || alert.acknowledged) return;
    this.#acknowledgement.ask(alert.caseId);
    void this.#focusOn('.ack input');
  }

  async #focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Opens the case of an alert, or of the one that has the focus, and hands the focus to the case panel. */
  #edit(alert: Alert | undefined = this.#focused ?? this.#items[0]): void {
    if (!alert || !this.dispatchEvent(new AlertEditEvent({ alert }))) return;
    const { caseId: id, number, title } = alert;
    const customer = this.#customer;
    const other = customer !== null && customer !== this.selection.customer?.id;
    this.select({ ...(other && { customer: { id: customer } }), case: { id, number, title } });
    for (const panel of this.desk?.panels ?? []) {
      // Once it shows the case.
      if (panel.localName === 'cs-case-panel') setTimeout(() => panel.focus());
    }
  }

  /** Shows the rest, and goes on in it from where the button was. */
  async #showAll(before: number): Promise<void> {
    this.all = true;
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('[part=edit-button]')[before]?.focus();
  }

  get #focused(): Alert | undefined {
    const id = this.shadowRoot?.activeElement?.closest<HTMLElement>('.alert')?.dataset['case'];
    return this.#items.find(({ caseId }) => caseId === id);
  }

  readonly #move = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[part=edit-button], .link')];
    const row = this.shadowRoot?.activeElement?.closest('.alert, .rest');
    const place = buttons.findIndex((button) => row?.contains(button));
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const target = to === undefined ? undefined : buttons[to];
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    target.focus();
  };
}

function excerpt(text: string): string {
  return text.length > longestNote ? `${text.slice(0, longestNote - 1).trimEnd()}…` : text;
}
