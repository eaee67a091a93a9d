import type { Activity, Case } from '../../shared/cases.ts';
import type { Note } from '../../shared/customers.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';
import { newCaseDraft, newCaseOf } from './case-form.ts';
import {
  CaseCancelEvent,
  CaseCancelledEvent,
  CaseChangedEvent,
  CaseChangeEvent,
  CaseCreatedEvent,
  CaseCreateEvent,
  CaseEnteredEvent,
  CaseEntryEvent,
  CaseReactivatedEvent,
  CaseReactivateEvent,
  CaseResolvedEvent,
  CaseResolveEvent,
} from './case-panel.events.ts';
import { CaseWork } from './case-work.ts';
import type { CaseNews, Verb } from './case-work.ts';
import type { Changes } from './changes.ts';
import type { Draft } from './draft.ts';
import { kindOf, requestOf, wholeNumber } from './entry.ts';
import type { View } from './view.ts';
import { cancelledByResolving, mayDo } from './words.ts';

/** What an agent does in the panel: each act asks the host first, and tells it after. */
export class CaseDesk implements CaseNews {
  readonly #host: CallsideElement;
  readonly #now: () => View;
  readonly #works = new Map<string, CaseWork>();
  readonly #newCases = new Map<string, Draft>();
  /** Creates a case; `creatingFor` says for whom. */
  readonly create: Command<Case>;
  creatingFor: string | null = null;

