import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { Command } from '../../../widget/internal/command.ts';
import { CallsideElement } from '../../../widget/internal/element.ts';
import { Load } from '../../../widget/internal/load.ts';
import { modal } from '../../../widget/internal/modal.ts';
import { failureNote, failureVoid } from '../../../widget/internal/problem-message.ts';
import type { Shortcut } from '../../../widget/internal/shortcuts.ts';

interface Named {
  id: string;
  name: string;
}

/** The smallest element that uses all of the base: reads a customer, writes a note, has a key and a dialog. */
export class SampleElement extends CallsideElement {
  @property({ type: Boolean }) asking = false;
  saved = 0;

  readonly customer = new Load<Named, [string | null]>(this, {
    args: () => [this.selection.customer?.id ?? null],
    read: ([id], { client, signal }) => (id ? client.get(`/v1/customers/${id}`, { signal }) : null),
  });
  readonly note = new Command<unknown>(this, { done: () => (this.saved += 1) });

  override get shortcuts(): readonly Shortcut[] {
    return [
      { key: 'n', label: 'Note', run: () => (this.asking = true) },
      { key: 'Ctrl+Enter', label: 'Save', run: () => this.save() },
    ];
  }

  /** The protected surface, for tests of the base. */
  get chosen() {
    return this.selection;
  }
  choose(id: string, name: string): void {
    this.select({ customer: { id, name } });
  }
  save(): void {
    void this.note.post(`/v1/customers/${this.selection.customer?.id ?? ''}/notes`, { body: 'Call back' });
  }
  says(key: 'tryAgain' | 'save'): string {
    return this.term(key);
  }

  protected override content() {
    return html`<section class="base" lang=${this.language}>
      <button class="btn primary" @click=${() => (this.asking = true)}>${this.term('save')}</button>
      <input aria-label=${this.term('field')} />
      ${this.note.failure ? failureNote(this.term, this.note.failure, { retry: () => void this.note.retry() }) : nothing}
      ${this.customer.render({
        idle: () => html`<p class="idle">–</p>`,
        pending: () => html`<p class="bone"></p>`,
        ready: ({ name }) => html`<p class="name">${name}</p>`,
        failed: (failure) => failureVoid(this.term, failure, { retry: () => this.customer.again() }),
      })}
      ${
        this.asking
          ? html`<dialog class="dialog" aria-label=${this.term('save')} ${modal(() => (this.asking = false))}>
              <form method="dialog">
                <input class="first" aria-label=${this.term('field')} />
                <button>${this.term('close')}</button>
              </form>
            </dialog>`
          : nothing
      }
    </section>`;
  }
}

if (!customElements.get('x-sample')) customElements.define('x-sample', SampleElement);

declare global {
  interface HTMLElementTagNameMap {
    'x-sample': SampleElement;
  }
}
