import type { Page } from '../../shared/common.ts';
import type { Alert } from '../../shared/customers.ts';
import type { CustomerId } from '../../shared/ids.ts';
import { customerRef, logAccess } from '../customers/service.ts';
import { outOfScope, type Context } from '../http/context.ts';
import { done, refuse, type QueryOutcome } from '../http/outcome.ts';
import { hotAlertsOf } from './store.ts';

/** More than anybody can act upon at once; the most urgent stand first. */
const mostShown = 100;

/**
 * The hot alerts of a customer. They are derived (A37): an alert is there as long as its case is active and its
 * priority is marked as hot.
 */
export async function listAlerts(context: Context, customer: CustomerId): Promise<QueryOutcome<Page<Alert>>> {
  const owner = customerRef(customer);
  const alerts = hotAlertsOf(customer, mostShown);
  const rows = await context.db.read([owner, alerts]);
  if (rows.first(owner) === undefined) return refuse('not_found');
  const scope = outOfScope(context.caller, { customer });
  if (scope !== null) return scope;
  logAccess(context, customer, 'alerts_read');
  return done({ items: rows.all(alerts), next: null });
}
