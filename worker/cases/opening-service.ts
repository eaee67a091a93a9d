import type { CaseSettings, InheritableField } from '../../shared/case-settings.ts';
import type { CreateChild } from '../../shared/case-relations.ts';
import type { Case, CreateCase } from '../../shared/cases.ts';
import { newId, type CaseId, type EntitlementId } from '../../shared/ids.ts';
import type { Blocker } from '../../shared/problems.ts';
import { newNumber } from '../../shared/numbers.ts';
import { contactRef, customerRef, summaryChange } from '../customers/service.ts';
import {
  defaultForCase,
  defaultOf,
  entitlementById,
  entitlementOf,
  isMatchedByDefault,
  planTerms,
  type EntitlementRecord,
} from '../entitlements/service.ts';
import { productRef } from '../products/service.ts';
import { commit, load, type Plan } from '../db/commit.ts';
import { guardVersion } from '../db/statement.ts';
import { outOfScope, type CommandContext } from '../http/context.ts';
import { blocked, unknownReference, type CommandOutcome } from '../http/outcome.ts';
import { loadCase } from './current-service.ts';
import { decideAddChild } from './lifecycle.ts';
import { caseSettings, settingsIn } from './settings-store.ts';
import * as store from './store.ts';
import { afterMovements, entitlementRef } from './terms.ts';
import { caseView } from './views.ts';

/** Opens a case for a customer (C10, A29). */
export async function createCase(command: CommandContext, input: CreateCase): Promise<CommandOutcome<Case>> {
  const customerQuery = customerRef(input.customerId);
  const contactQuery = contactRef(input.customerId, input.contactId);
  const priorityQuery = store.priorityOrDefault(input.priorityId);
  const subjectQuery = store.subjectById(input.subjectId);
  const productQuery = productRef(input.productId);
  const settingsQuery = caseSettings();
  const chosenQuery = entitlementOf(input.customerId, input.entitlementId ?? null);
  const defaultQuery = defaultOf(input.customerId);
  const named = [customerQuery, contactQuery, priorityQuery, subjectQuery, productQuery, chosenQuery, defaultQuery];
  const loaded = await load(command, [...named, settingsQuery]);
  if (loaded.kind !== 'loaded') return loaded;

  const { rows } = loaded;
  const customer = rows.first(customerQuery);
  const contact = rows.first(contactQuery) ?? null;
  const priority = rows.first(priorityQuery);
  const subject = rows.first(subjectQuery) ?? null;
  const product = rows.first(productQuery) ?? null;
  if (customer === undefined) return unknownReference('customerId');
  const scope = outOfScope(command.caller, { customer: customer.id });
  if (scope !== null) return scope;
  if (input.contactId !== null && contact === null) return unknownReference('contactId');
  if (priority === undefined) return unknownReference('priorityId');
  if (input.subjectId !== null && subject === null) return unknownReference('subjectId');
  if (input.productId !== null && product === null) return unknownReference('productId');
  const chosen = rows.first(chosenQuery) ?? null;
  if (input.entitlementId && chosen === null) return unknownReference('entitlementId');
  const { title, description, productSerialNumber, origin, type, decrementTerms } = input;
  const plan = newCase(
    command,
    {
      title,
      description,
      customer: { id: customer.id, name: customer.name },
      contact: contact && { id: contact.id, name: contact.name },
      priority,
      subject,
      product,
      productSerialNumber,
      origin,
      type,
      parent: null,
      decrementTerms,
    },
    settingsIn(rows, settingsQuery),
    { asked: input.entitlementId, chosen, standard: rows.first(defaultQuery) ?? null },
  );
  return plan.kind === 'blocked' ? blocked(plan.blockers) : commit(command, plan);
}

