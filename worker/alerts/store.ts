import type { Alert } from '../../shared/customers.ts';
import type { CustomerId } from '../../shared/ids.ts';
import { select, type Query } from '../db/statement.ts';

/**
 * The active cases of a customer whose priority is hot, the most urgent first, then the oldest, each with its newest
 * note. Reads the tenant's hot priorities and then, for each, the cases there are.
 */
export function hotAlertsOf(customer: CustomerId, limit: number): Query<Alert> {
  return select(
    `SELECT cases.id, cases.number, cases.title, cases.created_at, priorities.id AS priority,
       priorities.name AS priority_name, priorities.rank, notes.body, notes.created_at AS noted_at, agents.name AS author
     FROM priorities
     CROSS JOIN cases INDEXED BY active_case_by_priority ON cases.tenant = ?1 AND cases.customer = ?2
       AND cases.priority = priorities.id AND cases.state = 'active'
     LEFT JOIN notes ON notes.tenant = ?1 AND notes.about = cases.id AND notes.id = (
       SELECT newest.id FROM notes AS newest INDEXED BY note_by_time
       WHERE newest.tenant = ?1 AND newest.about = cases.id
       ORDER BY newest.created_at DESC, newest.id DESC LIMIT 1
     )
     LEFT JOIN agents ON agents.tenant = ?1 AND agents.id = notes.author
     WHERE priorities.tenant = ?1 AND priorities.hot_alert = 1
     ORDER BY priorities.rank DESC, cases.created_at, cases.id LIMIT ?3`,
    [customer, limit],
    (row) => {
      const body = row.textOrNull('body');
      return {
        caseId: row.id('case', 'id'),
        number: row.text('number'),
        title: row.text('title'),
        priority: { id: row.id('priority', 'priority'), name: row.text('priority_name'), rank: row.integer('rank') },
        openedAt: row.time('created_at'),
        note: body === null ? null : { body, author: row.text('author'), createdAt: row.time('noted_at') },
      };
    },
  );
}
