import { reasonsOf, type CaseSettings } from '../../shared/case-settings.ts';
import type { Case, Resolution, ResolveCase } from '../../shared/cases.ts';
import type { AgentId, CaseId } from '../../shared/ids.ts';
import { summaryChanges } from '../customers/service.ts';
import { planTerms, termsOf } from '../entitlements/service.ts';
import { commit } from '../db/commit.ts';
import { guardVersion, type Statement } from '../db/statement.ts';
import { clearDeadlinesAbout } from '../events/deadlines.ts';
import type { NewEvent } from '../events/log.ts';
import type { CommandContext } from '../http/context.ts';
import { blocked, notOneOf, type CommandOutcome } from '../http/outcome.ts';
import * as activitiesStore from './activities-store.ts';
import { loadCase } from './current-service.ts';
import { decideCascade } from './hierarchy.ts';
import type { ChildCase } from './hierarchy-store.ts';
import * as hierarchyStore from './hierarchy-store.ts';
import { decideCancel, decideReactivate, decideResolve, type Decision, type StateChange } from './lifecycle.ts';
import { indexTitles, unindexTitle } from './similar-store.ts';
import * as store from './store.ts';
import { afterMovements, situationOf } from './terms.ts';
import { termsAsStateChanges } from './terms-service.ts';
import { caseView } from './views.ts';

/** The one command that reaches Resolved (domain §2A.4). */
export async function resolveCase(
  command: CommandContext,
  id: CaseId,
  input: ResolveCase,
): Promise<CommandOutcome<Case>> {
  return changeState(command, id, {
    decide: (found, settings) => decideResolve(found, input, settings),
    resolution: input,
    event: (found, cancelled, parentId) => ({
      type: 'case_resolved',
      facts: {
        resolutionType: input.resolutionType,
        totalMinutes: found.totalMinutes,
        billableMinutes: parentId === undefined ? input.billableMinutes : 0,
        cancelledActivities: cancelled,
        ...(parentId !== undefined && { parentId }),
      },
    }),
  });
}

/** Cancels a case whose activities are all closed (C41). */
export async function cancelCase(command: CommandContext, id: CaseId): Promise<CommandOutcome<Case>> {
  return changeState(command, id, {
    decide: decideCancel,
    resolution: null,
    event: (_found, _cancelled, parentId) => ({
      type: 'case_cancelled',
      facts: parentId === undefined ? {} : { parentId },
    }),
  });
}

/** Takes a closed case up again; what it was resolved by stays in its history (C39). */
export async function reactivateCase(command: CommandContext, id: CaseId): Promise<CommandOutcome<Case>> {
  return changeState(command, id, {
    decide: decideReactivate,
    resolution: null,
    event: (found) => ({
      type: 'case_reactivated',
      facts: { from: found.state === 'resolved' ? 'resolved' : 'cancelled' },
    }),
  });
}

type StateEvent = Extract<NewEvent, { type: 'case_resolved' | 'case_cancelled' | 'case_reactivated' }>;
type Told = StateEvent extends infer Event ? (Event extends StateEvent ? Pick<Event, 'type' | 'facts'> : never) : never;

interface StateCommand {
  decide: (found: Case, settings: CaseSettings) => Decision<StateChange>;
  /** What a resolution is made of; null where none is. */
  resolution: Pick<ResolveCase, 'resolutionType' | 'resolution' | 'billableMinutes'> | null;
  /** What the log is told of the case, or of a child that is closed with its parent. */
  event: (
    found: Pick<Case, 'state' | 'totalMinutes'>,
    cancelledActivities: number,
    parentId: CaseId | undefined,
  ) => Told;
}

