import type { Page } from '../../shared/common.ts';
import { newId, type WebhookId } from '../../shared/ids.ts';
import type {
  ChangeWebhook,
  CreateWebhook,
  Delivery,
  Redeliver,
  Webhook,
  WebhookSecret,
} from '../../shared/webhooks.ts';
import { commit, load } from '../db/commit.ts';
import { decodeCursor, lowest, toPage } from '../db/cursor.ts';
import { listById, type ListOptions } from '../db/list.ts';
import type { CommandContext, Context } from '../http/context.ts';
import { done, refuse, type CommandOutcome, type QueryOutcome, type Refusal } from '../http/outcome.ts';
import { isWebhookAddress } from './address.ts';
import { consumerName } from './consumer-service.ts';
import * as store from './store.ts';

/** Milliseconds that the secret so far goes on signing after a new one was made. */
const rotationTime = 24 * 60 * 60 * 1000;

export const listWebhooks = (context: Context, options: ListOptions) =>
  listById(context, 'webhooks', store.webhooksAfter, options);

export async function getWebhook(context: Context, id: WebhookId): Promise<QueryOutcome<Webhook>> {
  const found = await read(context, id);
  return found === undefined ? refuse('not_found') : done(shown(found), found.version);
}

/** What its messages are signed with, for the admin who sets the receiver up. */
export async function getSecret(context: Context, id: WebhookId): Promise<QueryOutcome<WebhookSecret>> {
  const found = await read(context, id);
  if (found === undefined) return refuse('not_found');
  const isRotating = found.earlierUntil !== null && found.earlierUntil > context.now;
  return done({
    secret: found.secret,
    earlierSecret: isRotating ? found.earlierSecret : null,
    earlierUntil: isRotating ? new Date(found.earlierUntil ?? 0).toISOString() : null,
  });
}

export async function createWebhook(command: CommandContext, input: CreateWebhook): Promise<CommandOutcome<Webhook>> {
  if (!isWebhookAddress(input.url, command.anyWebhookAddress)) return notAnAddress();
  const loaded = await load(command, []);
  if (loaded.kind !== 'loaded') return loaded;
  const webhook: Webhook = {
    id: newId('webhook'),
    version: 1,
    ...input,
    active: true,
    disabledBecause: null,
    createdAt: new Date(command.now).toISOString(),
  };
  return commit(command, {
    value: webhook,
    version: 1,
    changes: [store.insertWebhook(webhook, newSecret(), command.now)],
    events: [{ ...about(webhook.id), type: 'webhook_created', facts: {} }],
  });
}

export async function changeWebhook(
  command: CommandContext,
  id: WebhookId,
  changes: ChangeWebhook,
): Promise<CommandOutcome<Webhook>> {
  if (changes.url !== undefined && !isWebhookAddress(changes.url, command.anyWebhookAddress)) return notAnAddress();
  const found = await loadForChange(command, id);
  if (found.kind !== 'found') return found;
  const before = found.webhook;
  const webhook: Webhook = {
    ...shown(before),
    ...(changes.url !== undefined && { url: changes.url }),
    ...(changes.description !== undefined && { description: changes.description }),
    ...(changes.eventTypes !== undefined && { eventTypes: changes.eventTypes }),
    ...(changes.active !== undefined && { active: changes.active, disabledBecause: null }),
    version: before.version + 1,
  };
  return commit(command, {
    value: webhook,
    version: webhook.version,
    guards: [store.guardWebhook(id, before.version)],
    changes: [store.updateWebhook(webhook)],
    events: [{ ...about(id), type: 'webhook_changed', facts: { fields: Object.keys(changes) } }],
  });
}

/** Makes a new secret; for a day messages bear the signatures of both, so that the receiver can change in peace. */
export async function rotateSecret(command: CommandContext, id: WebhookId): Promise<CommandOutcome<Webhook>> {
  const found = await loadForChange(command, id);
  if (found.kind !== 'found') return found;
  const before = found.webhook;
  const webhook: Webhook = { ...shown(before), version: before.version + 1 };
  return commit(command, {
    value: webhook,
    version: webhook.version,
    guards: [store.guardWebhook(id, before.version)],
    changes: [store.rotateSecret(id, webhook.version, newSecret(), command.now + rotationTime)],
    events: [{ ...about(id), type: 'webhook_secret_rotated', facts: {} }],
  });
}

export async function deleteWebhook(command: CommandContext, id: WebhookId): Promise<CommandOutcome<Webhook>> {
  const found = await loadForChange(command, id);
  if (found.kind !== 'found') return found;
  const outcome = await commit(command, {
    value: shown(found.webhook),
    guards: [store.guardWebhook(id, found.webhook.version)],
    changes: [store.deleteWebhook(id)],
    events: [{ ...about(id), type: 'webhook_deleted', facts: {} }],
  });
  if (outcome.kind === 'done') command.afterwards(command.relay.forget(consumerName(id)));
  return outcome;
}

/** What has not arrived there yet, in the order of the log. */
export async function listDeliveries(
  context: Context,
  id: WebhookId,
  { limit, cursor }: ListOptions,
): Promise<QueryOutcome<Page<Delivery>>> {
  const list = `deliveries ${id}`;
  const start = decodeCursor(list, cursor, { ...lowest, value: 0 });
  if (start === null) return refuse('invalid_cursor');
  if ((await read(context, id)) === undefined) return refuse('not_found');
  const untold = await context.relay.untold(consumerName(id), start.value, limit + 1);
  return done(toPage(list, untold, limit, ({ seq, entity }) => ({ value: seq, id: entity })));
}

/** Sends again what was parked, or any one event. It changes no row: the receiver tells it by its `webhook-id`. */
export async function redeliver(
  command: CommandContext,
  id: WebhookId,
  what: Redeliver,
): Promise<CommandOutcome<{ events: number }>> {
  const query = store.webhookById(id);
  const loaded = await load(command, [query]);
  if (loaded.kind !== 'loaded') return loaded;
  if (loaded.rows.first(query) === undefined) return refuse('not_found');
  const events = await command.relay.again(consumerName(id), what);
  if (events === 0 && what.seq !== undefined) return refuse('not_found');
  return commit(command, { value: { events }, changes: [], events: [] });
}

async function read(context: Context, id: WebhookId): Promise<store.SigningWebhook | undefined> {
  const query = store.webhookById(id);
  return (await context.db.read([query])).first(query);
}

async function loadForChange(command: CommandContext, id: WebhookId) {
  const query = store.webhookById(id);
  const loaded = await load(command, [query]);
  if (loaded.kind !== 'loaded') return loaded;
  const webhook = loaded.rows.first(query);
  if (webhook === undefined) return refuse('not_found');
  if (webhook.version !== command.expectedVersion) return refuse('stale_version', { current: shown(webhook) });
  return { kind: 'found' as const, webhook };
}

/** A webhook without what only its receiver may know. */
function shown(webhook: store.SigningWebhook): Webhook {
  const { id, version, url, description, eventTypes, active, disabledBecause, createdAt } = webhook;
  return { id, version, url, description, eventTypes, active, disabledBecause, createdAt };
}

function notAnAddress(): Refusal {
  return refuse('invalid_request', {
    errors: [{ pointer: '/url', code: 'invalid', detail: 'Webhooks go to public https addresses' }],
  });
}

/** 24 random bytes, as Standard Webhooks writes a secret. */
function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
}

function about(id: WebhookId) {
  return { entityKind: 'webhook', entity: id, customer: null } as const;
}
