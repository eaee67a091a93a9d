import { ContextProvider } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../../shared/sessions.ts';
import type { ApiClient } from '../client/api.ts';
import type { Fetch } from '../client/http.ts';
import type { SetupFault } from '../client/result.ts';
import type { GetToken } from '../client/token-source.ts';
import { deskContext, selectionContext } from '../internal/context.ts';
import type { Desk, Panel, SelectionHandle } from '../internal/context.ts';
import { asksForClient, clientFor, warnOf } from '../internal/desk.ts';
import { ErrorEvent, ReadyEvent, SelectionChangeEvent, SignedOutEvent } from '../internal/events.ts';
import { Localize } from '../internal/localize.ts';
import { changedSelection, nothingSelected } from '../internal/selection.ts';
import type { Selection, SelectionChange } from '../internal/selection.ts';
import { keyOf, runShortcut } from '../internal/shortcuts.ts';
import type { Shortcut } from '../internal/shortcuts.ts';
import { controlsStyles } from '../styles/controls.styles.ts';
import { tokenStyles } from '../styles/tokens.styles.ts';
import type { Terms } from '../translations/terms.ts';
import { keyMap } from './key-map.ts';
import type { KeyGroup } from './key-map.ts';

/** How long G waits for its letter, in milliseconds. */
const prefixLasts = 1_500;

/** The letter after G, the element it goes to, and what the two are called. */
const ways = [
  { letter: 'u', tag: 'cs-customer-lookup', label: 'keyLookup', name: 'panelLookup' },
  { letter: 'a', tag: 'cs-alert-banner', label: 'keyAlerts', name: 'panelAlerts' },
  { letter: 'c', tag: 'cs-case-panel', label: 'keyCases', name: 'panelCases' },
  { letter: 'o', tag: 'cs-order-completion', label: 'keyOrder', name: 'panelOrder' },
] as const;

/**
 * Who is at the desk and where the service is, for all elements inside it. Holds the selection that they share. Takes no
 * room on the page.
 *
 * @summary Gives the elements inside it a session, a selection and a language.
 * @tag cs-provider
 * @slot - The host's page, with our elements anywhere in it.
 * @fires {ReadyEvent} cs-ready - The first session is there. Does not bubble.
 * @fires {ErrorEvent} cs-error - A call failed, here or in an element. `preventDefault()` hides our message.
 * @fires {SignedOutEvent} cs-signed-out - The session was dropped. Does not bubble.
 * @fires {SelectionChangeEvent} cs-selection-change - Another customer, case or order was selected.
 * @status stable
 * @since 0.1
 */
export class CallsideProvider extends LitElement {
  static override styles: CSSResultGroup = [
    tokenStyles,
    controlsStyles,
    css`
      :host {
        display: contents;
      }
      :host([theme='light']) {
        color-scheme: light;
      }
      :host([theme='dark']) {
        color-scheme: dark;
      }
      :host([theme='auto']) {
        color-scheme: light dark;
      }
      .dialog {
        font-family: var(--cs-font, inherit);
        font-size: var(--_size);
        line-height: var(--_leading);
      }
    `,
  ];

  /** `lang` is the platform's own property; here it is watched, because the elements speak it. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** Where the service is, such as `https://desk.example.com`; `/` for the page's own origin. */
  @property() endpoint: string | null = null;
  /** Names the tenant and the pages it may stand on. Not a secret. */
  @property({ attribute: 'publishable-key' }) publishableKey: string | null = null;
  /** A URL of the host's own that answers a POST with `{token}`, an assertion of who is at the desk. */
  @property({ attribute: 'token-url' }) tokenUrl: string | null = null;
  /** Gives an assertion; wins over `token-url`. */
  @property({ attribute: false }) getToken: GetToken | null = null;
  /** Stands in for `fetch`. */
  @property({ attribute: false }) fetch: Fetch | null = null;
  /** The host's own words in place of ours, by the name of the term. */
  @property({ attribute: false }) strings: Partial<Terms> = {};
  /** `inherit` follows the page, `auto` the reader's system. */
  @property({ reflect: true, useDefault: true }) theme: 'inherit' | 'light' | 'dark' | 'auto' = 'inherit';
  /** `off`: single letters are no keys. */
  @property({ reflect: true, useDefault: true }) shortcuts: 'on' | 'off' = 'on';

  @state() private mapOpen = false;

  readonly #panels = new Set<Panel>();
  readonly #localize = new Localize(this, () => this.strings);
  readonly #desk: ContextProvider<typeof deskContext>;
  readonly #selection: ContextProvider<typeof selectionContext>;
  #client: ApiClient | null = null;
  #fault: SetupFault | null = null;
  #session: Session | null = null;
  #epoch = 0;
  #started = false;
  #prefixAt = 0;

