import type { Activity, Case } from '../../shared/cases.ts';
import type { Note } from '../../shared/customers.ts';
import type { Failure } from '../client/result.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';
import type { ResolveInput } from './case-panel.events.ts';
import { chosen, conflictOf, differences, isAsWanted } from './changes.ts';
import type { Changes, Conflict, Field } from './changes.ts';
import { Draft } from './draft.ts';
import { entryDraft, requestOf } from './entry.ts';
import type { EntryRequest } from './entry.ts';
import type { Press } from './view.ts';
import { cancelledByResolving } from './words.ts';

export type Verb = 'resolve' | 'cancel' | 'reactivate';

/** An entry that is not sent yet, and what sends it. */
export interface WaitingEntry {
  readonly command: Command<Note | Activity>;
  readonly entry: EntryRequest;
  /** As it was written. */
  readonly values: Draft['values'];
}

/** What the panel does when something has happened to a case, open or not. */
export interface CaseNews {
  changed(work: CaseWork, value: Case): void;
  moved(work: CaseWork, verb: Verb, value: Case): void;
  entered(work: CaseWork, entry: Note | Activity): void;
  /** What is shown is no longer so; `value` is the case as it is now, where that is known. */
  stale(work: CaseWork, value: Case | null): void;
}

/**
 * The work of an agent on one case: what is written and not sent, what is asked, and the writes under way. It stays when
 * another case is opened, so that nothing is lost and every answer finds its case.
 */
export class CaseWork {
  readonly id: string;
  readonly entry: Draft = entryDraft();

  /** Title and description while they are edited, and the case they were taken from. */
  edit: { draft: Draft; base: Case } | null = null;
  editing = false;
  /** Fields in which the agent writes although somebody else does. */
  readonly anyway: Set<string> = new Set<string>();
  resolution: Draft | null = null;
  cancelling: Draft | null = null;
  asking: 'resolve' | 'cancel' | null = null;
  /** A verb was pressed that is blocked, and the agent is told what blocks it. */
  refused: Extract<Press, Verb | 'child'> | null = null;
  conflict: Conflict | null = null;
  /** What a colleague changed between looking and pressing a verb. */
  meanwhile: readonly Field[] | null = null;
  /** How many activities were cancelled when the case was resolved just now; null when it was not. */
  justResolved: number | null = null;
  /** The activity that is being completed. */
  leaving: string | null = null;
  /** All open activities are being completed, one after the other. */
  closingAll = false;
  verb: Verb = 'resolve';

  save: Command<Case> | null = null;
  move: Command<Case> | null = null;
  compose: Command<Note | Activity> | null = null;
  /** What was written while the network was away, the first first. */
  waiting: readonly WaitingEntry[] = [];
  complete: Command<Activity> | null = null;

  readonly #host: CallsideElement;
  readonly #news: CaseNews;
  #base: Case | null = null;
  #changes: Changes = {};
  #queued: Changes | null = null;
  #cancels = 0;

  constructor(host: CallsideElement, id: string, news: CaseNews) {
    this.#host = host;
    this.#news = news;
    this.id = id;
  }

  /** Begins to edit title and description, or goes on where it was left. */
  startEdit(found: Case): void {
    const { title, description } = found;
    this.edit ??= { draft: new Draft({ title, description: description ?? '' }), base: found };
    this.editing = true;
  }

  /** Begins to resolve: all of the time is billed until the agent says otherwise. */
  startResolution(found: Case): Draft {
    this.resolution ??= new Draft({
      resolutionType: found.resolutionTypes[0] ?? 'problem_solved',
      resolution: '',
      billableMinutes: String(found.totalMinutes),
    });
    return this.resolution;
  }

  /** Begins to close the case without solving it. */
  startCancel(): Draft {
    this.cancelling ??= new Draft({ as: 'cancelled', into: '' });
    return this.cancelling;
  }

  /** What the edit form changes; null when nothing. */
  edited(): Changes | null {
    if (!this.edit) return null;
    const { draft, base } = this.edit;
    const title = draft.get('title').trim();
    const description = draft.get('description').trim() || null;
    const changes: Changes = {
      ...(title !== base.title && { title }),
      ...(description !== base.description && { description }),
    };
    return Object.keys(changes).length > 0 ? changes : null;
  }

