import { html, LitElement } from 'lit';
import type { CSSResultGroup, CSSResultOrNative, nothing, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ApiClient } from '../client/api.ts';
import type { Session } from '../../shared/sessions.ts';
import type { Fetch } from '../client/http.ts';
import type { Failure, SetupFault } from '../client/result.ts';
import type { GetToken } from '../client/token-source.ts';
import { controlsStyles } from '../styles/controls.styles.ts';
import { hostStyles } from '../styles/host.styles.ts';
import { tokenStyles } from '../styles/tokens.styles.ts';
import { ContextConsumer } from './context-protocol.ts';
import { deskContext } from './context.ts';
import type { Desk, Panel } from './context.ts';
import { asksForClient, DeskSource } from './desk.ts';
import { ErrorEvent } from './events.ts';
import { Format } from './format.ts';
import { LiveRegion } from './live-region.ts';
import { Localize } from './localize.ts';
import { setupNote } from './problem-message.ts';
import type { Selection, SelectionChange } from './selection.ts';
import { runShortcut } from './shortcuts.ts';
import type { Shortcut } from './shortcuts.ts';

/** What an element shows as a whole; a host can style each by `:state()`. */
export type Condition = 'loading' | 'error' | 'empty' | 'offline' | 'ready';
const conditions: readonly Condition[] = ['loading', 'error', 'empty', 'offline', 'ready'];

/**
 * The base of every element that shows something. It finds the client and the selection, from the provider around it or
 * from its own attributes, and speaks the language of its place. Subclasses draw in `content()`.
 *
 * @cssstate active - The focus is in the element.
 * @cssstate loading - What it shows is being read.
 * @cssstate error - It could not be read.
 * @cssstate empty - There is nothing to show.
 * @cssstate offline - The browser is offline.
 * @cssstate ready - What it shows is there.
 * @cssstate keyless - Single letters are no keys in it, and none are printed.
 * @fires {ErrorEvent} cs-error - A call failed. `preventDefault()` hides our message.
 * @fires {ReadyEvent} cs-ready - Only outside a provider: the first session is there. Does not bubble.
 * @fires {SignedOutEvent} cs-signed-out - Only outside a provider: the session was dropped. Does not bubble.
 * @fires {SelectionChangeEvent} cs-selection-change - Only outside a provider: another customer, case or order was selected.
 */
export abstract class CallsideElement extends LitElement implements Panel {
  /** The shared sheets stand before the element's own `styles`. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return super.finalizeStyles([hostStyles, tokenStyles, controlsStyles, styles ?? []]);
  }

  /** Where the API is; only for an element that stands outside any provider. */
  @property() endpoint: string | null = null;
  /** Names the tenant; only outside a provider. */
  @property({ attribute: 'publishable-key' }) publishableKey: string | null = null;
  /** Where to POST for an assertion; only outside a provider. */
  @property({ attribute: 'token-url' }) tokenUrl: string | null = null;
  /** Gives an assertion; wins over `token-url`; only outside a provider. */
  @property({ attribute: false }) getToken: GetToken | null = null;
  /** Stands in for `fetch`; only outside a provider. */
  @property({ attribute: false }) fetch: Fetch | null = null;

  /** Since when the browser is offline; null when it is not. */
  @state() protected offlineSince: Date | null = null;

  @state() private provided: Desk | null = null;
  @state() private own: Desk | null = null;
  @state() private ownEpoch = 0;

  protected readonly internals: ElementInternals = this.attachInternals();
  protected readonly localize: Localize = new Localize(this, () => this.desk?.strings ?? {});
  readonly #live = new LiveRegion(this);
  readonly #ownSource = new DeskSource(this, (desk) => (this.own = desk));
  #format = new Format('en');

