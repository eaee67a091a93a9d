import type {
  Case,
  CaseListItem,
  ChangeCase,
  CreateCase,
  CustomerCases,
  ListCases,
  Resolution,
  ResolveCase,
} from '../../shared/cases.ts';
import type { AgentRef, Page } from '../../shared/common.ts';
import { newId, type ActivityId, type CaseId, type CustomerId } from '../../shared/ids.ts';
import { newNumber } from '../../shared/numbers.ts';
import { contactRef, customerRef, logAccess, summaryChange } from '../customers/service.ts';
import { productRef } from '../products/service.ts';
import { commit, load } from '../db/commit.ts';
import { decodeCursor, newest, toPage } from '../db/cursor.ts';
import type { Rows } from '../db/database.ts';
import type { ListOptions } from '../db/list.ts';
import { guardVersion, type Query } from '../db/statement.ts';
import { clearDeadlinesAbout } from '../events/deadlines.ts';
import type { NewEvent } from '../events/log.ts';
import { outOfScope, staleVersion, type CommandContext, type Context } from '../http/context.ts';
import { blocked, done, refuse, unknownReference, type CommandOutcome, type QueryOutcome } from '../http/outcome.ts';
import * as activitiesStore from './activities-store.ts';
import { changeOf } from './edit.ts';
import {
  decideCancel,
  decideEdit,
  decideReactivate,
  decideResolve,
  type Decision,
  type StateChange,
} from './lifecycle.ts';
import * as store from './store.ts';
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

export async function createCase(command: CommandContext, input: CreateCase): Promise<CommandOutcome<Case>> {
  const customerQuery = customerRef(input.customerId);
  const contactQuery = contactRef(input.customerId, input.contactId);
  const priorityQuery = store.priorityOrDefault(input.priorityId);
  const subjectQuery = store.subjectById(input.subjectId);
  const productQuery = productRef(input.productId);
  const loaded = await load(command, [customerQuery, contactQuery, priorityQuery, subjectQuery, productQuery]);
  if (loaded.kind !== 'loaded') return loaded;

  const customer = loaded.rows.first(customerQuery);
  const contact = loaded.rows.first(contactQuery) ?? null;
  const priority = loaded.rows.first(priorityQuery);
  const subject = loaded.rows.first(subjectQuery) ?? null;
  const product = loaded.rows.first(productQuery) ?? null;
  if (customer === undefined) return unknownReference('customerId');
  const scope = outOfScope(command.caller, { customer: customer.id });
  if (scope !== null) return scope;
  if (input.contactId !== null && contact === null) return unknownReference('contactId');
  if (priority === undefined) return unknownReference('priorityId');
  if (input.subjectId !== null && subject === null) return unknownReference('subjectId');
  if (input.productId !== null && product === null) return unknownReference('productId');

  const id = newId('case');
  const number = newNumber('case');
  const { agent, name } = command.caller;
  const { title, description, productSerialNumber, origin, type } = input;
  const now = new Date(command.now).toISOString();
  const value = caseView(
    {
      id,
      version: 1,
      number,
      title,
      description,
      state: 'active',
      statusReason: 'in_progress',
      customer: { id: customer.id, name: customer.name },
      contact: contact && { id: contact.id, name: contact.name },
      priority,
      subject,
      product,
      productSerialNumber,
      origin,
      type,
      owner: { id: agent, name },
      totalMinutes: 0,
      openActivities: 0,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
    },
    [],
  );
  const columns: store.CaseColumns = {
    id,
    number,
    customer: customer.id,
    contact: input.contactId,
    title,
    description,
    state: 'active',
    statusReason: 'in_progress',
    priority: priority.id,
    subject: input.subjectId,
    product: input.productId,
    productSerialNumber,
    origin,
    type,
    owner: agent,
    createdAt: command.now,
    updatedAt: command.now,
    closedAt: null,
  };
  return commit(command, {
    value,
    version: 1,
    changes: [
      store.insertCases(JSON.stringify([columns])),
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
        facts: { number, priorityId: priority.id, origin },
      },
    ],
  });
}

export async function changeCase(
  command: CommandContext,
  id: CaseId,
  input: ChangeCase,
): Promise<CommandOutcome<Case>> {
  const queries = caseQueries(id);
  const contactQuery = store.contactOfCase(id, input.contactId ?? null);
  const priorityQuery = store.priorityOrDefault(input.priorityId);
  const subjectQuery = store.subjectById(input.subjectId ?? null);
  const productQuery = productRef(input.productId ?? null);
  const loaded = await load(command, [...queries.all, contactQuery, priorityQuery, subjectQuery, productQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const found = currentCase(loaded.rows, queries);
  if (found === null) return refuse('not_found');
  const refusal = outOfScope(command.caller, { customer: found.customer.id, case: id }) ?? staleVersion(command, found);
  if (refusal !== null) return refusal;
  const decision = decideEdit(found);
  if (decision.kind === 'blocked') return blocked(decision.blockers);

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

  const { next, event, hotAlerts } = changeOf(found, input, named);
  const value = caseView(
    { ...next, version: found.version + 1, updatedAt: new Date(command.now).toISOString() },
    found.resolutions,
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
        updatedAt: command.now,
      }),
      ...(hotAlerts === 0 ? [] : [summaryChange(found.customer.id, { hotAlerts })]),
    ],
    events: [event],
  });
}

