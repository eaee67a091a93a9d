import { css, html, LitElement, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../../shared/sessions.ts';
import type { ApiClient } from '../client/api.ts';
import type { Fetch } from '../client/http.ts';
import type { GetToken } from '../client/token-source.ts';
import { ContextProvider } from '../internal/context-protocol.ts';
import { deskContext } from '../internal/context.ts';
import type { Desk } from '../internal/context.ts';
import { asksForClient, DeskSource } from '../internal/desk.ts';
import { Localize } from '../internal/localize.ts';
import { nothingSelected } from '../internal/selection.ts';
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
 * @attr lang - The language of all elements inside, where none stands nearer to them.
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
      /* What the page puts inside us is the page's, what we draw is apart from it, as every element is */
      .own {
        all: initial;
        color-scheme: inherit;
        -webkit-text-size-adjust: inherit;
        font-family: var(--cs-font, inherit);
        font-size: var(--_size);
        line-height: var(--_leading);
        overflow-wrap: break-word;
        display: contents;
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

  readonly #localize = new Localize(this, () => this.strings);
  readonly #context: ContextProvider<Desk>;
  readonly #source: DeskSource;
  #started = false;
  #prefixAt = 0;

  constructor() {
    super();
    this.#source = new DeskSource(this, (desk) => (this.#context.value = desk));
    this.#context = new ContextProvider(this, deskContext, this.#source.desk);
    this.addEventListener('keydown', this.#afterPrefix, { capture: true });
    this.addEventListener('keydown', this.#keydown);
    this.addController({
      hostConnected: () => document.addEventListener('keydown', this.#unfocused),
      hostDisconnected: () => document.removeEventListener('keydown', this.#unfocused),
    });
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
      this.#source.stop();
      this.#started = false;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.#started) this.requestUpdate();
  }

  /** The API, for a host's own calls; null while something is missing. */
  get client(): ApiClient | null {
    return this.#source.desk.client;
  }

  /** Who is at the desk; null until the first session is there. */
  get session(): Session | null {
    return this.#source.desk.session;
  }

  /** Whom and what the desk works on. Set it whole: what is left out is deselected. */
  get selection(): Selection {
    return this.#source.desk.selection;
  }
  set selection(selection: SelectionChange) {
    this.#source.desk.select({ ...nothingSelected, ...selection }, this);
  }

  /** Reads again all that is shown; signs in again after `signOut()`. */
  refresh(): void {
    const { client, epoch, fault } = this.#source.desk;
    client?.tokens.retry();
    this.#source.set({ epoch: epoch + 1 });
    if (fault === 'signed_out') this.#source.start();
  }

  /** Drops the session, stops all requests, and clears selection and all that is shown. */
  signOut(): void {
    this.mapOpen = false;
    this.#source.signOut();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { strings, shortcuts } = this;
    this.#source.set({ strings, shortcuts: shortcuts !== 'off' });
    if (this.#started && !asksForClient(changed, this.#source.desk.fault)) return;
    this.#started = true;
    this.#source.start();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>${this.mapOpen ? html`<div class="own">${this.#keyMap()}</div>` : nothing}`;
  }

  #go(tag: string): void {
    for (const panel of this.#source.desk.panels) {
      if (panel.localName === tag) return panel.focus();
    }
  }

  #everywhere(): Shortcut[] {
    const has = (tag: string) => [...this.#source.desk.panels].some((panel) => panel.localName === tag);
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

  /** While nothing on the page has the focus, the keys that lead to a panel are the desk's. */
  readonly #unfocused = (event: KeyboardEvent): void => {
    if (event.target !== document.body || event.defaultPrevented) return;
    this.#afterPrefix(event);
    if (!event.defaultPrevented) this.#keydown(event);
  };

  #keyMap(): TemplateResult {
    const speak: Localize['term'] = (key, ...args) => this.#localize.term(key, ...args);
    const groups: KeyGroup[] = [
      { name: speak('keysEverywhere'), shortcuts: this.#everywhere().filter((one) => !one.unless) },
      ...ways.map(({ tag, name }) => ({
        name: speak(name),
        shortcuts: [...this.#source.desk.panels].find((panel) => panel.localName === tag)?.shortcuts ?? [],
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
