import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Address } from '../../shared/customers.ts';
import type { Order } from '../../shared/orders.ts';
import { addressText } from './words.ts';
import type { Words } from './words.ts';

export interface DeliverToOptions {
  editable: boolean;
  /** The customer's addresses; undefined while they are read. */
  addresses: readonly Address[] | undefined;
  choose: (address: Address) => void;
}

/** Where the order goes: one of the customer's addresses. */
export function deliverToView(
  { deliverTo }: Order,
  { editable, addresses = [], choose }: DeliverToOptions,
  words: Words,
): TemplateResult {
  const { term } = words;
  const known = deliverTo && !addresses.some(({ id }) => id === deliverTo.id) ? [deliverTo, ...addresses] : addresses;
  const chosen = ({ target }: Event) => {
    const address = target instanceof HTMLSelectElement && known.find(({ id }) => id === target.value);
    if (address) choose(address);
  };
  return html`<div class="top">
    <div class="field">
      <label class="label" for="deliver-to">${term('orderDeliverTo')}</label>
      ${
        editable
          ? html`<select class="input" id="deliver-to" part="deliver-to" @change=${chosen}>
              ${deliverTo ? nothing : html`<option value="" selected>${term('orderChooseAddress')}</option>`}
              ${known.map(
                (address) =>
                  html`<option value=${address.id} .selected=${address.id === deliverTo?.id}>
                    ${addressText(address, words)}
                  </option>`,
              )}
            </select>`
          : html`<p id="deliver-to" part="deliver-to">${deliverTo ? addressText(deliverTo, words) : '–'}</p>`
      }
    </div>
  </div>`;
}
