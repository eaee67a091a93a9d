import type { WebhookId } from '../../shared/ids.ts';
import { eventTypes } from '../../shared/events.ts';
import type { Webhook } from '../../shared/webhooks.ts';
import type { Row } from '../db/row.ts';
import { guardExists, select, write, type Query, type Statement } from '../db/statement.ts';

/** A webhook with what its messages are signed with. */
export interface SigningWebhook extends Webhook {
  secret: string;
  earlierSecret: string | null;
  /** Milliseconds. */
  earlierUntil: number | null;
  toldFrom: number;
}

export function webhooksAfter(after: string, limit: number): Query<Webhook> {
  return select('SELECT * FROM webhooks WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3', [after, limit], webhookOf);
}

export function webhookById(id: WebhookId): Query<SigningWebhook> {
  return select('SELECT * FROM webhooks WHERE tenant = ?1 AND id = ?2', [id], signingWebhookOf);
}

export function activeWebhooks(): Query<SigningWebhook> {
  return select('SELECT * FROM webhooks WHERE tenant = ?1 AND active = 1', [], signingWebhookOf);
}

/** It is told from the present end of the log on. */
export function insertWebhook(webhook: Webhook, secret: string, now: number): Statement {
  return write(
    `INSERT INTO webhooks (tenant, id, url, description, event_types, secret, told_from, created_at)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(max(seq), 0), ?7 FROM events WHERE tenant = ?1`,
    [webhook.id, webhook.url, webhook.description, JSON.stringify(webhook.eventTypes), secret, now],
  );
}

export function updateWebhook(webhook: Webhook): Statement {
  return write(
    `UPDATE webhooks SET version = ?3, url = ?4, description = ?5, event_types = ?6, active = ?7, disabled_because = ?8
     WHERE tenant = ?1 AND id = ?2`,
    [
      webhook.id,
      webhook.version,
      webhook.url,
      webhook.description,
      JSON.stringify(webhook.eventTypes),
      webhook.active ? 1 : 0,
      webhook.disabledBecause,
    ],
  );
}

/** The secret so far signs besides the new one until `until`, milliseconds. */
export function rotateSecret(id: WebhookId, version: number, secret: string, until: number): Statement {
  return write(
    `UPDATE webhooks SET version = ?3, earlier_secret = secret, earlier_until = ?5, secret = ?4
     WHERE tenant = ?1 AND id = ?2`,
    [id, version, secret, until],
  );
}

export function deleteWebhook(id: WebhookId): Statement {
  return write('DELETE FROM webhooks WHERE tenant = ?1 AND id = ?2', [id]);
}

export function guardWebhook(id: WebhookId, version: number): Statement {
  return guardExists('SELECT 1 FROM webhooks WHERE tenant = ?1 AND id = ?2 AND version = ?3', [id, version]);
}

/** Aborts the batch where this request has already left an event of this webhook. */
export function guardUntold(id: WebhookId, requestId: string): Statement {
  return guardExists(
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM events WHERE tenant = ?1 AND entity = ?2 AND request_id = ?3)`,
    [id, requestId],
  );
}

function webhookOf(row: Row): Webhook {
  return {
    id: row.id('webhook', 'id'),
    version: row.integer('version'),
    url: row.text('url'),
    description: row.text('description'),
    eventTypes: typesOf(row.json('event_types')),
    active: row.flag('active'),
    disabledBecause: row.oneOfOrNull(['gone'], 'disabled_because'),
    createdAt: row.time('created_at'),
  };
}

function signingWebhookOf(row: Row): SigningWebhook {
  return {
    ...webhookOf(row),
    secret: row.text('secret'),
    earlierSecret: row.textOrNull('earlier_secret'),
    earlierUntil: row.integerOrNull('earlier_until'),
    toldFrom: row.integer('told_from'),
  };
}

function typesOf(json: unknown): Webhook['eventTypes'] {
  return Array.isArray(json) ? eventTypes.filter((type) => json.includes(type)) : [];
}
