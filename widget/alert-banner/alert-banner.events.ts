import type { Alert } from '../../shared/customers.ts';
import { asked, CallsideEvent, told } from '../internal/events.ts';

/** The case of an alert is about to be opened: `preventDefault()` leaves it to the host. */
export class AlertEditEvent extends CallsideEvent<{ alert: Alert }> {
  constructor(detail: AlertEditEvent['detail']) {
    super('cs-alert-edit', detail, asked);
  }
}

/** The agent has settled an alert for the session. */
export class AlertAcknowledgedEvent extends CallsideEvent<{ alert: Alert }> {
  constructor(detail: AlertAcknowledgedEvent['detail']) {
    super('cs-alert-acknowledged', detail, told);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cs-alert-edit': AlertEditEvent;
    'cs-alert-acknowledged': AlertAcknowledgedEvent;
  }
}
