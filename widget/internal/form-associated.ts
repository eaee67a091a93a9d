import type { PropertyValues } from 'lit';
import { CallsideElement } from './element.ts';

/**
 * The base of an element that takes part in forms. `name`, `disabled` and `required` are the attributes themselves, read
 * and written at once: forms ask synchronously. A subclass calls `valueChanged()` after each change.
 *
 * @attr name - What the value is called in the form.
 * @attr disabled - Nothing can be changed, and the form leaves the value out.
 * @attr required - The form wants a value.
 * @fires {Event} invalid - The form was checked and the value is not as it wants it. Does not bubble.
 */
export abstract class FormAssociatedElement extends CallsideElement {
  static readonly formAssociated = true;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'name', 'disabled', 'required'];
  }

  #fieldsetDisabled = false;

  /** The text that goes into the form under `name`; null keeps the element out of it. */
  protected abstract get formValue(): string | null;
  /** What is wrong with the value, in the agent's words; empty when nothing is. A value that is required and missing counts. */
  protected abstract get invalidity(): string;
  /** The control inside that the browser points at when something is wrong. */
  protected abstract get invalidityAnchor(): HTMLElement | undefined;
  /** Takes a value back: null on reset, the text when the browser restores the page. */
  protected abstract restore(value: string | null): void;

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'name' || name === 'disabled' || name === 'required') this.requestUpdate(name);
  }

  /** The form around the element, or the one that its `form` attribute names. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }
  /** What the value is called in the form. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }
  /** Nothing can be changed, and the form leaves the value out. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }
  /** The form wants a value. */
  get required(): boolean {
    return this.hasAttribute('required');
  }
  set required(required: boolean) {
    this.toggleAttribute('required', required);
  }
  /** Disabled by itself or by a `<fieldset disabled>` around it. */
  get blocked(): boolean {
    return this.disabled || this.#fieldsetDisabled;
  }

  /** What is wrong with the value, as of any form control. */
  get validity(): ValidityState {
    this.#judge();
    return this.internals.validity;
  }
  /** What is wrong with the value, in the agent's words; empty when nothing is. */
  get validationMessage(): string {
    this.#judge();
    return this.internals.validationMessage;
  }
  /** Whether the value is as the form wants it; fires `invalid` when it is not. */
  checkValidity(): boolean {
    this.#judge();
    return this.internals.checkValidity();
  }
  /** As `checkValidity()`, and shows the agent what is wrong. */
  reportValidity(): boolean {
    this.#judge();
    return this.internals.reportValidity();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#fieldsetDisabled = disabled;
    this.requestUpdate('disabled');
  }
  formResetCallback(): void {
    this.restore(null);
    this.valueChanged();
  }
  formStateRestoreCallback(state: string | File | FormData | null): void {
    this.restore(typeof state === 'string' ? state : null);
    this.valueChanged();
  }

  /** Hands the value to the form and judges it anew. */
  protected valueChanged(): void {
    this.internals.setFormValue(this.formValue);
    this.#judge();
  }

  /** What Enter does in a text field of a form: presses the form's submit button. */
  protected submitOnEnter(): void {
    this.form?.requestSubmit();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#judge();
  }

  #judge(): void {
    const message = this.blocked ? '' : this.invalidity;
    if (!message) return this.internals.setValidity({});
    const missing = this.required && this.formValue === null;
    this.internals.setValidity(
      missing ? { valueMissing: true } : { customError: true },
      message,
      this.invalidityAnchor,
    );
  }
}
