import { paymentKindSchema } from '../../shared/orders.ts';
import type { AgentId, ChannelId } from '../../shared/ids.ts';
import { select, type Query } from '../db/statement.ts';

export function channels(after: string, limit: number) {
  return select(
    'SELECT id, name, currency FROM channels WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3',
    [after, limit],
    (row) => ({ id: row.id('channel', 'id'), name: row.text('name'), currency: row.text('currency') }),
  );
}

/** The channel that an agent takes orders for (B20). */
export function channelOfAgent(agent: AgentId) {
  return select(
    `SELECT channels.id, channels.name, channels.currency
     FROM channel_users JOIN channels ON channels.tenant = ?1 AND channels.id = channel_users.channel
     WHERE channel_users.tenant = ?1 AND channel_users.agent = ?2`,
    [agent],
    (row) => ({ id: row.id('channel', 'id'), name: row.text('name'), currency: row.text('currency') }),
  );
}

/** The payment methods of every channel (B10). */
export function paymentMethods() {
  return select('SELECT channel, id, name, kind FROM payment_methods WHERE tenant = ?1', [], (row) => ({
    channel: row.id('channel', 'channel'),
    id: row.id('paymentMethod', 'id'),
    name: row.text('name'),
    kind: row.oneOf(paymentKindSchema.options, 'kind'),
  }));
}

/** The channels that imported orders can stand in: the importing agent's own first. */
export function channelsOf(agent: string): Query<{ id: ChannelId; currency: string }> {
  return select(
    `SELECT channels.id, channels.currency FROM channels
     LEFT JOIN channel_users ON channel_users.tenant = ?1 AND channel_users.agent = ?2
       AND channel_users.channel = channels.id
     WHERE channels.tenant = ?1 ORDER BY channel_users.agent IS NULL, channels.id`,
    [agent],
    (row) => ({ id: row.id('channel', 'id'), currency: row.text('currency') }),
  );
}
