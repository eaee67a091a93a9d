import type { Alert } from '../../shared/customers.ts';
import { asked, CallsideEvent } from '../internal/events.ts';

/** The case of an alert is about to be opened: `preventDefault()` leaves it to the host. */
export class AlertEditEvent extends CallsideEvent<{ alert: Alert }> {
  constructor(detail: AlertEditEvent['detail']) {
    super('cs-alert-edit', detail, asked);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cs-alert-edit': AlertEditEvent;
  }
}
