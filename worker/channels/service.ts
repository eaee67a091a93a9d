import type { Channel } from '../../shared/set-up.ts';
import { decodeCursor, lowest, toPage } from '../db/cursor.ts';
import type { ListOptions } from '../db/list.ts';
import type { Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome } from '../http/outcome.ts';
import * as store from './store.ts';

export { channelOfAgent, channelsOf } from './store.ts';

/** The call centres of the tenant, each with the ways to pay there (B01, B10). */
export async function listChannels(
  context: Context,
  { limit, cursor }: ListOptions,
): Promise<QueryOutcome<{ items: Channel[]; next: string | null }>> {
  const start = decodeCursor('channels', cursor, lowest);
  if (start === null) return refuse('invalid_cursor');
  const channels = store.channels(start.id, limit + 1);
  const methods = store.paymentMethods();
  const rows = await context.db.read([channels, methods]);
  const items = rows.all(channels).map((channel) => ({
    ...channel,
    kind: 'call_center' as const,
    paymentMethods: rows
      .all(methods)
      .filter((method) => method.channel === channel.id)
      .map(({ id, name, kind }) => ({ id, name, kind, currency: channel.currency })),
  }));
  return done(toPage('channels', items, limit, ({ id }) => ({ value: 0, id })));
}