  constructor() {
    super();
    new ContextConsumer(this, deskContext, (desk) => this.#provide(desk));
    this.addEventListener('focusin', () => this.internals.states.add('active'));
    this.addEventListener('focusout', () => this.internals.states.delete('active'));
    this.addEventListener('keydown', (event) => runShortcut(event, this.shortcuts, this.desk?.shortcuts ?? true));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#network);
    window.addEventListener('offline', this.#network);
    this.#network();
    // A provider answers at once or, defined later, when it is there: only then are our own attributes asked.
    setTimeout(() => this.#standAlone());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#network);
    window.removeEventListener('offline', this.#network);
    this.provided?.panels.delete(this);
    this.provided = null;
    this.#ownSource.stop();
    this.own = null;
  }

  /** The API, for a host's own calls; null until somebody has said where it is. */
  get client(): ApiClient | null {
    return this.desk?.client ?? null;
  }

  /** Who is at the desk, for which tenant; null until the first session is there. */
  protected get session(): Session | null {
    return this.desk?.session ?? null;
  }

  /**
   * Grows with each `refresh()`, the provider's and this element's own.
   *
   * @internal
   */
  get epoch(): number {
    return (this.desk?.epoch ?? 0) + this.ownEpoch;
  }

  protected get desk(): Desk | null {
    return this.provided ?? this.own;
  }

  /** Whom and what the desk works on: the provider's, or this element's own where it stands alone. */
  protected get selection(): Selection {
    return (this.desk ?? this.#ownSource.desk).selection;
  }

  /** Changes the selection for all elements under the provider. Names only what changes. */
  protected select(change: SelectionChange): void {
    (this.desk ?? this.#ownSource.desk).select(change, this);
  }

  /** Reads again what is shown; what stands stays until the answer is there. */
  refresh(): void {
    this.client?.tokens.retry();
    this.ownEpoch += 1;
  }

  /** The keys that work in it, with what they do in the agent's words. Read on each key press. */
  get shortcuts(): readonly Shortcut[] {
    return [];
  }

  /** Puts the focus on the first thing that takes it, or on what the element marks as first. */
  override focus(options?: FocusOptions): void {
    const target =
      this.renderRoot.querySelector<HTMLElement>('[data-first]') ??
      this.renderRoot.querySelector<HTMLElement>(focusable);
    target?.focus(options);
  }

  /**
   * Says something to those who do not see it, without moving the focus.
   *
   * @internal
   */
  announce(message: string, { urgent = false }: { urgent?: boolean } = {}): void {
    this.#live.say(message, urgent);
  }

  /**
   * Tells the host of a failure; false when the host wants to show it itself.
   *
   * @internal
   */
  report(failure: Failure): boolean {
    return failure.kind === 'aborted' || this.dispatchEvent(new ErrorEvent(failure));
  }

  /** Drops everything that belongs to a session: called when the agent signs out. */
  protected forget(): void {}

  /** One term in the agent's language. */
  protected term: Localize['term'] = (key, ...args) => this.localize.term(key, ...args);

  /** The language shown, for a `lang` on what is shown. */
  protected get language(): string {
    return this.localize.language;
  }

  protected get format(): Format {
    const { language } = this;
    if (this.#format.language !== language) this.#format = new Format(language);
    return this.#format;
  }

  /** Whether the text around runs from right to left: arrow keys turn round with it. */
  protected get rightToLeft(): boolean {
    return this.matches(':dir(rtl)');
  }

  /** Says as a whole what the element shows. */
  protected show(condition: Condition): void {
    for (const one of conditions) {
      if (one === condition) this.internals.states.add(one);
      else this.internals.states.delete(one);
    }
  }

  /** What the element shows when all is in place. `client` may still be null for a moment. */
  protected abstract content(): TemplateResult | typeof nothing;

  protected override willUpdate(changed: PropertyValues): void {
    if (this.desk?.shortcuts === false) this.internals.states.add('keyless');
    else this.internals.states.delete('keyless');
    if (this.own && asksForClient(changed, this.own.fault)) this.#ownSource.start();
    if (this.desk?.fault === 'signed_out' && (changed.has('provided') || changed.has('own'))) this.forget();
  }

  protected override render(): TemplateResult {
    const fault = this.desk?.fault ?? null;
    return html`${fault ? this.#faultNote(fault) : this.content()}${this.#live.render()}`;
  }

  #faultNote(fault: SetupFault): TemplateResult {
    this.show(fault === 'signed_out' ? 'empty' : 'error');
    return html`<section class="base" lang=${this.language}>${setupNote(this.term, fault, this.localName)}</section>`;
  }

  #provide(desk: Desk): void {
    if (!this.isConnected) return;
    this.provided = desk;
    desk.panels.add(this);
    this.#ownSource.stop();
    this.own = null;
  }

  #standAlone(): void {
    if (!this.isConnected || this.provided || this.own?.client || awaitsProvider(this)) return;
    this.#ownSource.start();
  }

  readonly #network = (): void => {
    const offline = navigator.onLine === false;
    this.offlineSince = offline ? (this.offlineSince ?? new Date()) : null;
  };
}

const focusable = 'input:not([disabled]), select, textarea, button:not([disabled]), a[href], [tabindex="0"]';

/** Whether a provider stands around the element that is not defined yet. */
function awaitsProvider(element: Element): boolean {
  for (let node: Element | null = element; node;) {
    if (node.closest('cs-provider:not(:defined)')) return true;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}
