import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Case } from '../../shared/cases.ts';
import { CallsideElement } from '../internal/element.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { failureNote, failureVoid } from '../internal/problem-message.ts';
import type { Shortcut } from '../internal/shortcuts.ts';
import { Watch } from '../internal/watch.ts';
import { CaseData } from './case-data.ts';
import { CaseDesk } from './case-desk.ts';
import { newCaseForm } from './case-form.ts';
import { CaseSelectEvent } from './case-panel.events.ts';
import { casePanelStyles } from './case-panel.styles.ts';
import type { CaseWork } from './case-work.ts';
import { fieldOf, isWritten, submitForm, turnTo } from './entry.ts';
import { caseList, moreButton } from './list.ts';
import { mergeDialog } from './merge-dialog.ts';
import { openCase } from './open-case.ts';
import { RelationsDesk } from './relations-desk.ts';
import { caseBones, listBones } from './skeleton.ts';
import { recentActivities } from './timeline.ts';
import type { CaseRef, Press, View } from './view.ts';
import { mayDo } from './words.ts';
import type { EntryKind } from './words.ts';

/**
 * The cases of a customer: which there are, what has happened in the open one, and what can be done about it. Follows the
 * selection of its provider, or works by its attributes alone.
 *
 * @summary Lists, opens, creates, edits, resolves, cancels, merges and reactivates cases.
 * @tag cs-case-panel
 * @slot header-actions - The host's own buttons beside ours, in the head of the open case.
 * @fires {CaseSelectEvent} cs-case-select - A case is about to be opened. Cancelable.
 * @fires {CaseCreateEvent} cs-case-create - A case is about to be created. Cancelable.
 * @fires {CaseChangeEvent} cs-case-change - Fields are about to be saved. Cancelable.
 * @fires {CaseResolveEvent} cs-case-resolve - A case is about to be resolved. Cancelable.
 * @fires {CaseCancelEvent} cs-case-cancel - A case is about to be cancelled. Cancelable.
 * @fires {CaseReactivateEvent} cs-case-reactivate - A case is about to be reactivated. Cancelable.
 * @fires {CaseEntryEvent} cs-case-entry - A note or an activity is about to be added. Cancelable.
 * @fires {CaseMergeEvent} cs-case-merge - Cases are about to be merged into one. Cancelable.
 * @fires {CaseMergedEvent} cs-case-merged - Cases were merged into this one.
 * @fires {CaseUnmergedEvent} cs-case-unmerged - A merge into this case was undone.
 * @fires {CaseCreatedEvent} cs-case-created - A case was created.
 * @fires {CaseChangedEvent} cs-case-changed - Fields were saved.
 * @fires {CaseResolvedEvent} cs-case-resolved - A case was resolved.
 * @fires {CaseCancelledEvent} cs-case-cancelled - A case was cancelled.
 * @fires {CaseReactivatedEvent} cs-case-reactivated - A case was reactivated.
 * @fires {CaseEnteredEvent} cs-case-entered - A note or an activity was added, or an activity closed.
 * @csspart base - The frame.
 * @csspart bar - What stands above the list.
 * @csspart list - The customer's cases.
 * @csspart header - Number, title and verbs of the open case.
 * @csspart title - The title of the open case.
 * @csspart stage - How far the agent is with it.
 * @csspart facts - State, priority and what else is known of it.
 * @csspart here - Who else has the case open.
 * @csspart relationships - What it has to do with other cases.
 * @csspart similar - Resolved cases that are like it.
 * @csspart existing - Cases that a new one may repeat.
 * @csspart todo - Its open activities.
 * @csspart composer - Where a note or an activity is written.
 * @csspart send-button - What saves it.
 * @csspart waiting - What was written while the network was away.
 * @csspart timeline - What has happened.
 * @csspart form - A new case, or title and description being edited.
 * @csspart dialog - Resolve, cancel or merge.
 * @csspart conflict - Both versions, side by side.
 * @csspart error - A failure.
 * @csspart retry-button - "Try again".
 * @csspart blocked - What blocks an action.
 * @status stable
 * @since 0.1
 */
export class CallsideCasePanel extends CallsideElement {
  static override styles: CSSResultGroup = casePanelStyles;

  /** Whose cases are listed; the selected customer's where none is named. */
  @property({ attribute: 'customer-id' }) customerId: string | null = null;
  /** The case that is open; the selected one where none is named. Follows what the agent opens. */
  @property({ attribute: 'case-id' }) caseId: string | null = null;
  /** Nothing can be changed. */
  @property({ type: Boolean, reflect: true }) readonly = false;
  /** `off`: single letters are no keys in this panel. */
  @property({ attribute: 'shortcuts' }) letters: 'on' | 'off' = 'on';

