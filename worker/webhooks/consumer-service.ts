import { Webhook as Signer } from 'standardwebhooks';
import { systemActor } from '../../shared/events.ts';
import type { WebhookId } from '../../shared/ids.ts';
import type { WebhookMessage } from '../../shared/webhooks.ts';
import type { TenantDatabase } from '../db/database.ts';
import type { Env } from '../env.ts';
import type { Consumer, LoggedEvent, Told } from '../events/consumer.ts';
import { appendEvents } from '../events/log.ts';
import { isWebhookAddress } from './address.ts';
import * as store from './store.ts';

/** Milliseconds that a receiver may take to answer. */
const patience = 15_000;

/** The name by which the relay knows a webhook. */
export function consumerName(id: WebhookId): string {
  return `webhook ${id}`;
}

/** The webhooks of a tenant that are to be told anything. */
export const activeWebhooks = store.activeWebhooks;
export type { SigningWebhook } from './store.ts';

/** A webhook as one of those who follow the log. */
export function webhookConsumer(
  env: Pick<Env, 'WEBHOOK_ADDRESSES'>,
  database: TenantDatabase,
  webhook: store.SigningWebhook,
): Consumer {
  const anyAddress = env.WEBHOOK_ADDRESSES === 'any';
  return {
    name: consumerName(webhook.id),
    from: webhook.toldFrom,
    // Its own troubles are of no use to it.
    wants: ({ type, entity }) =>
      entity !== webhook.id && (webhook.eventTypes.length === 0 || webhook.eventTypes.includes(type)),
    tell: async (event) => {
      const told = isWebhookAddress(webhook.url, anyAddress)
        ? await send(webhook, event, database.tenant)
        : ({ kind: 'failed', answer: 'not a public address' } as const);
      if (told.kind === 'gone') await disable(database, webhook);
      return told;
    },
    giveUp: async ({ seq }, attempts, lastAnswer) => {
      await leaveEvent(database, webhook.id, `parked ${seq} ${webhook.version}`, {
        type: 'webhook_parked',
        facts: { seq, attempts, lastAnswer },
      });
    },
  };
}

/** The id that a receiver knows an event by, however often it is sent. */
export function messageId(tenant: string, seq: number): string {
  return `msg_${tenant.slice(4)}_${seq}`;
}

async function send(webhook: store.SigningWebhook, event: LoggedEvent, tenant: string): Promise<Told> {
  const facts: unknown = JSON.parse(event.facts);
  const { type, seq, entityKind, entity, customer, actor, requestId } = event;
  const message: WebhookMessage = {
    type,
    timestamp: new Date(event.at).toISOString(),
    data: { seq, entityKind, entity, customer, actor, requestId, facts },
  };
  const body = JSON.stringify(message);
  const sentAt = new Date();
  const id = messageId(tenant, seq);
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      // An address that was allowed must not send us on to one that is not.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Callside',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': secretsOf(webhook, sentAt.getTime())
          .map((secret) => new Signer(secret).sign(id, sentAt, body))
          .join(' '),
      },
      body,
    });
    await answer.body?.cancel();
    if (answer.ok) return { kind: 'told' };
    return answer.status === 410 ? { kind: 'gone' } : { kind: 'failed', answer: String(answer.status) };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'failed', answer: isTimeout ? 'timeout' : 'unreachable' };
  }
}

function secretsOf({ secret, earlierSecret, earlierUntil }: store.SigningWebhook, now: number): string[] {
  return earlierSecret !== null && earlierUntil !== null && earlierUntil > now ? [secret, earlierSecret] : [secret];
}

/** The receiver says that it is gone: it is sent nothing more until an admin turns it on again. */
async function disable(database: TenantDatabase, webhook: store.SigningWebhook): Promise<void> {
  await leaveEvent(
    database,
    webhook.id,
    `gone ${webhook.version}`,
    { type: 'webhook_disabled', facts: { because: 'gone' } },
    [
      store.guardWebhook(webhook.id, webhook.version),
      store.updateWebhook({ ...webhook, version: webhook.version + 1, active: false, disabledBecause: 'gone' }),
    ],
  );
}

type Left =
  | { type: 'webhook_parked'; facts: { seq: number; attempts: number; lastAnswer: string } }
  | { type: 'webhook_disabled'; facts: { because: 'gone' } };

/** Leaves an event on the log, once for each `requestId`: what is told again after a crash must not say it twice. */
async function leaveEvent(
  database: TenantDatabase,
  id: WebhookId,
  requestId: string,
  event: Left,
  changes: Parameters<TenantDatabase['write']>[0] = [],
): Promise<void> {
  await database.write([
    store.guardUntold(id, requestId),
    ...changes,
    ...appendEvents([{ entityKind: 'webhook', entity: id, customer: null, ...event }], {
      actor: systemActor,
      requestId,
      now: Date.now(),
    }),
  ]);
}
