import { caseSettingsSchema, defaultCaseSettings, type CaseSettings } from '../../shared/case-settings.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';
import type { Rows } from '../db/database.ts';

export function caseSettings(): Query<CaseSettings> {
  return select('SELECT version, settings FROM case_settings WHERE tenant = ?1', [], (row) => {
    const settings = row.json('settings');
    return caseSettingsSchema.parse({
      ...(typeof settings === 'object' ? settings : {}),
      version: row.integer('version'),
    });
  });
}

/** The settings that a batch has read; the defaults where the tenant has set none. */
export function settingsIn(rows: Rows, query: Query<CaseSettings>): CaseSettings {
  return rows.first(query) ?? defaultCaseSettings;
}

export function writeCaseSettings({ version, ...settings }: CaseSettings): Statement {
  return write(
    `INSERT INTO case_settings (tenant, version, settings) VALUES (?1, ?2, ?3)
     ON CONFLICT (tenant) DO UPDATE SET version = ?2, settings = ?3`,
    [version, JSON.stringify(settings)],
  );
}

/** Aborts the batch when the settings were changed since they were read. */
export function guardSettings(version: number): Statement {
  return version === 0
    ? guardExists('SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM case_settings WHERE tenant = ?1)', [])
    : guardExists('SELECT 1 FROM case_settings WHERE tenant = ?1 AND version = ?2', [version]);
}
