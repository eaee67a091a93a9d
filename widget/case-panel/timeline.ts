import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Activity, TimelineItem } from '../../shared/cases.ts';
import type { Note } from '../../shared/customers.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { kindGlyph, minutesText, reasonText, timesText } from './words.ts';
import type { Words } from './words.ts';

/** What happened, was noted and done, the newest first, under a head for each day. */
export function timeline(words: Words, items: readonly TimelineItem[]): TemplateResult {
  const days = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const day = new Date(item.at).toDateString();
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return html`${repeat(
    days,
    ([day]) => day,
    ([day, ofDay]) =>
      html`<h3 class="day">${dayName(words, day)}</h3>
        <ol>
          ${repeat(
            ofDay,
            ({ seq }) => seq,
            (item) =>
              html`<li>
                <time datetime=${item.at} title=${words.format.dateTime(item.at)}>${words.format.time(item.at)}</time
                >${happened(words, item)}
              </li>`,
          )}
        </ol>`,
  )}`;
}

/** What was last done for the customer, before a case is opened (C13). */
export function recentActivities(words: Words, activities: readonly Activity[]): TemplateResult | typeof nothing {
  if (activities.length === 0) return nothing;
  return html`<section class="timeline" aria-labelledby="recent">
    <h3 class="day" id="recent">${words.term('caseRecentActivities')}</h3>
    <ol>
      ${activities.map((one) => html`<li><time>${words.format.when(one.createdAt)}</time>${done(words, one)}</li>`)}
    </ol>
  </section>`;
}

function dayName({ term, format }: Words, day: string): string {
  return day === new Date().toDateString() ? term('caseToday') : format.longDay(day);
}

function happened(words: Words, item: TimelineItem): TemplateResult {
  if (item.note) return noted(words, item.note);
  if (item.activity && item.type === 'activity_added') return done(words, item.activity);
  const [glyph, tone, text] = told(words, item);
  return html`<span class="g ${tone}">${icon(glyph)}</span>
    <div class="t ev">
      ${item.from ? html`<bdi class="label id">${item.from.number}</bdi>` : nothing}
      <b>${item.actor?.name ?? 'Callside'}</b> ${text}
    </div>`;
}

function noted({ term }: Words, note: Note): TemplateResult {
  return html`<span class="g">${icon(note.internal ? glyphs.lock : glyphs.note)}</span>
    <div class="t">
      <p class="by">
        <b>${note.author.name}</b>
        <span class="label">${term(note.internal ? 'caseInternalNote' : 'caseSharedNote')}</span>
      </p>
      <p class="text ${note.internal ? 'box' : ''}" dir="auto">${note.body}</p>
    </div>`;
}

/** An activity as it stands now. */
export function done(words: Words, activity: Activity): TemplateResult {
  const { kind, subject, description, durationMinutes, owner, state } = activity;
  const { term } = words;
  const facts = [
    term(`caseKind_${kind}`),
    ...(durationMinutes > 0 ? [minutesText(words, durationMinutes)] : []),
    owner.name,
    term(`caseActivity_${state}`),
  ];
  return html`<span class="g">${icon(kindGlyph[kind])}</span>
    <div class="t">
      <p class="by"><b dir="auto">${subject}</b> <span class="label">${facts.join('\u00a0· ')}</span></p>
      ${description ? html`<p class="text" dir="auto">${description}</p>` : nothing}
    </div>`;
}

type Told = [glyph: glyphs.Shape, tone: string, text: unknown];

