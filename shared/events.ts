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
  case_created: { number: string; priorityId: string; origin: string };
  case_changed: {
    fields: string[];
    priority?: { from: string; to: string; hotAlert: boolean };
    statusReason?: { from: string; to: string };
  };
  case_resolved: { resolutionType: string; totalMinutes: number; billableMinutes: number; cancelledActivities: number };
  case_cancelled: Record<string, never>;
  case_reactivated: { from: 'resolved' | 'cancelled' };
  note_added: { noteId: string; internal: boolean };
  activity_added: { activityId: string; kind: string; state: string };
  activity_changed: { activityId: string; fields: string[] };
  activity_completed: { activityId: string };
  activity_cancelled: { activityId: string };
  activity_reopened: { activityId: string };
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
}

export type EventType = keyof EventFacts;
export type EntityKind = 'customer' | 'case' | 'order' | 'product';
