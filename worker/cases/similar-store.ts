import type { SimilarCase, SimilarLink } from '../../shared/case-relations.ts';
import type { AgentId, CaseId, CustomerId, SubjectId } from '../../shared/ids.ts';
import type { Row } from '../db/row.ts';
import { select, write, type Query, type Statement } from '../db/statement.ts';
import { joinCustomer, refColumns, refOf } from './store.ts';

type Candidate = Omit<SimilarCase, 'because'> & { helped: number; subject: SubjectId | null };

/** A resolved case with its last resolution, whether it is linked to the case that asks (?2), and how often it helped. */
const candidateColumns = `${refColumns}, cases.subject, cases.closed_at, resolutions.resolution_type, resolutions.resolution,
  (SELECT count(*) FROM similar_cases INDEXED BY similar_case_that_helped
   WHERE tenant = ?1 AND other = cases.id AND helpful = 1) AS helped,
  EXISTS (SELECT 1 FROM similar_cases WHERE tenant = ?1 AND case_id = ?2 AND other = cases.id) AS linked`;

const candidateJoins = `${joinCustomer}
  JOIN resolutions ON resolutions.tenant = ?1 AND resolutions.case_id = cases.id AND resolutions.resolved_at = (
    SELECT max(resolved_at) FROM resolutions WHERE tenant = ?1 AND case_id = cases.id)`;

function candidateOf(row: Row): Candidate {
  return {
    ...refOf(row),
    resolutionType: row.text('resolution_type'),
    resolution: row.text('resolution'),
    closedAt: row.time('closed_at'),
    subject: row.idOrNull('subject', 'subject'),
    helped: row.integer('helped'),
    linked: row.flag('linked'),
  };
}

/** The resolved cases in whose title one of these words is, those that were resolved last. */
export function resolvedWithWords(asking: CaseId, words: readonly string[], limit: number): Query<Candidate> {
  return select(
    `SELECT ${candidateColumns} FROM (
       SELECT entity FROM resolved_titles
       WHERE resolved_titles MATCH (
         SELECT 'scope : "' || customer_scope || '" AND title : (' || ?3 || ')' FROM tenants WHERE id = ?1)
       ORDER BY rowid DESC LIMIT ?4
     ) AS found
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = found.entity AND cases.id <> ?2 AND cases.state = 'resolved'
     ${candidateJoins}`,
    [asking, words.map((word) => `"${word}" *`).join(' OR '), limit],
    candidateOf,
  );
}

/** The resolved cases of a subject, those that were resolved last. */
export function resolvedOfSubject(asking: CaseId, subject: SubjectId | null, limit: number): Query<Candidate> {
  return select(
    `SELECT ${candidateColumns} FROM (
       SELECT id FROM cases INDEXED BY resolved_case_by_subject
       WHERE tenant = ?1 AND subject = ?3 AND state = 'resolved' ORDER BY closed_at DESC LIMIT ?4
     ) AS found
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = found.id AND cases.id <> ?2 ${candidateJoins}`,
    [asking, subject, limit],
    candidateOf,
  );
}

/** The titles of a customer's cases, those that changed last. */
export function titlesOfCustomer(customer: CustomerId, limit: number) {
  return select(
    `SELECT ${refColumns}, cases.version, cases.updated_at FROM cases INDEXED BY case_by_customer ${joinCustomer}
     WHERE cases.tenant = ?1 AND cases.customer = ?2 ORDER BY cases.updated_at DESC, cases.id DESC LIMIT ?3`,
    [customer, limit],
    (row) => ({ ...refOf(row), version: row.integer('version'), updatedAt: row.time('updated_at') }),
  );
}

/** What is tied to a case as being like it, the last tied first. */
export function similarTo(id: CaseId): Query<SimilarLink> {
  return select(
    `SELECT ${refColumns}, linked_at, linked_by, agents.name AS linked_by_name, helpful
     FROM similar_cases
     CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = similar_cases.other ${joinCustomer}
     JOIN agents ON agents.tenant = ?1 AND agents.id = linked_by
     WHERE similar_cases.tenant = ?1 AND similar_cases.case_id = ?2 ORDER BY linked_at DESC, cases.id`,
    [id],
    (row) => ({
      ...refOf(row),
      linkedAt: row.time('linked_at'),
      linkedBy: { id: row.id('agent', 'linked_by'), name: row.text('linked_by_name') },
      helpful: row.integerOrNull('helpful') === null ? null : row.flag('helpful'),
    }),
  );
}

/** Ties two cases together, from both sides; again it says only whether the other helped. */
export function linkSimilar(link: {
  id: CaseId;
  other: CaseId;
  by: AgentId;
  at: number;
  helpful: boolean | null;
}): Statement[] {
  const { id, other, by, at } = link;
  const helpful = link.helpful === null ? null : Number(link.helpful);
  return [
    write(
      `INSERT INTO similar_cases (tenant, case_id, other, linked_at, linked_by, helpful) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (tenant, case_id, other) DO UPDATE SET helpful = coalesce(?6, helpful)`,
      [id, other, at, by, helpful],
    ),
    write(
      `INSERT INTO similar_cases (tenant, case_id, other, linked_at, linked_by) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (tenant, case_id, other) DO NOTHING`,
      [other, id, at, by],
    ),
  ];
}

const lastPlace = 'coalesce((SELECT rowid FROM resolved_titles ORDER BY rowid DESC LIMIT 1), 0)';

/** Lets resolved cases be found by the words of their titles. */
export function indexTitles(ids: readonly CaseId[]): Statement[] {
  const cases = JSON.stringify(ids);
  return [
    write(
      `INSERT INTO resolved_title_rows (tenant, case_id, place)
       SELECT ?1, resolved.value, ${lastPlace} + 1 + resolved.key FROM json_each(?2) AS resolved WHERE true
       ON CONFLICT (tenant, case_id) DO NOTHING`,
      [cases],
    ),
    write(
      `INSERT INTO resolved_titles (rowid, scope, title, entity)
       SELECT place, (SELECT customer_scope FROM tenants WHERE id = ?1), cases.title, cases.id
       FROM json_each(?2) AS resolved
       CROSS JOIN resolved_title_rows ON resolved_title_rows.tenant = ?1 AND case_id = resolved.value
       CROSS JOIN cases ON cases.tenant = ?1 AND cases.id = resolved.value
       WHERE place > ${lastPlace} ORDER BY place`,
      [cases],
    ),
  ];
}

export function unindexTitle(id: CaseId): Statement[] {
  return [
    write(
      `DELETE FROM resolved_titles
       WHERE rowid = (SELECT place FROM resolved_title_rows WHERE tenant = ?1 AND case_id = ?2)`,
      [id],
    ),
    write('DELETE FROM resolved_title_rows WHERE tenant = ?1 AND case_id = ?2', [id]),
  ];
}
