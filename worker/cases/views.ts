import type { Case, Resolution } from '../../shared/cases.ts';
import { actionsOf } from './lifecycle.ts';

/** A case as the store reads it: everything but what follows from it. */
export type CaseRecord = Omit<Case, 'resolutions' | 'actions'>;

export function caseView(record: CaseRecord, resolutions: Resolution[]): Case {
  return { ...record, resolutions, actions: actionsOf(record) };
}
