import { noChange } from 'lit';
import type { ElementPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/**
 * Opens the `<dialog>` it stands on as a modal as soon as it is drawn, and hands the focus back to where it was when the
 * dialog goes: `${open ? html`<dialog class="dialog" ${modal(() => (this.open = false))}>…</dialog>` : nothing}`. The
 * callback runs when Esc or a `<form method="dialog">` has closed it. The first field takes the focus, or `autofocus`.
 */
class ModalDirective extends AsyncDirective {
  #dialog: HTMLDialogElement | null = null;
  #opener: HTMLElement | null = null;
  #closed: () => void = () => undefined;

  override render(_closed: () => void): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [closed]: [() => void]): typeof noChange {
    this.#closed = closed;
    if (!this.#dialog && element instanceof HTMLDialogElement) {
      const dialog = element;
      this.#dialog = dialog;
      dialog.addEventListener('close', () => this.#closed());
      // Drawn first, opened after: a dialog opens only once it is in the document.
      queueMicrotask(() => {
        if (!dialog.isConnected) return;
        this.#opener = focused(dialog.getRootNode());
        dialog.showModal();
        const first = dialog.querySelector<HTMLElement>('[autofocus]') ?? dialog.querySelector<HTMLElement>(field);
        first?.focus();
      });
    }
    return noChange;
  }

  protected override disconnected(): void {
    this.#opener?.focus();
    this.#opener = null;
  }
}

const field = 'input:not([type=hidden]), select, textarea';

function focused(root: Node): HTMLElement | null {
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  return active instanceof HTMLElement ? active : null;
}

export const modal = directive(ModalDirective);
