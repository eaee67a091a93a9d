import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Case } from '../../shared/cases.ts';
import type { Priority, Subject } from '../../shared/set-up.ts';
import type { Contact } from '../../shared/customers.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { choice } from './choice.ts';
import type { Option } from './choice.ts';
import type { Changes } from './changes.ts';
import { activeReasons, actionOf, mayDo, minutesText, priorityGlyph, priorityName, reasonGlyph } from './words.ts';
import type { Words } from './words.ts';

/** What can be chosen for a case, as far as it has been read. */
export interface Offered {
  priorities: readonly Priority[];
  subjects: readonly Subject[];
  contacts: readonly Contact[];
}

export interface HeaderOptions {
  found: Case;
  /** No commands at all. */
  readonly: boolean;
  /** The customer's name, where no list above says whose case it is. */
  customer: string | null;
  /** Title and description are being edited below: neither title nor verbs. */
  editing: boolean;
  resolve: () => void;
  cancel: () => void;
  reactivate: () => void;
  edit: () => void;
  copy: (() => void) | null;
}

/** Number, origin, title and verbs. */
export function header(words: Words, options: HeaderOptions): TemplateResult {
  const { term, format } = words;
  const { found, copy, customer } = options;
  const what = `${term(`caseType_${found.type ?? 'none'}`)} ${term(`caseVia_${found.origin}`)}`;
  return html`<header class="head" part="header">
    <div class="top">
      <bdi class="id">${found.number}</bdi>${
        copy
          ? html`<button class="btn quiet icon s" type="button" aria-label=${term('caseCopyNumber')} @click=${copy}>
              ${icon(glyphs.copy)}
            </button>`
          : nothing
      }<span>${term('caseOpenedOn', what, format.when(found.createdAt))}</span>${customer ? html`<bdi>${customer}</bdi>` : nothing}${
        found.totalMinutes > 0
          ? html`<span>${term('caseInTotal', minutesText(words, found.totalMinutes))}</span>`
          : nothing
      }
    </div>
    ${
      options.editing
        ? nothing
        : html`<h2 tabindex="-1" part="title" dir="auto">${found.title}</h2>
            <div class="actions" role="group" aria-label=${term('caseActions')}>
              ${options.readonly ? nothing : verbs(term, options)}<slot name="header-actions"></slot>
            </div>`
    }
  </header>`;
}

function verbs(term: Words['term'], { found, resolve, cancel, reactivate, edit }: HeaderOptions) {
  if (found.state !== 'active') {
    return html`<button class="btn primary" type="button" data-verb="reactivate" @click=${reactivate}>
      ${blockedGlyph(found, 'reactivate')}${term('caseVerb_reactivate')} ${keycap(term, 'v')}
    </button>`;
  }
  return html`<button
      class="btn primary"
      type="button"
      data-verb="resolve"
      aria-disabled=${!mayDo(found, 'resolve')}
      @click=${resolve}
    >
      ${blockedGlyph(found, 'resolve')}${term('caseResolveAsk')} ${keycap(term, 'r')}</button
    ><button class="btn" type="button" data-verb="edit" @click=${edit}>${term('caseEdit')}</button
    ><button class="btn" type="button" data-verb="cancel" aria-disabled=${!mayDo(found, 'cancel')} @click=${cancel}>
      ${blockedGlyph(found, 'cancel')}${term('caseVerb_cancel')}
    </button>`;
}

function blockedGlyph(found: Case, name: 'resolve' | 'cancel' | 'reactivate') {
  return actionOf(found, name)?.allowed ? nothing : icon(glyphs.blocked);
}

export interface FactsOptions {
  found: Case;
  readonly: boolean;
  offered: Offered;
  /** The agent at the desk. */
  me: string | null;
  change: (changes: Changes) => void;
}

/** State, priority, subject and the rest, each changed where it stands. */
export function facts(words: Words, { found, readonly, offered, me, change }: FactsOptions): TemplateResult {
  const { term, format } = words;
  const editable = !readonly && mayDo(found, 'edit');
  const reasons = activeReasons.map((reason) => reasonOption(words, reason));
  const reason = reasonOption(words, found.statusReason);
  const { priority, subject, contact } = found;
  return html`<dl class="facts" part="facts">
    ${fact(
      term('caseState'),
      pickOr(editable, reason, {
        id: 'reasons',
        label: term('caseState'),
        options: reasons,
        choose: (statusReason) => change({ statusReason }),
      }),
      found.closedAt ? term('caseReadOnly') : term('caseChangedAt', format.when(found.updatedAt)),
    )}
    ${fact(
      term('casePriority'),
      pickOr(editable && offered.priorities.length > 0, priorityOption(words, priority), {
        id: 'priorities',
        label: term('casePriority'),
        options: offered.priorities.map((one) => priorityOption(words, one)),
        choose: (priorityId) => change({ priorityId }),
      }),
      priority.hotAlert ? term('caseHotAlert') : '',
    )}
    ${fact(
      term('caseSubject'),
      pickOr(editable && offered.subjects.length > 0, optionOf(subject, term('caseNone')), {
        id: 'subjects',
        label: term('caseSubject'),
        options: [{ value: '', label: term('caseNone') }, ...offered.subjects.map((one) => optionOf(one))],
        choose: (id) => change({ subjectId: id || null }),
      }),
    )}
    ${
      contact || offered.contacts.length > 0
        ? fact(
            term('caseContact'),
            pickOr(editable && offered.contacts.length > 0, optionOf(contact, term('caseNone')), {
              id: 'contacts',
              label: term('caseContact'),
              options: [{ value: '', label: term('caseNone') }, ...offered.contacts.map((one) => optionOf(one))],
              choose: (id) => change({ contactId: id || null }),
            }),
          )
        : nothing
    }
    ${found.product ? fact(term('caseProduct'), html`<bdi>${found.product.name}</bdi>`, found.productSerialNumber ?? '') : nothing}
    ${fact(term('caseOwner'), html`<bdi>${found.owner.name}</bdi>`, found.owner.id === me ? term('caseYou') : '')}
  </dl>`;
}

function fact(name: string, value: unknown, sub = ''): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd class="sub">${sub}</dd>
  </div>`;
}

function pickOr(editable: boolean, now: Option, options: Omit<Parameters<typeof choice>[0], 'value'>): TemplateResult {
  if (editable) return choice({ ...options, value: now.value, none: now.label });
  return html`<span class="state ${now.tone ?? ''}"
    >${now.glyph ? icon(now.glyph) : nothing}<span class="clip">${now.label}</span></span
  >`;
}

function reasonOption({ term }: Words, reason: Case['statusReason']): Option {
  const tone = reason === 'problem_solved' || reason === 'information_provided' ? 'done' : '';
  return { value: reason, label: term(`caseReason_${reason}`), glyph: reasonGlyph[reason], tone };
}

/** With its sign while it is chosen: an agent sees which ones raise a hot alert (A33). */
export function priorityOption({ term }: Words, priority: Case['priority']): Option {
  return {
    value: priority.id,
    label: priorityName(priority),
    glyph: priorityGlyph(priority),
    ...(priority.hotAlert && { tone: 'urgent', badge: term('caseHotAlert') }),
  };
}

function optionOf(record: { id: string; name: string } | null, none = ''): Option {
  return record ? { value: record.id, label: record.name } : { value: '', label: none };
}
