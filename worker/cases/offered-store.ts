import { select } from '../db/statement.ts';

export function priorities(after: string, limit: number) {
  return select(
    'SELECT id, name, rank, hot_alert, is_default FROM priorities WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3',
    [after, limit],
    (row) => ({
      id: row.id('priority', 'id'),
      name: row.text('name'),
      rank: row.integer('rank'),
      hotAlert: row.flag('hot_alert'),
      isDefault: row.flag('is_default'),
    }),
  );
}

export function subjects(after: string, limit: number) {
  return select(
    'SELECT id, parent, name FROM subjects WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3',
    [after, limit],
    (row) => ({ id: row.id('subject', 'id'), name: row.text('name'), parentId: row.idOrNull('subject', 'parent') }),
  );
}
