import type {
  Contact,
  CreateContact,
  CreateCustomer,
  Customer,
  CustomerListItem,
  SearchBy,
} from '../../shared/customers.ts';
import { asked, CallsideEvent, told } from '../internal/events.ts';

/** A search is sent. */
export class CustomerSearchEvent extends CallsideEvent<{ query: string; by: SearchBy }> {
  constructor(detail: CustomerSearchEvent['detail']) {
    super('cs-customer-search', detail, told);
  }
}

/** A customer is about to be selected, or none: `preventDefault()` keeps the one that is. */
export class CustomerSelectEvent extends CallsideEvent<{ customer: CustomerListItem | null }> {
  constructor(detail: CustomerSelectEvent['detail']) {
    super('cs-customer-select', detail, asked);
  }
}

/** The agent has selected a customer, or none. */
export class CustomerSelectedEvent extends CallsideEvent<{ customer: CustomerListItem | null }> {
  constructor(detail: CustomerSelectedEvent['detail']) {
    super('cs-customer-selected', detail, told);
  }
}

/** A customer is about to be created: `preventDefault()` leaves it to the host. The draft stays. */
export class CustomerCreateEvent extends CallsideEvent<{ customer: CreateCustomer }> {
  constructor(detail: CustomerCreateEvent['detail']) {
    super('cs-customer-create', detail, asked);
  }
}

/** A customer was created. */
export class CustomerCreatedEvent extends CallsideEvent<{ customer: Customer }> {
  constructor(detail: CustomerCreatedEvent['detail']) {
    super('cs-customer-created', detail, told);
  }
}

/** A person is about to be added to an account: `preventDefault()` leaves it to the host. The draft stays. */
export class ContactCreateEvent extends CallsideEvent<{ customerId: string; contact: CreateContact }> {
  constructor(detail: ContactCreateEvent['detail']) {
    super('cs-contact-create', detail, asked);
  }
}

/** A person was added to an account. */
export class ContactCreatedEvent extends CallsideEvent<{ customerId: string; contact: Contact }> {
  constructor(detail: ContactCreatedEvent['detail']) {
    super('cs-contact-created', detail, told);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cs-customer-search': CustomerSearchEvent;
    'cs-customer-select': CustomerSelectEvent;
    'cs-customer-selected': CustomerSelectedEvent;
    'cs-customer-create': CustomerCreateEvent;
    'cs-customer-created': CustomerCreatedEvent;
    'cs-contact-create': ContactCreateEvent;
    'cs-contact-created': ContactCreatedEvent;
  }
}
