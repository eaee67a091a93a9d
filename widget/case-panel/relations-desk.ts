import type { Case, CaseListItem } from '../../shared/cases.ts';
import type { SimilarCase, SimilarLink } from '../../shared/case-relations.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';
import { CaseCreatedEvent, CaseMergedEvent, CaseMergeEvent, CaseUnmergedEvent } from './case-panel.events.ts';
import type { View } from './view.ts';

/** A case that can be merged, as the list or the open case knows it. */
export type Mergeable = Pick<CaseListItem, 'id' | 'version' | 'number' | 'title' | 'state' | 'customer'>;

/** Cases that are about to be merged: those that are marked go into the one that stays. */
export interface Merging {
  readonly marked: ReadonlySet<string>;
  readonly stays: string | null;
}

/** What an agent looks for among resolved cases, and which of them is open beside the case. */
export interface Looking {
  /** What is looked for; nothing for the case's own words and subject. */
  readonly words: string;
  /** What is being written. */
  readonly typed: string;
  readonly peeked: string | null;
}

/** Cases that are merged at a time, the one that stays among them (domain §2A.6). */
export const mostMerged = 10;

/** What an agent does with several cases at once, or with what one has to do with others. */
export class RelationsDesk {
  /** The cases that are marked in the list. */
  marked: ReadonlySet<string> = new Set<string>();
  merging: Merging | null = null;
  /** Whether, and by what, cases like the open one are looked for. */
  looking: Looking | null = null;
  readonly merge: Command<Case>;
  readonly undo: Command<Case>;
  readonly child: Command<Case>;
  readonly link: Command<SimilarLink>;

  readonly #host: CallsideElement;
  readonly #now: () => View;
  /** What the merge that was sent last puts away. */
  #going: readonly Mergeable[] = [];

  constructor(host: CallsideElement, now: () => View) {
    this.#host = host;
    this.#now = now;
    this.merge = new Command<Case>(host, { done: (value) => this.#merged(value) });
    this.undo = new Command<Case>(host, { done: (value) => this.#unmerged(value) });
    this.child = new Command<Case>(host, { done: (value) => this.#opened(value) });
    this.link = new Command<SimilarLink>(host, { done: () => this.#linked() });
  }

  forget(): void {
    for (const command of [this.merge, this.undo, this.child, this.link]) command.dismiss();
    this.leave();
  }

  /** Another customer or case is shown. */
  leave(): void {
    this.marked = new Set();
    this.merging = null;
    this.looking = null;
  }

  /** The customer's active cases, the open one first. */
  candidates(): readonly Mergeable[] {
    const { data, openId } = this.#now();
    const open = data.open.value;
    const listed: readonly Mergeable[] = data.cases.items;
    const all = open && !listed.some(({ id }) => id === open.id) ? [open, ...listed] : listed;
    return all
      .filter(({ state }) => state === 'active')
      .toSorted((one, other) => Number(other.id === openId) - Number(one.id === openId));
  }

  mark({ id, state }: Pick<Mergeable, 'id' | 'state'>): void {
    if (state !== 'active') return;
    const marked = new Set(this.marked);
    if (!marked.delete(id)) marked.add(id);
    this.marked = marked;
    this.#host.requestUpdate();
  }

  /** Asks which cases are merged and which one stays; the open one unless it is to go into another. */
  startMerge(marked: Iterable<string>, stays: string | null): void {
    const [first = null] = marked;
    const kept = stays ?? first;
    this.merging = { marked: new Set([...marked].filter((id) => id !== kept)), stays: kept };
    this.#host.requestUpdate();
  }

  stepBack(): void {
    this.merging = null;
    this.merge.dismiss();
    this.#now().focusOn('[data-verb=merge], [data-first]');
  }

  submitMerge(): void {
    const { merging } = this;
    if (merging === null) return;
    const candidates = this.candidates();
    const stays = candidates.find(({ id }) => id === merging.stays);
    const cases = candidates.filter(({ id }) => merging.marked.has(id) && id !== merging.stays);
    if (stays === undefined || cases.length === 0 || cases.length >= mostMerged) return;
    this.mergeInto(stays, cases);
  }

  /** Merges cases into the one that stays. */
  mergeInto(stays: Mergeable, cases: readonly Mergeable[]): void {
    if (this.merge.busy || !this.#host.dispatchEvent(new CaseMergeEvent({ into: stays, cases }))) return;
    this.#going = cases;
    void this.merge.post(
      `/v1/cases/${stays.id}/merge`,
      { cases: cases.map(({ id, version }) => ({ id, version })) },
      stays.version,
    );
  }

  unmerge(found: Case, mergeId: string): void {
    void this.undo.post(`/v1/cases/${found.id}/unmerge`, { mergeId }, found.version);
  }

  addChild(found: Case): void {
    void this.child.post(`/v1/cases/${found.id}/children`, {});
  }

  /** Found a solution (C31), or says whether it helped (C49). */
  found(openId: string, other: Pick<SimilarCase, 'id'>, helpful: boolean | null): void {
    void this.link.post(`/v1/cases/${openId}/similar`, { caseId: other.id, ...(helpful !== null && { helpful }) });
  }

  look(looking: Looking | null): void {
    this.looking = looking;
    this.#host.requestUpdate();
  }

  stopLooking(): void {
    this.look(null);
    this.#now().focusOn('[data-verb=similar]');
  }

  #merged(value: Case): void {
    const { host, term, desk, open, focusOn } = this.#now();
    // What was asked of a case that is put away is settled.
    for (const { id } of this.#going) desk.workOn(id).back();
    this.merging = null;
    this.marked = new Set();
    this.#renew(value);
    host.announce(term('caseMerged', this.#going.length, value.number));
    host.dispatchEvent(new CaseMergedEvent({ case: value }));
    open(value);
    focusOn('.head h2');
  }

  #unmerged(value: Case): void {
    const { host, term } = this.#now();
    this.#renew(value);
    host.announce(term('caseUnmerged'));
    host.dispatchEvent(new CaseUnmergedEvent({ case: value }));
  }

  #opened(value: Case): void {
    const { host, term, data, open, focusOn } = this.#now();
    data.renewList();
    host.announce(term('caseDone_create', value.number));
    host.dispatchEvent(new CaseCreatedEvent({ case: value }));
    open(value);
    focusOn('.head h2');
  }

  #linked(): void {
    const { data, host, term } = this.#now();
    data.relationships.again();
    data.similar.again();
    data.timeline.again();
    host.announce(term('saved'));
  }

  #renew(value: Case): void {
    const { data, openId } = this.#now();
    data.renewList();
    if (openId !== value.id) return;
    data.open.put(value);
    data.relationships.again();
    data.timeline.again();
    data.activities.again();
  }
}
