import { DurableObject } from 'cloudflare:workers';
import * as z from 'zod';
import {
  closeCodes,
  pageMessageSchema,
  topicSchema,
  type LiveMessage,
  type PageMessage,
  type Present,
  type Topic,
} from '../../shared/live.ts';
import { databaseOf, Directory } from '../auth/directory.ts';
import { callerSchema, ticketLifetime } from '../auth/token.ts';
import { TenantDatabase } from '../db/database.ts';
import type { Env } from '../env.ts';
import type { Caller } from '../http/context.ts';
import { AgentStore, type AgentIdentity } from './agent-store.ts';
import { readSocketRequest, topicOf, type AgentRemote } from './live.ts';
import { scopeOf, standings } from './service.ts';

/** Milliseconds between two looks at the sockets: whose session has ended, who has gone silent, where the agent still is. */
const lookEvery = 60_000;

/** Milliseconds after which a page that does not even ping is gone; it pings every 25 seconds. */
const silentFor = 80_000;

/** Milliseconds that an agent is still there after a page was closed. */
const grace = 2_000;

/** The most sockets of one agent; the oldest gives way. */
const mostSockets = 16;

const attachedSchema = z.object({ caller: callerSchema, since: z.number(), topics: z.array(topicSchema) });
type Attached = z.infer<typeof attachedSchema>;

/**
 * An agent (design §3): the sockets of all pages that the agent has open, whatever host they are on. The sockets sleep with
 * the object and what each watches is attached to it; the storage knows where the agent is present. What a page is told is a
 * hint, so nothing of it needs to be kept: a page that was cut off asks where its topics stand when it is back.
 */
export class AgentObject extends DurableObject<Env> implements AgentRemote {
  readonly #store: AgentStore;
  readonly #directory: Directory;
  #turn: Promise<void> = Promise.resolve();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#store = new AgentStore(state.storage);
    this.#directory = new Directory(env.DB);
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    // Sockets that went with a crash have left nobody a word.
    if (this.#store.joined.length > 0) state.waitUntil(this.#inTurn(() => this.#settle()));
  }

  override async fetch(request: Request): Promise<Response> {
    const { caller: said, jti } = readSocketRequest(request);
    const caller = callerSchema.parse(said);
    const now = Date.now();
    if (!this.#store.useTicket(jti, now + 2 * ticketLifetime, now)) {
      return new Response(null, { status: 401 });
    }
    this.#store.is(caller);
    const { 0: page, 1: socket } = new WebSocketPair();
    this.ctx.acceptWebSocket(socket);
    attach(socket, { caller, since: now, topics: [] });
    for (const old of this.#sockets().slice(0, -mostSockets))
      old.socket.close(closeCodes.sessionEnded, 'too many pages');
    await this.#arm(now);
    return new Response(null, { status: 101, webSocket: page });
  }

  override async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    const attached = attachedTo(socket);
    const message = typeof text === 'string' ? readMessage(text) : null;
    if (message === null || attached === null) {
      socket.close(closeCodes.notUnderstood, 'not understood');
    } else if (attached.caller.until <= Date.now()) {
      socket.close(closeCodes.sessionEnded, 'session ended');
    } else if (message.type === 'watch') {
      await this.#inTurn(() => this.#watch(socket, message.topics));
    } else if (attached.topics.includes(message.topic)) {
      await topicOf(this.env, attached.caller.tenant, message.topic).write(attached.caller.agent, message.field);
    }
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    await this.#closed(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.#closed(socket);
  }

  async hint(topic: Topic, seq: number): Promise<boolean> {
    return this.#tell(topic, { type: 'hint', topic, seq });
  }

