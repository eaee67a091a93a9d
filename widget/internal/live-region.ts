import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';

interface Announcer {
  ariaNotify?: (message: string, options?: { priority: 'normal' | 'high' }) => void;
}

/**
 * Says things to assistive technology: by `ariaNotify` where it is, also from under a modal dialog; else by a region that
 * is in the element before any text is.
 */
export class LiveRegion {
  readonly #host: ReactiveControllerHost & HTMLElement & Announcer;
  #message = '';
  #urgent = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  say(message: string, urgent: boolean): void {
    if (this.#host.ariaNotify) {
      this.#host.ariaNotify(message, { priority: urgent ? 'high' : 'normal' });
      return;
    }
    // The same words twice are said twice only when the region was empty in between.
    this.#message = '';
    this.#urgent = urgent;
    this.#host.requestUpdate();
    setTimeout(() => {
      this.#message = message;
      this.#host.requestUpdate();
    }, 50);
  }

  render(): TemplateResult {
    const [polite, assertive] = this.#urgent ? ['', this.#message] : [this.#message, ''];
    return html`<div class="visually-hidden" role="status">${polite}</div>
      <div class="visually-hidden" aria-live="assertive">${assertive}</div>`;
  }
}
