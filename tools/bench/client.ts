import { Agent, request as send } from 'node:http';

/** What goes over the wire. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | null;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

class StaleConnection extends Error {}

/** Requests over connections that are kept. Node's own client, for it takes the least of the machine. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  /** A kept connection may be closed at the other end just when it is used again; then nothing of the request was read. */
  async send(wire: WireRequest): Promise<WireAnswer> {
    try {
      return await this.#sendOnce(wire);
    } catch (error) {
      if (error instanceof StaleConnection) return this.#sendOnce(wire);
      throw error;
    }
  }

  #sendOnce({ method, url, headers, body }: WireRequest): Promise<WireAnswer> {
    return new Promise((settle, refuse) => {
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const request = send(url.href, { method, agent: this.#agent, headers: { ...headers, ...length } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', refuse);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          settle({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      });
      request.on('error', (error) =>
        refuse(request.reusedSocket && 'code' in error && error.code === 'ECONNRESET' ? new StaleConnection() : error),
      );
      request.end(body ?? undefined);
    });
  }

  /** The answer's text. @throws Error where the answer is not a success. */
  async ask(request: WireRequest): Promise<string> {
    const { status, text } = await this.send(request);
    if (status >= 300) throw new Error(`${request.method} ${request.url.pathname} answered ${status}: ${text}`);
    return text;
  }

  close(): void {
    this.#agent.destroy();
  }
}
