import type { ChangeChildren } from '../../shared/case-relations.ts';
import type { CaseSettings } from '../../shared/case-settings.ts';
import type { Case } from '../../shared/cases.ts';
import type { CaseId } from '../../shared/ids.ts';
import { commit } from '../db/commit.ts';
import { guardVersion } from '../db/statement.ts';
import type { CommandContext } from '../http/context.ts';
import { blocked, type CommandOutcome } from '../http/outcome.ts';
import { loadCase, refusalOfSeen } from './current-service.ts';
import { decideAssociate } from './hierarchy.ts';
import type { ChildCase } from './hierarchy-store.ts';
import * as store from './hierarchy-store.ts';
import { allowed, type Decision } from './lifecycle.ts';
import { touchCase } from './store.ts';
import { caseView } from './views.ts';

/** Makes cases children of this one (domain §2A.7); those that are already stay so. */
export function associateChildren(
  command: CommandContext,
  parentId: CaseId,
  input: ChangeChildren,
): Promise<CommandOutcome<Case>> {
  return changeChildren(command, parentId, input, 'parent_set', decideAssociate);
}

/** Lets children of this case stand alone; those that are not its children stay what they are. */
export function removeChildren(
  command: CommandContext,
  parentId: CaseId,
  input: ChangeChildren,
): Promise<CommandOutcome<Case>> {
  return changeChildren(command, parentId, input, 'parent_removed', (parent, cases) =>
    allowed(cases.filter((each) => each.parent === parent.id)),
  );
}

async function changeChildren(
  command: CommandContext,
  parentId: CaseId,
  input: ChangeChildren,
  type: 'parent_set' | 'parent_removed',
  decide: (parent: Case, cases: readonly ChildCase[], settings: CaseSettings) => Decision<ChildCase[]>,
): Promise<CommandOutcome<Case>> {
  const factsQuery = store.factsOfCases(input.cases.map(({ id }) => id));
  const loaded = await loadCase(command, parentId, [factsQuery]);
  if (loaded.kind !== 'case') return loaded;
  const { found, settings, rows } = loaded;
  const cases = rows.all(factsQuery);
  const refusal = refusalOfSeen(command, input.cases, cases, found);
  if (refusal !== null) return refusal;
  const decision = decide(found, cases, settings);
  if (decision.kind === 'blocked') return blocked(decision.blockers);

  const changed = decision.change;
  const sign = type === 'parent_set' ? 1 : -1;
  const active = changed.filter(({ state }) => state === 'active');
  const value = caseView(
    {
      ...found,
      version: found.version + 1,
      children: {
        total: found.children.total + sign * changed.length,
        active: found.children.active + sign * active.length,
        openActivities:
          found.children.openActivities + sign * active.reduce((sum, { openActivities }) => sum + openActivities, 0),
      },
      updatedAt: new Date(command.now).toISOString(),
    },
    found.resolutions,
    settings,
  );
  return commit(command, {
    value,
    version: value.version,
    guards: [guardVersion('cases', parentId, found.version), store.guardVersions(changed)],
    changes: [
      store.setParent(
        changed.map(({ id }) => id),
        type === 'parent_set' ? parentId : null,
        command.now,
      ),
      touchCase(parentId, command.now),
    ],
    events: changed.map(({ id, customer }) => ({
      type,
      entityKind: 'case',
      entity: id,
      customer,
      facts: { parentId },
    })),
  });
}
