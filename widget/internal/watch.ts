import type { ReactiveController } from 'lit';
import type { Present } from '../../shared/live.ts';
import type { ApiClient } from '../client/api.ts';
import type { CallsideElement } from './element.ts';

/** What is shown of a record: `renew` reads it again, quietly. */
interface Shown {
  renew(): void;
}

/** Follows a record that an element shows: reads it again when it was changed elsewhere, and knows who else has it open. */
export class Watch {
  readonly #host: CallsideElement;
  readonly #topic: () => string | null;
  readonly #shown: Shown;
  #client: ApiClient | null = null;
  #watched: string | null = null;
  #end: () => void = () => undefined;
  #field: string | null = null;
  #saidAt = 0;

  /** `topic` is the id of the record that is shown now; `news` tells of changes on this page, before anybody else does. */
  constructor(
    host: CallsideElement,
    topic: () => string | null,
    shown: Shown,
    news?: (moved: () => void) => ReactiveController,
  ) {
    this.#host = host;
    this.#topic = topic;
    this.#shown = shown;
    if (news) host.addController(news(() => topic() && shown.renew()));
    host.addController({ hostUpdate: () => this.#follow(), hostDisconnected: () => this.#turn(null, null) });
  }

  /** Who else has it open. */
  get people(): readonly Present[] {
    return (this.#watched && this.#client?.live.people(this.#watched)) || [];
  }

  /** The name of somebody else who is writing in this field. */
  writerIn(field: string): string | undefined {
    return this.people.find((one) => one.field === field)?.agent.name;
  }

  /** The agent writes in this field, or with null in none. Said anew while it goes on. */
  write(field: string | null): void {
    if (!this.#watched || (field === this.#field && (!field || Date.now() - this.#saidAt < saysEvery))) return;
    this.#field = field;
    this.#saidAt = Date.now();
    this.#client?.live.write(this.#watched, field);
  }

  #follow(): void {
    this.#turn(this.#host.client, this.#topic());
  }

  #turn(client: ApiClient | null, topic: string | null): void {
    if (client === this.#client && topic === this.#watched) return;
    this.write(null);
    this.#end();
    this.#client = client;
    this.#watched = topic;
    this.#end =
      client && topic
        ? client.live.watch({ topic, moved: () => this.#shown.renew(), peopled: () => this.#host.requestUpdate() })
        : () => undefined;
  }
}

/** Milliseconds after which somebody who goes on writing says so again; it holds for eight seconds. */
const saysEvery = 4_000;
