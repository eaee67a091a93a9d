import type {
  CreateContact,
  CreateCustomer,
  Customer,
  CustomerKind,
  CustomerListItem,
  SearchBy,
} from '../../shared/customers.ts';

const noText = {
  name: '',
  phone: '',
  email: '',
  taxId: '',
  language: '',
  country: '',
  line1: '',
  postalCode: '',
  city: '',
  jobTitle: '',
};

export type DraftField = keyof typeof noText;

/** What an agent has written of a new customer or contact: every field as its text. */
export type Draft = Record<DraftField, string> & { readonly kind: CustomerKind };

/** What somebody has looked for in vain is most likely what the new customer is called, or reached by. */
export function draftOf(typed: string, by: SearchBy, home: { language: string; country: string }): Draft {
  return { ...noText, ...home, kind: 'person', [fieldOf(typed, by)]: typed };
}

export function fieldOf(typed: string, by: SearchBy): DraftField {
  if (by === 'tax_id') return 'taxId';
  if (by === 'email' || typed.includes('@')) return 'email';
  return by === 'phone' || /^\+?[\d\s()./-]{6,}$/.test(typed) ? 'phone' : 'name';
}

export function isDraftField(name: string): name is DraftField {
  return name in noText;
}

export function newCustomer(draft: Draft): CreateCustomer {
  const { kind, name, line1, postalCode, city, country } = draft;
  return {
    kind,
    name,
    phone: draft.phone || null,
    email: draft.email || null,
    taxId: draft.taxId || null,
    language: draft.language || null,
    country: country || null,
    ...((line1 || city) && {
      address: {
        purpose: 'delivery',
        primary: true,
        line1,
        line2: null,
        city,
        region: null,
        postalCode: postalCode || null,
        country,
      },
    }),
  };
}

export function newContact({ name, jobTitle, email, phone }: Draft): CreateContact {
  return { name, jobTitle: jobTitle || null, email: email || null, phone: phone || null };
}

/** A customer as a list shows it. */
export function asListItem({ id, number, kind, name, email, phone, addresses, summary }: Customer): CustomerListItem {
  const address = addresses.find(({ primary }) => primary) ?? addresses[0];
  const { openCases, hotAlerts } = summary;
  return { id, number, kind, name, email, phone, city: address?.city ?? null, match: null, openCases, hotAlerts };
}
