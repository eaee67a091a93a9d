import { css } from 'lit';

/** The list, the open case, its history, and what is asked about it. */
export const casePanelStyles = css`
  .bar > .seg {
    flex: none;
  }
  /* A subgrid's own padding comes out of the outer tracks, so they carry the gutter */
  .cases {
    display: grid;
    grid-template-columns: calc(var(--_gutter) + var(--_glyph)) auto minmax(0, 1fr) auto;
    gap: 0 var(--_2);
  }
  .cases > li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
    min-block-size: var(--_row);
    padding: var(--_1) var(--_gutter);
    border-block-end: 1px solid var(--_border);
    > .i {
      color: var(--_tone);
    }
    > .side {
      display: inline-flex;
      align-items: center;
      justify-self: end;
      gap: 6px;
      > .urgent {
        color: var(--_tone);
      }
    }
  }
  .stages {
    justify-self: start;
    margin-block-start: var(--_2);
  }
  .seek {
    display: flex;
    gap: var(--_2);
    margin-block-end: var(--_2);
    > .input {
      flex: 0 1 24em;
    }
  }
  [part='existing'] {
    margin-block: var(--_2);
    > div {
      flex: 1;
    }
  }
  .related > li,
  .related > .stack > p,
  .hints > li > p:first-child {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_2);
    align-items: center;
    min-block-size: var(--_row);
    > .i {
      flex: none;
      color: var(--_tone, var(--_muted));
    }
    > .clip {
      flex: 1 1 8em;
      min-inline-size: 0;
    }
  }
  .related > .stack {
    display: block;
    > ul {
      padding-inline-start: var(--_4);
    }
  }
  .hints > li {
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_border);
  }
  .peek {
    margin-block-start: var(--_2);
    padding-inline-start: var(--_3);
    border-inline-start: 2px solid var(--_edge);
  }
  .merging > li {
    display: grid;
    grid-template-columns: var(--_glyph) auto minmax(0, 1fr) auto;
    gap: 0 var(--_2);
    align-items: center;
    min-block-size: var(--_row);
  }
  .foot {
    padding: var(--_1) var(--_gutter);
    border-block-end: 1px solid var(--_border);
  }
  .head {
    padding: var(--_3) var(--_gutter);
    border-block-end: 1px solid var(--_border);
    > .top {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_2);
      min-block-size: 24px;
      color: var(--_muted);
      font-size: var(--_size-s);
      line-height: calc(var(--_px) * 20);
    }
    > h2 {
      margin-block: 2px var(--_3);
      font-size: var(--_size-xl);
      font-weight: var(--_bold);
      line-height: var(--_leading-s);
      letter-spacing: -0.006em;
      text-wrap: balance;
    }
    > .line-bone {
      margin-block: 2px var(--_3);
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
    > .btn.primary {
      margin-inline-end: var(--_1);
    }
  }
  .section {
    padding: var(--_3) var(--_gutter);
    border-block-end: 1px solid var(--_border);
    > h3 {
      display: flex;
      align-items: center;
      gap: 6px;
      min-block-size: 20px;
      margin-block-end: var(--_2);
      font-weight: var(--_bold);
    }
    > .note {
      margin: calc(var(--_3) * -1) calc(var(--_gutter) * -1) var(--_3);
    }
    &.pad-in {
      display: grid;
      gap: var(--_3);
      > h2 {
        font-weight: var(--_bold);
      }
      > .note {
        margin-block-end: 0;
      }
    }
  }
  .prose,
  .t > .text {
    max-inline-size: 72ch;
    white-space: pre-line;
    text-wrap: pretty;
  }
  .prose {
    max-inline-size: none;
  }
  time,
  .top > span {
    unicode-bidi: plaintext;
  }
  .dialog .note {
    padding-inline: var(--_3);
    border: 1px solid var(--_wash-edge, var(--_border));
    border-radius: var(--_radius);
  }
  .past > li {
    display: flex;
    gap: var(--_2);
    padding-block: var(--_1);
    > .i {
      margin-block-start: 2px;
      color: var(--_tone);
    }
  }
  .todo {
    margin-inline: calc(var(--_2) * -1);
    > li {
      display: grid;
      grid-template-columns: var(--_glyph) var(--_glyph) minmax(0, 1fr) auto;
      gap: 0 var(--_2);
      align-items: center;
      min-block-size: var(--_row);
      padding-inline: var(--_2);
      border-radius: var(--_radius-s);
      > .i {
        color: var(--_muted);
      }
      &:hover {
        background: var(--_hover);
      }
    }
  }
  .pick {
    position: relative;
    padding: 0;
    border-color: var(--_edge);
    > select {
      appearance: none;
      align-self: stretch;
      padding-inline: 8px 26px;
      border-radius: inherit;
      cursor: pointer;
    }
    > option {
      background: var(--_raised);
    }
    > .i:last-child {
      position: absolute;
      inset-inline-end: 6px;
      pointer-events: none;
    }
  }
  button.input {
    > .clip {
      flex: 1;
    }
    > .i:first-child {
      color: var(--_tone);
    }
  }
  .menu > li {
    cursor: pointer;
    &:focus {
      outline: 0;
      background: color-mix(in oklab, var(--_accent) 9%, var(--_raised));
    }
    &[aria-checked='true'] > span:not(.chip) {
      font-weight: var(--_medium);
    }
  }
  .composer {
    border: 1px solid var(--_edge-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    &:focus-within {
      border-color: var(--_accent);
      outline: var(--_ring);
      outline-offset: -1px;
    }
    > .seg {
      display: flex;
      padding: var(--_1) var(--_1) 0;
    }
    > textarea,
    > .line {
      display: block;
      inline-size: 100%;
      padding: var(--_1) var(--_3);
      border: 0;
      background: none;
      outline: 0;
      font-size: var(--_size-input, inherit);
    }
    > .line {
      font-weight: var(--_medium);
    }
    > textarea {
      min-block-size: 48px;
      resize: none;
      field-sizing: content;
    }
    > .help {
      padding-inline: var(--_3);
    }
    > .foot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_1) var(--_2);
      padding: var(--_1);
      padding-inline-start: 6px;
      border: 0;
    }
  }
  .composer > :is(textarea, .line):focus-visible {
    outline: 0;
  }
  .with {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding-inline: 6px;
    color: var(--_muted);
    font-size: var(--_size-s);
    > input {
      min-block-size: var(--_control-s);
      padding: 0 4px;
      border: 1px solid var(--_edge-control);
      border-radius: var(--_radius-s);
      background: var(--_surface);
      color: var(--_text);
      font-size: var(--_size-input, inherit);
      &[aria-invalid] {
        border-color: var(--_danger);
      }
    }
    > .minutes {
      inline-size: calc(var(--_px) * 44);
      text-align: end;
    }
  }
  /* Time, glyph on a rail, what happened */
  .timeline {
    padding: var(--_1) var(--_gutter) var(--_3);
    > .foot {
      border: 0;
      padding-inline: 0;
    }
    > ol {
      display: grid;
      grid-template-columns: calc(var(--_px) * 20) minmax(0, 1fr) auto;
      gap: 0 var(--_2);
    }
    > ol > li {
      display: grid;
      grid-template-columns: subgrid;
      grid-column: 1 / -1;
      > .g {
        grid-row: 1;
        display: grid;
        grid-template-rows: calc(var(--_px) * 20) 1fr;
        justify-items: center;
        align-items: center;
        color: var(--_tone);
      }
      &:not(:last-child) > .g::after {
        content: '';
        align-self: stretch;
        inline-size: 1px;
        min-block-size: 4px;
        margin-block: 2px;
        background: var(--_border);
      }
      > .t {
        padding-block-end: var(--_2);
      }
      > time {
        grid-column: 3;
        grid-row: 1;
        color: var(--_muted);
        font-size: var(--_size-s);
        line-height: calc(var(--_px) * 20);
        white-space: nowrap;
      }
      > .t {
        grid-column: 2;
        grid-row: 1;
        min-inline-size: 0;
      }
    }
  }
  .day {
    padding-block: var(--_2) var(--_1);
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
  }
  .t > .by {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 6px;
    > b {
      font-weight: var(--_medium);
    }
  }
  .t > .text.box {
    margin-block: 2px 4px;
    padding: 6px 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .ev {
    color: var(--_muted);
    > b {
      color: var(--_text);
      font-weight: var(--_medium);
    }
  }
  /* A value that does not fit goes to the next row whole */
  .facts > div {
    flex-shrink: 0;
    max-inline-size: 100%;
  }
  /* Two versions side by side */
  .versions {
    display: grid;
    grid-template-columns: minmax(72px, auto) minmax(0, 1fr) minmax(0, 1fr);
    > div {
      display: grid;
      grid-template-columns: subgrid;
      grid-column: 1 / -1;
      border-block-end: 1px solid var(--_border);
      > * {
        padding: 6px var(--_3);
        min-inline-size: 0;
      }
      > * + * {
        border-inline-start: 1px solid var(--_border);
      }
      > :first-child {
        padding-inline-start: var(--_gutter);
        color: var(--_muted);
      }
    }
    .head-row {
      color: var(--_muted);
      font-size: var(--_size-s);
      background: var(--_sunken);
    }
    .take {
      background: var(--_selected);
    }
    label > span {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
  }
  @container cs (inline-size >= 480px) {
    .timeline > ol {
      grid-template-columns: minmax(40px, auto) calc(var(--_px) * 20) minmax(0, 1fr);
    }
    .timeline > ol > li {
      > time {
        grid-column: 1;
      }
      > .g {
        grid-column: 2;
      }
      > .t {
        grid-column: 3;
      }
    }
  }
  @container cs (inline-size < 480px) {
    .cases {
      grid-template-columns: calc(var(--_gutter) + var(--_glyph)) minmax(0, 1fr) auto;
      > li > .id {
        display: none;
      }
    }
    .facts > div {
      flex: 1 0 40%;
    }
    .composer {
      kbd,
      .foot > .label {
        display: none;
      }
      > .seg > :not([aria-checked='true']) > span {
        display: none;
      }
    }
    .bar kbd {
      display: none;
    }
    .todo > li {
      align-items: start;
      padding-block: 6px;
      > .clip {
        white-space: normal;
      }
      > .i {
        margin-block: 2px;
      }
      > .num {
        line-height: calc(var(--_px) * 20);
      }
    }
  }
  @container cs (inline-size < 400px) {
    .bar > .btn {
      font-size: 0;
      gap: 0;
      inline-size: var(--_control);
      padding: 0;
      > .i:first-child {
        margin: 0;
      }
    }
  }
  /* List above the open case: a long one scrolls in its place */
  @container cs (inline-size < 900px) {
    .duo > .side > .cases {
      max-block-size: calc(var(--_row) * 6.5);
      overflow-y: auto;
    }
  }
  /* List beside the open case */
  @container cs (inline-size >= 900px) {
    .duo {
      display: grid;
      grid-template-columns: min(calc(var(--_px) * 296), 40%) minmax(0, 1fr);
      > .side {
        border-inline-end: 1px solid var(--_border);
        > .cases {
          grid-template-columns: calc(var(--_gutter) + var(--_glyph)) minmax(0, 1fr) auto;
        }
        > .cases > li {
          min-block-size: 48px;
          > .id {
            grid-column: 2;
            grid-row: 2;
            color: var(--_muted);
            font-size: var(--_size-s);
            line-height: var(--_leading-s);
          }
          > .clip {
            grid-column: 2 / 4;
            grid-row: 1;
          }
          > .side {
            grid-column: 3;
            grid-row: 2;
          }
        }
      }
    }
  }
  @media (forced-colors: active) {
    .versions .take,
    .menu > li:focus {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  .main > :last-child {
    border-block-end: 0;
  }
`;