/** The one command that reaches Resolved (domain §2A.4). */
export async function resolveCase(
  command: CommandContext,
  id: CaseId,
  input: ResolveCase,
): Promise<CommandOutcome<Case>> {
  return changeState(
    command,
    id,
    (found) => decideResolve(found, input),
    (found, openIds) => ({
      openActivities: 0,
      resolution: {
        resolutionType: input.resolutionType,
        resolution: input.resolution,
        totalMinutes: found.totalMinutes,
        billableMinutes: input.billableMinutes,
      },
      events: [
        {
          type: 'case_resolved',
          entityKind: 'case',
          entity: id,
          customer: found.customer.id,
          facts: {
            resolutionType: input.resolutionType,
            totalMinutes: found.totalMinutes,
            billableMinutes: input.billableMinutes,
            cancelledActivities: openIds.length,
          },
        },
      ],
    }),
  );
}

export async function cancelCase(command: CommandContext, id: CaseId): Promise<CommandOutcome<Case>> {
  return changeState(command, id, decideCancel, (found) => ({
    openActivities: 0,
    resolution: null,
    events: [{ type: 'case_cancelled', entityKind: 'case', entity: id, customer: found.customer.id, facts: {} }],
  }));
}

export async function reactivateCase(command: CommandContext, id: CaseId): Promise<CommandOutcome<Case>> {
  return changeState(command, id, decideReactivate, (found) => ({
    openActivities: found.openActivities,
    resolution: null,
    events: [
      {
        type: 'case_reactivated',
        entityKind: 'case',
        entity: id,
        customer: found.customer.id,
        facts: { from: found.state === 'resolved' ? 'resolved' : 'cancelled' },
      },
    ],
  }));
}

interface StateEffects {
  openActivities: number;
  resolution: Pick<Resolution, 'resolutionType' | 'resolution' | 'totalMinutes' | 'billableMinutes'> | null;
  events: NewEvent[];
}

/** What the three commands that change a case's state have in common. */
async function changeState(
  command: CommandContext,
  id: CaseId,
  decide: (found: Case) => Decision<StateChange>,
  effectsOf: (found: Case, openActivities: readonly ActivityId[]) => StateEffects,
): Promise<CommandOutcome<Case>> {
  const queries = caseQueries(id);
  const openQuery = activitiesStore.openActivityIds(id);
  const versionsQuery = activitiesStore.activityVersions(id);
  const loaded = await load(command, [...queries.all, openQuery, versionsQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const found = currentCase(loaded.rows, queries);
  if (found === null) return refuse('not_found');
  const refusal = outOfScope(command.caller, { customer: found.customer.id, case: id }) ?? staleVersion(command, found);
  if (refusal !== null) return refusal;
  const decision = decide(found);
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  const { state, statusReason } = decision.change;
  const openActivities = loaded.rows.all(openQuery);
  const effects = effectsOf(found, openActivities);
  const { agent, name } = command.caller;
  const now = new Date(command.now).toISOString();
  const closedAt = state === 'active' ? null : command.now;
  const openCases = state === 'active' ? 1 : -1;
  const value = caseView(
    {
      ...found,
      version: found.version + 1,
      state,
      statusReason,
      openActivities: effects.openActivities,
      updatedAt: now,
      closedAt: closedAt === null ? null : now,
    },
    effects.resolution === null
      ? found.resolutions
      : [resolutionView(effects.resolution, { id: agent, name }, now), ...found.resolutions],
  );
  return commit(command, {
    value,
    version: value.version,
    guards: [
      guardVersion('cases', id, found.version),
      activitiesStore.guardActivities(id, loaded.rows.first(versionsQuery) ?? 0),
    ],
    changes: [
      store.updateState(id, { state, statusReason, at: command.now, closedAt }),
      ...(openActivities.length > effects.openActivities
        ? [activitiesStore.cancelOpenActivities(id, command.now), clearDeadlinesAbout('activity_due', id)]
        : []),
      ...(effects.resolution === null
        ? []
        : [
            store.insertResolutions(
              JSON.stringify([{ ...effects.resolution, caseId: id, resolvedAt: command.now, resolvedBy: agent }]),
            ),
          ]),
      summaryChange(found.customer.id, { openCases, hotAlerts: found.priority.hotAlert ? openCases : 0 }),
    ],
    events: [
      ...(openActivities.length > effects.openActivities ? openActivities : []).map((activityId): NewEvent => ({
        type: 'activity_cancelled',
        entityKind: 'case',
        entity: id,
        customer: found.customer.id,
        facts: { activityId },
      })),
      ...effects.events,
    ],
  });
}

function resolutionView(
  resolution: NonNullable<StateEffects['resolution']>,
  resolvedBy: AgentRef,
  resolvedAt: string,
): Resolution {
  return { ...resolution, resolvedBy, resolvedAt };
}

function caseQueries(id: CaseId) {
  const record = store.caseById(id);
  const resolutions = store.resolutionsOf(id);
  return { record, resolutions, all: [record, resolutions] };
}

function currentCase(rows: Rows, queries: ReturnType<typeof caseQueries>): Case | null {
  const record = rows.first(queries.record);
  return record === undefined ? null : caseView(record, rows.all(queries.resolutions));
}
