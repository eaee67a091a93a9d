import * as z from 'zod';
import { agentRefSchema, pageOf, pageQuery, versionSchema } from './common.ts';
import { addressSchema } from './customers.ts';
import { idSchemas } from './ids.ts';
import { decimalSchema, moneySchema, positiveDecimalSchema } from './money.ts';
import { actionSchema, blockerSchema, type Action, type Blocker } from './problems.ts';
import { freeText, plainText } from './text.ts';

export const orderStatusSchema = z.enum(['draft', 'submitted', 'fulfilled', 'invoiced', 'cancelled']);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** How a customer pays (domain §2B.3). Cash and check are recorded; card and gift card go to the tenant's provider. */
export const paymentKindSchema = z.enum(['cash', 'check', 'card', 'gift_card']);
export type PaymentKind = z.infer<typeof paymentKindSchema>;

/** `pending` waits for the provider's answer; `authorised` and `paid` cover the total, the others do not. */
export const paymentStatusSchema = z.enum(['pending', 'authorised', 'paid', 'declined', 'voided']);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

export const quantitySchema = z.int().min(1, { error: 'too_small' }).max(100_000, { error: 'too_large' });

export const createOrderSchema = z.strictObject({
  customerId: idSchemas.customer,
  /** The agent's own channel where none is given. */
  channelId: idSchemas.channel.optional(),
  /** The customer's primary delivery address where none is given. */
  deliverToId: idSchemas.address.optional(),
});
export type CreateOrder = z.infer<typeof createOrderSchema>;

export const changeOrderSchema = z
  .strictObject({
    deliverToId: idSchemas.address,
    /** Tax that the host computed; null goes back to the channel's table of rates. */
    tax: moneySchema.nullable(),
  })
  .partial();
export type ChangeOrder = z.infer<typeof changeOrderSchema>;

export const addLineSchema = z.strictObject({
  productId: idSchemas.product,
  quantity: quantitySchema.default(1),
});
export type AddLine = z.infer<typeof addLineSchema>;

export const changeLineSchema = z.strictObject({ quantity: quantitySchema });
export type ChangeLine = z.infer<typeof changeLineSchema>;

export const addPaymentSchema = z.strictObject({
  methodId: idSchemas.paymentMethod,
  /** What is paid with it; the whole balance where none is given. */
  amount: moneySchema.optional(),
  /** The provider's token of a card or gift card, or a check's number. Never a card number: it is refused. */
  reference: freeText(200).optional(),
});
export type AddPayment = z.infer<typeof addPaymentSchema>;

export const voidPaymentSchema = z.strictObject({});

export const submitOrderSchema = z.strictObject({
  /** The hash of the recap that was read to the customer. */
  recapHash: plainText(100),
});
export type SubmitOrder = z.infer<typeof submitOrderSchema>;

export const lineSchema = z.strictObject({
  id: idSchemas.line,
  position: z.int(),
  productId: idSchemas.product.nullable(),
  sku: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPrice: positiveDecimalSchema,
  /** A fraction of the line's amount, `0.02` for 2 %. */
  discountRate: positiveDecimalSchema,
  /** What the discount takes off `amount`; the rest is the exact product rounded once. */
  discount: moneySchema,
  /** Unit price times quantity, before the discount, rounded once. */
  amount: moneySchema,
  /** Units in stock and when more arrive, as the host last told; null where it never did. */
  available: z.int().nullable(),
  expectedAt: z.string().nullable(),
});
export type Line = z.infer<typeof lineSchema>;

export const chargeSchema = z.strictObject({
  id: idSchemas.charge,
  code: z.string(),
  name: z.string(),
  amount: moneySchema,
});
export type Charge = z.infer<typeof chargeSchema>;

export const paymentSchema = z.strictObject({
  id: idSchemas.payment,
  methodId: idSchemas.paymentMethod.nullable(),
  name: z.string(),
  kind: paymentKindSchema,
  amount: moneySchema,
  status: paymentStatusSchema,
  /** What may be shown of the reference: a card's last four digits, a check's number. */
  hint: z.string().nullable(),
  declineReason: z.enum(['insufficient_funds', 'card_expired', 'refused', 'provider_silent']).nullable(),
  createdAt: z.string(),
});
export type Payment = z.infer<typeof paymentSchema>;

/** `total = lines + charges + tax − discounts + rounding` (design §2). Balance is what payments do not cover yet. */
export const totalsSchema = z.strictObject({
  lines: moneySchema,
  discounts: moneySchema,
  charges: moneySchema,
  tax: moneySchema,
  rounding: moneySchema,
  total: moneySchema,
  covered: moneySchema,
  balance: moneySchema,
});

export const orderActionNames = ['edit', 'add_payment', 'submit'] as const;
export type OrderActionName = (typeof orderActionNames)[number];

export const orderListItemSchema = z.strictObject({
  id: idSchemas.order,
  number: z.string(),
  status: orderStatusSchema,
  total: moneySchema,
  /** When it was submitted; null while it is a draft. */
  placedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type OrderListItem = z.infer<typeof orderListItemSchema>;

export const orderSchema = z.strictObject({
  ...orderListItemSchema.shape,
  version: versionSchema,
  customer: z.strictObject({ id: idSchemas.customer, name: z.string(), language: z.string().nullable() }),
  channel: z.strictObject({ id: idSchemas.channel, name: z.string() }),
  currency: z.string(),
  deliverTo: addressSchema.nullable(),
  taxSource: z.enum(['table', 'given']),
  taxRate: decimalSchema.nullable(),
  /** The total as another system stated it, with all its decimals; null for orders taken here. */
  statedTotal: decimalSchema.nullable(),
  takenBy: agentRefSchema,
  lines: z.array(lineSchema),
  charges: z.array(chargeSchema),
  payments: z.array(paymentSchema),
  totals: totalsSchema,
  actions: z.array(actionSchema),
});
export type Order = Omit<z.infer<typeof orderSchema>, 'actions'> & { actions: Action<OrderActionName>[] };

/** What is read to the customer before submission, with the hash that submission must bring (domain §5.4). */
export const recapSchema = z.strictObject({
  orderId: idSchemas.order,
  orderVersion: versionSchema,
  hash: z.string(),
  lines: z.array(lineSchema),
  charges: z.array(chargeSchema),
  payments: z.array(paymentSchema),
  deliverTo: addressSchema.nullable(),
  totals: totalsSchema,
  blockers: z.array(blockerSchema),
});
export type Recap = Omit<z.infer<typeof recapSchema>, 'blockers'> & { blockers: Blocker[] };

export const orderViewSchema = z.enum(['open', 'all', 'invoiced', 'archived']);
export const listOrdersQuery = z.strictObject({
  ...pageQuery,
  customerId: idSchemas.customer.optional(),
  view: orderViewSchema.default('all'),
});
export type ListOrders = z.infer<typeof listOrdersQuery>;
export const customerOrdersQuery = listOrdersQuery.omit({ customerId: true });
export const orderListSchema = pageOf(orderListItemSchema);