  /** Saves changes made on `base`. A change that comes while another is under way follows it. */
  change(base: Case, changes: Changes): void {
    if (this.save?.busy) {
      this.#queued = { ...this.#queued, ...changes };
      return;
    }
    this.#base = base;
    this.#changes = changes;
    this.save ??= new Command<Case>(this.#host, {
      done: (value) => this.#saved(value),
      failed: (failure) => this.#unsaved(failure),
    });
    void this.save.patch(`/v1/cases/${this.id}`, changes, base.version);
  }

  /** Keeps or takes back one's own value in a row of the conflict. */
  choose(field: Field, mine: boolean): void {
    if (!this.conflict) return;
    const keep = new Set(this.conflict.keep);
    if (mine) keep.add(field);
    else keep.delete(field);
    this.conflict = { ...this.conflict, keep };
  }

  /** Saves what was chosen on their version; nothing is left to save when theirs stands everywhere. */
  settle(): void {
    if (!this.conflict) return;
    const changes = chosen(this.conflict);
    if (Object.keys(changes).length > 0) this.change(this.conflict.theirs, changes);
    else this.yield();
  }

  /** Lets their version stand. */
  yield(): void {
    const { conflict } = this;
    if (!conflict) return;
    this.#drop(conflict.mine);
    this.#news.stale(this, conflict.theirs);
  }

  resolve(found: Case, input: ResolveInput): void {
    this.#cancels = input.cancelOpenActivities ? cancelledByResolving(found) : 0;
    this.#to('resolve', found, input);
  }

  /** Cancels or reactivates. */
  to(verb: 'cancel' | 'reactivate', found: Case): void {
    this.#to(verb, found, {});
  }

  /** Another case is opened: what was only said of a moment is gone, what was written stays. */
  leave(): void {
    this.justResolved = null;
    this.refused = null;
    this.meanwhile = null;
  }

  /** Steps back from a verb: what was sent in vain is not sent again by itself. */
  back(): void {
    this.asking = null;
    this.meanwhile = null;
    this.move?.dismiss();
  }

  write(request: EntryRequest): void {
    this.compose ??= this.#composition();
    void this.compose.post(`/v1/cases/${this.id}/${request.path}`, request.body);
  }

  /** Writes an entry; without a network it waits beside the others, and the next can be written. */
  #composition(): Command<Note | Activity> {
    const command = new Command<Note | Activity>(this.#host, {
      done: (entry) => {
        if (command === this.compose) this.#clearEntry();
        this.drop(command);
        this.#news.entered(this, entry);
      },
      failed: ({ kind }) => {
        if (kind !== 'offline' || command !== this.compose) return;
        this.waiting = [...this.waiting, { command, entry: requestOf(this.entry), values: this.entry.values }];
        this.compose = null;
        this.#clearEntry();
      },
    });
    return command;
  }

  /** Takes an entry out of those that wait. */
  drop(command: Command<Note | Activity>): void {
    this.waiting = this.waiting.filter((one) => one.command !== command);
  }

  /** Puts an entry that waits where it was written, to be written differently. */
  takeBack({ command, values }: WaitingEntry): void {
    this.drop(command);
    command.dismiss();
    for (const [name, value] of Object.entries(values)) this.entry.set(name, value);
  }

  #clearEntry(): void {
    this.entry.clear({ kind: this.entry.get('kind'), done: this.entry.get('done') });
  }

  close(activity: Activity): void {
    if (this.complete?.busy) return;
    this.leaving = activity.id;
    this.complete ??= new Command<Activity>(this.#host, {
      done: (value) => {
        this.leaving = null;
        this.#news.entered(this, value);
      },
      failed: () => {
        this.leaving = null;
        this.closingAll = false;
        this.#news.stale(this, null);
      },
    });
    void this.complete.patch(
      `/v1/cases/${this.id}/activities/${activity.id}`,
      { state: 'completed' },
      activity.version,
    );
  }

  #to(verb: Verb, found: Case, body: unknown): void {
    if (this.move?.busy) return;
    this.verb = verb;
    this.#base = found;
    this.meanwhile = null;
    this.move ??= new Command<Case>(this.#host, {
      done: (value) => this.#moved(value),
      failed: (failure) => this.#unmoved(failure),
    });
    void this.move.post(`/v1/cases/${this.id}/${verb}`, body, found.version);
  }

  #moved(value: Case): void {
    this.justResolved = this.verb === 'resolve' ? this.#cancels : null;
    this.asking = null;
    this.resolution = null;
    this.refused = null;
    this.#news.moved(this, this.verb, value);
  }

  #unmoved(failure: Failure): void {
    const theirs = staleCase(failure);
    if (theirs && this.#base) {
      this.meanwhile = differences(this.#base, theirs);
      this.move?.dismiss();
    }
    if (theirs || (failure.kind === 'problem' && failure.problem.status === 409)) this.#news.stale(this, theirs);
  }

  #saved(value: Case): void {
    const base = this.#base;
    const queued = this.#queued;
    this.#queued = null;
    this.#drop({ ...this.#changes, ...this.conflict?.mine });
    // One's own change of another field is nobody else's: the edit goes on from it.
    if (this.edit && this.edit.base.version === base?.version) this.edit = { ...this.edit, base: value };
    this.#news.changed(this, value);
    if (queued) this.change(value, queued);
  }

  #unsaved(failure: Failure): void {
    const theirs = staleCase(failure);
    if (!theirs || !this.#base) return;
    const mine = { ...this.#changes, ...this.#queued };
    this.#queued = null;
    this.save?.dismiss();
    if (isAsWanted(theirs, mine)) {
      // The answer to one's own change was lost, or a colleague did the same.
      this.#changes = mine;
      this.#saved(theirs);
    } else {
      this.conflict = conflictOf(this.#base, mine, theirs);
      this.#news.stale(this, null);
    }
  }

  /** Ends the conflict, and the edit whose text was in it. */
  #drop(mine: Changes): void {
    this.conflict = null;
    if (!('title' in mine) && !('description' in mine)) return;
    this.edit = null;
    this.editing = false;
  }
}

/** The case as it is now, from a refusal that says it has changed. */
function staleCase(failure: Failure): Case | null {
  if (failure.kind !== 'problem' || failure.problem.code !== 'stale_version') return null;
  const { current } = failure.problem;
  return isCase(current) ? current : null;
}

function isCase(value: unknown): value is Case {
  return typeof value === 'object' && value !== null && 'statusReason' in value && 'actions' in value;
}