/** Opens a child of a case, with what it inherits (domain §2A.7). */
export async function createChild(
  command: CommandContext,
  parentId: CaseId,
  input: CreateChild,
): Promise<CommandOutcome<Case>> {
  const contactQuery = store.contactOfCase(parentId, input.contactId ?? null);
  const priorityQuery = store.priorityOrDefault(input.priorityId);
  const subjectQuery = store.subjectById(input.subjectId ?? null);
  const productQuery = productRef(input.productId ?? null);
  const chosenQuery = entitlementById(input.entitlementId ?? null);
  const defaultQuery = defaultForCase(parentId);
  const named = [contactQuery, priorityQuery, subjectQuery, productQuery, chosenQuery, defaultQuery];
  const loaded = await loadCase(command, parentId, named);
  if (loaded.kind !== 'case') return loaded;
  const { found: parent, settings, rows } = loaded;
  const scope = outOfScope(command.caller, { customer: parent.customer.id });
  if (scope !== null) return scope;
  const decision = decideAddChild(parent, settings);
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  /** What was given, nothing included; else the parent's, where the tenant has the field inherited. */
  const orInherited = <Value>(given: Value | undefined, field: InheritableField, ofParent: Value, otherwise: Value) =>
    given !== undefined ? given : settings.inheritedFields.includes(field) ? ofParent : otherwise;
  const contact = input.contactId === undefined ? undefined : (rows.first(contactQuery) ?? null);
  const priority = rows.first(priorityQuery);
  const subject = input.subjectId === undefined ? undefined : (rows.first(subjectQuery) ?? null);
  const product = input.productId === undefined ? undefined : (rows.first(productQuery) ?? null);
  if (input.contactId && contact === null) return unknownReference('contactId');
  if (priority === undefined) return unknownReference('priorityId');
  if (input.subjectId && subject === null) return unknownReference('subjectId');
  if (input.productId && product === null) return unknownReference('productId');
  const chosen = rows.first(chosenQuery) ?? null;
  if (input.entitlementId && chosen?.customer.id !== parent.customer.id) return unknownReference('entitlementId');
  const plan = newCase(
    command,
    {
      title: input.title ?? parent.title,
      description: orInherited(input.description, 'description', parent.description, null),
      customer: parent.customer,
      contact: orInherited(contact, 'contact', parent.contact, null),
      priority: orInherited(input.priorityId && priority, 'priority', parent.priority, priority),
      subject: orInherited(subject, 'subject', parent.subject, null),
      product: orInherited(product, 'product', parent.product, null),
      productSerialNumber: orInherited(
        input.productSerialNumber,
        'productSerialNumber',
        parent.productSerialNumber,
        null,
      ),
      origin: orInherited(input.origin, 'origin', parent.origin, 'phone'),
      type: orInherited(input.type, 'type', parent.type, null),
      parent: {
        id: parent.id,
        number: parent.number,
        title: parent.title,
        state: parent.state,
        customer: parent.customer,
      },
      decrementTerms: input.decrementTerms,
    },
    settings,
    { asked: input.entitlementId, chosen, standard: rows.first(defaultQuery) ?? null },
  );
  if (plan.kind === 'blocked') return blocked(plan.blockers);
  return commit(command, {
    ...plan,
    guards: [guardVersion('cases', parentId, parent.version)],
    changes: [...plan.changes, store.touchCase(parentId, command.now)],
  });
}

type NewCase = Pick<
  Case,
  | 'title'
  | 'description'
  | 'customer'
  | 'contact'
  | 'priority'
  | 'subject'
  | 'product'
  | 'productSerialNumber'
  | 'origin'
  | 'type'
  | 'parent'
  | 'decrementTerms'
>;

/** Which entitlement was asked for: this one, none with null, or whatever fits. */
interface EntitlementChoice {
  asked: EntitlementId | null | undefined;
  chosen: EntitlementRecord | null;
  /** The customer's default. */
  standard: EntitlementRecord | null;
}

/** What opening a case writes, and the case as it is then. */
function newCase(
  command: CommandContext,
  fields: NewCase,
  settings: CaseSettings,
  { asked, chosen, standard }: EntitlementChoice,
): (Plan<Case> & { kind: 'open' }) | { kind: 'blocked'; blockers: [Blocker, ...Blocker[]] } {
  const id = newId('case');
  const number = newNumber('case');
  const { agent, name } = command.caller;
  const now = new Date(command.now).toISOString();
  const { customer, priority, parent } = fields;
  const matched = {
    customerId: customer.id,
    contactId: fields.contact?.id ?? null,
    productId: fields.product?.id ?? null,
  };
  const fits = asked === undefined && standard !== null && isMatchedByDefault(standard, matched, command.now);
  const entitlement = fits ? standard : chosen;
  const { origin, decrementTerms } = fields;
  const terms = planTerms(
    [
      {
        caseId: id,
        customer: customer.id,
        before: null,
        next: { entitlementId: entitlement?.id ?? null, decrementTerms, origin, state: 'active', billableMinutes: 0 },
        entitlement,
        taken: [],
      },
    ],
    command.now,
  );
  if (terms.kind === 'blocked') return terms;
  const value = caseView(
    {
      ...fields,
      id,
      entitlement: afterMovements(entitlement && entitlementRef(entitlement), terms.movements),
      version: 1,
      number,
      state: 'active',
      statusReason: 'in_progress',
      stage: 'identify',
      owner: { id: agent, name },
      master: null,
      children: { total: 0, active: 0, openActivities: 0 },
      totalMinutes: 0,
      openActivities: 0,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
    },
    [],
    settings,
  );
  const columns: store.CaseColumns = {
    id,
    number,
    customer: customer.id,
    contact: fields.contact?.id ?? null,
    title: fields.title,
    description: fields.description,
    state: 'active',
    statusReason: 'in_progress',
    priority: priority.id,
    subject: fields.subject?.id ?? null,
    product: fields.product?.id ?? null,
    productSerialNumber: fields.productSerialNumber,
    origin: fields.origin,
    type: fields.type,
    owner: agent,
    parent: parent?.id ?? null,
    entitlement: entitlement?.id ?? null,
    decrementTerms: decrementTerms ? 1 : 0,
    createdAt: command.now,
    updatedAt: command.now,
    closedAt: null,
  };
  return {
    kind: 'open',
    value,
    version: 1,
    changes: [
      store.insertCases(JSON.stringify([columns])),
      ...terms.changes,
      summaryChange(customer.id, {
        openCases: 1,
        hotAlerts: priority.hotAlert ? 1 : 0,
        lastContactAt: command.now,
      }),
    ],
    events: [
      {
        type: 'case_created',
        entityKind: 'case',
        entity: id,
        customer: customer.id,
        facts: {
          number,
          priorityId: priority.id,
          origin: fields.origin,
          ...(parent !== null && { parentId: parent.id }),
        },
      },
      ...terms.events,
    ],
  };
}
