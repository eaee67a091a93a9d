import type { DurableObjectStorage } from '@cloudflare/workers-types';
import { idSchemas, type AgentId, type TenantId } from '../../shared/ids.ts';
import { topicSchema, type Topic } from '../../shared/live.ts';
import { ObjectDatabase } from '../db/object-database.ts';

const schema = `
CREATE TABLE IF NOT EXISTS agent (tenant TEXT NOT NULL, agent TEXT NOT NULL, name TEXT NOT NULL) STRICT;
-- The topics whose objects have been told that the agent is there, or are about to be.
CREATE TABLE IF NOT EXISTS joined (topic TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS used_ticket (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

export interface AgentIdentity {
  tenant: TenantId;
  agent: AgentId;
  name: string;
}

/** What an agent's object must know after a crash: who it is, where it is present, which tickets were used. */
export class AgentStore {
  readonly #database: ObjectDatabase;

  constructor(storage: DurableObjectStorage) {
    this.#database = new ObjectDatabase(storage, schema);
  }

  /** Null before the first socket. */
  get identity(): AgentIdentity | null {
    const [row] = this.#database.rows('SELECT * FROM agent');
    if (row === undefined) return null;
    return {
      tenant: idSchemas.tenant.parse(row.text('tenant')),
      agent: row.id('agent', 'agent'),
      name: row.text('name'),
    };
  }

  is(identity: AgentIdentity): void {
    this.#database.whole(() => {
      this.#database.run('DELETE FROM agent');
      this.#database.run('INSERT INTO agent VALUES (?1, ?2, ?3)', identity.tenant, identity.agent, identity.name);
    });
  }

  /** Takes a ticket, once; `until` is when it is worth nothing any more, in milliseconds. */
  useTicket(id: string, until: number, now: number): boolean {
    this.#database.run('DELETE FROM used_ticket WHERE until <= ?1', now);
    return this.#database.run('INSERT INTO used_ticket VALUES (?1, ?2) ON CONFLICT DO NOTHING', id, until) > 0;
  }

  get joined(): Topic[] {
    return this.#database.rows('SELECT topic FROM joined').map((row) => topicSchema.parse(row.text('topic')));
  }

  join(topic: Topic): void {
    this.#database.run('INSERT INTO joined VALUES (?1) ON CONFLICT DO NOTHING', topic);
  }

  leave(topic: Topic): void {
    this.#database.run('DELETE FROM joined WHERE topic = ?1', topic);
  }
}
