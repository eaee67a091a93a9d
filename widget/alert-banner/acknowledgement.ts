import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Alert } from '../../shared/customers.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';
import { keycap } from '../internal/keycap.ts';
import type { Localize } from '../internal/localize.ts';
import { failureNote } from '../internal/problem-message.ts';

/** An alert is settled for the agent's session, with a reason. What was written stays until it is sent. */
export class Acknowledgement {
  /** The case whose alert is being settled. */
  asked: string | null = null;
  readonly #host: CallsideElement;
  readonly #command: Command<Alert>;
  readonly #reasons = new Map<string, string>();

  constructor(host: CallsideElement, done: (alert: Alert) => void) {
    this.#host = host;
    this.#command = new Command<Alert>(host, {
      done: (alert) => {
        this.#reasons.delete(alert.caseId);
        this.asked = null;
        done(alert);
      },
    });
  }

  ask(caseId: string | null): void {
    this.#command.dismiss();
    this.asked = caseId;
    this.#host.requestUpdate();
  }

  forget(): void {
    this.#reasons.clear();
    this.ask(null);
  }

  form(term: Localize['term'], customer: string, { caseId }: Alert, back: () => void): TemplateResult {
    const { failure, busy } = this.#command;
    const reason = this.#reasons.get(caseId) ?? '';
    const send = (event: Event) => {
      event.preventDefault();
      if (reason.trim()) void this.#command.post(`/v1/customers/${customer}/alerts/${caseId}/acknowledge`, { reason });
    };
    return html`<form
      class="ack"
      part="acknowledge-form"
      @submit=${send}
      @input=${({ target }: InputEvent) => {
        if (target instanceof HTMLInputElement) this.#reasons.set(caseId, target.value);
        if (failure) this.#command.dismiss();
        this.#host.requestUpdate();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        back();
      }}
    >
      <label class="field"
        ><span class="label">${term('alertWhy')}</span
        ><span class="input"
          ><input name="reason" autocomplete="off" dir="auto" maxlength="200" required .value=${live(reason)} /></span
      ></label>
      <button class="btn primary" aria-disabled=${busy}>
        ${busy ? term('saving') : term('alertAcknowledge')} ${keycap(term, 'Enter')}
      </button>
      <button class="btn quiet" type="button" @click=${back}>${term('back')} ${keycap(term, 'Escape')}</button>
      ${
        failure
          ? failureNote(term, failure, {
              lead: term('alertUnacknowledged'),
              retry: () => void this.#command.retry(),
              dismiss: () => this.#command.dismiss(),
            })
          : nothing
      }
    </form>`;
  }
}
