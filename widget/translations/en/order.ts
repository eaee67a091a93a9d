export const order = {};

export type OrderTerms = typeof order;
