import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Activity, Case, Resolution } from '../../shared/cases.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { blockedNote, failureNote, failureVoid } from '../internal/problem-message.ts';
import type { CaseData } from './case-data.ts';
import type { CaseDesk } from './case-desk.ts';
import { editForm } from './case-form.ts';
import type { CaseWork } from './case-work.ts';
import { fieldName, reading } from './changes.ts';
import { composer } from './composer.ts';
import { conflictForm } from './conflict.ts';
import { cancelDialog, resolveDialog } from './dialogs.ts';
import { isWritten, turnTo } from './entry.ts';
import { errorsOf } from './field.ts';
import { facts, header } from './header.ts';
import { timelineBones } from './skeleton.ts';
import { timeline } from './timeline.ts';
import { todo } from './todo.ts';
import { actionOf, timesText } from './words.ts';
import type { Words } from './words.ts';

export interface OpenCaseOptions {
  found: Case;
  work: CaseWork;
  desk: CaseDesk;
  data: CaseData;
  readonly: boolean;
  /** The agent at the desk. */
  me: string | null;
  /** The customer's name, where no list above says whose case it is. */
  whose: string | null;
  press: (verb: 'resolve' | 'cancel' | 'reactivate' | 'edit') => void;
  copy: (() => void) | null;
  focusOn: (selector: string) => void;
  redraw: () => void;
}

/** The open case from its head to its history, and what is asked about it. */
export function openCase(words: Words, options: OpenCaseOptions): TemplateResult {
  const { found, work, data, press } = options;
  if (work.conflict) return conflict(words, options, work.conflict);
  const { offered } = data;
  const readonly = options.readonly || found.state !== 'active';
  return html`${justResolved(words, options)}
  ${header(words, {
    found,
    readonly: options.readonly,
    customer: options.whose,
    editing: work.editing,
    copy: options.copy,
    resolve: () => press('resolve'),
    cancel: () => press('cancel'),
    reactivate: () => press('reactivate'),
    edit: () => press('edit'),
  })}
  ${messages(words, options)} ${work.editing ? edit(words, options) : nothing}
  ${facts(words, {
    found,
    readonly: options.readonly,
    offered,
    me: options.me,
    change: (changes) => options.desk.change(found, changes),
  })}
  ${
    found.description && !work.editing
      ? html`<section class="section prose" dir="auto">${found.description}</section>`
      : nothing
  }
  ${earlier(words, found)} ${activities(words, options, readonly)} ${readonly ? nothing : writing(words, options)}
  ${history(words, options)} ${asked(words, options)}`;
}

function justResolved({ term }: Words, { found, work, press, readonly }: OpenCaseOptions) {
  if (work.justResolved === null || found.state !== 'resolved') return nothing;
  return html`<div class="note done" role="status">
    ${icon(glyphs.done)}
    <p>
      <b>${term('caseDone_resolve', found.number)}</b>
      ${work.justResolved > 0 ? term('caseWereCancelled', work.justResolved) : nothing}
    </p>
    ${
      readonly
        ? nothing
        : html`<button class="btn s" type="button" @click=${() => press('reactivate')}>
            ${term('caseVerb_reactivate')}
          </button>`
    }
  </div>`;
}

/** What was refused, what failed, what is kept. */
function messages(words: Words, { found, work, desk, data, press, redraw }: OpenCaseOptions) {
  const { term, format } = words;
  const verb = work.asking ? null : work.move;
  const { save, complete } = work;
  const count = found.openActivities;
  const dismissRefusal = () => {
    work.refused = false;
    redraw();
  };
  return html`${
    work.refused && !actionOf(found, found.state === 'active' ? 'cancel' : 'reactivate')?.allowed
      ? blockedNote(
          term,
          term(found.state === 'active' ? 'caseVerb_cancel' : 'caseVerb_reactivate'),
          actionOf(found, found.state === 'active' ? 'cancel' : 'reactivate')?.blockers ?? [],
          {
            lead: found.state === 'active' ? term('caseCancelBlocked') : undefined,
            fix:
              count > 0
                ? html`<button
                    class="btn s"
                    type="button"
                    aria-disabled=${work.closingAll}
                    @click=${() => desk.closeAll(work)}
                  >
                    ${term('caseCloseActivities', count)}
                  </button>`
                : nothing,
            dismiss: dismissRefusal,
          },
        )
      : nothing
  }
  ${
    save?.failure && !work.editing
      ? failureNote(term, save.failure, {
          lead: term('caseChangeUnsaved'),
          retry: () => void save.retry(),
          dismiss: () => save.dismiss(),
        })
      : nothing
  }
  ${
    verb?.failure
      ? failureNote(term, verb.failure, {
          lead: term('caseNotDone', term(`caseVerb_${work.verb}`)),
          retry: () => void verb.retry(),
          dismiss: () => verb.dismiss(),
        })
      : nothing
  }
  ${work.asking ? nothing : meanwhile(words, found, work, data)}
  ${
    complete?.failure
      ? failureNote(term, complete.failure, {
          lead: term('caseActivityOpenStill'),
          retry: () => void complete.retry(),
          dismiss: () => complete.dismiss(),
        })
      : nothing
  }
  ${
    work.edit?.draft.keptAt && !work.editing
      ? html`<div class="note plain">
          ${icon(glyphs.edit)}
          <p>${term('draftKept', format.time(work.edit.draft.keptAt))}</p>
          <button class="btn s" type="button" @click=${() => press('edit')}>${term('caseKeepEditing')}</button
          ><button
            class="btn s quiet"
            type="button"
            @click=${() => {
              work.edit = null;
              redraw();
            }}
          >
            ${term('discardDraft')}
          </button>
        </div>`
      : nothing
  }`;
}

