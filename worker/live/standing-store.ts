import { isId, type CustomerId } from '../../shared/ids.ts';
import type { Topic } from '../../shared/live.ts';
import { select, type Query } from '../db/statement.ts';

/** Whose a record is, and the last thing that happened to it; times in milliseconds. */
export interface TopicRow {
  customer: CustomerId;
  seq: number;
  at: number | null;
}

/** Whose the record is and where it stands in the log. No row where there is no such record. */
export function standingOf(topic: Topic): Query<TopicRow> {
  const [table, owner, column] = isId('customer', topic)
    ? (['customers', 'id', 'customer'] as const)
    : isId('case', topic)
      ? (['cases', 'customer', 'entity'] as const)
      : (['orders', 'customer', 'entity'] as const);
  return select(
    `SELECT record.${owner} AS customer, last.seq, last.at FROM ${table} AS record
     LEFT JOIN events AS last ON last.tenant = ?1 AND last.seq = (
       SELECT max(seq) FROM events WHERE tenant = ?1 AND ${column} = ?2)
     WHERE record.tenant = ?1 AND record.id = ?2`,
    [topic],
    (row) => ({
      customer: row.id('customer', 'customer'),
      seq: row.integerOrNull('seq') ?? 0,
      at: row.integerOrNull('at'),
    }),
  );
}
