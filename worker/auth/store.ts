import type { AgentId } from '../../shared/ids.ts';
import { roles } from '../../shared/sessions.ts';
import { select, write, type Query, type Statement } from '../db/statement.ts';

/** A public key that the tenant signs assertions with. */
export interface AssertionKey {
  jwk: unknown;
  algorithm: 'ES256' | 'EdDSA';
}

export function assertionKey(kid: string): Query<AssertionKey> {
  return select(
    'SELECT jwk, algorithm FROM assertion_keys WHERE tenant = ?1 AND kid = ?2 AND revoked_at IS NULL',
    [kid],
    (row) => ({ jwk: row.json('jwk'), algorithm: row.oneOf(['ES256', 'EdDSA'], 'algorithm') }),
  );
}

/** An agent by our id or by the id that the tenant gave it. */
export function agentBySubject(subject: string) {
  return select(
    `SELECT id, name, role, language FROM agents WHERE tenant = ?1 AND id = ?2 AND active = 1
     UNION ALL
     SELECT id, name, role, language FROM agents WHERE tenant = ?1 AND external_id = ?2 AND active = 1
     LIMIT 1`,
    [subject],
    (row) => ({
      id: row.id('agent', 'id'),
      name: row.text('name'),
      role: row.oneOf(roles, 'role'),
      language: row.textOrNull('language'),
    }),
  );
}

export function channelsOfSubject(subject: string) {
  return select(
    `SELECT channels.id, channels.name, channels.currency
     FROM agents
     JOIN channel_users ON channel_users.tenant = ?1 AND channel_users.agent = agents.id
     JOIN channels ON channels.tenant = ?1 AND channels.id = channel_users.channel
     WHERE agents.tenant = ?1 AND agents.id IN (
       SELECT ?2 UNION ALL SELECT id FROM agents WHERE tenant = ?1 AND external_id = ?2
     )`,
    [subject],
    (row) => ({ id: row.id('channel', 'id'), name: row.text('name'), currency: row.text('currency') }),
  );
}

/** Uses up a `jti`; the primary key refuses a second use. */
export function useAssertion(jti: string, expiresAt: number): Statement {
  return write('INSERT INTO used_assertions (tenant, jti, expires_at) VALUES (?1, ?2, ?3)', [jti, expiresAt]);
}

/** Goes on with the agent's session, or begins one where the last has run out; times in milliseconds. */
export function keepSession(agent: AgentId, now: number, until: number): Statement {
  return write(
    `INSERT INTO agent_sessions (tenant, agent, began_at, until) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET began_at = iif(until < ?3, ?3, began_at), until = max(until, ?4)`,
    [agent, now, until],
  );
}

/** Drops what is only kept for a time. */
export function purge(now: number): Statement[] {
  return [
    write('DELETE FROM used_assertions WHERE tenant = ?1 AND expires_at <= ?2', [now]),
    write('DELETE FROM idempotency WHERE tenant = ?1 AND expires_at <= ?2', [now]),
  ];
}
