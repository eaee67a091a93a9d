import type { Alert } from '../../shared/customers.ts';
import type { AcknowledgementId, AgentId, CaseId, CustomerId } from '../../shared/ids.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';

/**
 * The active cases of a customer whose priority is hot, the most urgent first, then the oldest, each with its newest
 * note. Reads the tenant's hot priorities and then, for each, the cases there are.
 */
export function hotAlertsOf(customer: CustomerId, agent: AgentId, limit: number): Query<Alert> {
  return select(
    `SELECT cases.id, cases.number, cases.title, cases.created_at, priorities.id AS priority,
       priorities.name AS priority_name, priorities.rank, notes.body, notes.created_at AS noted_at, agents.name AS author,
       acknowledged.at AS acknowledged_at, acknowledged.reason
     FROM priorities
     CROSS JOIN cases INDEXED BY active_case_by_priority ON cases.tenant = ?1 AND cases.customer = ?2
       AND cases.priority = priorities.id AND cases.state = 'active'
     LEFT JOIN notes ON notes.tenant = ?1 AND notes.about = cases.id AND notes.id = (
       SELECT newest.id FROM notes AS newest INDEXED BY note_by_time
       WHERE newest.tenant = ?1 AND newest.about = cases.id
       ORDER BY newest.created_at DESC, newest.id DESC LIMIT 1
     )
     LEFT JOIN agents ON agents.tenant = ?1 AND agents.id = notes.author
     LEFT JOIN alert_acknowledgements AS acknowledged
       ON acknowledged.tenant = ?1 AND acknowledged.case_id = cases.id AND acknowledged.id = (
         SELECT newest.id FROM alert_acknowledgements AS newest
         WHERE newest.tenant = ?1 AND newest.case_id = cases.id AND newest.agent = ?3
           AND newest.at >= (SELECT began_at FROM agent_sessions WHERE tenant = ?1 AND agent = ?3)
         ORDER BY newest.at DESC LIMIT 1
       )
     WHERE priorities.tenant = ?1 AND priorities.hot_alert = 1
     ORDER BY priorities.rank DESC, cases.created_at, cases.id LIMIT ?4`,
    [customer, agent, limit],
    (row) => {
      const body = row.textOrNull('body');
      return {
        caseId: row.id('case', 'id'),
        number: row.text('number'),
        title: row.text('title'),
        priority: { id: row.id('priority', 'priority'), name: row.text('priority_name'), rank: row.integer('rank') },
        openedAt: row.time('created_at'),
        note: body === null ? null : { body, author: row.text('author'), createdAt: row.time('noted_at') },
        acknowledged:
          row.textOrNull('reason') === null ? null : { at: row.time('acknowledged_at'), reason: row.text('reason') },
      };
    },
  );
}

/** Aborts the batch where the case is no hot alert any more. */
export function guardAlert(id: CaseId): Statement {
  return guardExists(
    `SELECT 1 FROM cases JOIN priorities ON priorities.tenant = ?1 AND priorities.id = cases.priority
     WHERE cases.tenant = ?1 AND cases.id = ?2 AND cases.state = 'active' AND priorities.hot_alert = 1`,
    [id],
  );
}

/** The time in milliseconds. */
export function insertAcknowledgement(
  id: AcknowledgementId,
  about: CaseId,
  agent: AgentId,
  at: number,
  reason: string,
): Statement {
  return write(
    'INSERT INTO alert_acknowledgements (tenant, case_id, id, agent, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    [about, id, agent, at, reason],
  );
}