/** A verb was pressed on a case that a colleague had changed. */
function meanwhile(words: Words, found: Case, { meanwhile: changed, verb }: CaseWork, { offered }: CaseData) {
  if (!changed) return nothing;
  const { term } = words;
  const list = changed.map((field) => `${fieldName(words, field)}: ${reading(words, offered, found, field)}`);
  return html`<div class="note due" role="alert">
    ${icon(glyphs.swap)}
    <p><b>${term('caseSavedMeanwhile')}</b> ${list.join(' · ')} ${term('caseNotDone', term(`caseVerb_${verb}`))}</p>
  </div>`;
}

function edit(words: Words, { work, desk, data, focusOn, redraw }: OpenCaseOptions) {
  if (!work.edit) return nothing;
  const { save } = work;
  const { draft } = work.edit;
  const errors = errorsOf(draft, save?.failure ?? null);
  const leave = () => {
    work.editing = false;
    focusOn('[data-verb=edit]');
  };
  return editForm(words, {
    draft,
    offered: data.offered,
    errors,
    failure:
      save?.failure && errors.size === 0
        ? failureNote(words.term, save.failure, {
            lead: words.term('caseChangeUnsaved'),
            retry: () => void save.retry(),
          })
        : nothing,
    busy: save?.busy ?? false,
    changed: () => {
      if (save?.failure) save.dismiss();
      redraw();
    },
    submit: () => desk.submitEdit(work),
    back: leave,
    discard: () => {
      work.edit = null;
      save?.dismiss();
      leave();
    },
  });
}

/** How the case was resolved, now and before (C39). */
function earlier(words: Words, found: Case) {
  const [latest, ...before] = found.resolutions;
  if (!latest) return nothing;
  const isResolved = found.state === 'resolved';
  const past = isResolved ? before : found.resolutions;
  return html`${
    isResolved
      ? html`<div class="note done">
          ${icon(glyphs.done)}
          <p>${resolution(words, latest)}</p>
        </div>`
      : nothing
  }${
    past.length > 0
      ? html`<section class="section" aria-labelledby="earlier">
          <h3 id="earlier">${words.term('caseEarlierResolutions')} <span class="n">${past.length}</span></h3>
          <ul class="past">
            ${past.map(
              (one) =>
                html`<li>
                  ${icon(glyphs.done, { more: 'done' })}
                  <p>${resolution(words, one)}</p>
                </li>`,
            )}
          </ul>
        </section>`
      : nothing
  }`;
}

function resolution(words: Words, { resolutionType, resolution: text, resolvedBy, resolvedAt, ...times }: Resolution) {
  const { term, format } = words;
  return html`<b>${term(`caseReason_${resolutionType}`)}</b>
    ${term('caseByOn', resolvedBy.name, format.when(resolvedAt))}.
    <span dir="auto">${text}</span>
    <span class="muted">${timesText(words, times.totalMinutes, times.billableMinutes)}</span>`;
}

function activities(words: Words, { found, work, data }: OpenCaseOptions, readonly: boolean) {
  const { term } = words;
  const { failure } = data.activities;
  const { openActivities } = data;
  if (failure) {
    return failureNote(term, failure, { lead: term('caseActivitiesUnread'), retry: () => data.activities.again() });
  }
  if (!data.activities.value) return todoBones(words, found.openActivities);
  if (openActivities.length === 0) return nothing;
  return todo(words, {
    activities: openActivities,
    leaving: work.leaving,
    complete: readonly ? null : (activity: Activity) => work.close(activity),
  });
}

