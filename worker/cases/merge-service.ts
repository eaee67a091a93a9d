import type { MergeCases, UnmergeCases } from '../../shared/case-relations.ts';
import type { Case } from '../../shared/cases.ts';
import { newId, type CaseId } from '../../shared/ids.ts';
import { summaryChanges } from '../customers/service.ts';
import { planTerms, termsOf } from '../entitlements/service.ts';
import { commit } from '../db/commit.ts';
import { guardVersion } from '../db/statement.ts';
import type { NewEvent } from '../events/log.ts';
import { blocked, unknownReference, type CommandOutcome } from '../http/outcome.ts';
import type { CommandContext } from '../http/context.ts';
import * as activitiesStore from './activities-store.ts';
import { loadCase, refusalOfSeen } from './current-service.ts';
import { factsOfCases, guardVersions, type ChildCase } from './hierarchy-store.ts';
import { decideMerge, decideUnmerge } from './merge.ts';
import * as store from './merge-store.ts';
import { afterMovements } from './terms.ts';
import { termsAsStateChanges } from './terms-service.ts';
import { caseView } from './views.ts';

/** Merges cases into this one: what belongs to them moves here, nothing of this one is overwritten (domain §2A.6). */
export async function mergeCases(
  command: CommandContext,
  master: CaseId,
  input: MergeCases,
): Promise<CommandOutcome<Case>> {
  const ids = input.cases.map(({ id }) => id);
  const factsQuery = factsOfCases(ids);
  const termsQuery = termsOf({ ids });
  const together = [master, ...ids];
  const versionsQuery = activitiesStore.activityVersions(together);
  const loaded = await loadCase(command, master, [factsQuery, versionsQuery, ...termsQuery.queries]);
  if (loaded.kind !== 'case') return loaded;
  const { found, settings, rows } = loaded;
  const others = rows.all(factsQuery);
  const refusal = refusalOfSeen(command, input.cases, others, found);
  if (refusal !== null) return refusal;
  const decision = decideMerge(
    {
      id: found.id,
      number: found.number,
      state: found.state,
      statusReason: found.statusReason,
      customer: found.customer.id,
      parent: found.parent?.id ?? null,
      children: found.children,
    },
    others,
    settings,
  );
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  const termsBefore = termsQuery.in(rows);
  const terms = planTerms(
    others.map((one) => termsAsStateChanges(one, 'cancelled', termsBefore(one.id))),
    command.now,
  );
  if (terms.kind === 'blocked') return blocked(terms.blockers);

  const mergeId = newId('merge');
  const value = caseView(
    {
      ...found,
      version: found.version + 1,
      ...sumsOf([found, ...others]),
      entitlement: afterMovements(found.entitlement, terms.movements),
      updatedAt: new Date(command.now).toISOString(),
    },
    found.resolutions,
    settings,
  );
  return commit(command, {
    value,
    version: value.version,
    guards: [
      guardVersion('cases', master, found.version),
      guardVersions(others),
      activitiesStore.guardActivities(together, rows.first(versionsQuery) ?? 0),
    ],
    changes: [
      ...store.mergeStatements({ id: mergeId, master, cases: ids, by: command.caller.agent, at: command.now }),
      ...terms.changes,
      ...summaryChanges(
        others.map(({ customer, hotAlert }) => ({ customer, openCases: -1, hotAlerts: hotAlert ? -1 : 0 })),
      ),
    ],
    events: [
      ...others.map(({ id, customer }): NewEvent => ({
        type: 'case_merged',
        entityKind: 'case',
        entity: id,
        customer,
        facts: { mergeId, masterId: master },
      })),
      {
        type: 'cases_merged',
        entityKind: 'case',
        entity: master,
        customer: found.customer.id,
        facts: { mergeId, caseIds: ids },
      },
      ...terms.events,
    ],
  });
}

