import type { CaseId } from '../../shared/ids.ts';
import type { Blocker } from '../../shared/problems.ts';

interface Named {
  id: CaseId;
  number: string;
}

/** What stands in the way because of some of these cases, which it names; null where none of them does. */
export function blockerOf<Each extends Named>(
  cases: readonly Each[],
  isBlocking: (one: Each) => boolean,
  code: Blocker['code'],
  detail: string,
): Blocker | null {
  const blocking = cases.filter(isBlocking).map(({ id, number }) => ({ id, number }));
  return blocking.length === 0 ? null : { code, detail, count: blocking.length, cases: blocking };
}