/** What the three commands that change a case's state have in common. Children that go with it go in the same batch. */
async function changeState(
  command: CommandContext,
  id: CaseId,
  { decide, resolution, event }: StateCommand,
): Promise<CommandOutcome<Case>> {
  const openQuery = activitiesStore.openActivitiesOf(id);
  const versionsQuery = activitiesStore.activityVersions([id]);
  const childrenQuery = hierarchyStore.factsOfActiveChildren(id);
  const own = termsOf({ ids: [id] });
  const ofChildren = termsOf({ activeChildrenOf: id });
  const loaded = await loadCase(command, id, [
    openQuery,
    versionsQuery,
    childrenQuery,
    ...own.queries,
    ...ofChildren.queries,
  ]);
  if (loaded.kind !== 'case') return loaded;
  const { found, settings, rows } = loaded;
  if (resolution !== null && !reasonsOf('resolved', settings.statusReasons).includes(resolution.resolutionType)) {
    return notOneOf('resolutionType');
  }
  const decision = decide(found, settings);
  if (decision.kind === 'blocked') return blocked(decision.blockers);
  const { state, statusReason } = decision.change;
  const activeChildren = rows.all(childrenQuery);
  const cascade = state === 'active' ? null : decideCascade(activeChildren, decision.change, settings);
  if (cascade?.kind === 'blocked') return blocked(cascade.blockers);
  const children = cascade?.change ?? [];

  const before = situationOf(found);
  const ofChild = ofChildren.in(rows);
  const terms = planTerms(
    [
      {
        caseId: id,
        customer: found.customer.id,
        before,
        next: { ...before, state, billableMinutes: resolution?.billableMinutes ?? 0 },
        ...own.in(rows)(id),
      },
      ...children.map((child) => termsAsStateChanges(child, state, ofChild(child.id))),
    ],
    command.now,
  );
  if (terms.kind === 'blocked') return blocked(terms.blockers);

  const { agent, name } = command.caller;
  const now = new Date(command.now).toISOString();
  const closing = state !== 'active';
  const closedCases = new Set([id, ...children.map((child) => child.id)]);
  const cancelled = closing ? rows.all(openQuery).filter(({ caseId }) => closedCases.has(caseId)) : [];
  const openCases = closing ? -1 : 1;
  const resolved = resolution && resolutionsOf(resolution, found, children, { id: agent, at: command.now });
  const value = caseView(
    {
      ...found,
      version: found.version + 1,
      state,
      statusReason,
      openActivities: closing ? 0 : found.openActivities,
      children: closedWith(found.children, children),
      entitlement: afterMovements(found.entitlement, terms.movements),
      updatedAt: now,
      closedAt: closing ? now : null,
    },
    resolution === null
      ? found.resolutions
      : [
          {
            resolutionType: resolution.resolutionType,
            resolution: resolution.resolution,
            totalMinutes: found.totalMinutes,
            billableMinutes: resolution.billableMinutes,
            resolvedBy: { id: agent, name },
            resolvedAt: now,
          } satisfies Resolution,
          ...found.resolutions,
        ],
    settings,
  );
  return commit(command, {
    value,
    version: value.version,
    guards: [
      guardVersion('cases', id, found.version),
      activitiesStore.guardActivities([id], rows.first(versionsQuery) ?? 0),
      ...(closing && settings.parentClosure !== 'independent'
        ? [hierarchyStore.guardActiveChildren(id, activeChildren.length)]
        : []),
      ...(children.length > 0 ? [hierarchyStore.guardVersions(children)] : []),
    ],
    changes: [
      store.updateState(id, { state, statusReason, at: command.now, closedAt: closing ? command.now : null }),
      ...(cancelled.length > 0
        ? [activitiesStore.cancelOpenActivities(id, command.now), clearDeadlinesAbout('activity_due', id)]
        : []),
      ...(children.length > 0
        ? hierarchyStore.closeChildren(
            children.map((child) => child.id),
            { state, statusReason },
            command.now,
          )
        : []),
      ...(resolved === null ? [] : [store.insertResolutions(JSON.stringify(resolved))]),
      ...terms.changes,
      ...titles(state, found, children),
      ...summaryChanges([
        { customer: found.customer.id, openCases, hotAlerts: found.priority.hotAlert ? openCases : 0 },
        ...children.map((child) => ({
          customer: child.customer,
          openCases: -1,
          hotAlerts: child.hotAlert ? -1 : 0,
        })),
      ]),
    ],
    events: [
      ...cancelled.map(({ id: activityId, caseId, customer }): NewEvent => ({
        type: 'activity_cancelled',
        entityKind: 'case',
        entity: caseId,
        customer,
        facts: { activityId },
      })),
      ...children.map((child): NewEvent => ({
        entityKind: 'case',
        entity: child.id,
        customer: child.customer,
        ...event(child, child.openActivities, id),
      })),
      { entityKind: 'case', entity: id, customer: found.customer.id, ...event(found, cancelled.length, undefined) },
      ...terms.events,
    ],
  });
}

/** Every case that is closed with it gets a resolution of its own; what is billed is billed once (domain §2A.7). */
function resolutionsOf(
  { resolutionType, resolution, billableMinutes }: NonNullable<StateCommand['resolution']>,
  found: Case,
  children: readonly ChildCase[],
  by: { id: AgentId; at: number },
): store.ResolutionColumns[] {
  const common = { resolvedAt: by.at, resolvedBy: by.id, resolutionType, resolution };
  return [
    { ...common, caseId: found.id, totalMinutes: found.totalMinutes, billableMinutes },
    ...children.map(({ id, totalMinutes }) => ({ ...common, caseId: id, totalMinutes, billableMinutes: 0 })),
  ];
}

/** What is resolved can be found by its title; what is taken up again is not a hint any more. */
function titles(state: Case['state'], found: Case, children: readonly ChildCase[]): Statement[] {
  if (state === 'resolved') return indexTitles([found.id, ...children.map(({ id }) => id)]);
  return found.state === 'resolved' ? unindexTitle(found.id) : [];
}

function closedWith(before: Case['children'], children: readonly ChildCase[]): Case['children'] {
  const open = children.reduce((sum, { openActivities }) => sum + openActivities, 0);
  return {
    total: before.total,
    active: before.active - children.length,
    openActivities: before.openActivities - open,
  };
}