/** What somebody did, as the rest of a sentence that begins with the name. */
function told(words: Words, { type, facts, activity, reason }: TimelineItem): Told {
  const { term } = words;
  const about = html`<b dir="auto">${activity?.subject ?? ''}</b>`;
  switch (type) {
    case 'case_created':
      return [glyphs.flag, '', term('caseDid_created')];
    case 'alert_acknowledged':
      return [glyphs.check, '', html`${term('caseDid_acknowledged')} <bdi>${reason}</bdi>`];
    case 'case_changed':
      return changed(words, facts);
    case 'case_resolved':
      return [
        glyphs.done,
        'done',
        html`${term('caseDid_resolved')} <b>${reasonText(words, String(facts['resolutionType']))}</b>,
          ${timesText(words, Number(facts['totalMinutes']), Number(facts['billableMinutes']))}`,
      ];
    case 'case_cancelled':
      return [glyphs.cancelled, '', term('caseDid_cancelled')];
    case 'case_reactivated':
      return [glyphs.undo, '', term('caseDid_reactivated')];
    case 'case_merged':
      return [glyphs.merge, '', term('caseDid_mergedAway')];
    case 'case_unmerged':
      return [glyphs.undo, '', term('caseDid_unmergedAway')];
    case 'cases_merged':
      return [glyphs.merge, '', term('caseDid_merged', Array.isArray(facts['caseIds']) ? facts['caseIds'].length : 1)];
    case 'merge_undone':
      return [glyphs.undo, '', term('caseDid_unmerged')];
    case 'parent_set':
      return [glyphs.up, '', term('caseDid_parent')];
    case 'parent_removed':
      return [glyphs.close, '', term('caseDid_noParent')];
    case 'similar_case_linked':
      return [glyphs.swap, '', term('caseDid_linked')];
    case 'similar_case_judged':
      return [glyphs.check, '', term(facts['helpful'] === true ? 'caseDid_helped' : 'caseDid_helpedNot')];
    case 'entitlement_terms_moved':
      return [glyphs.swap, '', term('caseDid_terms')];
    case 'activity_completed':
      return [glyphs.check, 'done', html`${term('caseDid_completed')} ${about}`];
    case 'activity_cancelled':
      return [glyphs.close, '', html`${term('caseDid_dropped')} ${about}`];
    case 'activity_reopened':
      return [glyphs.undo, '', html`${term('caseDid_reopened')} ${about}`];
    case 'activity_overdue':
      return [glyphs.clock, 'due', html`${term('caseDid_overdue')} ${about}`];
    case 'activity_changed':
      return [glyphs.edit, '', html`${term('caseDid_edited')} ${about}`];
    case 'imported':
      return [glyphs.up, '', term('caseDid_imported')];
    default:
      return [glyphs.edit, '', term('caseDid_other')];
  }
}

function changed(words: Words, facts: Record<string, unknown>): Told {
  const { term } = words;
  const priority = turnOf(facts['priority']);
  if (priority) {
    const text = html`${term('caseDid_priority', priority.from)} <b>${priority.to}</b>`;
    return priority.hot ? [glyphs.hot, 'urgent', text] : [glyphs.priority3, '', text];
  }
  const reason = turnOf(facts['statusReason']);
  if (reason) {
    const text = html`${term('caseDid_state', reasonText(words, reason.from))} <b>${reasonText(words, reason.to)}</b>`;
    return [glyphs.progress, '', text];
  }
  const fields: readonly unknown[] = Array.isArray(facts['fields']) ? facts['fields'] : [];
  const names = fields.map((field) => nameOf(words, field)).filter(Boolean);
  const list = new Intl.ListFormat(words.format.language).format(names);
  return [glyphs.edit, '', names.length > 0 ? term('caseDid_fields', list) : term('caseDid_other')];
}

/** The word for a field of a case as the log names it. */
function nameOf({ term }: Words, field: unknown): string {
  const names: Record<string, string> = {
    title: term('caseTitle'),
    description: term('caseDescription'),
    contact: term('caseContact'),
    subject: term('caseSubject'),
    entitlement: term('caseEntitlement'),
    stage: term('caseStage'),
    product: term('caseProduct'),
    productSerialNumber: term('caseProduct'),
    origin: term('caseOrigin'),
    type: term('caseType'),
  };
  return names[String(field)]?.toLocaleLowerCase() ?? '';
}

function turnOf(value: unknown): { from: string; to: string; hot: boolean } | null {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return null;
  return { from: String(value.from), to: String(value.to), hot: 'hotAlert' in value && value.hotAlert === true };
}
