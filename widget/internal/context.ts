import { ContextRoot, createContext } from '@lit/context';
import type { Session } from '../../shared/sessions.ts';
import type { ApiClient } from '../client/api.ts';
import type { SetupFault } from '../client/result.ts';
import type { Terms } from '../translations/terms.ts';
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
}

/** The selection and the way to change it. A new object at each change. */
export interface SelectionHandle {
  readonly current: Selection;
  select(change: SelectionChange, by: HTMLElement): void;
}

export const deskContext = createContext<Desk>(Symbol.for('cs-client-v1'));
export const selectionContext = createContext<SelectionHandle>(Symbol.for('cs-selection-v1'));

let attached = false;

/** Keeps the requests of elements that are upgraded before their provider. Call before anything is defined. */
export function attachContextRoot(): void {
  if (attached || typeof document === 'undefined') return;
  attached = true;
  new ContextRoot().attach(document.documentElement);
}
