import type { D1Database, D1PreparedStatement, D1Result, ExecutionContext } from '@cloudflare/workers-types';
import { createApp } from '../../../worker/app.ts';
import type { Env } from '../../../worker/env.ts';
import type { Recording, Trip, Value } from './recording.ts';

export { RelayObject } from '../../../worker/events/relay-object.ts';
export { AgentObject } from '../../../worker/live/agent-object.ts';
export { TopicObject } from '../../../worker/live/topic-object.ts';

/** The API with a D1 in between that writes down what is asked of it. It takes one request at a time. */

const app = createApp({ log: () => {} });
let trips: Trip[] = [];
let answered = false;
let running = 0;

export default {
  fetch: async (request: Request, env: Env, execution: ExecutionContext): Promise<Response> => {
    const waiting: Promise<unknown>[] = [];
    const watching = instead(execution, { waitUntil: (work: Promise<unknown>) => void waiting.push(work) });
    const database = (recorded ??= recording(env.DB));
    [trips, answered, running] = [[], false, 0];
    const response = await app.fetch(request, { ...env, DB: database }, watching);
    answered = true;
    const body = await response.text();
    await Promise.all(waiting);
    const record: Recording = { status: response.status, body, trips };
    return Response.json(record);
  },
};

/** Kept, because the API remembers its tenants by the database that they were read from. */
let recorded: D1Database | undefined;

function recording(database: D1Database): D1Database {
  const known = new WeakMap<D1PreparedStatement, { sql: string; values: Value[] }>();
  const batch = async (statements: D1PreparedStatement[]): Promise<D1Result[]> => {
    const told = statements.map((statement) => known.get(statement));
    if (running > 0 && !answered) throw new Error('two trips at once: the baseline would make them one by one');
    running += 1;
    const trip: Trip = {
      statements: told.filter((one) => one !== undefined),
      aside: false,
      rowsRead: 0,
      rowsWritten: 0,
    };
    trips.push(trip);
    const results = await database.batch(statements);
    running -= 1;
    trip.aside = answered;
    for (const { meta } of results) {
      trip.rowsRead += meta.rows_read;
      trip.rowsWritten += meta.rows_written;
    }
    return results;
  };
  const prepare = (sql: string): D1PreparedStatement => watch(database.prepare(sql), { sql, values: [] });
  const watch = (statement: D1PreparedStatement, what: { sql: string; values: Value[] }): D1PreparedStatement => {
    known.set(statement, what);
    const bind = statement.bind.bind(statement);
    statement.bind = (...values: Value[]) => watch(bind(...values), { sql: what.sql, values });
    return statement;
  };
  return instead(database, { prepare, batch });
}

/** The object with some of its methods replaced. */
function instead<Whole extends object>(whole: Whole, methods: Record<string, unknown>): Whole {
  return new Proxy(whole, {
    get: (target, name): unknown => {
      if (typeof name === 'string' && name in methods) return methods[name];
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
