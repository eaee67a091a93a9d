import type { LookupTerms } from '../en/lookup.ts';

export const lookup: LookupTerms = {};
