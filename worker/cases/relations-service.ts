import type {
  ExistingCase,
  FindExisting,
  FindSimilar,
  LinkSimilar,
  MergeReceipt,
  Relationships,
  SimilarCase,
} from '../../shared/case-relations.ts';
import type { Page } from '../../shared/common.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import { customerRef, logAccess } from '../customers/service.ts';
import { commit, load } from '../db/commit.ts';
import type { NewEvent } from '../events/log.ts';
import { outOfScope, type CommandContext, type Context } from '../http/context.ts';
import { done, refuse, unknownReference, type CommandOutcome, type QueryOutcome } from '../http/outcome.ts';
import { childrenOf } from './hierarchy-store.ts';
import { receiptsOf } from './merge-store.ts';
import { rankExisting, rankSimilar, sharedWords, wordsOf } from './similar.ts';
import * as similarStore from './similar-store.ts';
import * as store from './store.ts';

/** How many resolved cases are looked at to find the likeliest. */
const mostCandidates = 100;

/** How many cases of a customer are compared with the title of a new one. */
const mostCompared = 100;

/** How a case stands to others: parent, children, merges with their receipts, similar cases. */
export async function getRelationships(context: Context, id: CaseId): Promise<QueryOutcome<Relationships>> {
  const caseQuery = store.caseById(id);
  const children = childrenOf(id);
  const receipts = receiptsOf(id);
  const similar = similarStore.similarTo(id);
  const rows = await context.db.read([caseQuery, children, receipts, similar]);
  const found = rows.first(caseQuery);
  if (found === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: found.customer.id, case: id });
  if (scope !== null) return scope;
  logAccess(context, found.customer.id, 'case_read');
  const merges = new Map<string, MergeReceipt>();
  for (const { case: merged, ...merge } of rows.all(receipts)) {
    const known = merges.get(merge.id) ?? { ...merge, cases: [] };
    merges.set(merge.id, { ...known, cases: [...known.cases, merged] });
  }
  return done({
    parent: found.parent,
    master: found.master,
    children: rows.all(children),
    merges: [...merges.values()],
    similar: rows.all(similar),
  });
}

/** Resolved cases that may say how this one is solved, the likeliest first and each with why it is shown (C27, C29). */
export async function findSimilar(
  context: Context,
  id: CaseId,
  input: FindSimilar,
): Promise<QueryOutcome<Page<SimilarCase>>> {
  const asked = input.q !== undefined || input.subjectId !== undefined;
  const caseQuery = store.caseById(id);
  const first = await context.db.read([caseQuery]);
  const found = first.first(caseQuery);
  if (found === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer: found.customer.id, case: id });
  if (scope !== null) return scope;
  if (context.caller.boundTo.customer !== null || context.caller.boundTo.case !== null) return refuse('out_of_scope');

  const words = wordsOf(input.q ?? (asked ? '' : found.title));
  const subject = input.subjectId ?? (asked ? null : (found.subject?.id ?? null));
  const byWords = words.length === 0 ? null : similarStore.resolvedWithWords(id, words, mostCandidates);
  const bySubject = subject === null ? null : similarStore.resolvedOfSubject(id, subject, mostCandidates);
  const queries = [byWords, bySubject].filter((query) => query !== null);
  if (queries.length === 0) return done({ items: [], next: null });
  const rows = await context.db.read(queries);
  const candidates = new Map(queries.flatMap((query) => rows.all(query)).map((each) => [each.id, each]));
  const items = rankSimilar(
    [...candidates.values()].map(({ helped, subject: own, ...each }) => ({
      ...each,
      because: { words: sharedWords(words, each.title), subject: own !== null && own === subject, helped },
    })),
  ).slice(0, input.limit);
  for (const customer of new Set(items.map((item) => item.customer.id))) logAccess(context, customer, 'cases_read');
  return done({ items, next: null });
}

/** Cases of the customer that a new one with this title may repeat, with the words they share (C02, C16). */
export async function findExisting(
  context: Context,
  customer: CustomerId,
  { title, limit }: FindExisting,
): Promise<QueryOutcome<Page<ExistingCase>>> {
  const scope = outOfScope(context.caller, { customer });
  if (scope !== null) return scope;
  const customerQuery = customerRef(customer);
  const titles = similarStore.titlesOfCustomer(customer, mostCompared);
  const rows = await context.db.read([customerQuery, titles]);
  if (rows.first(customerQuery) === undefined) return refuse('not_found');
  const words = wordsOf(title);
  const items = rankExisting(rows.all(titles).map((each) => ({ ...each, words: sharedWords(words, each.title) })));
  if (items.length > 0) logAccess(context, customer, 'cases_read');
  return done({ items: items.slice(0, limit), next: null });
}

/** Ties a similar case to this one, both ways, and keeps whether it helped (C28, C31, C49). */
export async function linkSimilarCase(
  command: CommandContext,
  id: CaseId,
  input: LinkSimilar,
): Promise<CommandOutcome<Relationships['similar'][number]>> {
  const caseQuery = store.caseById(id);
  const otherQuery = store.caseById(input.caseId);
  const linksQuery = similarStore.similarTo(id);
  const loaded = await load(command, [caseQuery, otherQuery, linksQuery]);
  if (loaded.kind !== 'loaded') return loaded;
  const found = loaded.rows.first(caseQuery);
  const other = loaded.rows.first(otherQuery);
  if (found === undefined) return refuse('not_found');
  const scope = outOfScope(command.caller, { customer: found.customer.id, case: id });
  if (scope !== null) return scope;
  if (command.caller.boundTo.customer !== null || command.caller.boundTo.case !== null) return refuse('out_of_scope');
  if (other === undefined || other.id === id) return unknownReference('caseId');

  const before = loaded.rows.all(linksQuery).find((link) => link.id === other.id);
  const { agent, name } = command.caller;
  const { id: otherId, number, title, state, customer } = other;
  const about = { entityKind: 'case', entity: id, customer: found.customer.id } as const;
  const events: NewEvent[] = [
    ...(before === undefined ? ([{ ...about, type: 'similar_case_linked', facts: { caseId: otherId } }] as const) : []),
    ...(input.helpful === null || input.helpful === before?.helpful
      ? []
      : ([{ ...about, type: 'similar_case_judged', facts: { caseId: otherId, helpful: input.helpful } }] as const)),
  ];
  return commit(command, {
    value: {
      id: otherId,
      number,
      title,
      state,
      customer,
      linkedAt: before?.linkedAt ?? new Date(command.now).toISOString(),
      linkedBy: before?.linkedBy ?? { id: agent, name },
      helpful: input.helpful ?? before?.helpful ?? null,
    },
    changes: similarStore.linkSimilar({ id, other: otherId, by: agent, at: command.now, helpful: input.helpful }),
    events,
  });
}