  @state() private filter: 'active' | 'all' = 'active';
  @state() private creating = false;
  @state() private rowId: string | null = null;

  readonly #relations = new RelationsDesk(this, () => this.#view);
  readonly #data = new CaseData(this, () => ({
    customerId: this.#customer,
    nameless: this.#knownName === undefined,
    caseId: this.#openId,
    filter: this.filter,
    creating: this.creating,
    readonly: this.readonly,
    looking: this.#relations.looking,
    title: this.#typed,
  }));
  readonly #desk = new CaseDesk(this, () => this.#view);
  readonly #watch = new Watch(this, () => this.#openId, this.#data);
  #shownCustomer: string | null = null;
  #shownCase: string | null = null;
  #focusNext = '';
  /** The title of the new case when the writing last paused. */
  #typed = '';
  #pause: ReturnType<typeof setTimeout> | undefined;
  #focused: Element | null = null;

  constructor() {
    super();
    new Watch(this, () => this.#customer, { renew: () => this.#data.renewList() });
    // Where the agent goes meanwhile counts more than where the focus was to go.
    const stay = () => (this.#focusNext = '');
    this.addEventListener('keydown', stay, { capture: true });
    this.addEventListener('pointerdown', stay, { capture: true });
  }

  /** The open case as it was last read; null when there is none. */
  get data(): Case | null {
    return this.#data.open.value ?? null;
  }

  override get shortcuts(): readonly Shortcut[] {
    const { data } = this;
    const term = this.term;
    const state = this.readonly || this.creating ? null : data?.state;
    const isActive = state === 'active';
    const write = (key: string, kind: EntryKind): Shortcut => ({
      key,
      label: term(`caseKind_${kind}`),
      run: () => this.#write(kind),
      unless: !isActive,
    });
    const all: Shortcut[] = [
      { key: 'c', label: term('caseNew'), run: () => this.#startNew(), unless: this.readonly || !this.#customer },
      { key: 'r', label: term('caseVerb_resolve'), run: () => this.#press('resolve'), unless: !isActive },
      {
        key: 'v',
        label: term('caseVerb_reactivate'),
        run: () => this.#press('reactivate'),
        unless: !state || isActive,
      },
      { key: 's', label: term('caseSimilar'), run: () => this.#press('similar'), unless: !isActive },
      { key: 'm', label: term('caseVerb_merge'), run: () => this.#press('merge'), unless: !isActive },
      write('n', 'note'),
      write('l', 'phone_call'),
      write('t', 'task'),
      write('e', 'email'),
      { key: 'Ctrl+Enter', label: term('keySubmit'), run: submitForm },
    ];
    return this.letters === 'off' ? all.filter(({ key }) => key.length > 1) : all;
  }

  protected override forget(): void {
    super.forget();
    this.#desk.forget();
    this.#relations.forget();
    this.creating = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.letters === 'off') this.internals.states.add('keyless');
    const customer = this.#customer;
    const openId = this.#openId;
    if (customer !== this.#shownCustomer || openId !== this.#shownCase) {
      if (this.#shownCase) this.#desk.workOn(this.#shownCase).leave();
      this.#shownCustomer = customer;
      this.#shownCase = openId;
      this.#relations.leave();
      this.creating = false;
      this.rowId = null;
    }
    this.#focused = this.shadowRoot?.activeElement ?? null;
  }

  protected override updated(): void {
    const { cases, open } = this.#data;
    const failed = open.failure ?? cases.first.failure;
    const waits = (open.pending && !open.value) || (cases.first.pending && !cases.first.value);
    const empty = !this.#openId && cases.items.length === 0;
    this.show(failed ? 'error' : waits ? 'loading' : this.offlineSince ? 'offline' : empty ? 'empty' : 'ready');

    const wanted = this.#focusNext ? this.renderRoot.querySelector<HTMLElement>(this.#focusNext) : null;
    if (wanted) this.#focusNext = '';
    // What had the focus is gone: the focus stays in the panel.
    else if (this.#focused && !this.#focused.isConnected && !this.shadowRoot?.activeElement) {
      const near = this.renderRoot.querySelector<HTMLElement>('.head h2');
      if (near) near.focus();
      else this.focus();
    }
    wanted?.focus();
  }

  protected override content(): TemplateResult | typeof nothing {
    const { term } = this;
    const customer = this.#customer;
    const openId = this.#openId;
    const { cases, open } = this.#data;
    const beside = customer !== null && (openId !== null || this.creating);
    return html`<section
      class="base"
      part="base"
      lang=${this.language}
      aria-label=${term('panelCases')}
      aria-busy=${cases.first.pending || open.pending}
      @keydown=${this.#escape}
      @click=${this.#redraw}
      @input=${this.#redraw}
      @change=${this.#redraw}
      @submit=${this.#redraw}
    >
      ${this.#offlineNote()}
      ${
        customer === null && openId === null
          ? html`<div class="void">
              ${icon(glyphs.flag)}
              <p class="muted">${term('caseFindCustomer')}</p>
            </div>`
          : html`${customer === null ? nothing : this.#bar()}
              <div class=${beside ? 'duo' : ''}>
                ${customer === null ? nothing : html`<div class="side">${this.#list()}</div>`}
                <div class="main">${this.creating && customer ? newCaseForm(this.#view, customer) : this.#main()}</div>
              </div>`
      }
      ${mergeDialog(this.#view)}
    </section>`;
  }

  get #customer(): string | null {
    return this.customerId ?? this.selection.customer?.id ?? null;
  }

  get #openId(): string | null {
    return this.caseId ?? this.selection.case?.id ?? null;
  }

  /** The customer's name as the selection tells it. */
  get #knownName(): string | undefined {
    const { customer } = this.selection;
    return customer?.id === this.#customer ? customer?.name : undefined;
  }

  get #view(): View {
    const { cases, customer } = this.#data;
    return {
      host: this,
      term: this.term,
      format: this.format,
      data: this.#data,
      desk: this.#desk,
      relations: this.#relations,
      ownReasons: this.#data.ownReasons,
      openId: this.#openId,
      customerId: this.#customer,
      customerName: this.#knownName ?? customer.value?.name ?? cases.items[0]?.customer.name ?? '',
      readonly: this.readonly,
      me: this.session?.agent.id ?? null,
      watch: this.#watch,
      open: (found) => this.#select(found),
      press: (verb) => this.#press(verb),
      focusOn: (selector) => this.#focusOn(selector),
      leaveForm: () => this.#leaveForm(),
    };
  }

  #select({ id, number, title, customer }: CaseRef): void {
    if (this.caseId !== null) this.caseId = id;
    const other = this.selection.customer?.id !== customer.id;
    this.select({ ...(other && { customer: { id: customer.id, name: customer.name } }), case: { id, number, title } });
  }

  #focusOn(selector: string): void {
    this.#focusNext = selector;
    this.requestUpdate();
  }

  #leaveForm(): void {
    this.creating = false;
    this.#focusOn('[data-verb=new]');
  }

  #startNew(): void {
    this.creating = true;
    this.#typing();
    this.#focusOn('#title');
  }

  #work(): CaseWork | null {
    const id = this.#openId;
    return id === null ? null : this.#desk.workOn(id);
  }

  #write(kind: EntryKind): void {
    const work = this.#work();
    if (!work) return;
    turnTo(work.entry, kind);
    this.#focusOn(kind === 'note' ? '.composer textarea' : '.composer [name=subject]');
  }

  #press(verb: Press): void {
    const { data } = this;
    const work = this.#work();
    if (!data || !work) return;
    work.refused = null;
    if (verb === 'edit') {
      work.startEdit(data);
      this.#focusOn('#title');
    } else if (verb === 'reactivate') {
      this.#desk.reactivate(work, data);
    } else if (verb === 'merge') {
      this.#relations.startMerge([], data.id);
    } else if (verb === 'child') {
      if (mayDo(data, 'add_child')) this.#relations.addChild(data);
      else work.refused = verb;
    } else if (verb === 'similar') {
      this.#relations.look({ words: '', typed: '', peeked: null });
      this.#focusOn('#similar-words');
    } else if (verb === 'cancel' && !mayDo(data, 'cancel')) {
      work.refused = verb;
      this.announce(this.term('caseCancelBlocked'));
    } else {
      work.asking = verb;
    }
    this.requestUpdate();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const [target] = event.composedPath();
    if (!(target instanceof Element) || target.closest('dialog')) return;
    const work = this.#work();
    if (this.creating && target.closest('[part=form]')) {
      this.#leaveForm();
    } else if (work?.conflict?.mine && work.edit && target.closest('[part=conflict]')) {
      work.conflict = null;
      this.#focusOn('#title');
    } else if (work?.editing && target.closest('[part=form]')) {
      work.editing = false;
      this.#focusOn('[data-verb=edit]');
    } else if (target.closest('[part=similar]')) {
      this.#relations.stopLooking();
    } else if (target.closest('.composer')) {
      this.#focusOn('[data-first], .head h2');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** After a press or a letter something else may stand there: the panel is drawn anew. */
  readonly #redraw = (event: Event): void => {
    this.requestUpdate();
    if (event.type === 'input' && this.creating) this.#typing();
    else if (event.type === 'input') this.#watch.write(fieldOf(event.target));
    else if (event.type === 'submit') this.#watch.write(null);
  };

  /** What the customer has already is looked up when the writing of the title pauses. */
  #typing(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#typed = this.#customer ? this.#desk.newCaseFor(this.#customer).get('title') : '';
      this.requestUpdate();
    }, 250);
  }

  #offlineNote(): TemplateResult | typeof nothing {
    if (!this.offlineSince) return nothing;
    const { term } = this;
    const count = this.#work()?.waiting.length ?? 0;
    const waits = count > 0 ? term('caseEntriesWait', count) : term('offlineKept');
    return html`<div class="note plain" role="status">
      ${icon(glyphs.offline)}
      <p><b>${term('offlineSince', this.format.time(this.offlineSince))}</b> ${waits}</p>
    </div>`;
  }

  #bar(): TemplateResult {
    const { term, filter } = this;
    const customer = this.#customer;
    const { items, next } = this.#data.cases;
    const count = this.#data.cases.first.value ? this.format.number(items.length) + (next ? '+' : '') : '';
    const kept = customer && !this.creating ? this.#desk.newCaseFor(customer).keptAt : null;
    return html`<header class="bar" part="bar">
      <h2>${term('panelCases')}</h2>
      <div class="seg" role="group" aria-label=${term('caseShow')}>
        ${(['active', 'all'] as const).map(
          (one) =>
            html`<button type="button" aria-pressed=${one === filter} @click=${() => (this.filter = one)}>
              ${term(`caseShow_${one}`)} ${one === filter ? html`<span class="n">${count}</span>` : nothing}
            </button>`,
        )}
      </div>
      <span class="spring"></span>
      ${
        this.readonly || this.#relations.marked.size < 2
          ? nothing
          : html`<button
              class="btn"
              type="button"
              data-verb="merge-marked"
              @click=${() => this.#relations.startMerge(this.#relations.marked, null)}
            >
              ${icon(glyphs.merge)}${term('caseMergeMarked', this.#relations.marked.size)}
            </button>`
      }
      ${kept ? html`<span class="label">${term('draftKept', this.format.time(kept))}</span>` : nothing}
      ${
        this.readonly
          ? nothing
          : html`<button class="btn quiet" type="button" data-verb="new" @click=${() => this.#startNew()}>
              ${icon(glyphs.plus)}${term('caseNew')} ${keycap(term, 'c')}
            </button>`
      }
    </header>`;
  }

  #list(): TemplateResult | typeof nothing | undefined {
    const { term } = this;
    const { cases } = this.#data;
    const view = this.#view;
    return cases.first.render({
      pending: () => listBones(),
      failed: (failure) => failureVoid(term, failure, { lead: term('casesUnread'), retry: () => cases.again() }),
      ready: () =>
        cases.items.length === 0
          ? this.#none()
          : html`${caseList(view, {
              items: cases.items,
              label: term('casesOf', view.customerName),
              openId: this.#openId,
              rowId: this.rowId,
              open: (item) => {
                if (this.dispatchEvent(new CaseSelectEvent({ case: item }))) this.#select(item);
              },
              reached: ({ id }) => (this.rowId = id),
              marked: this.readonly ? null : this.#relations.marked,
              mark: (item) => this.#relations.mark(item),
              reserved: (key) =>
                (this.desk?.shortcuts ?? true) && this.shortcuts.some((one) => one.key === key && !one.unless),
            })}
            ${cases.failure ? failureNote(term, cases.failure, { retry: () => void cases.more() }) : nothing}
            ${moreButton(view, cases)}`,
    });
  }

  #none(): TemplateResult | typeof nothing {
    const { term } = this;
    if (this.#openId || this.creating) return html`<p class="foot label">${term('caseNoneHere')}</p>`;
    return html`<div class="void">
      ${icon(glyphs.flag)}
      <p>${term(this.filter === 'all' ? 'caseNoCases' : 'caseNoActiveCases', this.#view.customerName)}</p>
      ${
        this.readonly
          ? nothing
          : html`<p class="label">${term('caseNewStartsWith')}</p>
              <span class="group"
                ><button class="btn primary" type="button" data-first @click=${() => this.#startNew()}>
                  ${term('caseNew')} ${keycap(term, 'c')}
                </button></span
              >`
      }
    </div>`;
  }

  #main(): TemplateResult | typeof nothing | undefined {
    const { term } = this;
    const view = this.#view;
    const work = this.#work();
    const { open, recent } = this.#data;
    if (!work) {
      return recentActivities(view, recent.value?.items ?? []);
    }
    return open.render({
      pending: () => caseBones(view),
      failed: (failure) =>
        failureVoid(term, failure, {
          lead: term(isWritten(work.entry) ? 'caseUnreadDraftKept' : 'caseUnread', this.selection.case?.number ?? ''),
          retry: () => this.refresh(),
        }),
      ready: (found) => openCase({ ...view, found, work }),
    });
  }
}
