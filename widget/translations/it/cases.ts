import type { CasesTerms } from '../en/cases.ts';

export const cases: CasesTerms = {};
