import { roles } from '../../shared/sessions.ts';
import type { AgentId } from '../../shared/ids.ts';
import { idChunks, select, type Query } from '../db/statement.ts';

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

/** The agents that a tenant gave these ids. */
export function agentsByExternalId(externalIds: readonly string[]): Query<{ externalId: string; id: AgentId }>[] {
  return idChunks(externalIds).map((chunk) =>
    select(
      `SELECT agents.external_id, agents.id FROM json_each(?2) AS row
       CROSS JOIN agents ON agents.tenant = ?1 AND agents.external_id = row.value ->> 'id'`,
      [chunk],
      (row) => ({ externalId: row.text('external_id'), id: row.id('agent', 'id') }),
    ),
  );
}
