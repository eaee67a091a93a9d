import type { NewEvent } from '../events/log.ts';
import { appendEvents } from '../events/log.ts';
import type { CommandContext } from '../http/context.ts';
import { refuse, type Done, type Raced, type Refusal, type Replay } from '../http/outcome.ts';
import { etagOf } from '../http/etag.ts';
import type { Rows } from './database.ts';
import { select, write, type Query, type Statement } from './statement.ts';

const day = 24 * 60 * 60 * 1000;

interface StoredRequest {
  fingerprint: string;
  status: number | null;
  etag: string | null;
  body: string | null;
  createdAt: number;
}

/** A request that called a payment provider and never came back is taken up again after this long, in milliseconds. */
const abandonedAfter = 30_000;

export interface Loaded {
  kind: 'loaded';
  rows: Rows;
  /** The same request was begun and cut off: its intent stands, its end does not. */
  interrupted: boolean;
}

/**
 * The one read batch of a command: the idempotency row first, then what the command is decided on. A key that was
 * used before answers at once, before any version is looked at.
 */
export async function load(
  command: CommandContext,
  queries: readonly Query<unknown>[],
): Promise<Loaded | Replay | Refusal> {
  const { idempotency } = command;
  if (idempotency === null) return { kind: 'loaded', rows: await command.db.read(queries), interrupted: false };
  const stored = storedRequest(command.caller.agent, idempotency.key, command.now);
  const rows = await command.db.read([stored, ...queries]);
  const before = rows.first(stored);
  if (before === undefined) return { kind: 'loaded', rows, interrupted: false };
  if (before.fingerprint !== idempotency.fingerprint) return refuse('idempotency_key_reused');
  if (before.status !== null && before.body !== null) {
    return { kind: 'replayed', status: before.status, etag: before.etag, body: before.body };
  }
  if (command.now - before.createdAt < abandonedAfter) return refuse('request_running');
  return { kind: 'loaded', rows, interrupted: true };
}

/** What a command writes: guards stand before the updates they protect. */
export interface Plan<Value> {
  /** The answer; computed before the commit, for it is stored with it. */
  value: Value;
  version?: number;
  guards?: readonly Statement[];
  changes: readonly Statement[];
  events: readonly NewEvent[];
}

/** Writes the one batch of a command: idempotency row, guards, changes, events. Whole or not at all. */
export async function commit<Value>(command: CommandContext, plan: Plan<Value>): Promise<Done<Value> | Raced> {
  const answer = answerOf(command, plan);
  return writePlan(command, plan, [
    ...freeExpiredKey(command),
    ...(command.idempotency ? [insertRequest(command, command.idempotency, answer)] : []),
  ]);
}

/**
 * Writes what is about to be asked of a payment provider, before it is asked. The request counts as running until
 * `commitEnd` stores its answer; only there is a running duplicate refused (design §2).
 */
export async function commitIntent(
  command: CommandContext,
  plan: Omit<Plan<null>, 'value'>,
): Promise<Done<null> | Raced> {
  return writePlan(command, { ...plan, value: null }, [
    ...freeExpiredKey(command),
    ...(command.idempotency ? [insertRequest(command, command.idempotency, null)] : []),
  ]);
}

/** Writes what the provider answered and the answer to the request. */
export async function commitEnd<Value>(command: CommandContext, plan: Plan<Value>): Promise<Done<Value> | Raced> {
  const answer = answerOf(command, plan);
  return writePlan(
    command,
    plan,
    command.idempotency
      ? [
          write(
            `UPDATE idempotency SET status = ?4, etag = ?5, body = ?6 WHERE tenant = ?1 AND agent = ?2 AND key = ?3`,
            [command.caller.agent, command.idempotency.key, answer.status, answer.etag, answer.body],
          ),
        ]
      : [],
  );
}

async function writePlan<Value>(
  command: CommandContext,
  plan: Plan<Value>,
  request: readonly Statement[],
): Promise<Done<Value> | Raced> {
  const result = await command.db.write([
    ...request,
    ...(plan.guards ?? []),
    ...plan.changes,
    ...appendEvents(plan.events, { actor: command.caller.agent, requestId: command.requestId, now: command.now }),
  ]);
  if (result === 'raced') return { kind: 'raced' };
  if (plan.events.some(({ imported }) => imported !== true)) command.afterwards(command.relay.poke());
  return { kind: 'done', value: plan.value, ...(plan.version !== undefined && { version: plan.version }) };
}

interface Answer {
  status: number;
  etag: string | null;
  body: string;
}

function answerOf(command: CommandContext, plan: Pick<Plan<unknown>, 'value' | 'version'>): Answer {
  return {
    status: command.successStatus,
    etag: plan.version === undefined ? null : etagOf(plan.version),
    body: JSON.stringify(plan.value),
  };
}

function storedRequest(agent: string, key: string, now: number): Query<StoredRequest> {
  return select(
    `SELECT fingerprint, status, etag, body, created_at FROM idempotency
     WHERE tenant = ?1 AND agent = ?2 AND key = ?3 AND expires_at > ?4`,
    [agent, key, now],
    (row) => ({
      fingerprint: row.text('fingerprint'),
      status: row.integerOrNull('status'),
      etag: row.textOrNull('etag'),
      body: row.textOrNull('body'),
      createdAt: row.integer('created_at'),
    }),
  );
}

/** An expired key is free again, also before the purge has come by. */
function freeExpiredKey(command: CommandContext): Statement[] {
  if (command.idempotency === null) return [];
  return [
    write(`DELETE FROM idempotency WHERE tenant = ?1 AND agent = ?2 AND key = ?3 AND expires_at <= ?4`, [
      command.caller.agent,
      command.idempotency.key,
      command.now,
    ]),
  ];
}

/** A living row with the same key refuses the batch by its primary key; the duplicate then replays. */
function insertRequest(
  command: CommandContext,
  { key, fingerprint }: { key: string; fingerprint: string },
  answer: Answer | null,
): Statement {
  return write(
    `INSERT INTO idempotency (tenant, agent, key, fingerprint, status, etag, body, created_at, expires_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    [
      command.caller.agent,
      key,
      fingerprint,
      answer?.status ?? null,
      answer?.etag ?? null,
      answer?.body ?? null,
      command.now,
      command.now + day,
    ],
  );
}