/** As many rows as there will be. */
function todoBones({ term }: Words, count: number) {
  if (count === 0) return nothing;
  return html`<section class="section" aria-hidden="true">
    <h3>${term('caseTodo')} <span class="n">${count}</span></h3>
    <ul class="todo bones">
      ${Array.from({ length: count }, () => html`<li><span></span><span></span><i class="bone w4"></i></li>`)}
    </ul>
  </section>`;
}

function writing(words: Words, { work, desk, focusOn, redraw }: OpenCaseOptions) {
  const { entry, compose } = work;
  const failure = compose?.failure ?? null;
  const errors = errorsOf(entry, failure);
  const waits = failure?.kind === 'offline';
  return html`<section class="section" aria-label=${words.term('caseWrite')}>
    ${
      failure && errors.size === 0 && !waits
        ? failureNote(words.term, failure, { lead: words.term('caseEntryUnsaved'), retry: () => void compose?.retry() })
        : nothing
    }
    ${composer(words, {
      draft: entry,
      busy: compose?.busy ?? false,
      waits,
      errors,
      changed: (event) => {
        entry.take(event);
        if (failure) compose?.dismiss();
        redraw();
      },
      turn: (kind) => {
        turnTo(entry, kind);
        if (failure) compose?.dismiss();
        redraw();
      },
      internal: (internal) => {
        entry.set('internal', internal ? 'yes' : '');
        redraw();
      },
      send: () => {
        desk.submitEntry(work);
        redraw();
        if (entry.missing) focusOn(`.composer [name=${entry.missing}]`);
      },
    })}
  </section>`;
}

function history(words: Words, { data }: OpenCaseOptions) {
  const { term } = words;
  const { timeline: pages } = data;
  return html`<section class="timeline" part="timeline" aria-label=${term('caseTimeline')}>
    ${pages.first.render({
      pending: () => timelineBones(),
      failed: (failure) => failureVoid(term, failure, { lead: term('caseTimelineUnread'), retry: () => pages.again() }),
      ready: () => timeline(words, pages.items),
    })}
    ${pages.failure ? failureNote(term, pages.failure, { retry: () => void pages.more() }) : nothing}
    ${
      pages.next
        ? html`<p class="foot">
            <button class="btn quiet s" type="button" aria-disabled=${pages.busy} @click=${() => void pages.more()}>
              ${term(pages.busy ? 'loading' : 'showMore')}
            </button>
          </p>`
        : nothing
    }
  </section>`;
}

function asked(words: Words, { found, work, desk, data, focusOn, redraw }: OpenCaseOptions) {
  const { move } = work;
  const busy = move?.busy ?? false;
  const close = () => {
    work.back();
    redraw();
  };
  const draft = work.resolution;
  const errors = draft ? errorsOf(draft, move?.failure ?? null) : new Map();
  const failure = html`${meanwhile(words, found, work, data)}${
    move?.failure && errors.size === 0
      ? failureNote(words.term, move.failure, {
          lead: words.term('caseNotDone', words.term(`caseVerb_${work.verb}`)),
          retry: () => void move.retry(),
        })
      : nothing
  }`;
  if (work.asking === 'cancel') {
    return cancelDialog(words, { found, busy, failure, close, submit: () => desk.submitCancel(work, found) });
  }
  if (work.asking !== 'resolve' || !draft) return nothing;
  return resolveDialog(words, {
    found,
    busy,
    failure,
    close,
    draft,
    errors,
    open: data.openActivities,
    changed: redraw,
    show: ({ id }) => {
      close();
      focusOn(`#${id}`);
    },
    submit: () => {
      desk.submitResolution(work, found);
      redraw();
    },
  });
}

function conflict(words: Words, options: OpenCaseOptions, both: NonNullable<CaseWork['conflict']>): TemplateResult {
  const { work, data, focusOn, redraw } = options;
  return conflictForm(words, {
    conflict: both,
    offered: data.offered,
    by: data.lastChange,
    note: isWritten(work.entry) ? work.entry.get('text') || work.entry.get('subject') : '',
    busy: work.save?.busy ?? false,
    edited: work.edit !== null,
    failure: work.save?.failure
      ? failureNote(words.term, work.save.failure, {
          lead: words.term('caseChangeUnsaved'),
          retry: () => void work.save?.retry(),
        })
      : nothing,
    take: (field, mine) => {
      work.choose(field, mine);
      redraw();
    },
    save: () => {
      work.settle();
      redraw();
    },
    takeAll: () => {
      work.yield();
      redraw();
    },
    back: () => {
      work.conflict = null;
      focusOn('#title');
    },
  });
}
