import type { Page } from '../../shared/common.ts';
import type { AcknowledgeAlert, Alert } from '../../shared/customers.ts';
import { newId, type CaseId, type CustomerId } from '../../shared/ids.ts';
import { customerRef, logAccess } from '../customers/service.ts';
import { commit, load } from '../db/commit.ts';
import { outOfScope, type CommandContext, type Context } from '../http/context.ts';
import { done, refuse, type CommandOutcome, type QueryOutcome } from '../http/outcome.ts';
import { guardAlert, hotAlertsOf, insertAcknowledgement } from './store.ts';

/** More than anybody can act upon at once; the most urgent stand first. */
const mostShown = 100;

/**
 * The hot alerts of a customer. They are derived (A37): an alert is there as long as its case is active and its
 * priority is marked as hot.
 */
export async function listAlerts(context: Context, customer: CustomerId): Promise<QueryOutcome<Page<Alert>>> {
  const owner = customerRef(customer);
  const alerts = hotAlertsOf(customer, context.caller.agent, mostShown);
  const rows = await context.db.read([owner, alerts]);
  if (rows.first(owner) === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer });
  if (scope !== null) return scope;
  logAccess(context, customer, 'alerts_read');
  return done({ items: rows.all(alerts), next: null });
}

/** Settles an alert for as long as the agent is at the desk (domain §2B.15). For everybody else it stays. */
export async function acknowledgeAlert(
  command: CommandContext,
  customer: CustomerId,
  id: CaseId,
  { reason }: AcknowledgeAlert,
): Promise<CommandOutcome<Alert>> {
  const { agent } = command.caller;
  const alerts = hotAlertsOf(customer, agent, mostShown);
  const loaded = await load(command, [alerts]);
  if (loaded.kind !== 'loaded') return loaded;
  const scope = outOfScope(command.caller, { customer });
  if (scope !== null) return scope;
  const alert = loaded.rows.all(alerts).find(({ caseId }) => caseId === id);
  if (alert === undefined) return refuse('not_found');
  const acknowledgementId = newId('acknowledgement');
  return commit(command, {
    value: { ...alert, acknowledged: { at: new Date(command.now).toISOString(), reason } },
    guards: [guardAlert(id)],
    changes: [insertAcknowledgement(acknowledgementId, id, agent, command.now, reason)],
    events: [{ entityKind: 'case', entity: id, customer, type: 'alert_acknowledged', facts: { acknowledgementId } }],
  });
}
