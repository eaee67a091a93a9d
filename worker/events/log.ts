import type { EntityKind, EventFacts, EventType, systemActor } from '../../shared/events.ts';
import type { AgentId, CustomerId } from '../../shared/ids.ts';
import { jsonChunks, write, type Statement } from '../db/statement.ts';

/** Something that happened, as a rule or service states it. */
export type NewEvent = {
  [Type in EventType]: {
    type: Type;
    entityKind: EntityKind;
    entity: string;
    customer: CustomerId | null;
    facts: EventFacts[Type];
    /** Personal values before and after, kept apart from the log (design §1). */
    personal?: Record<string, { before: string | null; after: string | null }>;
    /** Milliseconds; an imported event happened before it was written. */
    at?: number;
    imported?: boolean;
  };
}[EventType];

/** The statements that append events: `seq` goes on from the last inside the batch, so order in the log is order of commit. */
export function appendEvents(
  events: readonly NewEvent[],
  by: { actor: AgentId | typeof systemActor; requestId: string; now: number },
): Statement[] {
  const rows = events.map((event) => ({
    type: event.type,
    entityKind: event.entityKind,
    entity: event.entity,
    customer: event.customer,
    at: event.at ?? by.now,
    imported: event.imported ? 1 : 0,
    facts: event.facts,
    personal: event.personal ?? null,
  }));
  return jsonChunks(rows).flatMap((chunk) => [
    ...(events.some((event) => event.personal) ? [appendPersonal(chunk)] : []),
    write(
      `INSERT INTO events (tenant, seq, type, entity_kind, entity, customer, actor, request_id, at, imported, facts)
       SELECT ?1, (SELECT coalesce(max(seq), 0) FROM events WHERE tenant = ?1) + 1 + event.key,
         event.value ->> 'type', event.value ->> 'entityKind', event.value ->> 'entity', event.value ->> 'customer',
         ?3, ?4, event.value ->> 'at', event.value ->> 'imported', event.value -> 'facts'
       FROM json_each(?2) AS event`,
      [chunk, by.actor, by.requestId],
    ),
  ]);
}

/** Runs before the events of the same chunk are appended, so that both take the same `seq`. */
function appendPersonal(chunk: string): Statement {
  return write(
    `INSERT INTO event_private (tenant, customer, seq, before_after)
     SELECT ?1, event.value ->> 'customer',
       (SELECT coalesce(max(seq), 0) FROM events WHERE tenant = ?1) + 1 + event.key, event.value -> 'personal'
     FROM json_each(?2) AS event
     WHERE event.value -> 'personal' <> 'null'`,
    [chunk],
  );
}
