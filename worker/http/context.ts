import type { AgentId, CaseId, CustomerId, TenantId } from '../../shared/ids.ts';
import type { Role } from '../../shared/sessions.ts';
import type { Tenant } from '../auth/directory.ts';
import type { TenantDatabase } from '../db/database.ts';
import type { Relay } from '../events/relay.ts';
import type { Live } from '../live/live.ts';
import { refuse, type Refusal } from './outcome.ts';

/** Who makes the request, as the session token says. */
export interface Caller {
  tenant: TenantId;
  agent: AgentId;
  name: string;
  role: Role;
  /** The only origin the token serves; null for an integration. */
  origin: string | null;
  /** When the session ends, in milliseconds. */
  until: number;
  /** What the session is bound to; it reaches nothing else. */
  boundTo: { customer: CustomerId | null; case: CaseId | null };
}

/** What a query has at hand. `now` is in milliseconds. */
export interface Context {
  db: TenantDatabase;
  tenant: Tenant;
  caller: Caller;
  now: number;
  requestId: string;
  /** Work that the answer does not wait for. */
  afterwards: (work: Promise<unknown>) => void;
  relay: Relay;
  live: Live;
  /** Whether webhooks may go to private addresses, as on a local desk. */
  anyWebhookAddress: boolean;
}

/** What a command has besides: the key that makes it happen once, and the version it was decided on. */
export interface CommandContext extends Context {
  idempotency: { key: string; fingerprint: string } | null;
  expectedVersion: number | null;
  /** The status of the answer when it is done, stored with it. */
  successStatus: number;
}

/** Refuses a record that the session is not bound to (design §2, Identity). */
export function outOfScope(
  caller: Pick<Caller, 'boundTo'>,
  record: { customer: CustomerId | null; case?: CaseId | null },
): Refusal | null {
  const { boundTo } = caller;
  if (boundTo.case !== null) return record.case === boundTo.case ? null : refuse('out_of_scope');
  if (boundTo.customer !== null) return record.customer === boundTo.customer ? null : refuse('out_of_scope');
  return null;
}

/** Refuses a command on a record that has moved on; the answer carries the record as it is now. */
export function staleVersion(command: CommandContext, current: { version: number }): Refusal | null {
  if (command.expectedVersion === null || command.expectedVersion === current.version) return null;
  return refuse('stale_version', { current });
}
