import { createServer, type Server } from 'node:http';
import * as z from 'zod';

const messageSchema = z.object({
  type: z.string(),
  data: z.object({ seq: z.number(), entity: z.string(), facts: z.record(z.string(), z.unknown()) }),
});

/** A receiver of webhooks that outlives the desk: what it was told, and what was wrong with that. */
export class Receiver {
  readonly url: string;
  /** The type and record of each event by its place in the log. */
  readonly told = new Map<number, string>();
  readonly faults: string[] = [];
  /** How many messages came again. */
  repeats = 0;
  readonly #server: Server;
  readonly #ids = new Map<number, string>();
  readonly #last = new Map<string, number>();
  readonly #known = new Set<string>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}/hooks`;
  }

  static open(): Promise<Receiver> {
    return new Promise((resolve) => {
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          receiver.#take(String(request.headers['webhook-id']), Buffer.concat(chunks).toString());
          response.writeHead(204).end();
        });
      });
      let receiver: Receiver;
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        receiver = new Receiver(server, typeof address === 'object' && address !== null ? address.port : 0);
        resolve(receiver);
      });
    });
  }

  /** Whether an event of this type has come about this record, or with it among its facts. */
  knows(type: string, id: string): boolean {
    return this.#known.has(`${type} ${id}`);
  }

  count(type: string): number {
    return [...this.told.values()].filter((one) => one === type).length;
  }

  /** The places in the log between the first and the last that never came. */
  get gaps(): number[] {
    const places = [...this.told.keys()];
    const missing: number[] = [];
    for (let seq = Math.min(...places); seq < Math.max(...places); seq += 1) if (!this.told.has(seq)) missing.push(seq);
    return missing;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(id: string, body: string): void {
    const json: unknown = JSON.parse(body);
    const { type, data } = messageSchema.parse(json);
    const { seq, entity, facts } = data;
    const known = this.#ids.get(seq);
    if (known !== undefined && known !== id) this.faults.push(`event ${seq} came as ${known} and as ${id}`);
    if (known !== undefined) {
      this.repeats += 1;
      return;
    }
    const last = this.#last.get(entity) ?? 0;
    if (seq < last) this.faults.push(`event ${seq} of ${entity} came after ${last}`);
    this.#last.set(entity, Math.max(seq, last));
    this.#ids.set(seq, id);
    this.told.set(seq, type);
    this.#known.add(`${type} ${entity}`);
    if (typeof facts['noteId'] === 'string') this.#known.add(`${type} ${facts['noteId']}`);
  }
}
