export const lookup = {};

export type LookupTerms = typeof lookup;
