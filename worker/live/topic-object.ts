import { DurableObject } from 'cloudflare:workers';
import type { AgentId, TenantId } from '../../shared/ids.ts';
import type { Present, Topic } from '../../shared/live.ts';
import type { Env } from '../env.ts';
import { logFault } from '../http/log.ts';
import { agentOf, type TopicRemote, type Watcher } from './live.ts';
import { TopicStore, type Behind, type TopicState } from './topic-store.ts';

/** Milliseconds between two hints of one topic: four a second (design §3). */
const pause = 250;

/** Milliseconds until who could not be reached is tried again. */
const retryAfter = 1_000;

/** Milliseconds that somebody is taken to be there without being heard of. An agent's object says it once a minute. */
const stays = { socket: 150_000, poll: 12_000 };

/** Milliseconds that somebody is taken to be writing without being heard of. */
const writes = 8_000;

/** Milliseconds that the relay knows of the topic, and how long before its end it is told again. */
const registeredFor = 600_000;
const registersAhead = 300_000;

/**
 * A watched record (design §3): who has it open, who is writing in which field, and whom to tell when something happens to
 * it. What each has heard of is kept, so that whoever is killed in between, nobody is left behind.
 */
export class TopicObject extends DurableObject<Env> implements TopicRemote {
  readonly #store: TopicStore;
  #telling: Promise<void> | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#store = new TopicStore(state.storage);
    if (!this.#store.isWatched()) return;
    this.#store.doubt();
    void state.blockConcurrencyWhile(() => this.#arm(0));
  }

  async join(tenant: TenantId, topic: Topic, watcher: Watcher): Promise<Present[]> {
    const now = Date.now();
    this.#store.begin(tenant, topic);
    this.#store.expire(now);
    this.#store.join(watcher, now + stays[watcher.by]);
    const state = this.#store.state;
    if (state !== null && state.registeredUntil < now + registersAhead) {
      await this.env.RELAY.getByName(tenant).watch(tenant, topic);
      this.#store.registered(now + registeredFor);
    }
    await this.#tellSoon();
    return this.#store.others(watcher.agent);
  }

  async leave(agent: AgentId): Promise<void> {
    this.#store.leave(agent);
    await this.#tellSoon();
  }

  async write(agent: AgentId, field: string | null): Promise<void> {
    this.#store.write(agent, field, Date.now() + writes);
    await this.#tellSoon();
  }

  async hint(seq: number): Promise<boolean> {
    this.#store.expire(Date.now());
    if (!this.#store.isWatched()) {
      this.#store.registered(0);
      return false;
    }
    this.#store.hint(seq);
    await this.#tellSoon();
    return true;
  }

  override async alarm(): Promise<void> {
    this.#store.expire(Date.now());
    await this.#tell();
  }

  /** Tells at once where the pause is over, at its end where it is not. */
  async #tellSoon(): Promise<void> {
    const now = Date.now();
    const isQuiet = (this.#store.state?.nextToldAt ?? 0) > now;
    // Where it is told at once, the alarm is for who is killed before that.
    await this.#arm(isQuiet ? now : now + pause);
    if (!isQuiet) this.ctx.waitUntil(this.#tell());
  }

  #tell(): Promise<void> {
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = null;
    });
    return this.#telling;
  }

  async #tellAll(): Promise<void> {
    const state = this.#store.state;
    const behind = this.#store.behind();
    let reached = true;
    if (state !== null && behind.length > 0) {
      this.#store.quietUntil(Date.now() + pause);
      const told = await Promise.all(behind.map((one) => this.#tellOne(state, one)));
      reached = told.every(Boolean);
    }
    await this.#arm(reached ? 0 : Date.now() + retryAfter);
  }

  /** Answers whether the agent was reached. One of whose pages none watches any more is gone. */
  async #tellOne({ tenant, topic, seq, presence }: TopicState, { agent, told, knows }: Behind): Promise<boolean> {
    const remote = agentOf(this.env, tenant, agent);
    try {
      const isThere =
        (told >= seq || (await remote.hint(topic, seq))) &&
        (knows >= presence || (await remote.people(topic, this.#store.others(agent))));
      if (isThere) this.#store.heard(agent, seq, presence);
      else this.#store.leave(agent);
      return true;
    } catch (error) {
      logFault(`${topic} ${agent}`, error);
      return false;
    }
  }

  /** Sets the alarm at whatever comes next: somebody to be told, or to be dropped. Never before `notBefore`. */
  async #arm(notBefore: number): Promise<void> {
    const { nextToldAt } = this.#store.state ?? { nextToldAt: 0 };
    const tellAt = this.#store.behind().length > 0 ? nextToldAt : Infinity;
    const at = Math.min(tellAt, this.#store.firstEnd() ?? Infinity);
    if (at < Infinity) await this.ctx.storage.setAlarm(Math.max(at, notBefore, Date.now()));
    else await this.ctx.storage.deleteAlarm();
  }
}
