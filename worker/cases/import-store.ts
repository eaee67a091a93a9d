import type { CaseId } from '../../shared/ids.ts';
import { jsonChunks, select, type Query } from '../db/statement.ts';

/**
 * Which of these cases are there already, by id or by number. CROSS JOIN holds SQLite to looking each row's case up; it
 * would walk through all cases of the tenant.
 */
export function knownCases(keys: readonly { id: CaseId; number: string }[]): Query<{ id: CaseId; number: string }>[] {
  return jsonChunks(keys).map((chunk) =>
    select(
      `SELECT cases.id, cases.number FROM json_each(?2) AS row
       CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = row.value ->> 'id'
       UNION
       SELECT cases.id, cases.number FROM json_each(?2) AS row
       CROSS JOIN cases ON cases.tenant = ?1 AND cases.number = row.value ->> 'number'`,
      [chunk],
      (row) => ({ id: row.id('case', 'id'), number: row.text('number') }),
    ),
  );
}

/** Every priority of the tenant, for rows that name one by its name. */
export function prioritiesByName() {
  return select('SELECT id, name, hot_alert, is_default FROM priorities WHERE tenant = ?1', [], (row) => ({
    id: row.id('priority', 'id'),
    name: row.text('name'),
    hotAlert: row.flag('hot_alert'),
    isDefault: row.flag('is_default'),
  }));
}

/** Every subject of the tenant, for rows that name one by its name. */
export function subjectsByName() {
  return select('SELECT id, name FROM subjects WHERE tenant = ?1', [], (row) => ({
    id: row.id('subject', 'id'),
    name: row.text('name'),
  }));
}
