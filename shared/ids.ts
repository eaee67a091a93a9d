import { TypeID, typeid } from 'typeid-js';
import * as z from 'zod';

/** Every kind of entity with its TypeID prefix. The one list of prefixes; order here is the order in documents. */
export const idPrefixes = {
  tenant: 'ten',
  channel: 'chn',
  agent: 'agt',
  team: 'tea',
  customer: 'cus',
  contact: 'con',
  address: 'adr',
  note: 'not',
  case: 'cas',
  activity: 'act',
  priority: 'pri',
  subject: 'sub',
  product: 'prd',
  order: 'ord',
  line: 'lin',
  charge: 'chg',
  payment: 'pay',
  paymentMethod: 'pme',
  webhook: 'whk',
  acknowledgement: 'ack',
  merge: 'mrg',
  entitlement: 'ent',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A TypeID of one kind, such as `cas_01k…`. Ids of different kinds do not mix. */
export type Id<Kind extends IdKind> = string & z.$brand<Kind>;

export type TenantId = Id<'tenant'>;
export type ChannelId = Id<'channel'>;
export type AgentId = Id<'agent'>;
export type CustomerId = Id<'customer'>;
export type ContactId = Id<'contact'>;
export type AddressId = Id<'address'>;
export type CaseId = Id<'case'>;
export type ActivityId = Id<'activity'>;
export type PriorityId = Id<'priority'>;
export type SubjectId = Id<'subject'>;
export type ProductId = Id<'product'>;
export type OrderId = Id<'order'>;
export type LineId = Id<'line'>;
export type ChargeId = Id<'charge'>;
export type PaymentId = Id<'payment'>;
export type PaymentMethodId = Id<'paymentMethod'>;
export type WebhookId = Id<'webhook'>;
export type AcknowledgementId = Id<'acknowledgement'>;
export type MergeId = Id<'merge'>;
export type EntitlementId = Id<'entitlement'>;

function idText(kind: IdKind) {
  return z.string().regex(new RegExp(`^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), { error: 'not_an_id' });
}

/** The schema of each kind of id. */
export const idSchemas = {
  tenant: idText('tenant').brand<'tenant'>(),
  channel: idText('channel').brand<'channel'>(),
  agent: idText('agent').brand<'agent'>(),
  team: idText('team').brand<'team'>(),
  customer: idText('customer').brand<'customer'>(),
  contact: idText('contact').brand<'contact'>(),
  address: idText('address').brand<'address'>(),
  note: idText('note').brand<'note'>(),
  case: idText('case').brand<'case'>(),
  activity: idText('activity').brand<'activity'>(),
  priority: idText('priority').brand<'priority'>(),
  subject: idText('subject').brand<'subject'>(),
  product: idText('product').brand<'product'>(),
  order: idText('order').brand<'order'>(),
  line: idText('line').brand<'line'>(),
  charge: idText('charge').brand<'charge'>(),
  payment: idText('payment').brand<'payment'>(),
  paymentMethod: idText('paymentMethod').brand<'paymentMethod'>(),
  webhook: idText('webhook').brand<'webhook'>(),
  acknowledgement: idText('acknowledgement').brand<'acknowledgement'>(),
  merge: idText('merge').brand<'merge'>(),
  entitlement: idText('entitlement').brand<'entitlement'>(),
};

/** Whether a text is an id of this kind. */
export function isId<Kind extends IdKind>(kind: Kind, text: string): text is Id<Kind> {
  return idSchemas[kind].safeParse(text).success;
}

function known<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> {
  if (!isId(kind, text)) throw new TypeError(`not an id of a ${kind}: ${text}`);
  return text;
}

/** A new id, ordered by time of birth. */
export function newId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  return known(kind, typeid(idPrefixes[kind]).toString());
}

/**
 * The id that an entity of another system always gets here: the same tenant, source and external id give the same
 * id, so that an import can be run twice or resumed and nothing is doubled.
 */
export async function idOfExternal<Kind extends IdKind>(
  kind: Kind,
  tenant: TenantId,
  source: string,
  externalId: string,
): Promise<Id<Kind>> {
  const name = new TextEncoder().encode([tenant, kind, source, externalId].join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', name)).slice(0, 16);
  return known(kind, TypeID.fromUUIDBytes(idPrefixes[kind], digest).toString());
}
