import type { D1Database, ExecutionContext } from '@cloudflare/workers-types';
import { DurableObject } from 'cloudflare:workers';
import type { Baseline } from './recording.ts';

/** Sockets that are told at once whatever the object is told: the least that a push can be. */
export class EchoObject extends DurableObject {
  override async fetch(): Promise<Response> {
    const { 0: page, 1: socket } = new WebSocketPair();
    this.ctx.acceptWebSocket(socket);
    return new Response(null, { status: 101, webSocket: page });
  }

  tell(text: string): void {
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }
}

interface Env {
  DB: D1Database;
  ECHO: DurableObjectNamespace<EchoObject>;
}

/** What a Worker costs that only does what must be done: the statements, and JSON of their rows. */

const baselines = new Map<string, Baseline>();

export default {
  fetch: async (request: Request, env: Env, execution: ExecutionContext): Promise<Response> => {
    const [, task = '', operation = '', repetition = ''] = new URL(request.url).pathname.split('/');
    if (task === 'health') return json('{"status":"ok"}');
    if (task === 'socket') return env.ECHO.getByName('one').fetch(request);
    if (task === 'learn') {
      baselines.set(operation, await request.json<Baseline>());
      return json('{}');
    }
    const baseline = baselines.get(operation);
    const values = baseline?.repetitions[Number(repetition)];
    if (baseline === undefined || values === undefined) return new Response(null, { status: 404 });

    let rows: unknown[][] = [];
    for (const [place, { sql, aside }] of baseline.trips.entries()) {
      const bound = values[place] ?? [];
      const batch = env.DB.batch(sql.map((text, nth) => env.DB.prepare(text).bind(...(bound[nth] ?? []))));
      if (aside) execution.waitUntil(batch);
      else if (place === 0) rows = (await batch).map(({ results }) => results);
      else await batch;
    }
    if (task === 'push') execution.waitUntil(env.ECHO.getByName('one').tell(repetition));
    return json(JSON.stringify(rows));
  },
};

function json(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
