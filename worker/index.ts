import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types';
import { createApp } from './app.ts';
import { Directory } from './auth/directory.ts';
import { purgeExpired } from './auth/service.ts';
import type { Env } from './env.ts';

const app = createApp();

export { RelayObject } from './events/relay-object.ts';
export { AgentObject } from './live/agent-object.ts';
export { TopicObject } from './live/topic-object.ts';

export default {
  fetch: app.fetch,
  scheduled: async (controller: ScheduledController, env: Env, execution: ExecutionContext): Promise<void> => {
    execution.waitUntil(purgeExpired(env, new Directory(env.DB), controller.scheduledTime));
    await Promise.resolve();
  },
};
