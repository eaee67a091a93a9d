import type { CaseSettings, SetCaseSettings } from '../../shared/case-settings.ts';
import { commit, load } from '../db/commit.ts';
import { staleVersion, type CommandContext, type Context } from '../http/context.ts';
import { done, type CommandOutcome, type QueryOutcome } from '../http/outcome.ts';
import * as store from './settings-store.ts';

/** How the tenant wants its cases to go; version 0 where it has never said. */
export async function getCaseSettings(context: Context): Promise<QueryOutcome<CaseSettings>> {
  const query = store.caseSettings();
  const settings = store.settingsIn(await context.db.read([query]), query);
  return done(settings, settings.version);
}

export async function setCaseSettings(
  command: CommandContext,
  input: SetCaseSettings,
): Promise<CommandOutcome<CaseSettings>> {
  const query = store.caseSettings();
  const loaded = await load(command, [query]);
  if (loaded.kind !== 'loaded') return loaded;
  const found = store.settingsIn(loaded.rows, query);
  const stale = staleVersion(command, found);
  if (stale !== null) return stale;
  const value: CaseSettings = { ...input, version: found.version + 1 };
  const fields = Object.entries(input)
    .filter(
      ([name, set]) => JSON.stringify(set) !== JSON.stringify(Object.entries(found).find(([key]) => key === name)?.[1]),
    )
    .map(([name]) => name);
  return commit(command, {
    value,
    version: value.version,
    guards: [store.guardSettings(found.version)],
    changes: [store.writeCaseSettings(value)],
    events: [
      {
        type: 'case_settings_changed',
        entityKind: 'tenant',
        entity: command.caller.tenant,
        customer: null,
        facts: { fields },
      },
    ],
  });
}
