import type { OrderTerms } from '../en/order.ts';

export const order: OrderTerms = {};
