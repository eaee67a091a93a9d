import type { CaseSettings } from '../../shared/case-settings.ts';
import type { Case } from '../../shared/cases.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import type { Rows } from '../db/database.ts';
import type { Query } from '../db/statement.ts';
import { outOfScope, staleVersion, type CommandContext } from '../http/context.ts';
import { refuse, unknownReference, type Refusal, type Replay } from '../http/outcome.ts';
import { load } from '../db/commit.ts';
import { caseSettings, settingsIn } from './settings-store.ts';
import { caseById, resolutionsOf } from './store.ts';
import { caseView } from './views.ts';

/** What has to be read of a case to show it. */
export function caseQueries(id: CaseId) {
  const record = caseById(id);
  const resolutions = resolutionsOf(id);
  const settings = caseSettings();
  return { record, resolutions, settings, all: [record, resolutions, settings] };
}

/** The case as it was read, with what can be done with it; null where there is none. */
export function currentCase(rows: Rows, queries: ReturnType<typeof caseQueries>): Case | null {
  const record = rows.first(queries.record);
  if (record === undefined) return null;
  return caseView(record, rows.all(queries.resolutions), settingsIn(rows, queries.settings));
}

/** Why a command may not go on with the other cases that it names: not there, out of reach, or not as they were seen. */
export function refusalOfSeen(
  command: CommandContext,
  seen: readonly { id: CaseId; version: number }[],
  cases: readonly { id: CaseId; version: number; customer: CustomerId }[],
  current: Case,
): Refusal | null {
  if (cases.length < seen.length) return unknownReference('cases');
  for (const { id, customer } of cases) {
    const scope = outOfScope(command.caller, { customer, case: id });
    if (scope !== null) return scope;
  }
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  return cases.some(({ id, version }) => versions.get(id) !== version) ? refuse('stale_version', { current }) : null;
}

export interface LoadedCase {
  kind: 'case';
  found: Case;
  settings: CaseSettings;
  rows: Rows;
}

/** The case that a command is about, in the version it was decided on, with what else the command needs to read. */
export async function loadCase(
  command: CommandContext,
  id: CaseId,
  besides: readonly Query<unknown>[] = [],
): Promise<LoadedCase | Refusal | Replay> {
  const queries = caseQueries(id);
  const loaded = await load(command, [...queries.all, ...besides]);
  if (loaded.kind !== 'loaded') return loaded;
  const { rows } = loaded;
  const found = currentCase(rows, queries);
  if (found === null) return refuse('not_found');
  const refusal = outOfScope(command.caller, { customer: found.customer.id, case: id }) ?? staleVersion(command, found);
  return refusal ?? { kind: 'case', found, settings: settingsIn(rows, queries.settings), rows };
}
