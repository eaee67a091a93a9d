import type { LiveMessage, LiveTicket, Present, Standing } from '../../shared/live.ts';
import type { ApiClient } from './api.ts';
import { pauseBefore } from './wait.ts';
import type { Timing } from './wait.ts';

/** Somebody who shows a record and wants to know. */
export interface Watching {
  readonly topic: string;
  /** The record is newer than what was read: read it again. */
  moved(): void;
  /** Others came, went, or write elsewhere. */
  peopled(): void;
}

/** What is known of a record that is watched. */
interface Known {
  /** The last event; null before anything was told. */
  seq: number | null;
  since: number;
  people: readonly Present[];
}

/** Sockets that fail so often in a row are taken to be forbidden: then the page asks for a while, in milliseconds. */
const mostFailures = 3;
const asksFor = 120_000;
const pingEvery = 25_000;
/** What happened and when it was committed are not of one instant. */
const margin = 2_000;
/** The API has no such thing, or lets this page have none. */
const hopeless = [403, 404, 405];

/**
 * Tells when a record that is shown was changed elsewhere, and who else has it open: over one socket for all elements, or by
 * asking every few seconds where sockets are forbidden. It only ever says that there is something newer. Between two
 * sockets nothing is missed: what happened meanwhile has a later place in the log.
 */
export class Live {
  readonly #client: ApiClient;
  readonly #timing: Timing;
  readonly #watching = new Set<Watching>();
  readonly #known = new Map<string, Known>();
  readonly #stop = new AbortController();
  #socket: WebSocket | null = null;
  #runs = false;
  #failures = 0;
  #asksUntil = 0;
  #field: string | null = null;

  constructor(client: ApiClient, timing: Timing) {
    this.#client = client;
    this.#timing = timing;
  }

  /** Begins to watch; the answer ends it. */
  watch(watching: Watching): () => void {
    const { topic } = watching;
    this.#watching.add(watching);
    if (!this.#known.has(topic)) {
      this.#known.set(topic, { seq: null, since: this.#timing.now(), people: [] });
      this.#renew();
    }
    return () => {
      this.#watching.delete(watching);
      if ([...this.#watching].some((one) => one.topic === topic)) return;
      this.#known.delete(topic);
      this.#renew();
    };
  }

  /** Who else has the record open. */
  people(topic: string): readonly Present[] {
    return this.#known.get(topic)?.people ?? [];
  }

  /** Says in which field of a record somebody writes here; it holds for some seconds. Null: in none. */
  write(topic: string, field: string | null): void {
    this.#field = field;
    this.#say({ type: 'write', topic, field });
  }

  stop(): void {
    this.#stop.abort();
    this.#socket?.close();
  }

  /** Tells what is watched now; what changes in one go is told once. */
  #renew(): void {
    queueMicrotask(() => {
      this.#say({ type: 'watch', topics: this.#topics });
      if (!this.#runs) void this.#run();
    });
  }

  get #topics(): string[] {
    return [...this.#known.keys()];
  }

  async #run(): Promise<void> {
    this.#runs = true;
    const { signal } = this.#stop;
    for (let pause: number | null = 0; pause !== null && this.#known.size > 0 && !signal.aborted;) {
      pause = this.#timing.now() < this.#asksUntil ? await this.#ask() : await this.#listen();
      if (pause) await this.#timing.sleep(pause, signal);
    }
    this.#runs = false;
  }

  /** Keeps a socket as long as it holds; answers after which pause to go on, null when there is no going on. */
  async #listen(): Promise<number | null> {
    const { signal } = this.#stop;
    const ticket = await this.#client.post<LiveTicket>('/v1/live/tickets', {}, { signal });
    if (!ticket.ok) {
      return ticket.kind === 'problem' && hopeless.includes(ticket.problem.status) ? null : this.#pause();
    }
    if (await this.#open(ticket.value.ticket)) return 0;
    if (this.#failures + 1 >= mostFailures) this.#asksUntil = this.#timing.now() + asksFor;
    return this.#pause();
  }

  /** Asks once; answers when to ask again. */
  async #ask(): Promise<number> {
    const query = { topics: this.#topics.join(), field: this.#field };
    const { signal } = this.#stop;
    const asked = await this.#client.get<{ topics: Standing[]; wait: number }>('/v1/live/topics', { query, signal });
    if (!asked.ok) return this.#pause();
    for (const standing of asked.value.topics) this.#hear({ type: 'watching', ...standing });
    return asked.value.wait;
  }

  #pause(): number {
    this.#failures += 1;
    return pauseBefore(this.#failures, null, this.#timing);
  }

  /** Resolves when the socket is closed: whether it ever was open. */
  #open(ticket: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = this.#client.socket(`/v1/live?ticket=${ticket}`);
      if (!socket) return resolve(false);
      let opened = false;
      let silent = 0;
      const beat = setInterval(() => {
        silent += 1;
        if (silent > 2) socket.close();
        else if (opened) socket.send('ping');
      }, pingEvery);
      this.#socket = socket;
      socket.onopen = () => {
        opened = true;
        this.#failures = 0;
        this.#say({ type: 'watch', topics: this.#topics });
      };
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        silent = 0;
        if (data !== 'pong') this.#hear(JSON.parse(data) as LiveMessage);
      };
      socket.onclose = () => {
        clearInterval(beat);
        this.#socket = null;
        resolve(opened);
      };
    });
  }

  #say(message: object): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  #hear(message: LiveMessage): void {
    const known = this.#known.get(message.topic);
    if (!known || message.type === 'refused') return;
    if (message.type === 'people' || message.type === 'watching') known.people = message.people;
    if (message.type === 'hint' || message.type === 'watching') {
      const before = known.seq;
      known.seq = Math.max(before ?? 0, message.seq);
      const isNews =
        before !== null || message.type === 'hint'
          ? message.seq > (before ?? 0)
          : message.age !== null && message.age < this.#timing.now() - known.since + margin;
      if (isNews) this.#each(message.topic, (one) => one.moved());
    }
    this.#each(message.topic, (one) => one.peopled());
  }

  #each(topic: string, tell: (watching: Watching) => void): void {
    for (const one of [...this.#watching]) if (one.topic === topic) tell(one);
  }
}
