import type { ChangeContact, ChangeCustomer, Contact, Customer } from '../../shared/customers.ts';
import { isTaxIdOf } from '../../shared/tax-id.ts';

/** Which of these fields differ. */
export function changesOf<Fields extends object, Name extends keyof Fields & string>(
  before: Fields,
  after: Fields,
  names: readonly Name[],
): Name[] {
  return names.filter((name) => before[name] !== after[name]);
}

/** The values before and after, which stand apart from the log so that they can be erased. */
export function personalOf<Name extends string>(
  before: Record<Name, string | null>,
  after: Record<Name, string | null>,
  names: readonly Name[],
): Record<string, { before: string | null; after: string | null }> {
  return Object.fromEntries(names.map((name) => [name, { before: before[name], after: after[name] }]));
}

export const changeableFields = ['name', 'email', 'phone', 'taxId', 'language', 'country'] as const;
export type ChangeableField = (typeof changeableFields)[number];

/** The fields of a customer after a change; what was not named stays. */
export function fieldsAfter(
  current: Customer,
  input: ChangeCustomer,
): Record<ChangeableField, string | null> & { name: string } {
  const { name, email, phone, taxId, language, country } = input;
  return {
    name: name ?? current.name,
    email: email === undefined ? current.email : email,
    phone: phone === undefined ? current.phone : phone,
    taxId: taxId === undefined ? current.taxId : taxId,
    language: language === undefined ? current.language : language,
    country: country === undefined ? current.country : country,
  };
}

/** A contact after a change; what was not named stays. */
export function contactAfter(current: Contact, { name, jobTitle, email, phone }: ChangeContact): Contact {
  return {
    ...current,
    name: name ?? current.name,
    jobTitle: jobTitle === undefined ? current.jobTitle : jobTitle,
    email: email === undefined ? current.email : email,
    phone: phone === undefined ? current.phone : phone,
  };
}

/** Whether a customer's tax id can be one of its country, or where none is known, of the tenant's. */
export function hasAcceptableTaxId(
  { taxId, country }: { taxId: string | null; country: string | null },
  tenantCountry: string,
): boolean {
  return taxId === null || isTaxIdOf(taxId, country ?? tenantCountry);
}