  /** `now` is what the panel shows at the moment it is asked. */
  constructor(host: CallsideElement, now: () => View) {
    this.#now = now;
    this.#host = host;
    this.create = new Command<Case>(host, { done: (value) => this.#created(value) });
  }

  workOn(caseId: string): CaseWork {
    let work = this.#works.get(caseId);
    if (!work) this.#works.set(caseId, (work = new CaseWork(this.#host, caseId, this)));
    return work;
  }

  newCaseFor(customerId: string): Draft {
    let draft = this.#newCases.get(customerId);
    if (!draft) this.#newCases.set(customerId, (draft = newCaseDraft()));
    return draft;
  }

  /** Drops all that is written and under way. */
  forget(): void {
    for (const { save, move, compose, complete, waiting } of this.#works.values()) {
      for (const command of [save, move, compose, complete, ...waiting.map((one) => one.command)]) command?.dismiss();
    }
    this.create.dismiss();
    this.#works.clear();
    this.#newCases.clear();
  }

  submitNew(customerId: string): void {
    const draft = this.newCaseFor(customerId);
    if (!draft.has('title')) return this.#now().focusOn('#title');
    const input = newCaseOf(customerId, draft);
    if (this.create.busy || !this.#tell(new CaseCreateEvent({ input }))) return;
    this.creatingFor = customerId;
    void this.create.post('/v1/cases', input);
  }

  discardNew(customerId: string): void {
    this.create.dismiss();
    this.#newCases.delete(customerId);
    this.#now().leaveForm();
  }

  change(found: Case, changes: Changes): void {
    if (this.#tell(new CaseChangeEvent({ case: found, changes }))) this.workOn(found.id).change(found, changes);
  }

  submitEdit(work: CaseWork): void {
    if (!work.edit || work.save?.busy) return;
    const { base, draft } = work.edit;
    const changes = work.edited();
    if (!draft.has('title')) {
      this.#now().focusOn('#title');
    } else if (changes) {
      this.change(base, changes);
    } else {
      work.edit = null;
      work.editing = false;
      this.#now().focusOn('[data-verb=edit]');
    }
  }

  submitEntry(work: CaseWork): void {
    const entry = requestOf(work.entry);
    const wanted = kindOf(work.entry) === 'note' ? 'body' : 'subject';
    if (!work.entry.has(wanted)) return this.#now().focusOn(`.composer [name=${wanted}]`);
    if (work.compose?.busy || !this.#tell(new CaseEntryEvent({ caseId: work.id, entry }))) return;
    work.write(entry);
  }

  submitResolution(work: CaseWork, found: Case): void {
    const draft = work.startResolution(found);
    if (!draft.has('resolution')) return this.#now().focusOn('#resolution');
    const input = {
      resolutionType: draft.get('resolutionType'),
      resolution: draft.get('resolution').trim(),
      billableMinutes: wholeNumber(draft.get('billableMinutes')),
      cancelOpenActivities: cancelledByResolving(found) > 0,
    };
    if (!work.move?.busy && this.#tell(new CaseResolveEvent({ case: found, input }))) work.resolve(found, input);
  }

  submitCancel(work: CaseWork, found: Case): void {
    if (!work.move?.busy && this.#tell(new CaseCancelEvent({ case: found }))) work.to('cancel', found);
  }

  reactivate(work: CaseWork, found: Case): void {
    if (!mayDo(found, 'reactivate')) {
      work.refused = 'reactivate';
    } else if (!work.move?.busy && this.#tell(new CaseReactivateEvent({ case: found }))) {
      work.to('reactivate', found);
    }
  }

  /** Completes all open activities, one after the other, so that the case can be cancelled (C41). */
  closeAll(work: CaseWork): void {
    const [next] = this.#now().data.openActivities;
    work.closingAll = next !== undefined;
    if (next) work.close(next);
  }

  changed(_work: CaseWork, value: Case): void {
    const { host, term } = this.#now();
    this.#show(value);
    host.announce(term('saved'));
    this.#tell(new CaseChangedEvent({ case: value }));
  }

  moved(work: CaseWork, verb: Verb, value: Case): void {
    const { host, term } = this.#now();
    this.#show(value);
    host.announce(term(`caseDone_${verb}`, value.number));
    this.#tell(
      verb === 'resolve'
        ? new CaseResolvedEvent({ case: value })
        : verb === 'cancel'
          ? new CaseCancelledEvent({ case: value })
          : new CaseReactivatedEvent({ case: value }),
    );
    if (this.#now().openId === work.id) this.#now().focusOn('[data-verb=resolve], [data-verb=reactivate]');
  }

  entered(work: CaseWork, entry: Note | Activity): void {
    const { data, host, term, openId } = this.#now();
    host.announce(term('saved'));
    this.#tell(new CaseEnteredEvent({ caseId: work.id, entry }));
    if (openId !== work.id) return;
    data.open.again();
    data.timeline.again();
    if ('kind' in entry) this.#activityNow(work, entry);
  }

  stale(work: CaseWork, value: Case | null): void {
    if (this.#now().openId !== work.id) return;
    if (value) this.#show(value);
    else this.#now().data.open.again();
    this.#now().data.timeline.again();
    this.#now().data.activities.again();
    if (work.conflict) this.#now().focusOn('[part=conflict] input:checked');
  }

  /** Puts an activity as it is now among the others, and the focus on the next one where it was on this one. */
  #activityNow(work: CaseWork, entry: Activity): void {
    const { data } = this.#now();
    const before = data.openActivities;
    const at = before.findIndex(({ id }) => id === entry.id);
    data.activities.put([...(data.activities.value ?? []).filter(({ id }) => id !== entry.id), entry]);
    if (work.closingAll) {
      this.closeAll(work);
      if (!work.closingAll) this.#now().focusOn('[data-verb=cancel]');
    } else if (at >= 0) {
      const next = before[at + 1] ?? before[at - 1];
      this.#now().focusOn(next ? `#${next.id}` : '.composer textarea');
    }
  }

  #created(value: Case): void {
    const { host, term, data, customerId, leaveForm, open, focusOn } = this.#now();
    this.#newCases.delete(value.customer.id);
    data.cases.again();
    host.announce(term('caseDone_create', value.number));
    this.#tell(new CaseCreatedEvent({ case: value }));
    if (customerId !== value.customer.id) return;
    leaveForm();
    open(value);
    focusOn('.head h2');
  }

  /** Shows a case as it is now, if it is the open one, and renews what depends on it. */
  #show(value: Case): void {
    const { data, openId } = this.#now();
    data.cases.again();
    if (openId !== value.id) return;
    data.open.put(value);
    data.timeline.again();
    data.activities.again();
  }

  #tell(event: Event): boolean {
    return this.#host.dispatchEvent(event);
  }
}
