import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CustomerListItem } from '../../shared/customers.ts';
import type { Format } from '../internal/format.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import type { Localize } from '../internal/localize.ts';
import { failureVoid } from '../internal/problem-message.ts';
import { mark } from './mark.ts';
import type { Search } from './search.ts';

type Term = Localize['term'];

const dot = html`&nbsp;· `;

interface OptionView {
  typed: string;
  place: number;
  active: boolean;
  /** Stands in for what matched: when the customer was last opened. */
  seen?: string | undefined;
}

/** One customer of the list: who it is, why it is here, what is going on. */
function option(term: Term, item: CustomerListItem, { typed, place, active, seen }: OptionView): TemplateResult {
  const { match, name, number, city } = item;
  const byNumber = match?.by === 'number';
  const details = seen ? [seen] : [why(term, item, typed), city ?? nothing];
  return html`<div
    class="option ${active ? 'is-focus' : ''}"
    part="option"
    role="option"
    id="option-${place}"
    data-place=${place}
    aria-selected=${active}
  >
    ${kindIcon(term, item)}
    <span class="clip strong" part="option-name"
      ><bdi>${mark(name, match?.by === 'name' || seen ? typed : '')}</bdi></span
    >
    <span class="detail label clip" part="option-detail">
      <bdi class="id">${byNumber ? mark(number, typed) : number}</bdi>${details.map((detail) =>
        detail === nothing ? nothing : html`${dot}${detail}`,
      )}
    </span>
    <span class="side">${activity(term, item)}</span>
  </div>`;
}

/** A glyph for an organisation or a person. */
export function kindIcon(term: Term, { kind }: Pick<CustomerListItem, 'kind'>): TemplateResult {
  return kind === 'account'
    ? icon(glyphs.account, { label: term('lookupOrganisation') })
    : icon(glyphs.user, { label: term('lookupPerson') });
}

/** Hot alerts and active cases, and what else is told of them. */
export function activity(
  term: Term,
  { hotAlerts, openCases }: Pick<CustomerListItem, 'hotAlerts' | 'openCases'>,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`${
      hotAlerts > 0
        ? html`<span class="chip urgent">${icon(glyphs.hot)} ${term('lookupHot', hotAlerts)}</span>`
        : nothing
    } <span class="dots"><span class="label">${term('lookupCases', openCases)}</span>${more}</span>`;
}

/** A phone number as the look has it: its own direction, its digits in columns. */
export function telephone(content: unknown): TemplateResult {
  return html`<bdi class="tel">${content}</bdi>`;
}

/** What of the customer holds what was typed; where that is its name, how it is reached. */
function why(
  term: Term,
  { match, name, phone, email }: CustomerListItem,
  typed: string,
): TemplateResult | typeof nothing {
  const found = match && match.value !== name ? match : null;
  const who = found?.contact ? html`${term('lookupContact')} <bdi>${mark(found.contact, typed)}</bdi>` : nothing;
  const lead = who === nothing ? nothing : html`${who}${dot}`;
  switch (found?.by) {
    case 'phone':
      return html`${lead}${telephone(mark(found.value, typed, true))}`;
    case 'email':
      return html`${lead}<bdi>${mark(found.value, typed)}</bdi>`;
    case 'order':
      return html`${term('lookupOrder')} <bdi class="id">${mark(found.value, typed)}</bdi>`;
    case 'tax_id':
      return html`${term('lookupField_taxId')} <bdi class="id">${mark(found.value, typed)}</bdi>`;
    case 'name':
      return who === nothing ? html`<bdi>${mark(found.value, typed)}</bdi>` : who;
    default:
      return phone ? telephone(phone) : email ? html`<bdi>${email}</bdi>` : nothing;
  }
}

export interface ListView {
  term: Term;
  format: Format;
  search: Search;
  /** Since when the browser is offline. */
  offline: Date | null;
  /** What a new customer would be called. */
  newLabel: string;
  /** The text cannot be searched for, which is said at the field. */
  isWrong: boolean;
}

/** What lies under the field: who was found, or why nobody was; null while there is nothing to show. */
export function list(view: ListView): TemplateResult | null {
  const { term, format, search, offline, isWrong } = view;
  const { failure, items, waits } = search;
  if (failure && !offline) {
    if (isWrong) return null;
    return failureVoid(term, failure, { lead: term('lookupFailed'), retry: () => search.again() });
  }
  if (!items) return null;
  const isShort = items.length > 0 && !offline;
  return html`${offline ? offlineFoot(view, offline) : waits ? html`<div class="bones">${bones()}</div>` : isShort ? nothing : nobody(view)}
    <div role="listbox" id="options" part="listbox" aria-label=${term('lookupResults')} aria-busy=${!search.isAnswered}>
      <div class="options" ?hidden=${items.length === 0}>
        ${items.map((item, place) => {
          const at = offline && search.openedAt(item);
          const seen = at ? term('lookupSeen', format.time(at)) : undefined;
          return option(term, item, {
            typed: search.query || search.text,
            place,
            active: place === search.active,
            seen,
          });
        })}
      </div>
      ${newOption(view, items.length)}
    </div>
    ${isShort ? foot(view, items.length) : nothing}`;
}

/** The last option. */
function newOption({ term, search, newLabel }: ListView, place: number): TemplateResult {
  const active = place === search.active;
  return html`<div class="create">
    <div
      class="new ${active ? 'is-focus' : ''}"
      role="option"
      id="option-${place}"
      data-place=${place}
      aria-selected=${active}
    >
      ${icon(glyphs.plus)} <span class="clip">${newLabel}</span
      ><span class="spring"></span>${keycap(term, 'Ctrl+Enter')}
    </div>
  </div>`;
}

function foot({ term, search }: ListView, count: number): TemplateResult {
  const hint = (keys: readonly string[], what: string) =>
    html`<span class="hint">${keys.map((key) => keycap(term, key))} ${what}</span>`;
  return html`<p class="foot">
    <span>${term('lookupFound', count, count >= search.limit)}</span>
    ${hint(['ArrowUp', 'ArrowDown'], term('lookupMove'))} ${hint(['Enter'], term('lookupSelect'))}
    ${hint(['Escape'], term('lookupClose'))}
  </p>`;
}

function offlineFoot({ term, format, search }: ListView, since: Date): TemplateResult {
  return html`<p class="foot" role="status">
    ${icon(glyphs.offline)}
    <span>${term('offlineSince', format.time(since))} ${term('lookupOpened', search.openedCount)}</span>
  </p>`;
}

/** Nobody was found: what is likely to find somebody. */
function nobody({ term, search }: ListView): TemplateResult {
  const page = search.fewerFound;
  const count = page?.items.length ?? 0;
  return html`<div class="void">
    ${icon(glyphs.search)}
    <p>${term('lookupNone')}</p>
    <p class="label">
      ${
        count > 0
          ? html`${term('lookupFewerFind')}
              <button class="link" type="button" @click=${() => search.seek(search.fewerWords)}>
                ${search.fewerWords}
              </button>
              ${term('lookupFinds', count < 20 ? `${count}` : `${count}+`)}`
          : term('lookupFewer')
      }
    </p>
  </div>`;
}

/** Three rows where customers will stand. */
function bones(): TemplateResult {
  return html`${[3, 4, 5].map(
    (width) =>
      html`<div class="option">
        <i class="bone disc"></i><i class="bone w${width}"></i
        ><span class="detail"><i class="bone w${width + 1}"></i></span>
      </div>`,
  )}`;
}
