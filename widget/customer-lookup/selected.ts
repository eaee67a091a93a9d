import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Customer, CustomerListItem } from '../../shared/customers.ts';
import type { Format } from '../internal/format.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { Localize } from '../internal/localize.ts';
import { activity, kindIcon, telephone } from './results.ts';

export interface SelectedView {
  term: Localize['term'];
  format: Format;
  /** As far as the list said it. */
  item: CustomerListItem;
  /** Null until it is read. */
  customer: Customer | null;
  /** Null where nothing may be changed. */
  onDeselect: (() => void) | null;
  onNewContact: (() => void) | null;
}

/** The most contacts that come with a customer; more are likely behind them. */
const contactsAtMost = 10;

/** Who is selected, how they are reached and what is going on with them (domain C13), on two lines. */
export function selected({ term, format, item, customer, onDeselect, onNewContact }: SelectedView): TemplateResult {
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
    <p class="match dots">${reached.map((part) => html`<span>${part}</span>`)}</p>
  </div>`;
}

function lastContact(term: Localize['term'], format: Format, { summary: { lastContactAt } }: Customer): unknown {
  return lastContactAt
    ? html`<time datetime=${lastContactAt} title=${format.dateTime(lastContactAt)}
        >${term('lookupLastContact', format.when(lastContactAt))}</time
      >`
    : term('lookupNoContact');
}

/** The room of `selected()` while only the id is known. */
export function selectedBones(): TemplateResult {
  return html`<div class="selected bones">
    <p class="who"><i class="bone disc"></i><i class="bone w4"></i></p>
    <p class="match"><i class="bone w5"></i></p>
  </div>`;
}
