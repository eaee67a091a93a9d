/**
 * Every type of event with the facts it carries. Facts are ids, codes and numbers; never personal data (design §1):
 * what somebody wrote stands in the record itself, what a personal field was before stands in `event_private`.
 */
export interface EventFacts {
  customer_created: { number: string };
  customer_changed: { fields: string[] };
  contact_added: { contactId: string };
  contact_changed: { contactId: string; fields: string[] };
  address_added: { addressId: string };
  customer_note_added: { noteId: string };
  case_created: { number: string; priorityId: string; origin: string; parentId?: string };
  case_changed: {
    fields: string[];
    priority?: { from: string; to: string; hotAlert: boolean };
    statusReason?: { from: string; to: string };
  };
  case_resolved: {
    resolutionType: string;
    totalMinutes: number;
    billableMinutes: number;
    cancelledActivities: number;
    parentId?: string;
  };
  /** `parentId`: the case was closed with its parent. */
  case_cancelled: { parentId?: string };
  case_reactivated: { from: 'resolved' | 'cancelled' };
  /** On the case that went into another; what happens to it from now on happens to that one. */
  case_merged: { mergeId: string; masterId: string };
  case_unmerged: { mergeId: string; masterId: string };
  /** On the case that others went into. */
  cases_merged: { mergeId: string; caseIds: string[] };
  merge_undone: { mergeId: string; caseIds: string[] };
  /** On the child: it has a parent from now on, or none any more. */
  parent_set: { parentId: string };
  parent_removed: { parentId: string };
  similar_case_linked: { caseId: string };
  /** Whether what solved the other case helped here. */
  similar_case_judged: { caseId: string; helpful: boolean };
  /** The agent has settled the hot alert for the session; why is in the acknowledgement. */
  alert_acknowledged: { acknowledgementId: string };
  note_added: { noteId: string; internal: boolean };
  activity_added: { activityId: string; kind: string; state: string };
  activity_changed: { activityId: string; fields: string[] };
  activity_completed: { activityId: string };
  activity_cancelled: { activityId: string };
  activity_reopened: { activityId: string };
  /** It was still open when its time came. */
  activity_overdue: { activityId: string };
  order_created: { number: string; channelId: string };
  order_changed: { fields: string[] };
  line_added: { lineId: string; productId: string | null; quantity: number };
  line_changed: { lineId: string; quantity: { from: number; to: number } };
  line_removed: { lineId: string };
  payment_started: { paymentId: string; kind: string; amount: number; currency: string };
  payment_authorised: { paymentId: string; amount: number; currency: string };
  payment_paid: { paymentId: string; amount: number; currency: string };
  payment_declined: { paymentId: string; reason: string };
  payment_voided: { paymentId: string };
  order_submitted: { total: number; currency: string; recapHash: string };
  imported: { source: string };
  case_settings_changed: { fields: string[] };
  entitlement_created: Record<string, never>;
  entitlement_changed: { fields: string[] };
  entitlement_activated: Record<string, never>;
  entitlement_deactivated: Record<string, never>;
  entitlement_cancelled: Record<string, never>;
  /** A draft was made of one that is over. */
  entitlement_renewed: { renewalId: string };
  entitlement_default_changed: { isDefault: boolean };
  /** A case took terms (below zero) or gave them back; cases or minutes. */
  entitlement_terms_moved: { entitlementId: string; origin: string; terms: number };
  webhook_created: Record<string, never>;
  webhook_changed: { fields: string[] };
  webhook_deleted: Record<string, never>;
  webhook_secret_rotated: Record<string, never>;
  /** The receiver answered 410 Gone: nothing is sent there any more. */
  webhook_disabled: { because: 'gone' };
  /** An event was tried as often as events are and has not arrived; an admin must see to the receiver. */
  webhook_parked: { seq: number; attempts: number; lastAnswer: string };
}

export type EventType = keyof EventFacts;
export const entityKinds = ['customer', 'case', 'order', 'product', 'webhook', 'tenant', 'entitlement'] as const;
export type EntityKind = (typeof entityKinds)[number];

/** Who did what no person did. */
export const systemActor = 'callside';

const everyType: Record<EventType, true> = {
  customer_created: true,
  customer_changed: true,
  contact_added: true,
  contact_changed: true,
  address_added: true,
  customer_note_added: true,
  case_created: true,
  case_changed: true,
  case_resolved: true,
  case_cancelled: true,
  case_reactivated: true,
  case_merged: true,
  case_unmerged: true,
  cases_merged: true,
  merge_undone: true,
  parent_set: true,
  parent_removed: true,
  similar_case_linked: true,
  similar_case_judged: true,
  case_settings_changed: true,
  alert_acknowledged: true,
  note_added: true,
  activity_added: true,
  activity_changed: true,
  activity_completed: true,
  activity_cancelled: true,
  activity_reopened: true,
  activity_overdue: true,
  order_created: true,
  order_changed: true,
  line_added: true,
  line_changed: true,
  line_removed: true,
  payment_started: true,
  payment_authorised: true,
  payment_paid: true,
  payment_declined: true,
  payment_voided: true,
  order_submitted: true,
  imported: true,
  entitlement_created: true,
  entitlement_changed: true,
  entitlement_activated: true,
  entitlement_deactivated: true,
  entitlement_cancelled: true,
  entitlement_renewed: true,
  entitlement_default_changed: true,
  entitlement_terms_moved: true,
  webhook_created: true,
  webhook_changed: true,
  webhook_deleted: true,
  webhook_secret_rotated: true,
  webhook_disabled: true,
  webhook_parked: true,
};

/** Every type there is, for filters and documents; one that is forgotten here does not compile. */
export const eventTypes = Object.keys(everyType).filter((type): type is EventType => type in everyType);
