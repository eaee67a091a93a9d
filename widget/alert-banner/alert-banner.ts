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
import { AlertEditEvent } from './alert-banner.events.ts';
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
 * @fires {ErrorEvent} cs-error - The alerts could not be read.
 * @csspart base - The frame.
 * @csspart alert - One alert.
 * @csspart edit-button - Opens the alert's case.
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

  readonly #alerts = new Load<Page<Alert>, [string | null]>(this, {
    args: () => [this.#customer],
    read: ([id], { client, signal }) => (id ? client.get(`/v1/customers/${id}/alerts`, { signal }) : null),
    done: ({ items }) => this.#tell(items),
  });
  /** Whose alerts have been announced, and which. */
  #told: { customer: string | null; cases: ReadonlySet<string> } = { customer: null, cases: new Set() };

  constructor() {
    super();
    this.addController(caseChanges(() => this.#customer && this.#alerts.again()));
  }

  override get shortcuts(): readonly Shortcut[] {
    return [{ key: 'e', label: this.term('alertEdit'), run: () => this.#edit(), unless: this.#items.length === 0 }];
  }

  protected override content(): TemplateResult | typeof nothing {
    const { failure } = this.#alerts;
    const items = this.#items;
    if (items.length === 0 && !failure) return nothing;
    const shown = this.all ? items : items.slice(0, Math.max(1, this.max || 1));
    return html`<section
      class="base ${items.length > 0 ? 'urgent hot' : ''}"
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
        shown.length < items.length
          ? html`<p class="rest">
              <button class="link" type="button" @click=${() => this.#showAll(shown.length)}>
                ${this.term('alertsShowAll', items.length)}
              </button>
            </p>`
          : nothing
      }
    </section>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#told.customer !== this.#customer) {
      this.#told = { customer: this.#customer, cases: new Set() };
      this.all = false;
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

  #alert(alert: Alert): TemplateResult {
    const { title, note, number, priority, openedAt } = alert;
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
      </div>
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
    this.renderRoot.querySelectorAll<HTMLElement>('.alert button')[before]?.focus();
  }

  get #focused(): Alert | undefined {
    const id = this.shadowRoot?.activeElement?.closest<HTMLElement>('.alert')?.dataset['case'];
    return this.#items.find(({ caseId }) => caseId === id);
  }

  readonly #move = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
    const place = buttons.findIndex((button) => button.matches(':focus'));
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
