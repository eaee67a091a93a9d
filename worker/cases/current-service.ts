import type { CaseSettings } from '../../shared/case-settings.ts';
import type { Case } from '../../shared/cases.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Rows } from '../db/database.ts';
import type { Query } from '../db/statement.ts';
import { outOfScope, staleVersion, type CommandContext } from '../http/context.ts';
import { refuse, type Refusal, type Replay } from '../http/outcome.ts';
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
