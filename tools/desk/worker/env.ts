import type { Fetcher } from '@cloudflare/workers-types';
import type { Env } from '../../../worker/env.ts';

/** What the local desk binds besides the API's own bindings. */
export interface DeskEnv extends Env {
  /** The files of the host's pages and of the widget. */
  SITE: Fetcher;
  DEMO: DemoSigner;
}

/** What the host's backend has: the key to say who is at the desk. */
export type DemoSigner = {
  publishableKey: string;
  kid: string;
  /** The externalId of the agent who is at the desk where no other is named. */
  clerk: string;
  /** A private JWK as JSON. */
  privateKey: string;
};
