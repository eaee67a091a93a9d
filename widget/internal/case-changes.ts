import type { ReactiveController } from 'lit';

/** What the elements tell of when a case was changed on this page. */
const names = ['created', 'changed', 'entered', 'resolved', 'cancelled', 'reactivated'].map(
  (done) => `cs-case-${done}`,
);

/** Runs `changed` whenever a case was changed on this page, by whichever element: what is derived from cases is read again. */
export function caseChanges(changed: () => void): ReactiveController {
  return {
    hostConnected: () => names.forEach((name) => window.addEventListener(name, changed)),
    hostDisconnected: () => names.forEach((name) => window.removeEventListener(name, changed)),
  };
}
