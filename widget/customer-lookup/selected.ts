import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Customer, CustomerListItem } from '../../shared/customers.ts';
import type { Present } from '../../shared/live.ts';
import type { Format } from '../internal/format.ts';
import { here } from '../internal/here.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { Load } from '../internal/load.ts';
import type { Localize } from '../internal/localize.ts';
import { failureNote } from '../internal/problem-message.ts';
import { activity, kindIcon, telephone } from './results.ts';

export interface SelectedView {
  term: Localize['term'];
  format: Format;
  /** As far as the list said it. */
  item: CustomerListItem;
  /** Null until it is read. */
  customer: Customer | null;
  /** Who else has the customer open. */
  people: readonly Present[];
  /** Null where nothing may be changed. */
  onDeselect: (() => void) | null;
  onNewContact: (() => void) | null;
}

/** The most contacts that come with a customer; more are likely behind them. */
const contactsAtMost = 10;

/** Who is selected, how they are reached and what is going on with them (domain C13), on two lines. */
function selected({ term, format, item, customer, people, onDeselect, onNewContact }: SelectedView): TemplateResult {
  const { name, number, phone, email, city } = item;
  const contacts = customer?.contacts.length ?? 0;
  const reached = [
    phone && telephone(phone),
    email && html`<bdi>${email}</bdi>`,
    city,
    contacts > 0 && term('lookupContacts', contacts < contactsAtMost ? `${contacts}` : `${contacts}+`),
  ].filter(Boolean);
  return html`<div class="selected" part="selected">
    <p class="who">
      ${kindIcon(term, item)} <b><bdi>${name}</bdi></b> <span class="id label">${number}</span> ${activity(
        term,
        item,
        customer ? html`<span class="label">${lastContact(term, format, customer)}</span>` : nothing,
      )}
    </p>
    <p class="do">
      ${
        item.kind === 'account' && onNewContact
          ? html`<button class="btn quiet s" type="button" part="new-contact-button" @click=${onNewContact}>
              ${icon(glyphs.plus)} ${term('lookupNewContact')}
            </button>`
          : nothing
      }
      ${
        onDeselect
          ? html`<button
              class="btn quiet icon s"
              type="button"
              part="deselect-button"
              aria-label=${term('lookupDeselect', name)}
              @click=${onDeselect}
            >
              ${icon(glyphs.close)}
            </button>`
          : nothing
      }
    </p>
    <p class="match dots">
      ${[...reached, ...(people.length > 0 ? [here(term, people, format.language)] : [])].map((part) => html`<span>${part}</span>`)}
    </p>
  </div>`;
}

function lastContact(term: Localize['term'], format: Format, { summary: { lastContactAt } }: Customer): unknown {
  return lastContactAt
    ? html`<time datetime=${lastContactAt} title=${format.dateTime(lastContactAt)}
        >${term('lookupLastContact', format.when(lastContactAt))}</time
      >`
    : term('lookupNoContact');
}

/** Who is selected, or why that could not be read, or their room while only the id is known. */
export function selectedOr(
  term: Localize['term'],
  reading: Pick<Load<Customer, [string | null]>, 'failure' | 'value' | 'again'>,
  view: SelectedView | null,
): TemplateResult {
  const { failure, value } = reading;
  if (failure && !value)
    return failureNote(term, failure, { lead: term('lookupUnread'), retry: () => reading.again() });
  return view ? selected(view) : selectedBones();
}

function selectedBones(): TemplateResult {
  return html`<div class="selected bones">
    <p class="who"><i class="bone disc"></i><i class="bone w4"></i></p>
    <p class="match"><i class="bone w5"></i></p>
  </div>`;
}
