import { reasonsOf } from '../../shared/case-settings.ts';
import type { Case, CaseListItem, ChangeCase, CustomerCases, ListCases } from '../../shared/cases.ts';
import type { Page } from '../../shared/common.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import { customerRef, logAccess, summaryChange } from '../customers/service.ts';
import { defaultForCase, entitlementById, isMatchedByDefault, planTerms, termsOf } from '../entitlements/service.ts';
import { productRef } from '../products/service.ts';
import { commit } from '../db/commit.ts';
import { decodeCursor, newest, toPage } from '../db/cursor.ts';
import type { ListOptions } from '../db/list.ts';
import { guardVersion, type Query } from '../db/statement.ts';
import { outOfScope, type CommandContext, type Context } from '../http/context.ts';
import {
  blocked,
  done,
  notOneOf,
  refuse,
  unknownReference,
  type CommandOutcome,
  type QueryOutcome,
} from '../http/outcome.ts';
import { caseQueries, currentCase, loadCase } from './current-service.ts';
import { changeOf } from './edit.ts';
import { decideEdit, decideStatusReason } from './lifecycle.ts';
import * as store from './store.ts';
import { afterMovements, situationOf } from './terms.ts';
import { caseView } from './views.ts';

export { newCaseStatements, type NewCase } from './import-service.ts';
export { knownCases, prioritiesByName, subjectsByName } from './import-store.ts';

export async function getCase(context: Context, id: CaseId): Promise<QueryOutcome<Case>> {
  const queries = caseQueries(id);
  const found = currentCase(await context.db.read(queries.all), queries);
  if (found === null) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: found.customer.id, case: id });
  if (scope !== null) return scope;
  logAccess(context, found.customer.id, 'case_read');
  return done(found, found.version);
}

export async function listCases(context: Context, query: ListCases): Promise<QueryOutcome<Page<CaseListItem>>> {
  const scope = outOfScope(context.caller, { customer: query.customerId ?? null });
  return scope ?? pageOfCases(context, filterOf(query), query);
}

/** The cases of one customer, who must be there. */
export async function listCustomerCases(
  context: Context,
  customer: CustomerId,
  query: CustomerCases,
): Promise<QueryOutcome<Page<CaseListItem>>> {
  const scope = outOfScope(context.caller, { customer });
  return scope ?? pageOfCases(context, { by: 'customer', customer, state: query.state }, query, customerRef(customer));
}

async function pageOfCases(
  context: Context,
  filter: store.CaseFilter,
  { limit, cursor }: ListOptions,
  mustExist?: Query<unknown>,
): Promise<QueryOutcome<Page<CaseListItem>>> {
  const list = `cases ${JSON.stringify(filter)}`;
  const start = decodeCursor(list, cursor, newest);
  if (start === null) return refuse('invalid_cursor');
  const page = store.casesWhere(filter, start, limit + 1);
  const rows = await context.db.read(mustExist ? [page, mustExist] : [page]);
  if (mustExist && rows.first(mustExist) === undefined) return refuse('not_found');
  const found = rows.all(page);
  if (filter.by === 'customer' && found.length > 0) logAccess(context, filter.customer, 'cases_read');
  return done(toPage(list, found, limit, ({ updatedAt, id }) => ({ value: Date.parse(updatedAt), id })));
}

function filterOf({ customerId, ownerId, state }: ListCases): store.CaseFilter {
  if (customerId !== undefined) return { by: 'customer', customer: customerId, state };
  const one = state === 'all' ? 'active' : state;
  return ownerId === undefined ? { by: 'state', state: one } : { by: 'owner', owner: ownerId, state: one };
}

export async function changeCase(
  command: CommandContext,
  id: CaseId,
  input: ChangeCase,
): Promise<CommandOutcome<Case>> {
  const contactQuery = store.contactOfCase(id, input.contactId ?? null);
  const priorityQuery = store.priorityOrDefault(input.priorityId);
  const subjectQuery = store.subjectById(input.subjectId ?? null);
  const productQuery = productRef(input.productId ?? null);
  const chosenQuery = entitlementById(input.entitlementId ?? null);
  const defaultQuery = defaultForCase(id);
  const termsQuery = termsOf({ ids: [id] });
  const loaded = await loadCase(command, id, [
    contactQuery,
    priorityQuery,
    subjectQuery,
    productQuery,
    chosenQuery,
    defaultQuery,
    ...termsQuery.queries,
  ]);
  if (loaded.kind !== 'case') return loaded;
  const { found, settings } = loaded;
  const decision = decideEdit(found);
  if (decision.kind === 'blocked') return blocked(decision.blockers);
  if (input.statusReason !== undefined) {
    if (!reasonsOf('active', settings.statusReasons).includes(input.statusReason)) return notOneOf('statusReason');
    const change = decideStatusReason(found, input.statusReason, settings);
    if (change.kind === 'blocked') return blocked(change.blockers);
  }

  const named = {
    contact: loaded.rows.first(contactQuery) ?? null,
    priority: loaded.rows.first(priorityQuery) ?? null,
    subject: loaded.rows.first(subjectQuery) ?? null,
    product: loaded.rows.first(productQuery) ?? null,
  };
  if (input.contactId && named.contact === null) return unknownReference('contactId');
  if (input.priorityId && named.priority === null) return unknownReference('priorityId');
  if (input.subjectId && named.subject === null) return unknownReference('subjectId');
  if (input.productId && named.product === null) return unknownReference('productId');

  const chosen = loaded.rows.first(chosenQuery) ?? null;
  if (input.entitlementId && chosen?.customer.id !== found.customer.id) return unknownReference('entitlementId');
  const standard = loaded.rows.first(defaultQuery) ?? null;
  const carried = termsQuery.in(loaded.rows)(id);
  const { next, event, hotAlerts } = changeOf(found, input, named, {
    chosen,
    standardFor: (matched) => (standard && isMatchedByDefault(standard, matched, command.now) ? standard : null),
  });
  const entitlement = [carried.entitlement, chosen, standard].find((one) => one?.id === next.entitlement?.id);
  const terms = planTerms(
    [
      {
        caseId: id,
        customer: found.customer.id,
        before: situationOf(found),
        next: situationOf(next),
        entitlement: entitlement ?? null,
        taken: carried.taken,
      },
    ],
    command.now,
  );
  if (terms.kind === 'blocked') return blocked(terms.blockers);
  const value = caseView(
    {
      ...next,
      entitlement: afterMovements(next.entitlement, terms.movements),
      version: found.version + 1,
      updatedAt: new Date(command.now).toISOString(),
    },
    found.resolutions,
    settings,
  );
  return commit(command, {
    value,
    version: value.version,
    guards: [guardVersion('cases', id, found.version)],
    changes: [
      store.updateCase(id, {
        title: next.title,
        description: next.description,
        contact: next.contact?.id ?? null,
        priority: next.priority.id,
        subject: next.subject?.id ?? null,
        product: next.product?.id ?? null,
        productSerialNumber: next.productSerialNumber,
        origin: next.origin,
        type: next.type,
        statusReason: next.statusReason,
        stage: next.stage,
        entitlement: next.entitlement?.id ?? null,
        decrementTerms: next.decrementTerms ? 1 : 0,
        updatedAt: command.now,
      }),
      ...(hotAlerts === 0 ? [] : [summaryChange(found.customer.id, { hotAlerts })]),
      ...terms.changes,
    ],
    events: [event, ...terms.events],
  });
}
