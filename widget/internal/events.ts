import type { Session } from '../../shared/sessions.ts';
import type { Failure } from '../client/result.ts';
import type { Selection } from './selection.ts';

/**
 * The base of every event of ours: a real `Event` with `detail`. What the host may veto fires before and is cancelable;
 * what tells of business bubbles and crosses shadow roots; what tells of an element's life does neither.
 */
export abstract class CallsideEvent<Detail> extends Event {
  readonly detail: Detail;

  constructor(type: string, detail: Detail, options?: EventInit) {
    super(type, options);
    this.detail = detail;
  }
}

/** Something that has happened. */
export const told: EventInit = { bubbles: true, composed: true };
/** Something about to happen: `preventDefault()` keeps it from happening. */
export const asked: EventInit = { bubbles: true, composed: true, cancelable: true };

/** The first session is there. */
export class ReadyEvent extends CallsideEvent<{ agent: Session['agent']; tenant: Session['tenant'] }> {
  constructor(detail: ReadyEvent['detail']) {
    super('cs-ready', detail);
  }
}

/** A call failed. `preventDefault()` keeps the element from showing its own message. */
export class ErrorEvent extends CallsideEvent<{ failure: Failure; code: string; requestId: string | null }> {
  constructor(failure: Failure) {
    const problem = failure.kind === 'problem' ? failure.problem : null;
    super('cs-error', { failure, code: problem?.code ?? failure.kind, requestId: problem?.requestId ?? null }, asked);
  }
}

/** The session was dropped and what it showed is gone. */
export class SignedOutEvent extends CallsideEvent<null> {
  constructor() {
    super('cs-signed-out', null);
  }
}

/** Another customer, case or order was selected. */
export class SelectionChangeEvent extends CallsideEvent<{
  selection: Selection;
  previous: Selection;
  by: HTMLElement;
}> {
  constructor(detail: SelectionChangeEvent['detail']) {
    super('cs-selection-change', detail, told);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cs-ready': ReadyEvent;
    'cs-error': ErrorEvent;
    'cs-signed-out': SignedOutEvent;
    'cs-selection-change': SelectionChangeEvent;
  }
}
