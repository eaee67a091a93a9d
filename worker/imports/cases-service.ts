import { newId, type AgentId, type CaseId, type ContactId, type CustomerId, type ProductId } from '../../shared/ids.ts';
import type { ImportedCase } from '../../shared/imports.ts';
import { agentsByExternalId } from '../agents/service.ts';
import { customersOfIds, knownContacts } from '../customers/service.ts';
import { knownCases, newCaseStatements, prioritiesByName, subjectsByName, type NewCase } from '../cases/service.ts';
import type { NewEvent } from '../events/log.ts';
import { productsOfIds } from '../products/service.ts';
import { allOf, idsIn, idsOf, importedEvent, milliseconds, type Batch, type Prepared } from './batch-service.ts';
import { errorsOfCase, statusReasonOf } from './case-row.ts';
import { created, judge, unknownUnless } from './judge.ts';
import { guardAbsent } from './store.ts';

/** A row with the ids of what it names by external id. */
interface Named {
  row: ImportedCase;
  id: CaseId;
  number: string;
  customer: CustomerId;
  contact: ContactId | null;
  product: ProductId | null;
}

/** What a row names by its name. */
interface Chosen {
  priority: { id: NewCase['columns']['priority']; hotAlert: boolean };
  subject: NewCase['columns']['subject'];
  owner: AgentId;
  agentIds: ReadonlyMap<string, AgentId>;
}

export async function prepareCases(batch: Batch, rows: readonly ImportedCase[]): Promise<Prepared> {
  const named = await nameOf(batch, rows);
  const known = knownCases(named.map(({ id, number }) => ({ id, number })));
  const customers = customersOfIds(named.map(({ customer }) => customer));
  const contacts = knownContacts(named.flatMap(({ customer, contact: id }) => (id === null ? [] : [{ customer, id }])));
  const products = productsOfIds(named.flatMap(({ product }) => product ?? []));
  const agents = agentsByExternalId(rows.flatMap(agentsNamed));
  const priorities = prioritiesByName();
  const subjects = subjectsByName();
  return {
    queries: [...known, ...customers, ...contacts, ...products, ...agents, priorities, subjects],
    settle: (read) => {
      const thereAre = {
        customers: idsIn(read, customers),
        contacts: idsIn(read, contacts),
        products: new Set<string>(allOf(read, products)),
      };
      const priorityOf = (name: string | undefined) =>
        read.all(priorities).find((each) => (name === undefined ? each.isDefault : each.name === name));
      const subjectOf = (name: string) => read.all(subjects).find((each) => each.name === name);
      const agentIds = new Map(allOf(read, agents).map(({ externalId, id }) => [externalId, id]));

      const verdicts = judge(named, allOf(read, known), 'number', ({ row, customer, contact, product }) => [
        ...unknownUnless(thereAre.customers.has(customer), 'customer'),
        ...unknownUnless(contact === null || thereAre.contacts.has(contact), 'contact'),
        ...unknownUnless(product === null || thereAre.products.has(product), 'product'),
        ...unknownUnless(priorityOf(row.priority) !== undefined, 'priority'),
        ...unknownUnless(row.subject === null || subjectOf(row.subject) !== undefined, 'subject'),
        ...unknownUnless(row.owner === undefined || agentIds.has(row.owner), 'owner'),
        ...unknownUnless(
          agentsNamed(row).every((name) => name === row.owner || agentIds.has(name)),
          'notes',
        ),
        ...errorsOfCase(row),
      ]);
      const added = created(named, verdicts).flatMap((each) => {
        const { row } = each;
        const priority = priorityOf(row.priority);
        if (priority === undefined) return [];
        return newCase(each, {
          priority,
          subject: row.subject === null ? null : (subjectOf(row.subject)?.id ?? null),
          owner: (row.owner === undefined ? undefined : agentIds.get(row.owner)) ?? batch.agent,
          agentIds,
        });
      });
      return {
        verdicts,
        guards: guardAbsent(
          'cases',
          added.map(({ columns }) => columns),
        ),
        changes: newCaseStatements(added, batch.now),
        events: added.flatMap((each) => eventsOf(batch, each)),
      };
    },
  };
}

/** The agents that a row names by their external ids: its owner and who wrote its notes. */
function agentsNamed({ owner, notes }: ImportedCase): string[] {
  return [owner, ...notes.map(({ author }) => author)].filter((name) => name !== undefined);
}

