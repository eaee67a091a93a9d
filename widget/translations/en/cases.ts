export const cases = {};

export type CasesTerms = typeof cases;