/** Undoes a merge: gives back just what it moved; what was added since stays here (domain §5, idea 1). */
export async function unmergeCases(
  command: CommandContext,
  master: CaseId,
  { mergeId }: UnmergeCases,
): Promise<CommandOutcome<Case>> {
  const mergeQuery = store.mergeById(mergeId);
  const casesQuery = store.casesOfMerge(mergeId);
  const movedQuery = store.movedBack(mergeId, master);
  const termsQuery = termsOf({ ofMerge: mergeId });
  const versionsQuery = activitiesStore.activityVersions([master]);
  const loaded = await loadCase(command, master, [
    mergeQuery,
    casesQuery,
    movedQuery,
    versionsQuery,
    ...termsQuery.queries,
  ]);
  if (loaded.kind !== 'case') return loaded;
  const { found, settings, rows } = loaded;
  const merge = rows.first(mergeQuery);
  if (merge?.master !== master) return unknownReference('mergeId');
  const decision = decideUnmerge(found, merge);
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  const cases = rows.all(casesQuery);
  const back = rows.first(movedQuery) ?? nothing;
  const termsBefore = termsQuery.in(rows);
  const terms = planTerms(
    cases.map((one) => {
      const { entitlement, taken } = termsBefore(one.id);
      // What was taken before the merge is taken again, also where nothing is left: undoing is exact.
      const unrestricted = entitlement && { ...entitlement, restrict: false };
      return termsAsStateChanges({ ...one, state: 'cancelled' }, 'active', { entitlement: unrestricted, taken });
    }),
    command.now,
  );
  if (terms.kind === 'blocked') return blocked(terms.blockers);
  const value = caseView(
    {
      ...found,
      version: found.version + 1,
      totalMinutes: found.totalMinutes - back.totalMinutes,
      openActivities: found.openActivities - back.openActivities,
      children: {
        total: found.children.total - back.children.total,
        active: found.children.active - back.children.active,
        openActivities: found.children.openActivities - back.children.openActivities,
      },
      entitlement: afterMovements(found.entitlement, terms.movements),
      updatedAt: new Date(command.now).toISOString(),
    },
    found.resolutions,
    settings,
  );
  return commit(command, {
    value,
    version: value.version,
    guards: [
      guardVersion('cases', master, found.version),
      store.guardNotUndone(mergeId),
      activitiesStore.guardActivities([master], rows.first(versionsQuery) ?? 0),
    ],
    changes: [
      ...store.unmergeStatements({ id: mergeId, master, by: command.caller.agent, at: command.now }),
      ...terms.changes,
      ...summaryChanges(
        cases.map(({ customer, hotAlert }) => ({ customer, openCases: 1, hotAlerts: hotAlert ? 1 : 0 })),
      ),
    ],
    events: [
      ...cases.map(({ id, customer }): NewEvent => ({
        type: 'case_unmerged',
        entityKind: 'case',
        entity: id,
        customer,
        facts: { mergeId, masterId: master },
      })),
      {
        type: 'merge_undone',
        entityKind: 'case',
        entity: master,
        customer: found.customer.id,
        facts: { mergeId, caseIds: cases.map(({ id }) => id) },
      },
      ...terms.events,
    ],
  });
}

const nothing: Sums = { totalMinutes: 0, openActivities: 0, children: { total: 0, active: 0, openActivities: 0 } };

type Sums = Pick<ChildCase, 'totalMinutes' | 'openActivities' | 'children'>;

/** What the master sums up when everything of the others is its own. */
function sumsOf(cases: readonly Sums[]): Sums {
  const sum = (one: (each: Sums) => number) => cases.reduce((total, each) => total + one(each), 0);
  return {
    totalMinutes: sum((each) => each.totalMinutes),
    openActivities: sum((each) => each.openActivities),
    children: {
      total: sum((each) => each.children.total),
      active: sum((each) => each.children.active),
      openActivities: sum((each) => each.children.openActivities),
    },
  };
}
