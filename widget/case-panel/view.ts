import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Case, CaseListItem } from '../../shared/cases.ts';
import type { Failure } from '../client/result.ts';
import type { CallsideElement } from '../internal/element.ts';
import { failureNote } from '../internal/problem-message.ts';
import type { Watch } from '../internal/watch.ts';
import type { CaseData } from './case-data.ts';
import type { CaseDesk } from './case-desk.ts';
import type { CaseWork } from './case-work.ts';
import type { RelationsDesk } from './relations-desk.ts';
import type { Words } from './words.ts';

export type Press = 'resolve' | 'cancel' | 'reactivate' | 'edit' | 'merge' | 'similar' | 'child';
/** What opening a case takes. */
export type CaseRef = Pick<CaseListItem, 'id' | 'number' | 'title' | 'customer'>;

/** The panel as its templates and its desk see it, at one moment. After each press and each letter it is drawn anew. */
export interface View extends Words {
  readonly host: CallsideElement;
  readonly data: CaseData;
  readonly desk: CaseDesk;
  /** What is done with several cases at once. */
  readonly relations: RelationsDesk;
  /** The case that is open. */
  readonly openId: string | null;
  /** Whose cases are listed. */
  readonly customerId: string | null;
  readonly customerName: string;
  /** Nothing can be changed. */
  readonly readonly: boolean;
  /** The agent at the desk. */
  readonly me: string | null;
  /** Who else has the open case open, and where they write. */
  readonly watch: Watch;
  /** Opens a case and lets the others follow. */
  readonly open: (found: CaseRef) => void;
  /** What a verb of the open case does, pressed or by its key. */
  readonly press: (verb: Press) => void;
  /** Puts the focus on the first element that fits, once it is drawn. */
  readonly focusOn: (selector: string) => void;
  /** A new case is no longer being written. */
  readonly leaveForm: () => void;
}

/** With the open case and the work on it. */
export interface CaseView extends View {
  readonly found: Case;
  readonly work: CaseWork;
}

/** A write, as far as its failure is shown. */
export interface Write {
  readonly failure: Failure | null;
  retry(): Promise<void>;
  dismiss(): void;
}

/** Why a write was not done, with the way on; nothing while there is no failure. */
export function writeNote(
  { term }: Words,
  write: Write | null,
  lead: string,
  { dismiss = false }: { dismiss?: boolean } = {},
): TemplateResult | typeof nothing {
  if (!write?.failure) return nothing;
  return failureNote(term, write.failure, {
    lead,
    retry: () => void write.retry(),
    dismiss: dismiss ? () => write.dismiss() : undefined,
  });
}

/** Forgets a write that failed: what it was to save is being written anew. One under way goes on. */
export function retract(write: Write | null): void {
  if (write?.failure) write.dismiss();
}