  constructor() {
    super();
    this.#desk = new ContextProvider(this, { context: deskContext, initialValue: this.#view() });
    this.#selection = new ContextProvider(this, {
      context: selectionContext,
      initialValue: this.#handle(nothingSelected),
    });
    this.addEventListener('keydown', this.#afterPrefix, { capture: true });
    this.addEventListener('keydown', this.#keydown);
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'lang') this.requestUpdate('lang');
    else super.attributeChangedCallback(name, before, after);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A provider that is only moved is back before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#client?.stop();
      this.#client = null;
      this.#started = false;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.#started) this.#start();
  }

  /** The API, for a host's own calls; null while something is missing. */
  get client(): ApiClient | null {
    return this.#client;
  }

  /** Who is at the desk; null until the first session is there. */
  get session(): Session | null {
    return this.#session;
  }

  /** Whom and what the desk works on. Set it whole: what is left out is deselected. */
  get selection(): Selection {
    return this.#selection.value.current;
  }
  set selection(selection: SelectionChange) {
    this.#select({ ...nothingSelected, ...selection }, this);
  }

  /** Reads again all that is shown; signs in again after `signOut()`. */
  refresh(): void {
    this.#client?.tokens.retry();
    this.#epoch += 1;
    if (this.#fault === 'signed_out') this.#start();
    else this.#publish();
  }

  /** Drops the session, stops all requests, and clears selection and all that is shown. */
  signOut(): void {
    this.#client?.stop();
    this.#client = null;
    this.#session = null;
    this.#fault = 'signed_out';
    this.mapOpen = false;
    this.#publish();
    this.#select(nothingSelected, this);
    this.dispatchEvent(new SignedOutEvent());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.#started || asksForClient(changed, this.#fault)) this.#start();
    else this.#publish();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>${this.mapOpen ? this.#keyMap() : nothing}`;
  }

  #start(): void {
    this.#client?.stop();
    this.#started = true;
    this.#session = null;
    const made = clientFor(this);
    if (typeof made === 'string') {
      this.#client = null;
      this.#fault = made;
      // The page's script may still be about to set what is missing.
      setTimeout(() => this.#fault === made && this.isConnected && warnOf(made, this));
    } else {
      this.#client = made;
      this.#fault = null;
      void this.#introduce(made);
    }
    this.#publish();
  }

  async #introduce(client: ApiClient): Promise<void> {
    const result = await client.session();
    if (this.#client !== client) return;
    if (result.ok) {
      this.#session = result.value;
      this.#publish();
      this.dispatchEvent(new ReadyEvent({ agent: result.value.agent, tenant: result.value.tenant }));
    } else if (result.kind !== 'aborted') {
      this.dispatchEvent(new ErrorEvent(result));
    }
  }

  #view(): Desk {
    return {
      client: this.#client,
      fault: this.#fault,
      session: this.#session,
      epoch: this.#epoch,
      strings: this.strings,
      shortcuts: this.shortcuts !== 'off',
      panels: this.#panels,
    };
  }

  #publish(): void {
    this.#desk.setValue(this.#view());
  }

  #handle(current: Selection): SelectionHandle {
    return { current, select: (change, by) => this.#select(change, by) };
  }

  #select(change: SelectionChange, by: HTMLElement): void {
    const previous = this.selection;
    const selection = changedSelection(previous, change);
    if (selection === previous) return;
    this.#selection.setValue(this.#handle(selection));
    this.dispatchEvent(new SelectionChangeEvent({ selection, previous, by }));
  }

  #go(tag: string): void {
    for (const panel of this.#panels) {
      if (panel.localName === tag) return panel.focus();
    }
  }

  #everywhere(): Shortcut[] {
    const has = (tag: string) => [...this.#panels].some((panel) => panel.localName === tag);
    const open = ways.filter(({ tag }) => has(tag));
    return [
      { key: '/', label: this.#localize.term('keyFind'), run: () => this.#go(ways[0].tag), unless: !has(ways[0].tag) },
      { key: '?', label: this.#localize.term('keyMap'), run: () => (this.mapOpen = true) },
      ...open.map(({ letter, tag, label }) => ({
        key: `g ${letter}`,
        label: this.#localize.term(label),
        run: () => this.#go(tag),
      })),
    ];
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const waits: Shortcut = { key: 'g', label: '', run: () => (this.#prefixAt = event.timeStamp) };
    runShortcut(event, [...this.#everywhere(), waits], this.shortcuts !== 'off');
  };

  /** The letter after G is the provider's, whatever it means in the panel: so it is caught on its way in. */
  readonly #afterPrefix = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (key === null || this.#prefixAt === 0) return;
    const inTime = event.timeStamp - this.#prefixAt < prefixLasts;
    this.#prefixAt = 0;
    const way = inTime ? this.#everywhere().find((one) => one.key === `g ${key}`) : undefined;
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    way.run(event);
  };

  #keyMap(): TemplateResult {
    const speak: Localize['term'] = (key, ...args) => this.#localize.term(key, ...args);
    const groups: KeyGroup[] = [
      { name: speak('keysEverywhere'), shortcuts: this.#everywhere().filter((one) => !one.unless) },
      ...ways.map(({ tag, name }) => ({
        name: speak(name),
        shortcuts: [...this.#panels].find((panel) => panel.localName === tag)?.shortcuts ?? [],
      })),
    ];
    return keyMap(speak, {
      groups,
      letters: this.shortcuts !== 'off',
      onLetters: (on) => (this.shortcuts = on ? 'on' : 'off'),
      onClose: () => (this.mapOpen = false),
    });
  }
}
