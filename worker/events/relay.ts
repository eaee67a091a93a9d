import type { Delivery, Redeliver } from '../../shared/webhooks.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Topic } from '../../shared/live.ts';
import type { Env } from '../env.ts';

/** What a relay object answers to. */
export interface RelayRemote {
  poke: (tenant: TenantId) => Promise<void>;
  untold: (consumer: string, after: number, limit: number) => Promise<Delivery[]>;
  again: (tenant: TenantId, consumer: string, seq: number | null) => Promise<number>;
  forget: (consumer: string) => Promise<void>;
  /** The topic is told when something happens to it, for ten minutes or until it is said again. */
  watch: (tenant: TenantId, topic: Topic) => Promise<void>;
}

/** The relay of one tenant, as the rest of the API speaks to it. */
export interface Relay {
  /** Something was committed. What is lost of this call is made good by the relay's own sweep. */
  poke: () => Promise<void>;
  /** What a consumer has yet to be told, after a place in the log. */
  untold: (consumer: string, after: number, limit: number) => Promise<Delivery[]>;
  /** Tells the event, or all that are parked, again; answers how many, and 0 where there is no such event. */
  again: (consumer: string, what: Redeliver) => Promise<number>;
  /** The consumer is no more. */
  forget: (consumer: string) => Promise<void>;
}

export function relayOf(env: Env, tenant: TenantId): Relay {
  const object = () => env.RELAY.getByName(tenant);
  return {
    poke: async () => {
      await object().poke(tenant);
    },
    untold: async (consumer, after, limit) => object().untold(consumer, after, limit),
    again: async (consumer, what) => object().again(tenant, consumer, what.seq ?? null),
    forget: async (consumer) => {
      await object().forget(consumer);
    },
  };
}
