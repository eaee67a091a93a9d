import { roles } from '../../shared/sessions.ts';
import { select } from '../db/statement.ts';

export function agents(after: string, limit: number) {
  return select(
    'SELECT id, name, role, active FROM agents WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3',
    [after, limit],
    (row) => ({
      id: row.id('agent', 'id'),
      name: row.text('name'),
      role: row.oneOf(roles, 'role'),
      active: row.flag('active'),
    }),
  );
}

export function teams(after: string, limit: number) {
  return select(
    'SELECT id, name FROM teams WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3',
    [after, limit],
    (row) => ({ id: row.id('team', 'id'), name: row.text('name') }),
  );
}
