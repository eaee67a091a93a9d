import * as z from 'zod';
import { demoAssertion } from '../e2e/desk-process.ts';

const entitySchema = z.object({ id: z.string(), version: z.number().optional() });

/** A command that the desk has said to have carried out. */
export interface Acknowledged {
  type: string;
  /** The record that the event is about, or the note. */
  id: string;
  text: string;
}

/** A case that one worker alone changes, as it must be when all is told. */
export interface OwnCase {
  id: string;
  version: number;
  title: string;
  state: 'active' | 'resolved';
  customer: string;
}

interface Weather {
  /** Resolves when the desk can be reached. */
  readonly isUp: () => Promise<void>;
  readonly isOver: () => boolean;
  readonly done: (what: Acknowledged) => void;
}

/** One of those who work at the same time: sends a command, and sends it again until it is answered. */
export class Worker {
  readonly cases: OwnCase[] = [];
  readonly customers: string[] = [];
  readonly refused: string[] = [];
  readonly #url: string;
  readonly #name: string;
  readonly #agent: string;
  readonly #shared: readonly string[];
  readonly #weather: Weather;
  #token = '';
  #made = 0;

  constructor(url: string, name: string, agent: string, shared: readonly string[], weather: Weather) {
    this.#url = url;
    this.#name = name;
    this.#agent = agent;
    this.#shared = shared;
    this.#weather = weather;
  }

  /** Works until it is over. */
  async work(): Promise<void> {
    while (!this.#weather.isOver()) await this.#act(Math.random());
  }

  async customer(): Promise<string> {
    const name = `${this.#name} customer ${this.#count()}`;
    const made = await this.#send('POST', '/v1/customers', { kind: 'person', name });
    this.customers.push(made.id);
    this.#weather.done({ type: 'customer_created', id: made.id, text: name });
    return made.id;
  }

  async case(customer: string): Promise<OwnCase> {
    const title = `${this.#name} case ${this.#count()}`;
    const { id, version = 0 } = await this.#send('POST', '/v1/cases', { customerId: customer, title });
    const made: OwnCase = { id, version, title, state: 'active', customer };
    this.cases.push(made);
    this.#weather.done({ type: 'case_created', id, text: title });
    return made;
  }

  async #act(chance: number): Promise<void> {
    const own = this.cases[Math.floor(Math.random() * this.cases.length)];
    const customer = this.customers.at(-1) ?? (await this.customer());
    if (chance < 0.45) await this.#note();
    else if (chance < 0.55) await this.customer();
    else if (chance < 0.7 || own === undefined) await this.case(customer);
    else if (chance < 0.8) await this.#order(customer);
    else if (own.state === 'resolved') await this.#reactivate(own);
    else if (chance < 0.95) await this.#retitle(own);
    else await this.#resolve(own);
  }

  async #note(): Promise<void> {
    const about = this.#shared[Math.floor(Math.random() * this.#shared.length)] ?? '';
    const body = `${this.#name} note ${this.#count()}`;
    const made = await this.#send('POST', `/v1/cases/${about}/notes`, { body });
    this.#weather.done({ type: 'note_added', id: made.id, text: body });
  }

  async #order(customer: string): Promise<void> {
    const made = await this.#send('POST', '/v1/orders', { customerId: customer });
    this.#weather.done({ type: 'order_created', id: made.id, text: '' });
  }

  async #retitle(own: OwnCase): Promise<void> {
    const title = `${this.#name} title ${this.#count()}`;
    const made = await this.#send('PATCH', `/v1/cases/${own.id}`, { title }, own.version);
    Object.assign(own, { title, version: made.version });
    this.#weather.done({ type: 'case_changed', id: own.id, text: title });
  }

  async #resolve(own: OwnCase): Promise<void> {
    const made = await this.#send('POST', `/v1/cases/${own.id}/resolve`, { resolution: 'Done' }, own.version);
    Object.assign(own, { state: 'resolved', version: made.version });
    this.#weather.done({ type: 'case_resolved', id: own.id, text: '' });
  }

  async #reactivate(own: OwnCase): Promise<void> {
    const made = await this.#send('POST', `/v1/cases/${own.id}/reactivate`, {}, own.version);
    Object.assign(own, { state: 'active', version: made.version });
    this.#weather.done({ type: 'case_reactivated', id: own.id, text: '' });
  }

  #count(): number {
    this.#made += 1;
    return this.#made;
  }

  /** Sends a command under one key until there is an answer. */
  async #send(method: string, path: string, body: unknown, version?: number): Promise<z.output<typeof entitySchema>> {
    const key = crypto.randomUUID();
    for (;;) {
      try {
        const answer = await fetch(this.#url + path, {
          method,
          headers: {
            origin: this.#url,
            authorization: `Bearer ${this.#token}`,
            'content-type': 'application/json',
            'idempotency-key': key,
            ...(version !== undefined && { 'if-match': `"${version}"` }),
          },
          body: JSON.stringify(body),
        });
        const json: unknown = await answer.json();
        if (answer.ok) return entitySchema.parse(json);
        if (answer.status === 401) await this.#signIn();
        else if (answer.status < 500) {
          this.refused.push(`${method} ${path}: ${answer.status} ${JSON.stringify(json).slice(0, 300)}`);
          throw new Error(this.refused.at(-1));
        }
      } catch (error) {
        if (this.refused.length > 0) throw error;
        await this.#weather.isUp();
      }
    }
  }

  async #signIn(): Promise<void> {
    const { token: assertion, publishableKey } = await demoAssertion(this.#url, this.#agent);
    const answer = await fetch(`${this.#url}/v1/sessions`, {
      method: 'POST',
      headers: { origin: this.#url, 'content-type': 'application/json' },
      body: JSON.stringify({ publishableKey, assertion }),
    });
    const session: unknown = await answer.json();
    this.#token = z.object({ token: z.string() }).parse(session).token;
  }
}
