import type { Session } from '../../shared/sessions.ts';
import type { ApiClient } from '../client/api.ts';
import type { SetupFault } from '../client/result.ts';
import type { Terms } from '../translations/terms.ts';
import type { ContextKey } from './context-protocol.ts';
import type { Selection, SelectionChange } from './selection.ts';
import type { Shortcut } from './shortcuts.ts';

/** An element under a provider, as its siblings and the key map see it. */
export interface Panel extends HTMLElement {
  /** The keys that work in it, with what they do in the agent's words. */
  readonly shortcuts: readonly Shortcut[];
}

/**
 * What a provider gives every element under it. A new object at each change. Another copy of the same major version on
 * the page reads it as well, so that its shape only grows.
 */
export interface Desk {
  /** Null while `fault` says what is missing. */
  readonly client: ApiClient | null;
  readonly fault: SetupFault | null;
  /** Who is at the desk; null until the first session is there. */
  readonly session: Session | null;
  /** Grows with each `refresh()`: what is shown is read again. */
  readonly epoch: number;
  readonly strings: Partial<Terms>;
  /** Whether single letters are keys. */
  readonly shortcuts: boolean;
  /** The elements that are connected now. */
  readonly panels: Set<Panel>;
  readonly selection: Selection;
  /** Changes the selection; `by` is the element in which the agent did it. */
  readonly select: (change: SelectionChange, by: HTMLElement) => void;
}

export const deskContext: ContextKey<Desk> = { name: Symbol.for('cs-client-v1') };
