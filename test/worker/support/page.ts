import * as z from 'zod';
import { liveTicketSchema, presentSchema, type PageMessage, type Topic } from '../../../shared/live.ts';
import { hostOrigin, type Client, type Desk } from './desk.ts';

const messageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('watching'),
    topic: z.string(),
    seq: z.number(),
    age: z.number().nullable(),
    people: z.array(presentSchema),
  }),
  z.strictObject({ type: z.literal('hint'), topic: z.string(), seq: z.number() }),
  z.strictObject({ type: z.literal('people'), topic: z.string(), people: z.array(presentSchema) }),
  z.strictObject({ type: z.literal('refused'), topic: z.string() }),
]);
type Message = z.output<typeof messageSchema>;

/** A page that somebody has open: its socket, and all that it was told. */
export class Page {
  readonly told: Message[] = [];
  closed: { code: number } | null = null;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (data === 'pong') return;
      const said: unknown = JSON.parse(String(data));
      this.told.push(messageSchema.parse(said));
    });
    socket.addEventListener('close', ({ code }) => {
      this.closed = { code };
    });
    socket.accept();
  }

  /** Opens a page of somebody and watches these records. */
  static async open(desk: Desk, client: Client, topics: Topic[], origin: string | null = hostOrigin): Promise<Page> {
    const { ticket } = (await client.post('/v1/live/tickets', {}, { key: null })).as(liveTicketSchema);
    const { webSocket } = await desk.upgrade(ticket, origin);
    if (webSocket === null) throw new Error('no socket was opened');
    const page = new Page(webSocket);
    if (topics.length > 0) page.say({ type: 'watch', topics });
    for (const topic of topics) await page.once((one) => one.type === 'watching' && one.topic === topic);
    return page;
  }

  say(message: PageMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  close(): void {
    this.#socket.close(1000, 'left');
  }

  /** The first message of a kind, in three seconds at most. */
  async once(wanted: (message: Message) => boolean): Promise<Message> {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = this.told.find(wanted);
      if (found !== undefined) return found;
      await sleep(10);
    }
    throw new Error(`not told; told was ${JSON.stringify(this.told)}`);
  }

  /** The last place in the log that the page knows of for a record. */
  seq(topic: Topic): number {
    return Math.max(
      0,
      ...this.told.flatMap((one) =>
        one.topic === topic && (one.type === 'hint' || one.type === 'watching') ? [one.seq] : [],
      ),
    );
  }

  /** Waits until others are there as wanted: their names, with the field they write in. */
  async sees(topic: Topic, wanted: string[]): Promise<void> {
    let seen: string[] = [];
    for (let tries = 0; tries < 500; tries += 1) {
      const last = this.told.findLast(
        (one) => one.topic === topic && (one.type === 'people' || one.type === 'watching'),
      );
      const people = last?.type === 'people' || last?.type === 'watching' ? last.people : [];
      seen = people.map(({ agent, field }) => (field === null ? agent.name : `${agent.name}: ${field}`)).sort();
      if (seen.join() === wanted.sort().join()) return;
      await sleep(10);
    }
    throw new Error(`sees ${seen.join()} instead of ${wanted.join()}`);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
