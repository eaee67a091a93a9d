import 'callside';
import 'callside/fr.js';
import type { CallsideCasePanel, CaseSelectEvent, Selection } from 'callside';
import { CallsideAlertBanner } from 'callside/alert-banner.js';
import type { AlertEditEvent } from 'callside/cs-alert-banner.js';
import type { Case, Customer, Money, Order } from 'callside/contract';

const panel: CallsideCasePanel = document.createElement('cs-case-panel');
panel.caseId = 'cas_1';
panel.readonly = true;
const open: Case | null = panel.data;
const state: 'active' | 'resolved' | 'cancelled' | undefined = open?.state;
// @ts-expect-error a scalar has its type
panel.caseId = 7;
// @ts-expect-error what was read cannot be set
panel.data = null;
// @ts-expect-error no such property
panel.caseID = 'cas_1';
// @ts-expect-error not public
panel.internals.states.clear();

panel.addEventListener('cs-case-select', (event) => {
  const same: CaseSelectEvent = event;
  const title: string = same.detail.case.title;
  // @ts-expect-error the detail is no `any`
  const wrong: number = event.detail.case.title;
  return [title, wrong];
});
document.addEventListener('cs-order-payment', (event) => {
  const amount: Money = event.detail.amount;
  event.provide(Promise.resolve(String(amount.amount)));
  // @ts-expect-error a token is text
  event.provide(amount);
});

const lookup = document.createElement('cs-customer-lookup');
lookup.searchBy = 'phone';
// @ts-expect-error not one of the kinds
lookup.searchBy = 'fax';

const provider = document.querySelector('cs-provider');
if (provider) {
  provider.theme = 'dark';
  provider.getToken = async (_current, { signal }) => String(signal.aborted);
  const { customer }: Selection = provider.selection;
  provider.selection = { customer: customer && { id: customer.id } };
}

const banner = new CallsideAlertBanner();
const most: number = banner.max;
export function told(event: AlertEditEvent, customer: Customer, order: Order): unknown[] {
  const id: string = event.detail.alert.caseId;
  // @ts-expect-error no such field of the contract
  const none = customer.fax;
  // @ts-expect-error an answer is no `any`
  const total: string = order.total;
  return [id, none, total, customer.version, most, state];
}
