import type { Case, ChangeCase } from '../../shared/cases.ts';
import { asksForDefault, type MatchedCase } from '../entitlements/terms.ts';
import type { NewEvent } from '../events/log.ts';
import { entitlementRef } from './terms.ts';

/** The records that an edit names, where they were found. */
export interface NamedByEdit {
  contact: Case['contact'];
  priority: Case['priority'] | null;
  subject: Case['subject'];
  product: Case['product'];
}

/** The entitlements that an edit may give the case: the one that was chosen, and the customer's default. */
export interface EntitlementsForEdit {
  chosen: Case['entitlement'];
  /** The customer's default, where it fits a case of these. */
  standardFor: (matched: MatchedCase) => Case['entitlement'];
}

/**
 * A case after an edit, the event that says what changed, and by how much its customer's hot alerts change: an alert
 * is nothing but an active case with a hot priority (A37, A38).
 */
export function changeOf(
  found: Case,
  input: ChangeCase,
  named: NamedByEdit,
  entitlements: EntitlementsForEdit,
): { next: Case; event: NewEvent; hotAlerts: number } {
  const next: Case = {
    ...found,
    title: input.title ?? found.title,
    description: input.description === undefined ? found.description : input.description,
    contact: input.contactId === undefined ? found.contact : named.contact,
    priority: named.priority && input.priorityId !== undefined ? named.priority : found.priority,
    subject: input.subjectId === undefined ? found.subject : named.subject,
    product: input.productId === undefined ? found.product : named.product,
    productSerialNumber:
      input.productSerialNumber === undefined ? found.productSerialNumber : input.productSerialNumber,
    origin: input.origin ?? found.origin,
    type: input.type === undefined ? found.type : input.type,
    statusReason: input.statusReason ?? found.statusReason,
    stage: input.stage ?? found.stage,
    decrementTerms: input.decrementTerms ?? found.decrementTerms,
  };
  next.entitlement = entitlementAfter(found, next, input, entitlements);
  const fields = changedFields(found, next);
  const personal = {
    ...(fields.includes('title') && { title: { before: found.title, after: next.title } }),
    ...(fields.includes('description') && { description: { before: found.description, after: next.description } }),
  };
  return {
    next,
    hotAlerts: Number(next.priority.hotAlert) - Number(found.priority.hotAlert),
    event: {
      type: 'case_changed',
      entityKind: 'case',
      entity: found.id,
      customer: found.customer.id,
      facts: {
        fields,
        ...(fields.includes('priority') && {
          priority: { from: found.priority.name, to: next.priority.name, hotAlert: next.priority.hotAlert },
        }),
        ...(fields.includes('statusReason') && {
          statusReason: { from: found.statusReason, to: next.statusReason },
        }),
      },
      ...(Object.keys(personal).length > 0 && { personal }),
    },
  };
}

/** What somebody chose; else, when contact or product changed, the customer's default if it fits now (C23). */
function entitlementAfter(
  found: Case,
  next: Case,
  input: ChangeCase,
  { chosen, standardFor }: EntitlementsForEdit,
): Case['entitlement'] {
  if (input.entitlementId !== undefined) return chosen && entitlementRef(chosen);
  const after = matchedBy(next);
  const standard = asksForDefault(matchedBy(found), after) ? standardFor(after) : null;
  return standard === null ? found.entitlement : entitlementRef(standard);
}

function matchedBy({ customer, contact, product }: Case): MatchedCase {
  return { customerId: customer.id, contactId: contact?.id ?? null, productId: product?.id ?? null };
}

function changedFields(before: Case, after: Case): string[] {
  const compared = [
    'title',
    'description',
    'contact',
    'priority',
    'subject',
    'product',
    'productSerialNumber',
    'origin',
    'type',
    'statusReason',
    'stage',
    'entitlement',
    'decrementTerms',
  ] as const;
  return compared.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