  async people(topic: Topic, people: Present[]): Promise<boolean> {
    return this.#tell(topic, { type: 'people', topic, people });
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    for (const { socket, attached } of this.#sockets()) {
      const heardAt = this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? attached.since;
      if (attached.caller.until <= now) socket.close(closeCodes.sessionEnded, 'session ended');
      else if (heardAt < now - silentFor) socket.close(1001, 'silent');
    }
    try {
      await this.#inTurn(async () => {
        await this.#settle();
        await Promise.all(this.#store.joined.map((topic) => this.#join(topic)));
      });
    } finally {
      await this.#arm(now);
    }
  }

  /** The socket watches these topics from now on and no others. */
  async #watch(socket: WebSocket, wanted: readonly Topic[]): Promise<void> {
    const attached = attachedTo(socket);
    if (attached === null) return;
    const { caller, topics: before } = attached;
    const added = wanted.filter((topic) => !before.includes(topic));
    const reached = await this.#reached(caller, added);
    attach(socket, {
      ...attached,
      topics: wanted.filter((topic) => before.includes(topic) || reached.includes(topic)),
    });
    for (const topic of added) if (!reached.includes(topic)) say(socket, { type: 'refused', topic });

    const people = new Map<Topic, Present[]>();
    for (const topic of reached) people.set(topic, await this.#join(topic));
    await this.#settle();
    // Only now: what is committed after the topic was joined comes as a hint, what was before it stands in this answer.
    for (const standing of await this.#standings(caller, reached)) {
      const { topic, seq, age } = standing;
      say(socket, { type: 'watching', topic, seq, age, people: people.get(topic) ?? [] });
    }
  }

  async #standings(caller: Caller, topics: readonly Topic[]): Promise<Awaited<ReturnType<typeof standings>>> {
    const now = Date.now();
    const tenant = await this.#directory.tenant(caller.tenant, now);
    if (tenant === null) return [];
    return standings(new TenantDatabase(databaseOf(this.env, tenant), tenant.id), topics, now);
  }

  /** The topics among these that are records which the session reaches. */
  async #reached(caller: Caller, topics: readonly Topic[]): Promise<Topic[]> {
    return (await this.#standings(caller, topics))
      .filter(({ topic, customer }) => scopeOf(caller, topic, customer) === null)
      .map(({ topic }) => topic);
  }

  async #join(topic: Topic): Promise<Present[]> {
    const { identity } = this.#store;
    if (identity === null) return [];
    this.#store.join(topic);
    const { tenant, agent, name } = identity;
    return topicOf(this.env, tenant, topic).join(tenant, topic, { agent, name, by: 'socket' });
  }

  /** Leaves the topics that no page watches any more. */
  async #settle(): Promise<void> {
    const { identity } = this.#store;
    if (identity === null) return;
    const watched = new Set(this.#sockets().flatMap(({ attached }) => attached.topics));
    for (const topic of this.#store.joined) if (!watched.has(topic)) await this.#leave(identity, topic);
  }

  async #leave({ tenant, agent }: AgentIdentity, topic: Topic): Promise<void> {
    await topicOf(this.env, tenant, topic).leave(agent);
    this.#store.leave(topic);
  }

  async #closed(socket: WebSocket): Promise<void> {
    const attached = attachedTo(socket);
    if (attached !== null) attach(socket, { ...attached, topics: [] });
    // A page that is loaded anew, or renews its session, is back in a moment: nobody need see it go.
    await this.ctx.storage.setAlarm(Date.now() + grace);
  }

  #tell(topic: Topic, message: LiveMessage): boolean {
    const watching = this.#sockets().filter(({ attached }) => attached.topics.includes(topic));
    for (const { socket } of watching) say(socket, message);
    return watching.length > 0;
  }

  /** The open sockets, the oldest first. */
  #sockets(): { socket: WebSocket; attached: Attached }[] {
    return this.ctx
      .getWebSockets()
      .flatMap((socket) => {
        const attached = socket.readyState === WebSocket.OPEN ? attachedTo(socket) : null;
        return attached === null ? [] : [{ socket, attached }];
      })
      .sort((one, other) => one.attached.since - other.attached.since);
  }

  /** One after the other: joining and leaving must not overtake each other on their way to a topic. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The next look: when a session ends, or after a while. None where there is nobody to look after. */
  async #arm(now: number): Promise<void> {
    const ends = this.#sockets().map(({ attached }) => attached.caller.until);
    if (ends.length === 0 && this.#store.joined.length === 0) return;
    await this.ctx.storage.setAlarm(Math.max(now + 1, Math.min(now + lookEvery, ...ends)));
  }
}

function attach(socket: WebSocket, attached: Attached): void {
  socket.serializeAttachment(attached);
}

function attachedTo(socket: WebSocket): Attached | null {
  const read = attachedSchema.safeParse(socket.deserializeAttachment());
  return read.success ? read.data : null;
}

function say(socket: WebSocket, message: LiveMessage): void {
  try {
    socket.send(JSON.stringify(message));
  } catch (error) {
    // It is closing: its page asks again when it is back.
    if (socket.readyState === WebSocket.OPEN) throw error;
  }
}

function readMessage(text: string): PageMessage | null {
  try {
    const said: unknown = JSON.parse(text);
    const read = pageMessageSchema.safeParse(said);
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
