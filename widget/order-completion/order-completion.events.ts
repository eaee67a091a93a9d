import type { Money } from '../../shared/money.ts';
import type { Order } from '../../shared/orders.ts';
import type { Channel } from '../../shared/set-up.ts';
import { asked, CallsideEvent, told } from '../internal/events.ts';

/** A draft is about to be opened for the customer. `preventDefault()` keeps it from being. */
export class OrderCreateEvent extends CallsideEvent<{ customerId: string }> {
  constructor(detail: OrderCreateEvent['detail']) {
    super('cs-order-create', detail, asked);
  }
}

/** A draft is there. */
export class OrderCreatedEvent extends CallsideEvent<{ order: Order }> {
  constructor(detail: OrderCreatedEvent['detail']) {
    super('cs-order-created', detail, told);
  }
}

/** A change of the order is saved, or a colleague's was read. */
export class OrderChangedEvent extends CallsideEvent<{ order: Order }> {
  constructor(detail: OrderChangedEvent['detail']) {
    super('cs-order-changed', detail, told);
  }
}

/**
 * A payment is about to be added. A handler that has the token of the card hands it over with `event.provide()`; with
 * `preventDefault()` nothing is added.
 */
export class OrderPaymentEvent extends CallsideEvent<{
  orderId: string;
  method: Channel['paymentMethods'][number];
  amount: Money;
}> {
  /** What the host has provided; null when it leaves the field to the agent. */
  reference: string | Promise<string> | null = null;

  constructor(detail: OrderPaymentEvent['detail']) {
    super('cs-order-payment', detail, asked);
  }

  /** The provider's token of the card, now or later. Never the card's number. */
  provide(reference: string | Promise<string>): void {
    this.reference = reference;
  }
}

/** The order is about to be submitted with the recap that was read. `preventDefault()` keeps it from being. */
export class OrderSubmitEvent extends CallsideEvent<{ order: Order; recapHash: string }> {
  constructor(detail: OrderSubmitEvent['detail']) {
    super('cs-order-submit', detail, asked);
  }
}

/** The order is submitted. */
export class OrderSubmittedEvent extends CallsideEvent<{ order: Order }> {
  constructor(detail: OrderSubmittedEvent['detail']) {
    super('cs-order-submitted', detail, told);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cs-order-create': OrderCreateEvent;
    'cs-order-created': OrderCreatedEvent;
    'cs-order-changed': OrderChangedEvent;
    'cs-order-payment': OrderPaymentEvent;
    'cs-order-submit': OrderSubmitEvent;
    'cs-order-submitted': OrderSubmittedEvent;
  }
}
