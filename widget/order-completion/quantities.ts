import type { Line } from '../../shared/orders.ts';
import type { CallsideElement } from '../internal/element.ts';
import type { Edit, Edits } from './edits.ts';

/** How long arrows may follow each other before the quantity is saved, in milliseconds. */
const settles = 400;
const most = 100_000;

/** Quantities as they are being typed, until they are saved: they outlive a conflict, a failure and another drawing. */
export class Quantities {
  readonly #host: CallsideElement;
  readonly #edits: Edits;
  readonly #edit: (edit: Edit) => void;
  readonly #typed = new Map<string, string>();
  /** What was sent last: leaving the field after Enter sends nothing more. */
  readonly #sent = new Map<string, number>();
  /** Arrows that may still be followed by others. */
  readonly #timers = new Map<string, [timer: ReturnType<typeof setTimeout>, line: Line]>();

  constructor(host: CallsideElement, edits: Edits, edit: (edit: Edit) => void) {
    this.#host = host;
    this.#edits = edits;
    this.#edit = edit;
    host.addController({ hostDisconnected: () => this.flush() });
  }

  /** What the field shows. */
  text({ id, quantity }: Line): string {
    return this.#typed.get(id) ?? String(quantity);
  }

  /** Whether the field holds something that is not saved. */
  isTyped({ id }: Line): boolean {
    return this.#typed.has(id);
  }

  isWrong(line: Line): boolean {
    const text = this.text(line);
    return text !== '' && wholeNumber(text) === null;
  }

  type({ id }: Line, text: string): void {
    this.#typed.set(id, text);
    this.#host.requestUpdate();
  }

  /** Goes up or down and saves when no more follows. */
  step(line: Line, by: number): void {
    const to = Math.min(most, Math.max(1, (wholeNumber(this.text(line)) ?? line.quantity) + by));
    this.type(line, String(to));
    this.#stop(line);
    this.#timers.set(line.id, [setTimeout(() => this.save(line), settles), line]);
  }

  /** Back to what is saved. */
  reset(line: Line): void {
    this.#stop(line);
    this.#typed.delete(line.id);
    this.#host.requestUpdate();
  }

  /** Sends what was typed; false when it is no quantity. */
  save(line: Line): boolean {
    const { id, name, quantity } = line;
    this.#stop(line);
    const text = this.text(line);
    const to = wholeNumber(text);
    if (text === '' || (to === quantity && !this.#edits.has(id))) this.reset(line);
    if (to === null || !this.isTyped(line)) return text === '' || to !== null;
    if (this.#sent.get(id) === to && this.#edits.has(id)) return true;
    this.#sent.set(id, to);
    this.#edit({
      what: id,
      method: 'patch',
      path: `/lines/${id}`,
      body: { quantity: to },
      says: `${name}, ${to}`,
      met: ({ lines }) => lines.some((one) => one.id === id && one.quantity === to),
      done: () => this.#typed.get(id) === text && this.reset(line),
    });
    return true;
  }

  /** Sends at once what the arrows came to: the order is being left. */
  flush(): void {
    for (const [, line] of this.#timers.values()) this.save(line);
  }

  forget(): void {
    for (const [, line] of this.#timers.values()) this.#stop(line);
    this.#typed.clear();
  }

  #stop({ id }: Line): void {
    clearTimeout(this.#timers.get(id)?.[0]);
    this.#timers.delete(id);
  }
}

function wholeNumber(text: string): number | null {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}
