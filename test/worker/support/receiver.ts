import * as z from 'zod';

const receivedSchema = z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() }));

const messageSchema = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    seq: z.number(),
    entityKind: z.string(),
    entity: z.string(),
    customer: z.string().nullable(),
    actor: z.string(),
    requestId: z.string(),
    facts: z.unknown(),
  }),
});

/** A receiver of webhooks on the internet that the tests have (tools/test/internet.ts). */
export class Receiver {
  readonly url = `https://hooks.halden-cycles.com/${crypto.randomUUID()}`;

  /** The statuses it answers next, 204 after these. */
  async answers(...statuses: number[]): Promise<void> {
    await fetch(this.url, { method: 'PUT', body: JSON.stringify(statuses) });
  }

  /** What has come, in the order of its coming. */
  async received() {
    const received = receivedSchema.parse(await (await fetch(this.url)).json());
    return received.map(({ headers, body }) => {
      const json: unknown = JSON.parse(body);
      return { headers, body, message: messageSchema.parse(json) };
    });
  }

  /** What has come once it is so many, in four seconds at most. */
  async receivedOnce(count: number) {
    for (let tries = 0; tries < 200; tries += 1) {
      const received = await this.received();
      if (received.length >= count) return received;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.received();
  }
}
