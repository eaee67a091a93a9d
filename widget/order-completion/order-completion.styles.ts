import { css } from 'lit';

export const orderCompletionStyles = css`
  .base:focus-visible {
    outline-offset: -2px;
  }
  .bar {
    /* as tall with verbs as without */
    min-block-size: calc(var(--_control) + 17px);
    > h2 {
      font-size: var(--_size-l);
      line-height: var(--_leading-s);
      white-space: nowrap;
    }
    > .label {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    > .group {
      flex: none;
      flex-wrap: nowrap;
      margin-inline-start: auto;
    }
    @container cs (inline-size < 480px) {
      flex-wrap: wrap;
      gap: 0 var(--_1);
      kbd {
        display: none;
      }
      > .group {
        gap: 0;
        /* the last glyph ends where the rest does */
        margin-inline-end: -6px;
        > .btn {
          padding-inline: 6px;
        }
      }
      > .label {
        order: 1;
        flex-basis: 100%;
      }
    }
  }
  .cols {
    display: grid;
  }
  .top {
    padding: var(--_3) var(--_gutter);
    border-block-end: 1px solid var(--_border);
    > .field {
      max-inline-size: 520px;
      > p {
        min-block-size: var(--_control);
        padding-block: 4px;
      }
    }
  }

  /* Open orders, where none is chosen yet */
  .orders {
    .row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--_3);
      align-items: center;
      inline-size: 100%;
      min-block-size: 48px;
      padding: var(--_1) var(--_gutter);
      border: 0;
      border-block-end: 1px solid var(--_border);
      background: none;
      text-align: start;
      > .state {
        grid-row: 2;
        color: var(--_muted);
        font-size: var(--_size-s);
        line-height: var(--_leading-s);
      }
      > .num {
        grid-area: 1 / 2 / 3;
      }
    }
  }

  .lines {
    display: grid;
    /* a subgrid's own padding comes out of the outer tracks, so they carry the gutter */
    grid-template-columns: calc(var(--_gutter) + var(--_glyph)) minmax(0, 1fr) auto;
    column-gap: var(--_2);
  }
  .line,
  .lhead {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    padding-inline: var(--_gutter);
    border-block-end: 1px solid var(--_border);
  }
  .lhead {
    display: none;
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: calc(var(--_px) * 28);
    background: var(--_sunken);
  }
  .line {
    padding-block: var(--_2);
    row-gap: var(--_1);
    transition: opacity var(--_fast) var(--_ease);
    &.leaves {
      opacity: 0.4;
    }
    > .no {
      color: var(--_muted);
      line-height: var(--_control);
    }
    > .what {
      min-inline-size: 0;
      padding-block: 4px;
      > .name {
        text-wrap: pretty;
      }
      > .sub {
        display: flex;
        flex-wrap: wrap;
        gap: 0 6px;
        color: var(--_muted);
        font-size: var(--_size-s);
        line-height: var(--_leading-s);
      }
    }
    > .amount,
    > .price,
    > .off,
    > .qty > .num {
      line-height: var(--_control);
      white-space: nowrap;
    }
    > .amount {
      grid-area: 1 / 3;
      font-weight: var(--_medium);
      padding-inline-start: var(--_3);
    }
    > .qty,
    > .price,
    > .off {
      grid-row: 2;
    }
    > .qty {
      grid-column: 2;
      justify-self: start;
    }
    > .price {
      grid-column: 2;
      justify-self: end;
      color: var(--_muted);
    }
    > .off {
      grid-column: 3;
      justify-self: end;
      color: var(--_muted);
      &:empty {
        display: none;
      }
    }
    @container cs (inline-size < 640px) {
      > .price:has(+ .off:empty) {
        grid-column: 2 / 4;
      }
    }
    @container cs (inline-size < 400px) {
      > .price {
        grid-column: 2 / 4;
      }
      > .off {
        grid-row: 3;
        grid-column: 2 / 4;
        margin-block-start: -8px;
        line-height: calc(var(--_px) * 20);
      }
    }
    > .mark {
      grid-column: 2 / -1;
      font-size: var(--_size-s);
      line-height: var(--_leading-s);
    }
  }
  /* The number of the line that is worked on turns into what removes it; always where nothing hovers */
  .no {
    position: relative;
    > .btn {
      position: absolute;
      inset-block-start: calc((var(--_control) - var(--_control-s)) / 2);
      inset-inline-start: -6px;
      opacity: 0;
    }
  }
  .line:is(:hover, :focus-within) > .no:has(.btn) {
    > span {
      opacity: 0;
    }
    > .btn {
      opacity: 1;
    }
  }
  @media (hover: none) {
    .no:has(.btn) > span {
      opacity: 0;
    }
    .no > .btn {
      opacity: 1;
    }
  }

  .adds {
    padding: var(--_2) var(--_gutter);
    border-block-end: 1px solid var(--_border);
  }
  .list {
    padding: var(--_1);
    border-radius: var(--_radius-l);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    inline-size: anchor-size(inline);
    .option {
      display: grid;
      grid-template-columns: calc(var(--_px) * 20) minmax(0, 1fr) auto;
      gap: 0 var(--_2);
      align-items: center;
      min-block-size: 44px;
      padding: var(--_1) var(--_2);
      border-radius: var(--_radius-s);
      cursor: pointer;
      > .i,
      > .num {
        grid-row: 1 / 3;
      }
      > .num {
        grid-column: 3;
      }
      > .i,
      > .label {
        color: var(--_muted);
      }
      &[aria-selected='true'] {
        background: color-mix(in oklab, var(--_accent) 9%, var(--_raised));
      }
    }
    .foot {
      padding: var(--_2);
      color: var(--_tone);
      font-size: var(--_size-s);
      line-height: var(--_leading-s);
    }
  }

  /* One column for all sums; a subgrid's own padding comes out of it, so it carries the gutter */
  .rail {
    display: grid;
    grid-template-columns: calc(var(--_gutter) + var(--_glyph)) minmax(0, 1fr) auto;
    align-content: start;
    column-gap: var(--_2);
    > * {
      grid-column: 1 / -1;
      min-inline-size: 0;
    }
  }
  .sum {
    display: grid;
    grid-template-columns: subgrid;
    padding: var(--_2) var(--_gutter);
    border-block-end: 1px solid var(--_border);
    > div {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      padding-block: 2px;
    }
    dt {
      grid-column: 1 / 3;
      color: var(--_muted);
      min-inline-size: 0;
    }
    dd {
      white-space: nowrap;
    }
    .total {
      align-items: baseline;
      margin-block-start: var(--_1);
      padding-block: var(--_1) 0;
      border-block-start: 1px solid var(--_border);
      dt {
        color: var(--_text);
        font-weight: var(--_bold);
      }
      dd {
        font-size: var(--_size-xl);
        font-weight: var(--_bold);
        line-height: var(--_leading-s);
        letter-spacing: -0.006em;
      }
    }
    .due-row > * {
      color: var(--_text);
      font-weight: var(--_bold);
    }
  }
  .sec-h {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 40px;
    padding: var(--_1) var(--_gutter);
    > h3 {
      font-weight: var(--_bold);
    }
  }
  .pays {
    display: grid;
    grid-template-columns: subgrid;
    padding: 0 var(--_gutter) var(--_1);
    > li {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      align-items: center;
      min-block-size: 32px;
      padding-block: var(--_1);
      border-block-start: 1px solid var(--_border);
      > .i {
        align-self: start;
        margin-block-start: 2px;
        color: var(--_muted);
      }
      > .num {
        align-self: start;
      }
    }
  }
  .finish {
    padding: var(--_3) var(--_gutter) var(--_4);
    > .go {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_2);
      > .btn.l {
        flex: 1 1 auto;
      }
    }
  }
  .blockers {
    margin-block-start: var(--_3);
    > .cap {
      display: flex;
      gap: 6px;
      align-items: center;
      font-weight: var(--_medium);
    }
    > ol {
      margin-block: var(--_1);
      > li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--_1) var(--_3);
        padding-block: 6px;
        border-block-start: 1px solid var(--_border);
        &:first-child {
          border: 0;
        }
        > p {
          flex: 1 1 180px;
        }
      }
    }
  }
  .recap {
    display: grid;
    grid-template-columns: var(--_glyph) minmax(0, 1fr);
    gap: var(--_1) var(--_2);
    padding: var(--_3) var(--_gutter) var(--_4);
    border-block-end: 1px solid var(--_border);
    > .i {
      margin-block-start: 4px;
      color: var(--_muted);
    }
    q:lang(fr) {
      quotes: '«\u00a0' '\u00a0»';
    }
    > .cap {
      display: flex;
      align-items: center;
      gap: 0 var(--_2);
      min-block-size: var(--_control-s);
    }
    > .aloud {
      grid-column: 2;
      max-inline-size: 68ch;
      font-size: var(--_size-l);
      line-height: 1.6;
      text-wrap: pretty;
      border-radius: var(--_radius-s);
    }
  }
  .dialog .note {
    padding-inline: var(--_4);
    + .body {
      padding-block-start: var(--_3);
    }
  }

  /* Lines: stacked under 640; one row a line from there */
  @container cs (inline-size >= 640px) {
    .lines {
      grid-template-columns:
        calc(var(--_gutter) + var(--_glyph)) minmax(0, 1fr) auto minmax(72px, auto) minmax(72px, auto)
        minmax(calc(var(--_gutter) + 88px), auto);
    }
    /* no line has a discount: its column goes to the product */
    .lines.plain {
      grid-template-columns:
        calc(var(--_gutter) + var(--_glyph)) minmax(0, 1fr) auto minmax(72px, auto)
        minmax(calc(var(--_gutter) + 88px), auto);
    }
    .plain > .line > .off {
      display: none;
    }
    .lhead {
      display: grid;
    }
    .line {
      > .qty,
      > .price,
      > .off {
        grid-row: 1;
      }
      > .qty {
        grid-column: 3;
        justify-self: end;
      }
      > .price {
        grid-column: 4;
        justify-self: stretch;
        color: inherit;
        > .x {
          display: none;
        }
      }
      > .off {
        grid-column: 5;
        justify-self: stretch;
        &:empty {
          display: block;
        }
      }
      > .amount {
        grid-area: 1 / -2;
        padding: 0;
      }
    }
  }
  /* 960 and wider: money and the way out stand beside the lines */
  @container cs (inline-size >= 960px) {
    .cols {
      grid-template-columns: minmax(0, 1fr) min(calc(var(--_px) * 384), 45%);
    }
    .rail {
      border-inline-start: 1px solid var(--_border);
    }
    .main > :last-child {
      border-block-end: 0;
    }
  }
`;
