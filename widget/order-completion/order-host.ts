import type { Order } from '../../shared/orders.ts';
import type { CallsideElement } from '../internal/element.ts';
import type { FocusMover } from './focus-mover.ts';
import type { Words } from './words.ts';

/** The panel as its parts see it. */
export interface OrderHost extends CallsideElement {
  readonly words: Words;
  /** The order that is shown. */
  readonly order: Order | null;
  readonly mover: FocusMover;
  /** Shows the order as a command, or a colleague, left it. */
  take(order: Order): void;
  /** Reads the order again. */
  reread(): void;
}
