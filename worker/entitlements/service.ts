import type { Page } from '../../shared/common.ts';
import type {
  ChangeEntitlement,
  CreateEntitlement,
  Entitlement,
  ListEntitlements,
  SetDefault,
} from '../../shared/entitlements.ts';
import { newId, type EntitlementId } from '../../shared/ids.ts';
import { customerRef, logAccess } from '../customers/service.ts';
import { commit, load } from '../db/commit.ts';
import { decodeCursor, lowest, toPage } from '../db/cursor.ts';
import type { Rows } from '../db/database.ts';
import type { Query, Statement } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import { outOfScope, staleVersion, type CommandContext, type Context } from '../http/context.ts';
import {
  blocked,
  done,
  refuse,
  unknownReference,
  type CommandOutcome,
  type QueryOutcome,
  type Refusal,
  type Replay,
} from '../http/outcome.ts';
import { changedFields, changeOf, sortedChannels } from './edit.ts';
import {
  decideActivate,
  decideCancel,
  decideDeactivate,
  decideEdit,
  decideRenew,
  decideSetDefault,
  entitlementView,
  type Decision,
} from './lifecycle.ts';
import * as store from './store.ts';
import type { EntitlementRecord } from './store.ts';
import { takenByOrigin } from './terms-store.ts';

export { planTerms, termsOf, type CaseTerms, type TermsChange, type TermsPlan } from './case-service.ts';
export { defaultForCase, defaultOf, entitlementById, entitlementOf, type EntitlementRecord } from './store.ts';
export { asksForDefault, isMatchedByDefault, type CaseSituation, type MatchedCase } from './terms.ts';
export { entitlementView } from './lifecycle.ts';

/** Entitlements of one customer or of the tenant; with `state=active` those that a case can be given now (C21). */
export async function listEntitlements(
  context: Context,
  { customerId, state, limit, cursor }: ListEntitlements,
): Promise<QueryOutcome<Page<Entitlement>>> {
  const scope = outOfScope(context.caller, { customer: customerId ?? null });
  if (scope !== null) return scope;
  const list = `entitlements ${customerId ?? ''} ${state}`;
  const start = decodeCursor(list, cursor, lowest);
  if (start === null) return refuse('invalid_cursor');
  const filter = { customer: customerId ?? null, activeAt: state === 'active' ? context.now : null };
  const query = store.entitlementsAfter(filter, start.id, limit + 1);
  const found = (await context.db.read([query])).all(query);
  if (customerId !== undefined && found.length > 0) logAccess(context, customerId, 'entitlements_read');
  const { items, next } = toPage(list, found, limit, ({ id }) => ({ value: 0, id }));
  return done({ items: items.map((record) => entitlementView(record, context.now)), next });
}

export async function getEntitlement(context: Context, id: EntitlementId): Promise<QueryOutcome<Entitlement>> {
  const query = store.entitlementById(id);
  const found = (await context.db.read([query])).first(query);
  if (found === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: found.customer.id });
  if (scope !== null) return scope;
  logAccess(context, found.customer.id, 'entitlement_read');
  return done(entitlementView(found, context.now), found.version);
}

