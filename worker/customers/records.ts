import type { CustomerKind } from '../../shared/customers.ts';
import type { AddressId, ContactId, CustomerId } from '../../shared/ids.ts';
import { formatPhone } from '../../shared/phone.ts';
import { normalizeTaxId } from '../../shared/tax-id.ts';

/** A customer as it is added. `createdAt` is milliseconds. */
export interface NewCustomer {
  id: CustomerId;
  number: string;
  kind: CustomerKind;
  name: string;
  email: string | null;
  phone: string | null;
  taxId: string | null;
  language: string | null;
  country: string | null;
  createdAt: number;
}

/** A person under an account. `country` is the account's and says how the phone number is read. */
export interface NewContact {
  id: ContactId;
  customer: CustomerId;
  name: string;
  jobTitle: string | null;
  email: string | null;
  phone: string | null;
  country?: string | null;
}

export interface NewAddress {
  id: AddressId;
  customer: CustomerId;
  purpose: 'delivery' | 'invoice' | 'home' | 'other';
  primary: boolean;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string | null;
  country: string;
}

/** E-mail, phone and tax id in the form in which they are stored. */
export function asStored<Fields extends { email: string | null; phone: string | null; taxId?: string | null }>(
  fields: Fields,
  country: string,
): Fields {
  return {
    ...fields,
    email: fields.email && fields.email.toLowerCase(),
    phone: fields.phone && formatPhone(fields.phone, country),
    ...(fields.taxId && { taxId: normalizeTaxId(fields.taxId) }),
  };
}

/**
 * Which address of a customer is its primary one: the last that is marked among those added together, else the first
 * if the customer has none yet.
 */
export type Primary = 'yes' | 'if_first' | 'no';

export function withPrimary(addresses: readonly NewAddress[]): (NewAddress & { becomes: Primary })[] {
  const first = new Map<string, NewAddress>();
  const marked = new Map<string, NewAddress>();
  for (const address of addresses) {
    if (!first.has(address.customer)) first.set(address.customer, address);
    if (address.primary) marked.set(address.customer, address);
  }
  return addresses.map((address) => {
    const isMarked = marked.get(address.customer) === address;
    const isFirst = !marked.has(address.customer) && first.get(address.customer) === address;
    return { ...address, becomes: isMarked ? 'yes' : isFirst ? 'if_first' : 'no' };
  });
}

/** The first of each id. */
export function oncePerId<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].reverse();
}
