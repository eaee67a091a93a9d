import type { Mergeable } from './relations-desk.ts';
import type { Activity, Case, CaseListItem } from '../../shared/cases.ts';
import type { Note } from '../../shared/customers.ts';
import { asked, CallsideEvent, told } from '../internal/events.ts';
import type { NewCase } from './case-form.ts';
import type { Changes } from './changes.ts';
import type { EntryRequest } from './entry.ts';

/** A case is about to be opened from the list. */
export class CaseSelectEvent extends CallsideEvent<{ case: CaseListItem }> {
  constructor(detail: CaseSelectEvent['detail']) {
    super('cs-case-select', detail, asked);
  }
}
/** A case is about to be created. */
export class CaseCreateEvent extends CallsideEvent<{ input: NewCase }> {
  constructor(detail: CaseCreateEvent['detail']) {
    super('cs-case-create', detail, asked);
  }
}
/** Fields of a case are about to be saved. */
export class CaseChangeEvent extends CallsideEvent<{ case: Case; changes: Changes }> {
  constructor(detail: CaseChangeEvent['detail']) {
    super('cs-case-change', detail, asked);
  }
}
export interface ResolveInput {
  resolutionType: string;
  resolution: string;
  billableMinutes: number | string;
  cancelOpenActivities: boolean;
}
/** A case is about to be resolved. */
export class CaseResolveEvent extends CallsideEvent<{ case: Case; input: ResolveInput }> {
  constructor(detail: CaseResolveEvent['detail']) {
    super('cs-case-resolve', detail, asked);
  }
}
/** A case is about to be cancelled. */
export class CaseCancelEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseCancelEvent['detail']) {
    super('cs-case-cancel', detail, asked);
  }
}
/** A case is about to be reactivated. */
export class CaseReactivateEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseReactivateEvent['detail']) {
    super('cs-case-reactivate', detail, asked);
  }
}
/** A note or an activity is about to be added to a case. */
export class CaseEntryEvent extends CallsideEvent<{ caseId: string; entry: EntryRequest }> {
  constructor(detail: CaseEntryEvent['detail']) {
    super('cs-case-entry', detail, asked);
  }
}

/** Cases are about to be merged into one. Cancelable. */
export class CaseMergeEvent extends CallsideEvent<{ into: Mergeable; cases: readonly Mergeable[] }> {
  constructor(detail: CaseMergeEvent['detail']) {
    super('cs-case-merge', detail, asked);
  }
}

/** A case was created. */
export class CaseCreatedEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseCreatedEvent['detail']) {
    super('cs-case-created', detail, told);
  }
}
/** Fields of a case were saved. */
export class CaseChangedEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseChangedEvent['detail']) {
    super('cs-case-changed', detail, told);
  }
}
/** A case was resolved. */
export class CaseResolvedEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseResolvedEvent['detail']) {
    super('cs-case-resolved', detail, told);
  }
}
/** A case was cancelled. */
export class CaseCancelledEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseCancelledEvent['detail']) {
    super('cs-case-cancelled', detail, told);
  }
}
/** A closed case was taken up again. */
export class CaseReactivatedEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseReactivatedEvent['detail']) {
    super('cs-case-reactivated', detail, told);
  }
}
/** A note or an activity was added to a case, or an activity was closed. */
export class CaseEnteredEvent extends CallsideEvent<{ caseId: string; entry: Note | Activity }> {
  constructor(detail: CaseEnteredEvent['detail']) {
    super('cs-case-entered', detail, told);
  }
}

/** Cases were merged into this one. */
export class CaseMergedEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseMergedEvent['detail']) {
    super('cs-case-merged', detail, told);
  }
}
/** A merge into this case was undone. */
export class CaseUnmergedEvent extends CallsideEvent<{ case: Case }> {
  constructor(detail: CaseUnmergedEvent['detail']) {
    super('cs-case-unmerged', detail, told);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cs-case-select': CaseSelectEvent;
    'cs-case-create': CaseCreateEvent;
    'cs-case-change': CaseChangeEvent;
    'cs-case-resolve': CaseResolveEvent;
    'cs-case-cancel': CaseCancelEvent;
    'cs-case-reactivate': CaseReactivateEvent;
    'cs-case-entry': CaseEntryEvent;
    'cs-case-merge': CaseMergeEvent;
    'cs-case-merged': CaseMergedEvent;
    'cs-case-unmerged': CaseUnmergedEvent;
    'cs-case-created': CaseCreatedEvent;
    'cs-case-changed': CaseChangedEvent;
    'cs-case-resolved': CaseResolvedEvent;
    'cs-case-cancelled': CaseCancelledEvent;
    'cs-case-reactivated': CaseReactivatedEvent;
    'cs-case-entered': CaseEnteredEvent;
  }
}
