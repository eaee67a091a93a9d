import type { CaseSettings } from '../../shared/case-settings.ts';
import type { Case, Resolution } from '../../shared/cases.ts';
import { actionsOf, nextReasonsOf, resolutionTypesOf } from './lifecycle.ts';

/** A case as the store reads it: everything but what follows from it. */
export type CaseRecord = Omit<Case, 'resolutions' | 'actions' | 'nextStatusReasons' | 'resolutionTypes'>;

export function caseView(record: CaseRecord, resolutions: Resolution[], settings: CaseSettings): Case {
  return {
    ...record,
    nextStatusReasons: nextReasonsOf(record, settings),
    resolutionTypes: resolutionTypesOf(record, settings),
    resolutions,
    actions: actionsOf(record, settings),
  };
}
