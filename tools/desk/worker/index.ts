import type { ExecutionContext } from '@cloudflare/workers-types';
import { createApp } from '../../../worker/app.ts';
import type { RequestRecord } from '../../../worker/http/log.ts';
import { assertion } from './assertion.ts';
import type { DeskEnv } from './env.ts';
import { page } from './site.ts';

export { RelayObject } from '../../../worker/events/relay-object.ts';
export { AgentObject } from '../../../worker/live/agent-object.ts';
export { TopicObject } from '../../../worker/live/topic-object.ts';

const app = createApp({ log: onlyFaults });

/** The API as it is deployed, with what only a local desk has around it: the host's pages and the host's backend. */
export default {
  fetch: async (request: Request, env: DeskEnv, execution: ExecutionContext): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/v1/')) return app.fetch(request, env, execution);
    if (pathname === '/demo/assertion') return assertion(request, env);
    return page(request, env);
  },
};

function onlyFaults(record: RequestRecord): void {
  if (record.level === 'error') console.error(JSON.stringify(record));
}
