import { env } from 'cloudflare:workers';
import type * as z from 'zod';
import { entitlementSchema } from '../../../shared/entitlements.ts';
import type { Client, Desk } from './desk.ts';

/** An entitlement as the API answers it. */
export type Answered = z.output<typeof entitlementSchema>;

export function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
}

/** The body of a draft of five cases for the month around now. */
export function draftOf(customerId: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { customerId, name: 'Workshop plan', startsOn: inDays(-15), endsOn: inDays(15), totalTerms: 5, ...changes };
}

export async function newEntitlement(
  client: Client,
  customerId: string,
  changes: Record<string, unknown> = {},
): Promise<Answered> {
  return (await client.post('/v1/entitlements', draftOf(customerId, changes))).as(entitlementSchema);
}

/** The same entitlement after a command on the version that is given. */
export async function step(
  client: Client,
  { id, version }: Pick<Answered, 'id' | 'version'>,
  name: 'activate' | 'deactivate' | 'cancel' | 'default',
): Promise<Answered> {
  return (await client.post(`/v1/entitlements/${id}/${name}`, {}, { version })).as(entitlementSchema);
}

export async function activeEntitlement(
  client: Client,
  customerId: string,
  changes: Record<string, unknown> = {},
): Promise<Answered> {
  return step(client, await newEntitlement(client, customerId, changes), 'activate');
}

/** What the log tells of a record, in its order. */
export async function eventsOf(desk: Desk, entity: string): Promise<string[]> {
  const { results } = await env.DB.prepare('SELECT type FROM events WHERE tenant = ?1 AND entity = ?2 ORDER BY seq')
    .bind(desk.tenant, entity)
    .all<{ type: string }>();
  return results.map(({ type }) => type);
}
