import type { D1Migration } from 'cloudflare:test';
import type { Env as WorkerEnv } from '../../worker/env.ts';
import type * as worker from '../../worker/index.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      RELAY: DurableObjectNamespace<worker.RelayObject>;
      AGENTS: DurableObjectNamespace<worker.AgentObject>;
      TOPICS: DurableObjectNamespace<worker.TopicObject>;
      /** The files of migrations/, read by vitest.config.ts. */
      TEST_MIGRATIONS: D1Migration[];
      /** How many random histories of cases are tried; CALLSIDE_HISTORIES makes it thousands. */
      HISTORIES: string;
    }
    interface GlobalProps {
      mainModule: typeof worker;
    }
  }
}