async function nameOf(batch: Batch, rows: readonly ImportedCase[]): Promise<Named[]> {
  const [caseId, customerId, contactId, productId] = await Promise.all([
    idsOf(
      batch,
      'case',
      rows.map(({ externalId }) => externalId),
    ),
    idsOf(
      batch,
      'customer',
      rows.map(({ customer }) => customer),
    ),
    idsOf(
      batch,
      'contact',
      rows.map(({ contact }) => contact),
    ),
    idsOf(
      batch,
      'product',
      rows.map(({ product }) => product),
    ),
  ]);
  return rows.map((row) => ({
    row,
    id: caseId(row.externalId),
    number: row.number,
    customer: customerId(row.customer),
    contact: row.contact === null ? null : contactId(row.contact),
    product: row.product === null ? null : productId(row.product),
  }));
}

function newCase({ row, id, number, customer, contact, product }: Named, chosen: Chosen): NewCase {
  const { priority, subject, owner, agentIds } = chosen;
  const createdAt = milliseconds(row.createdAt);
  const closedAt = row.closedAt === null ? null : milliseconds(row.closedAt);
  const activities = row.activities.map(({ externalId: _, createdAt: begun, dueAt, ...activity }) => ({
    ...activity,
    id: newId('activity'),
    caseId: id,
    owner,
    createdAt: milliseconds(begun),
    dueAt: dueAt === null ? null : milliseconds(dueAt),
    closedAt: activity.state === 'open' ? null : milliseconds(begun),
  }));
  const notes = row.notes.map((note) => ({
    id: newId('note'),
    about: id,
    customer,
    body: note.body,
    internal: note.internal ? (1 as const) : (0 as const),
    author: (note.author === undefined ? undefined : agentIds.get(note.author)) ?? owner,
    createdAt: milliseconds(note.createdAt),
  }));
  return {
    columns: {
      id,
      number,
      customer,
      contact,
      title: row.title,
      description: row.description,
      state: row.state,
      statusReason: statusReasonOf(row),
      priority: priority.id,
      subject,
      product,
      productSerialNumber: null,
      origin: row.origin,
      type: row.type,
      owner,
      createdAt,
      updatedAt: Math.max(createdAt, closedAt ?? 0, ...[...activities, ...notes].map((each) => each.createdAt)),
      closedAt,
    },
    hotAlert: priority.hotAlert,
    resolution:
      row.resolution === null || closedAt === null
        ? null
        : {
            caseId: id,
            resolvedAt: closedAt,
            resolutionType: 'problem_solved',
            resolution: row.resolution,
            totalMinutes: activities.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0),
            billableMinutes: row.billableMinutes,
            resolvedBy: owner,
          },
    activities,
    notes,
  };
}

/** A case's history is its events, so that what was done and noted elsewhere comes with events of its own. */
function eventsOf(batch: Batch, { columns, resolution, activities, notes }: NewCase): NewEvent[] {
  const of = { entityKind: 'case', entity: columns.id, customer: columns.customer } as const;
  const within: NewEvent[] = [
    ...notes.map((note): NewEvent => ({
      ...of,
      type: 'note_added',
      facts: { noteId: note.id, internal: note.internal === 1 },
      at: note.createdAt,
    })),
    ...activities.map((activity): NewEvent => ({
      ...of,
      type: 'activity_added',
      facts: { activityId: activity.id, kind: activity.kind, state: activity.state },
      at: activity.createdAt,
    })),
  ];
  const end: NewEvent[] =
    columns.closedAt === null
      ? []
      : resolution === null
        ? columns.state === 'cancelled'
          ? [{ ...of, type: 'case_cancelled', facts: {}, at: columns.closedAt }]
          : []
        : [
            {
              ...of,
              type: 'case_resolved',
              facts: {
                resolutionType: resolution.resolutionType,
                totalMinutes: resolution.totalMinutes,
                billableMinutes: resolution.billableMinutes,
                cancelledActivities: 0,
              },
              at: columns.closedAt,
            },
          ];
  return [
    importedEvent(batch, of, columns.createdAt),
    ...[...within.sort((one, other) => (one.at ?? 0) - (other.at ?? 0)), ...end].map((event) => ({
      ...event,
      imported: true,
    })),
  ];
}