/** A draft: nothing is entitled to it before it is activated. */
export async function createEntitlement(
  command: CommandContext,
  input: CreateEntitlement,
): Promise<CommandOutcome<Entitlement>> {
  const customerQuery = customerRef(input.customerId);
  const productsQuery = store.productsNamed(input.productIds);
  const contactsQuery = store.contactsNamed(input.customerId, input.contactIds);
  const loaded = await load(command, [customerQuery, productsQuery, contactsQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const customer = loaded.rows.first(customerQuery);
  if (customer === undefined) return unknownReference('customerId');
  const products = loaded.rows.all(productsQuery);
  const contacts = loaded.rows.all(contactsQuery);
  const unknown = unknownIn(input, { products, contacts });
  if (unknown !== null) return unknown;

  const record: EntitlementRecord = {
    id: newId('entitlement'),
    version: 1,
    name: input.name,
    customer: { id: customer.id, name: customer.name },
    startsOn: new Date(input.startsOn).toISOString(),
    endsOn: new Date(input.endsOn).toISOString(),
    allocation: input.allocation,
    decreaseOn: input.decreaseOn,
    totalTerms: input.totalTerms,
    remainingTerms: input.totalTerms,
    restrict: input.restrict,
    isDefault: false,
    products,
    contacts,
    channels: sortedChannels(input.channels.map((channel) => ({ ...channel, remaining: channel.total }))),
    slaId: input.slaId,
    activatedAt: null,
    cancelledAt: null,
    createdAt: new Date(command.now).toISOString(),
  };
  return commit(command, {
    value: entitlementView(record, command.now),
    version: 1,
    changes: store.insertEntitlement(record),
    events: [{ ...about(record), type: 'entitlement_created', facts: {} }],
  });
}

/** Edits a draft. A new total changes what remains by as much; what cases have taken stays taken. */
export async function changeEntitlement(
  command: CommandContext,
  id: EntitlementId,
  input: ChangeEntitlement,
): Promise<CommandOutcome<Entitlement>> {
  const usedQuery = store.isUsed(id);
  const takenQuery = takenByOrigin(id);
  const productsQuery = store.productsNamed(input.productIds ?? []);
  const contactsQuery = store.contactsForEntitlement(id, input.contactIds ?? []);
  const loaded = await loadFound(command, id, [usedQuery, takenQuery, productsQuery, contactsQuery]);
  if (loaded.kind !== 'found') return loaded;
  const { found, rows } = loaded;
  const decision = decideEdit(found, input, { used: rows.first(usedQuery) ?? false, now: command.now });
  if (decision.kind !== 'allowed') return refusalOf(decision);
  const named = { products: rows.all(productsQuery), contacts: rows.all(contactsQuery) };
  const unknown = unknownIn(input, named);
  if (unknown !== null) return unknown;

  const next = changeOf(found, input, { ...named, taken: rows.all(takenQuery) });
  return write(command, found, next, {
    changes: store.updateEntitlement(next),
    events: [{ ...about(found), type: 'entitlement_changed', facts: { fields: changedFields(found, next) } }],
  });
}

export async function activateEntitlement(
  command: CommandContext,
  id: EntitlementId,
): Promise<CommandOutcome<Entitlement>> {
  return changeState(command, id, decideActivate, 'entitlement_activated', (found) => ({
    ...found,
    activatedAt: new Date(command.now).toISOString(),
  }));
}

/** Makes it a draft again, to be edited; cases that carry it keep it and what they took. */
export async function deactivateEntitlement(
  command: CommandContext,
  id: EntitlementId,
): Promise<CommandOutcome<Entitlement>> {
  return changeState(command, id, decideDeactivate, 'entitlement_deactivated', (found) => ({
    ...found,
    activatedAt: null,
    isDefault: false,
  }));
}

export async function cancelEntitlement(
  command: CommandContext,
  id: EntitlementId,
): Promise<CommandOutcome<Entitlement>> {
  return changeState(command, id, decideCancel, 'entitlement_cancelled', (found) => ({
    ...found,
    cancelledAt: new Date(command.now).toISOString(),
    isDefault: false,
  }));
}

/** Answers the new draft; the entitlement that is over stays as it is. */
export async function renewEntitlement(
  command: CommandContext,
  id: EntitlementId,
): Promise<CommandOutcome<Entitlement>> {
  const loaded = await loadFound(command, id, []);
  if (loaded.kind !== 'found') return loaded;
  const decision = decideRenew(loaded.found, { id: newId('entitlement'), now: command.now });
  if (decision.kind !== 'allowed') return refusalOf(decision);
  const renewal = decision.change;
  return commit(command, {
    value: entitlementView(renewal, command.now),
    version: renewal.version,
    guards: [store.guardEntitlement(id, loaded.found.version, loaded.found.remainingTerms)],
    changes: store.insertEntitlement(renewal),
    events: [
      { ...about(loaded.found), type: 'entitlement_renewed', facts: { renewalId: renewal.id } },
      { ...about(renewal), type: 'entitlement_created', facts: {} },
    ],
  });
}

/** Makes it the one that the customer's cases are given by themselves (C22); the one before is it no more. */
export async function setDefaultEntitlement(
  command: CommandContext,
  id: EntitlementId,
  { isDefault }: SetDefault,
): Promise<CommandOutcome<Entitlement>> {
  const siblingQuery = store.defaultBeside(id);
  const loaded = await loadFound(command, id, [siblingQuery]);
  if (loaded.kind !== 'found') return loaded;
  const { found } = loaded;
  const decision = decideSetDefault(found, command.now);
  if (decision.kind !== 'allowed') return refusalOf(decision);
  const sibling = isDefault ? loaded.rows.first(siblingQuery) : undefined;
  const unset = sibling && { ...sibling, version: sibling.version + 1, isDefault: false };
  const next = { ...found, version: found.version + 1, isDefault };
  return write(command, found, next, {
    guards: sibling && [store.guardEntitlement(sibling.id, sibling.version, sibling.remainingTerms)],
    changes: [...(unset ? [store.updateState(unset)] : []), store.updateState(next)],
    events: [
      ...(unset ? [defaultChanged(unset)] : []),
      ...(found.isDefault === isDefault ? [] : [defaultChanged(next)]),
    ],
  });
}

/** What the commands that move an entitlement through its states have in common. */
async function changeState(
  command: CommandContext,
  id: EntitlementId,
  decide: (found: EntitlementRecord, now: number) => Decision<null>,
  type: 'entitlement_activated' | 'entitlement_deactivated' | 'entitlement_cancelled',
  change: (found: EntitlementRecord) => EntitlementRecord,
): Promise<CommandOutcome<Entitlement>> {
  const loaded = await loadFound(command, id, []);
  if (loaded.kind !== 'found') return loaded;
  const { found } = loaded;
  const decision = decide(found, command.now);
  if (decision.kind !== 'allowed') return refusalOf(decision);
  const next = { ...change(found), version: found.version + 1 };
  return write(command, found, next, {
    changes: [store.updateState(next)],
    events: [{ ...about(found), type, facts: {} }],
  });
}

async function write(
  command: CommandContext,
  found: EntitlementRecord,
  next: EntitlementRecord,
  plan: { guards?: Statement[] | undefined; changes: Statement[]; events: NewEvent[] },
): Promise<CommandOutcome<Entitlement>> {
  return commit(command, {
    value: entitlementView(next, command.now),
    version: next.version,
    guards: [store.guardEntitlement(found.id, found.version, found.remainingTerms), ...(plan.guards ?? [])],
    changes: plan.changes,
    events: plan.events,
  });
}

async function loadFound(
  command: CommandContext,
  id: EntitlementId,
  queries: Query<unknown>[],
): Promise<{ kind: 'found'; found: EntitlementRecord; rows: Rows } | Refusal | Replay> {
  const query = store.entitlementById(id);
  const loaded = await load(command, [query, ...queries]);
  if (loaded.kind !== 'loaded') return loaded;
  const found = loaded.rows.first(query);
  if (found === undefined) return refuse('not_found');
  const stale = staleVersion(command, entitlementView(found, command.now));
  return stale ?? { kind: 'found', found, rows: loaded.rows };
}

function refusalOf(decision: Exclude<Decision<unknown>, { kind: 'allowed' }>): Refusal {
  return decision.kind === 'blocked'
    ? blocked(decision.blockers)
    : refuse('invalid_request', { errors: decision.errors });
}

function unknownIn(
  { productIds = [], contactIds = [] }: Pick<ChangeEntitlement, 'productIds' | 'contactIds'>,
  { products, contacts }: Pick<EntitlementRecord, 'products' | 'contacts'>,
): Refusal | null {
  const product = productIds.findIndex((wanted) => !products.some(({ id }) => id === wanted));
  if (product >= 0) return unknownReference(`productIds/${product}`);
  const contact = contactIds.findIndex((wanted) => !contacts.some(({ id }) => id === wanted));
  return contact >= 0 ? unknownReference(`contactIds/${contact}`) : null;
}

function defaultChanged(record: EntitlementRecord): NewEvent {
  return { ...about(record), type: 'entitlement_default_changed', facts: { isDefault: record.isDefault } };
}

function about({ id, customer }: Pick<EntitlementRecord, 'id' | 'customer'>) {
  return { entityKind: 'entitlement', entity: id, customer: customer.id } as const;
}
