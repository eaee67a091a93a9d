import { entityKinds, eventTypes, type EntityKind, type EventType } from '../../shared/events.ts';
import type { Row } from '../db/row.ts';
import { select, type Query } from '../db/statement.ts';

/** An event as the log holds it, for those who follow the log. */
export interface LoggedEvent {
  seq: number;
  type: EventType;
  entityKind: EntityKind;
  entity: string;
  customer: string | null;
  actor: string;
  requestId: string;
  /** Milliseconds. */
  at: number;
  /** The facts of this type, as JSON. */
  facts: string;
}

/** What became of telling a consumer of an event. */
export type Told =
  | { kind: 'told' }
  /** It did not arrive; `answer` is what came instead. It is tried again later. */
  | { kind: 'failed'; answer: string }
  /** Nobody is there any more; where somebody comes back, they go on from here. */
  | { kind: 'gone' };

/**
 * Who follows the log from a place on. It is told each event at least once, those of one record in the order of the log;
 * `tell` must bear being called again with the same event.
 */
export interface Consumer {
  name: string;
  /** The last place in the log that it is not told of, for one that is new. */
  from: number;
  wants: (event: LoggedEvent) => boolean;
  tell: (event: LoggedEvent) => Promise<Told>;
  /** Is called before an event is given up, perhaps more than once for the same. */
  giveUp: (event: LoggedEvent, attempts: number, answer: string) => Promise<void>;
}

const columns = 'seq, type, entity_kind, entity, customer, actor, request_id, at, facts';

/** The events after a place in the log that were not imported; the relay passes over those (design §1). */
export function eventsAfter(seq: number, limit: number): Query<LoggedEvent> {
  return select(
    `SELECT ${columns} FROM events WHERE tenant = ?1 AND seq > ?2 AND imported = 0 ORDER BY seq LIMIT ?3`,
    [seq, limit],
    loggedEvent,
  );
}

export function eventsOfSeqs(seqs: readonly number[]): Query<LoggedEvent> {
  return select(
    `SELECT ${columns} FROM events
     WHERE tenant = ?1 AND seq IN (SELECT value FROM json_each(?2)) ORDER BY seq`,
    [JSON.stringify(seqs)],
    loggedEvent,
  );
}

/** The last place in the log; 0 where nothing has happened. */
export function lastSeq(): Query<number> {
  return select('SELECT coalesce(max(seq), 0) AS seq FROM events WHERE tenant = ?1', [], (row) => row.integer('seq'));
}

function loggedEvent(row: Row): LoggedEvent {
  return {
    seq: row.integer('seq'),
    type: row.oneOf(eventTypes, 'type'),
    entityKind: row.oneOf(entityKinds, 'entity_kind'),
    entity: row.text('entity'),
    customer: row.textOrNull('customer'),
    actor: row.text('actor'),
    requestId: row.text('request_id'),
    at: row.integer('at'),
    facts: row.text('facts'),
  };
}
