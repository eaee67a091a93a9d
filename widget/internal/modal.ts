import { LitElement, noChange } from 'lit';
import type { ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * Opens the `<dialog>` it stands on as a modal as soon as it is drawn, and hands the focus back to where it was when the
 * dialog goes: `${open ? html`<dialog class="dialog" ${modal(() => (this.open = false))}>…</dialog>` : nothing}`. The
 * callback runs when Esc or a `<form method="dialog">` has closed it. The first field takes the focus, or `autofocus`.
 */
class ModalDirective extends Directive {
  #dialog: HTMLDialogElement | null = null;
  #closed: () => void = () => undefined;

  override render(_closed: () => void): typeof noChange {
    return noChange;
  }

  override update({ element, options }: ElementPart, [closed]: [() => void]): typeof noChange {
    this.#closed = closed;
    const host = options?.host;
    if (!this.#dialog && element instanceof HTMLDialogElement && host instanceof LitElement) this.#open(element, host);
    return noChange;
  }

  #open(dialog: HTMLDialogElement, host: LitElement): void {
    const opener = host.shadowRoot?.activeElement ?? document.activeElement;
    this.#dialog = dialog;
    dialog.addEventListener('close', () => this.#closed());
    let shown = false;
    const controller = {
      // Opened only now: a dialog opens once it is in the document.
      hostUpdated: () => {
        if (!dialog.isConnected) {
          host.removeController(controller);
          if (opener instanceof HTMLElement) opener.focus();
        } else if (!shown) {
          shown = true;
          dialog.showModal();
          (dialog.querySelector<HTMLElement>('[autofocus]') ?? dialog.querySelector<HTMLElement>(field))?.focus();
        }
      },
    };
    host.addController(controller);
  }
}

const field = 'input:not([type=hidden]), select, textarea';

export const modal = directive(ModalDirective);
