import type { CallsideElement } from '../internal/element.ts';

/** How long the focus waits for its place to be drawn, in milliseconds. */
const patience = 2_000;

/** Puts the focus where it is wanted as soon as that is drawn, unless the agent has gone elsewhere meanwhile. */
export class FocusMover {
  readonly #host: CallsideElement;
  #wanted: { selector: string; onlyIfLost: boolean; until: number } | null = null;

  constructor(host: CallsideElement) {
    this.#host = host;
    host.addController({ hostUpdated: () => this.#move() });
    host.addEventListener('keydown', () => (this.#wanted = null), { capture: true });
  }

  /** `onlyIfLost` leaves the focus where it still is. */
  to(selector: string, { onlyIfLost = false } = {}): void {
    this.#wanted = { selector, onlyIfLost, until: performance.now() + patience };
    this.#host.requestUpdate();
  }

  #move(): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    const target = this.#host.renderRoot.querySelector<HTMLElement>(wanted.selector);
    if (!target && performance.now() < wanted.until) return;
    this.#wanted = null;
    if (!wanted.onlyIfLost || !this.#host.shadowRoot?.activeElement) target?.focus();
  }
}
