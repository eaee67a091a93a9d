import { css } from 'lit';

export const customerLookupStyles = css`
  label[for='text'] {
    display: block;
    margin-block-end: var(--_1);
  }
  [hidden] {
    display: none !important;
  }
  .find {
    position: relative;
    display: grid;
    gap: var(--_2);
  }
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_2);
    anchor-name: --cs-field;
  }
  /* The text field stands first, so that it takes the focus that the element gets; seen, the choice stands before it */
  .combo {
    display: flex;
    align-items: center;
    min-block-size: var(--_control-l);
    border: 1px solid var(--_edge-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    &:has(input:focus-visible) {
      outline: var(--_ring);
      outline-offset: -1px;
      border-color: var(--_accent);
    }
    &:has(input:disabled) {
      border-color: var(--_border);
      background: var(--_sunken);
    }
    &.bad,
    &.bad:has(input) {
      border-color: var(--_danger);
      outline-color: var(--_danger);
    }
    > .by {
      order: -2;
    }
    > .i {
      order: -1;
      margin-inline: 10px 8px;
      color: var(--_muted);
    }
    > input {
      flex: 1;
      align-self: stretch;
      min-inline-size: 0;
      padding: 0;
      border: 0;
      background: none;
      font-size: var(--_size-input, var(--_size));
      text-overflow: ellipsis;
      &:focus-visible {
        outline: 0;
      }
    }
    > .shown {
      margin-inline: 8px;
    }
    &:focus-within > .shown {
      visibility: hidden;
    }
    > .btn {
      margin-inline: 3px;
    }
  }
  .by {
    position: relative;
    display: flex;
    align-items: center;
    align-self: stretch;
    flex: none;
    border-inline-end: 1px solid var(--_border);
    color: var(--_muted);
    > select {
      appearance: none;
      align-self: stretch;
      align-items: center;
      field-sizing: content;
      max-inline-size: calc(var(--_px) * 132);
      padding-block: 0;
      padding-inline: 10px 26px;
      border: 0;
      border-start-start-radius: var(--_radius);
      border-end-start-radius: var(--_radius);
      background: none;
      font-weight: var(--_medium);
      text-overflow: ellipsis;
      cursor: pointer;
    }
    option {
      background: var(--_raised);
      color: var(--_text);
    }
    > .i {
      position: absolute;
      inset-inline-end: 6px;
      pointer-events: none;
    }
  }
  @supports (appearance: base-select) {
    .by > select,
    .by > select::picker(select) {
      appearance: base-select;
    }
    .by > select::picker-icon {
      display: none;
    }
    .by > select::picker(select) {
      margin-block: var(--_1);
      padding: var(--_1);
      border: 0;
      border-radius: var(--_radius-l);
      background: var(--_raised);
      box-shadow: var(--_shadow);
    }
    .by option {
      min-block-size: var(--_row);
      padding-inline: var(--_2);
      border-radius: var(--_radius-s);
      &:is(:hover, :focus-visible) {
        outline: 0;
        background: color-mix(in oklab, var(--_accent) 9%, var(--_raised));
      }
    }
  }
  .match {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_px) * 11);
    min-block-size: 16px;
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
    &.tone {
      color: var(--_tone);
    }
    > * {
      min-inline-size: 0;
    }
  }
  .selected {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_2);
    > .match {
      grid-column: 1 / -1;
    }
    > .do {
      display: flex;
      gap: var(--_1);
      margin-block: -2px;
    }
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    min-block-size: 20px;
    > * {
      min-inline-size: 0;
    }
    > .i {
      color: var(--_muted);
    }
  }
  .note {
    border: 1px solid var(--_wash-edge, var(--_border));
    border-radius: var(--_radius);
    padding-inline: var(--_3);
  }
  @container cs (inline-size < 400px) {
    .top > .btn {
      font-size: 0;
      gap: 0;
      inline-size: var(--_control-l);
      padding: 0;
      > .i {
        margin: 0;
      }
    }
  }
  .list {
    position-anchor: --cs-field;
    border-radius: var(--_radius-l);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    &[popover] {
      display: flex;
      flex-direction: column;
      inline-size: anchor-size(inline);
      min-inline-size: 0;
      max-inline-size: 640px;
      max-block-size: min(568px, 70vb);
      padding: 0;
    }
    &:not([popover]) {
      position: absolute;
      inset-inline: 0;
      margin-block-start: var(--_1);
    }
    &:has(form) {
      --_gutter: var(--_3);
    }
    > * {
      flex: none;
    }
    > [role='listbox'] {
      display: flex;
      flex: 0 1 auto;
      flex-direction: column;
      min-block-size: 0;
    }
  }
  .options {
    overflow: auto;
  }
  .options,
  .bones {
    padding: var(--_1);
  }
  .option {
    display: grid;
    grid-template-columns: calc(var(--_px) * 20) minmax(0, 1fr) auto;
    column-gap: var(--_2);
    align-items: center;
    min-block-size: 48px;
    padding: 6px var(--_2);
    border-radius: var(--_radius-s);
    > .i {
      align-self: start;
      margin-block-start: 2px;
      color: var(--_muted);
    }
    > .detail {
      grid-column: 2;
    }
    > .side {
      grid-area: 1 / 3 / 3 / 4;
      display: grid;
      justify-items: end;
    }
  }
  [role='option'] {
    cursor: default;
    &:hover {
      background: var(--_hover);
    }
    &.is-focus {
      outline: 0;
      background: color-mix(in oklab, var(--_accent) 9%, var(--_raised));
    }
  }
  .create {
    border-block-start: 1px solid var(--_border);
    padding: var(--_1);
  }
  .new {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 36px;
    padding: 0 var(--_2);
    border-radius: var(--_radius-s);
    font-weight: var(--_medium);
    > .i {
      inline-size: calc(var(--_px) * 20);
      color: var(--_muted);
    }
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--_3);
    min-block-size: 32px;
    padding: var(--_1) var(--_3);
    border-block: 1px solid var(--_border);
    background: color-mix(in oklab, var(--_text) 3.5%, var(--_raised));
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
    &:first-child {
      border-block-start: 0;
    }
    &:last-child {
      border-block-end: 0;
    }
  }

  form {
    .group {
      display: flex;
    }
    select {
      appearance: none;
    }
    .help:empty {
      display: none;
    }
    summary {
      display: flex;
      align-items: center;
      gap: var(--_1);
      inline-size: fit-content;
      font-weight: var(--_medium);
      cursor: pointer;
    }
    details[open] > summary {
      margin-block-end: var(--_2);
    }
  }
  .seg > button {
    color: var(--_text);
  }
  /* Who is selected stands between the field and the button, as high as they are */
  @container cs (inline-size >= 960px) {
    .find {
      grid-template-columns: min(520px, 36%) minmax(0, 1fr) auto;
      gap: var(--_1) var(--_4);
      align-items: start;
      > .match {
        grid-column: 1 / -1;
      }
      > :is(.selected, .note) {
        grid-area: 1 / 2;
      }
    }
    .top {
      display: contents;
      > .combo {
        anchor-name: --cs-field;
      }
      > .btn {
        grid-area: 1 / 3;
      }
    }
    .list[popover] {
      min-inline-size: 440px;
    }
  }

  @media (hover: none) and (pointer: coarse) {
    .hint {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .list[popover] {
      border: 1px solid CanvasText;
    }
    [role='option'].is-focus {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`;
