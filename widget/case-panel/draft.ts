type Values = Readonly<Record<string, string>>;

/** What an agent has written and not sent. In memory only; survives failure, conflict, Esc and the way to another case. */
export class Draft {
  /** When something was last written; null while it is as it began. */
  keptAt: Date | null = null;
  /** The name of a control that was left empty and must not be. */
  missing: string | null = null;
  #values: Values;
  #start: Values;

  constructor(start: Values) {
    this.#start = start;
    this.#values = start;
  }

  get(name: string): string {
    return this.#values[name] ?? '';
  }

  set(name: string, value: string): void {
    this.#values = { ...this.#values, [name]: value };
    this.keptAt = new Date();
    if (this.missing === name) this.missing = null;
  }

  clear(keep: Values = {}): void {
    this.#values = { ...this.#start, ...keep };
    this.keptAt = null;
    this.missing = null;
  }

  /** All that is written, by the names of the controls. */
  get values(): Values {
    return this.#values;
  }

  /** Whether a control that must be filled in is; remembers it when it is not. */
  has(name: string): boolean {
    this.missing = this.get(name).trim() ? null : name;
    return this.missing === null;
  }

  /** Takes what was typed or chosen in a named control. */
  take({ target }: Event): void {
    if (target instanceof HTMLInputElement && target.type === 'checkbox') {
      this.set(target.name, target.checked ? target.value : '');
    } else if (
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement
    ) {
      this.set(target.name, target.value);
    }
  }
}
