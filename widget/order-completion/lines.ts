import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Line, Order } from '../../shared/orders.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import type { Quantities } from './quantities.ts';
import { availability } from './words.ts';
import type { Words } from './words.ts';

export interface LinesOptions {
  editable: boolean;
  quantities: Quantities;
  /** Whether the line is on its way out. */
  leaves: (line: Line) => boolean;
  remove: (line: Line) => void;
  /** The quantity is done: on to the next product. */
  onward: () => void;
}

/** The lines of an order: stacked when narrow, one row a line from 640 px. */
export function linesView(order: Order, options: LinesOptions, words: Words): TemplateResult {
  const { term } = words;
  const plain = order.lines.every(({ discount }) => discount.amount === 0);
  const heads = [term('orderQuantity'), term('orderPrice'), ...(plain ? [] : [term('orderDiscount')])];
  return html`<div class="lines ${plain ? 'plain' : ''}" role="list" aria-label=${term('orderLines')} part="lines">
    <div class="lhead" aria-hidden="true">
      <span></span><span>${term('orderProduct')}</span>${heads.map((head) => html`<span class="end">${head}</span>`)}
      <span class="end">${term('orderAmountIn', order.currency)}</span>
    </div>
    ${repeat(
      order.lines,
      ({ id }) => id,
      (line, index) => lineView(line, index + 1, options, words),
    )}
  </div>`;
}

function lineView(line: Line, number: number, options: LinesOptions, words: Words): TemplateResult {
  const { editable, quantities } = options;
  const { term, format } = words;
  const { amount, discount } = line;
  const stock = editable ? availability(line, line.quantity, words) : null;
  const quantity = format.number(line.quantity);
  const bare = { bare: true };
  return html`<div
    class="line ${options.leaves(line) ? 'leaves' : ''}"
    role="listitem"
    data-line=${line.id}
    part="line"
  >
    <span class="no num"
      ><span>${format.number(number)}</span>${
        editable
          ? html`<button
              class="btn quiet icon s"
              type="button"
              aria-label="${term('orderRemove')}, ${line.name}"
              @click=${() => options.remove(line)}
            >
              ${icon(glyphs.close)}
            </button>`
          : nothing
      }</span
    >
    <div class="what">
      <p class="name">${line.name}</p>
      <p class="sub">
        <bdi class="id">${line.sku}</bdi>${
          stock ? html`<span class=${stock.short ? 'due tone' : nothing}>${stock.text}</span>` : nothing
        }
      </p>
    </div>
    <div class="qty">${editable ? stepper(line, options, words) : html`<span class="num">${quantity}</span>`}</div>
    <span class="price num"
      ><span class="x">${quantity} × </span>${format.price(line.unitPrice, amount.currency, bare)}</span
    ><span class="off num">${discount.amount ? `−${format.money(discount, bare)}` : nothing}</span
    ><span class="amount num">${format.money({ ...amount, amount: amount.amount - discount.amount }, bare)}</span>
    ${
      quantities.isWrong(line)
        ? html`<p class="mark urgent tone" id="wrong-${line.id}" role="alert">${term('orderQuantityWrong')}</p>`
        : nothing
    }
  </div>`;
}

function stepper(line: Line, { quantities, remove, onward }: LinesOptions, { term }: Words): TemplateResult {
  const wrong = quantities.isWrong(line);
  const step = (by: number) => () => quantities.step(line, by);
  const keydown = (event: KeyboardEvent) => {
    const { key } = event;
    const typed = quantities.isTyped(line);
    if (key === 'ArrowUp' || key === 'ArrowDown') quantities.step(line, key === 'ArrowUp' ? 1 : -1);
    else if (key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (quantities.save(line)) onward();
    } else if (key === 'Escape' && typed) quantities.reset(line);
    else if (key === 'Delete' && !typed) remove(line);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<span class="step" role="group" aria-label="${term('orderQuantity')}, ${line.name}"
    ><button type="button" tabindex="-1" aria-label=${term('orderLess')} @click=${step(-1)}>
      ${icon(glyphs.minus)}</button
    ><input
      inputmode="numeric"
      autocomplete="off"
      part="quantity"
      aria-label="${term('orderQuantity')}, ${line.name}"
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `wrong-${line.id}` : nothing}
      .value=${live(quantities.text(line))}
      @focus=${(event: Event) => event.target instanceof HTMLInputElement && event.target.select()}
      @input=${(event: Event) => event.target instanceof HTMLInputElement && quantities.type(line, event.target.value)}
      @keydown=${keydown}
      @blur=${() => quantities.save(line)}
    /><button type="button" tabindex="-1" aria-label=${term('orderMore')} @click=${step(1)}>
      ${icon(glyphs.plus)}
    </button></span
  >`;
}

/** The line in which something happened. */
export function lineAt(event: Event, lines: readonly Line[]): Line | undefined {
  const [target] = event.composedPath();
  const place = target instanceof Element ? target.closest('[data-line]')?.getAttribute('data-line') : null;
  return lines.find(({ id }) => id === place);
}
