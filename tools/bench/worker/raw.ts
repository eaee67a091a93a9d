import type { D1Database, ExecutionContext } from '@cloudflare/workers-types';
import type { Baseline } from './recording.ts';

/** What a Worker costs that only does what must be done: the statements, and JSON of their rows. */

const baselines = new Map<string, Baseline>();

export default {
  fetch: async (request: Request, env: { DB: D1Database }, execution: ExecutionContext): Promise<Response> => {
    const [, task = '', operation = '', repetition = ''] = new URL(request.url).pathname.split('/');
    if (task === 'health') return json('{"status":"ok"}');
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
    return json(JSON.stringify(rows));
  },
};

function json(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
