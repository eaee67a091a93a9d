/** A customer as far as its neighbours need to know it before they have read it themselves. */
interface SelectedCustomer {
  readonly id: string;
  readonly number?: string;
  readonly name?: string;
}
interface SelectedCase {
  readonly id: string;
  readonly number?: string;
  readonly title?: string;
}
interface SelectedOrder {
  readonly id: string;
  readonly number?: string;
}

/** Whom and what the desk is working on. The case and the order are the customer's. */
export interface Selection {
  readonly customer: SelectedCustomer | null;
  readonly case: SelectedCase | null;
  readonly order: SelectedOrder | null;
}

export type SelectionChange = Partial<Selection>;

export const nothingSelected: Selection = { customer: null, case: null, order: null };

/**
 * The selection after a change; the same object when nothing changed. Another customer takes case and order away,
 * unless the change brings its own.
 */
export function changedSelection(before: Selection, change: SelectionChange): Selection {
  const otherCustomer = change.customer !== undefined && change.customer?.id !== before.customer?.id;
  const after = { ...(otherCustomer ? nothingSelected : before), ...change };
  const same =
    sameRecord(before.customer, after.customer) &&
    sameRecord(before.case, after.case) &&
    sameRecord(before.order, after.order);
  return same ? before : after;
}

function sameRecord(one: object | null, other: object | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
