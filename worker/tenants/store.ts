import type { AgentId, ChannelId, PaymentMethodId, PriorityId, SubjectId } from '../../shared/ids.ts';
import { write, type Statement } from '../db/statement.ts';

export function tenantRow(
  tenant: { name: string; language: string; country: string; currency: string; timeZone: string },
  scopes: { customers: string; products: string },
  now: number,
): Statement {
  return write(
    `INSERT INTO tenants
       (id, name, language, country, currency, time_zone, database, customer_scope, product_scope, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'DB', ?7, ?8, ?9)
     ON CONFLICT (id) DO UPDATE SET name = ?2, language = ?3, country = ?4, currency = ?5, time_zone = ?6`,
    [
      tenant.name,
      tenant.language,
      tenant.country,
      tenant.currency,
      tenant.timeZone,
      scopes.customers,
      scopes.products,
      now,
    ],
  );
}

export function publishableKeyRow(key: string): Statement {
  return write('INSERT INTO publishable_keys (tenant, key) VALUES (?1, ?2) ON CONFLICT (tenant, key) DO NOTHING', [
    key,
  ]);
}

export function assertionKeyRow(key: { kid: string; algorithm: 'ES256' | 'EdDSA'; jwk: object }): Statement {
  return write(
    `INSERT INTO assertion_keys (tenant, kid, jwk, algorithm) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (tenant, kid) DO UPDATE SET jwk = ?3, algorithm = ?4`,
    [key.kid, JSON.stringify(key.jwk), key.algorithm],
  );
}

export function dropOrigins(): Statement {
  return write('DELETE FROM origins WHERE tenant = ?1', []);
}

export function originRow(origin: string): Statement {
  return write('INSERT INTO origins (tenant, origin) VALUES (?1, ?2) ON CONFLICT (tenant, origin) DO NOTHING', [
    origin,
  ]);
}

export function agentRow(
  id: AgentId,
  agent: { externalId: string; name: string; role: string; language: string | null },
): Statement {
  return write(
    `INSERT INTO agents (tenant, id, external_id, name, role, language) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (tenant, id) DO UPDATE SET name = ?4, role = ?5, language = ?6`,
    [id, agent.externalId, agent.name, agent.role, agent.language],
  );
}

export function teamRow(id: string, name: string): Statement {
  return write('INSERT INTO teams (tenant, id, name) VALUES (?1, ?2, ?3) ON CONFLICT (tenant, id) DO NOTHING', [
    id,
    name,
  ]);
}

export function teamMemberRow(team: string, externalId: string): Statement {
  return write(
    `INSERT INTO team_members (tenant, team, agent)
     SELECT ?1, ?2, id FROM agents WHERE tenant = ?1 AND external_id = ?3
     ON CONFLICT (tenant, team, agent) DO NOTHING`,
    [team, externalId],
  );
}

export function channelRow(id: ChannelId, channel: { name: string; currency: string }): Statement {
  return write(
    `INSERT INTO channels (tenant, id, name, kind, currency) VALUES (?1, ?2, ?3, 'call_center', ?4)
     ON CONFLICT (tenant, id) DO UPDATE SET name = ?3`,
    [id, channel.name, channel.currency],
  );
}

export function channelUserRow(channel: ChannelId, externalId: string): Statement {
  return write(
    `INSERT INTO channel_users (tenant, agent, channel)
     SELECT ?1, id, ?2 FROM agents WHERE tenant = ?1 AND external_id = ?3
     ON CONFLICT (tenant, agent) DO UPDATE SET channel = ?2`,
    [channel, externalId],
  );
}

export function paymentMethodRow(
  channel: ChannelId,
  id: PaymentMethodId,
  method: { name: string; kind: string },
): Statement {
  return write(
    `INSERT INTO payment_methods (tenant, channel, id, name, kind) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (tenant, channel, id) DO NOTHING`,
    [channel, id, method.name, method.kind],
  );
}

export function taxRateRow(
  channel: ChannelId,
  rate: { country: string; region: string | null; rate: string },
): Statement {
  return write(
    `INSERT INTO tax_rates (tenant, channel, country, region, rate) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (tenant, channel, country, region) DO UPDATE SET rate = ?5`,
    [channel, rate.country, rate.region ?? '', rate.rate],
  );
}

export function priorityRow(
  id: PriorityId,
  priority: { name: string; rank: number; hotAlert: boolean; isDefault: boolean },
): Statement {
  return write(
    `INSERT INTO priorities (tenant, id, name, rank, hot_alert, is_default) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (tenant, id) DO UPDATE SET rank = ?4`,
    [id, priority.name, priority.rank, priority.hotAlert ? 1 : 0, priority.isDefault ? 1 : 0],
  );
}

export function subjectRow(id: SubjectId, parent: SubjectId | null, name: string): Statement {
  return write(
    `INSERT INTO subjects (tenant, id, parent, name) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (tenant, id) DO NOTHING`,
    [id, parent, name],
  );
}
