import type { StatusReason } from '../../shared/cases.ts';
import type { ImportedCase } from '../../shared/imports.ts';
import type { FieldError } from '../../shared/problems.ts';
import { fieldError } from './judge.ts';

/** What in a row does not fit the state it says the case is in (domain §2A.1, §2A.4). */
export function errorsOfCase(row: ImportedCase): FieldError[] {
  const isActive = row.state === 'active';
  const openAt = row.activities.findIndex(({ state }) => state === 'open');
  return [
    ...(isActive && row.closedAt !== null ? [fieldError('closedAt', 'invalid', 'is set on an active case')] : []),
    ...(!isActive && row.closedAt === null ? [fieldError('closedAt', 'required', 'is required of a closed case')] : []),
    ...(row.closedAt !== null && Date.parse(row.closedAt) < Date.parse(row.createdAt)
      ? [fieldError('closedAt', 'invalid', 'is before the case was created')]
      : []),
    ...(!isActive && row.statusReason !== undefined
      ? [fieldError('statusReason', 'invalid', 'is a reason of active cases only')]
      : []),
    ...(row.state !== 'resolved' && row.resolution !== null
      ? [fieldError('resolution', 'invalid', 'is set on a case that is not resolved')]
      : []),
    ...(row.resolution === null && row.billableMinutes > 0
      ? [fieldError('billableMinutes', 'invalid', 'is set where there is no resolution')]
      : []),
    ...(!isActive && openAt >= 0
      ? [fieldError(`activities/${openAt}/state`, 'invalid', 'is open on a closed case')]
      : []),
  ];
}

export function statusReasonOf({ state, statusReason }: ImportedCase): StatusReason {
  switch (state) {
    case 'active':
      return statusReason ?? 'in_progress';
    case 'resolved':
      return 'problem_solved';
    case 'cancelled':
      return 'cancelled';
  }
}
