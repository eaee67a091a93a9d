import type { OrderId, PaymentId, PaymentMethodId } from '../../shared/ids.ts';
import { paymentKindSchema, paymentStatusSchema, type PaymentKind, type PaymentStatus } from '../../shared/orders.ts';
import { select, write, type Query, type Statement } from '../db/statement.ts';

export const declineReasons = ['insufficient_funds', 'card_expired', 'refused', 'provider_silent'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** A payment as its row has it: minor units of the order's currency, milliseconds. */
export interface PaymentRow {
  id: PaymentId;
  method: PaymentMethodId | null;
  name: string;
  kind: PaymentKind;
  amount: number;
  status: PaymentStatus;
  reference: string | null;
  hint: string | null;
  declineReason: DeclineReason | null;
  createdAt: number;
}

export function paymentsOf(order: OrderId): Query<PaymentRow> {
  return select(
    `SELECT id, method, name, kind, amount, status, reference, hint, decline_reason, created_at
     FROM payments WHERE tenant = ?1 AND order_id = ?2 ORDER BY created_at, id`,
    [order],
    (row) => ({
      id: row.id('payment', 'id'),
      method: row.idOrNull('paymentMethod', 'method'),
      name: row.text('name'),
      kind: row.oneOf(paymentKindSchema.options, 'kind'),
      amount: row.integer('amount'),
      status: row.oneOf(paymentStatusSchema.options, 'status'),
      reference: row.textOrNull('reference'),
      hint: row.textOrNull('hint'),
      declineReason: row.oneOfOrNull(declineReasons, 'decline_reason'),
      createdAt: row.integer('created_at'),
    }),
  );
}

/** A payment method, if the channel of the order takes it (B10). */
export function methodOfOrder(order: OrderId, method: PaymentMethodId) {
  return select(
    `SELECT id, name, kind FROM payment_methods
     WHERE tenant = ?1 AND channel = (SELECT channel FROM orders WHERE tenant = ?1 AND id = ?2) AND id = ?3`,
    [order, method],
    (row) => ({
      id: row.id('paymentMethod', 'id'),
      name: row.text('name'),
      kind: row.oneOf(paymentKindSchema.options, 'kind'),
    }),
  );
}

export function insertPayment(order: OrderId, payment: PaymentRow): Statement {
  return write(
    `INSERT INTO payments (tenant, order_id, id, method, name, kind, amount, status, reference, hint, decline_reason,
       created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
    [
      order,
      payment.id,
      payment.method,
      payment.name,
      payment.kind,
      payment.amount,
      payment.status,
      payment.reference,
      payment.hint,
      payment.declineReason,
      payment.createdAt,
    ],
  );
}

export function updatePayment(order: OrderId, payment: PaymentRow): Statement {
  return write(
    `UPDATE payments SET status = ?4, hint = ?5, decline_reason = ?6 WHERE tenant = ?1 AND order_id = ?2 AND id = ?3`,
    [order, payment.id, payment.status, payment.hint, payment.declineReason],
  );
}
