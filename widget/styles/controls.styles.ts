import { css } from 'lit';

/** What all elements share: text, glyphs, buttons, fields, rows, facts, strips, skeletons and layers. One sheet for all. */
export const controlsStyles = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :is(h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, fieldset, legend) {
    margin: 0;
    padding: 0;
    border: 0;
    font: inherit;
  }
  :is(ul, ol) {
    list-style: none;
  }
  :is(button, input, textarea, select) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  a {
    color: inherit;
    text-decoration: underline;
    text-decoration-color: color-mix(in oklab, currentcolor 35%, transparent);
    text-underline-offset: 2px;
    border-radius: 2px;
    &:hover {
      text-decoration-color: currentcolor;
    }
  }
  mark {
    background: color-mix(in oklab, var(--_accent) 16%, transparent);
    color: inherit;
    font-weight: var(--_bold);
    border-radius: 2px;
  }
  del {
    color: var(--_muted);
  }
  b,
  strong {
    font-weight: var(--_bold);
  }
  bdi {
    unicode-bidi: isolate;
  }

  /* Focus: one ring everywhere; inside a clipped list it moves inward */
  :is(a, button, input, textarea, select, [tabindex], summary):focus-visible,
  .is-focus {
    outline: var(--_ring);
    outline-offset: 1px;
  }
  .row:is(:focus-visible, .is-focus),
  [role='option'].is-focus,
  [role='tab'].is-focus {
    outline-offset: -2px;
  }

  /* Meaning ------------------------------------------------------------------------------------------ */
  .urgent {
    --_tone: var(--_danger);
  }
  .due {
    --_tone: var(--_warning);
  }
  .blocked {
    --_tone: var(--_blocked);
  }
  .done {
    --_tone: var(--_success);
  }
  .here {
    --_tone: var(--_accent);
  }
  :is(.urgent, .due, .blocked, .done, .here) {
    --_wash: light-dark(
      color-mix(in oklab, var(--_tone) 7%, var(--_surface)),
      color-mix(in oklab, var(--_tone) 13%, var(--_surface))
    );
    --_wash-edge: color-mix(in oklab, var(--_tone) 30%, var(--_surface));
  }
  /* Text --------------------------------------------------------------------------------------------- */
  .muted {
    color: var(--_muted);
  }
  .here {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    color: var(--_tone);
    > .i {
      color: inherit;
    }
  }
  .small {
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
  }
  .strong {
    font-weight: var(--_medium);
  }
  .num,
  time,
  .n,
  .left,
  .sum dd {
    font-variant-numeric: tabular-nums;
  }
  .num,
  .id {
    white-space: nowrap;
  }
  /* Phone numbers and sums keep their own direction, so that decimals stand under each other in every script */
  .tel,
  .sum dd,
  .pays > li > :last-child,
  .line > :is(.price, .off, .amount) {
    direction: ltr;
    unicode-bidi: isolate;
    text-align: end;
  }
  .tel {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .lhead > .end {
    text-align: end;
    &:dir(rtl) {
      text-align: start;
    }
  }
  .end {
    text-align: end;
  }
  .clip {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
  }
  /* Facts with dots between them, none at either end of a line: a line's first dot stands outside and is cut off */
  .dots {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_px) * 11);
    max-inline-size: 100%;
    vertical-align: top;
    overflow: clip;
    > * {
      position: relative;
    }
    > * + *::before {
      content: '·';
      position: absolute;
      inset-inline-start: calc(var(--_px) * -7);
    }
  }
  /* What somebody wrote runs its own way and stands where the rest does; Chromium has the prefix alone */
  [dir='auto']:not(input, textarea) {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .spring {
    flex: 1;
  }

  /* Glyphs: 16 px, 1.5 px line, current colour */
  .i {
    inline-size: var(--_glyph);
    block-size: var(--_glyph);
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: calc(var(--_px) * -3);
  }
  .i.turn:dir(rtl) {
    transform: scaleX(-1);
  }
  .i .filled,
  .i .faint {
    fill: currentcolor;
    fill-rule: evenodd;
    stroke: none;
  }
  .i .faint {
    opacity: 0.3;
  }

  /* Key chips: framed where the keys work now (the active panel), bare elsewhere; same size both ways */
  kbd {
    display: inline-block;
    min-inline-size: calc(var(--_px) * 18);
    block-size: calc(var(--_px) * 18);
    padding-inline: 4px;
    border: 1px solid transparent;
    border-radius: 4px;
    color: var(--_muted);
    font-family: inherit;
    font-size: var(--_size-xs);
    font-weight: var(--_medium);
    line-height: var(--_glyph);
    text-align: center;
    white-space: nowrap;
  }
  :host(:state(keyless)) kbd {
    display: none;
  }
  .keys {
    display: inline-flex;
    gap: 2px;
    flex: none;
  }
  :host(:state(active)) kbd,
  .shown kbd {
    border-color: var(--_edge);
    color: var(--_text);
  }

  /* Surface ------------------------------------------------------------------------------------------ */
  .base {
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    overflow: clip;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 44px;
    padding: var(--_2) var(--_gutter);
    border-block-end: 1px solid var(--_border);
    > h2,
    > h3 {
      font-weight: var(--_bold);
    }
    > .n,
    > .label {
      white-space: nowrap;
    }
  }
  .group {
    display: inline-flex;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--_1) var(--_2);
  }
  p.group {
    display: flex;
  }
  .pad {
    display: grid;
    gap: var(--_3);
    padding: var(--_3) var(--_gutter);
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: var(--_3);
  }
  .label {
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
  }

  /* Buttons ------------------------------------------------------------------------------------------ */
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--_control);
    padding: 0 10px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: var(--_medium);
    text-align: center;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--_fast) var(--_ease);
    &:hover {
      background: color-mix(in oklab, var(--_text) 5%, var(--_surface));
    }
    > kbd:last-child,
    > .keys:last-child {
      margin-inline-end: -5px;
    }
    > .i:first-child {
      margin-inline-start: -3px;
    }
    > .i.down {
      margin-inline: -2px -5px;
    }
  }
  .btn.quiet {
    border-color: transparent;
    background: transparent;
    &:hover {
      background: var(--_hover);
    }
  }
  .btn.icon {
    inline-size: var(--_control);
    padding: 0;
    > .i {
      margin: 0;
    }
  }
  .btn.s {
    min-block-size: var(--_control-s);
    padding-inline: 8px;
    font-size: var(--_size-s);
  }
  .btn.s.icon {
    inline-size: var(--_control-s);
    padding: 0;
  }
  .btn.l {
    min-block-size: var(--_control-l);
    padding-inline: 14px;
  }
  .btn.destroy {
    color: var(--_danger);
  }
  /* Primary: filled where the focus is, waiting elsewhere. At most one a panel. */
  .btn.primary {
    border-color: var(--_edge-control);
  }
  :host(:state(active)) .btn.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    &:hover {
      background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
    }
    kbd {
      border-color: color-mix(in oklab, var(--_on-accent) 45%, transparent);
      color: inherit;
    }
    &.destroy {
      border-color: var(--_danger);
      background: var(--_danger);
      color: var(--_surface);
    }
  }
  /* Blocked: can be reached and pressed; pressing says why */
  .btn[aria-disabled='true'],
  :host(:state(active)) .btn.primary[aria-disabled='true'] {
    border-color: var(--_border);
    background: var(--_sunken);
    color: var(--_muted);
    cursor: default;
    > .i:first-child {
      color: var(--_blocked);
    }
    kbd {
      border-color: transparent;
      color: var(--_muted);
    }
  }
  .btn.quiet[aria-disabled='true'] {
    border-color: transparent;
    background: transparent;
  }
  .link {
    display: inline;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: color-mix(in oklab, currentcolor 35%, transparent);
    text-underline-offset: 2px;
    cursor: pointer;
    border-radius: 2px;
  }
  .value {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
    min-block-size: 20px;
    margin-inline: -4px;
    padding: 0 2px 0 4px;
    vertical-align: top;
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    font-weight: inherit;
    text-align: start;
    white-space: nowrap;
    cursor: pointer;
    &:hover {
      background: var(--_hover);
    }
    > .i:first-child {
      color: var(--_tone);
    }
    > .i.down {
      margin-inline-start: -4px;
      color: var(--_muted);
    }
  }

  /* Fields ------------------------------------------------------------------------------------------- */
  .field {
    display: grid;
    gap: var(--_1);
    align-content: start;
    min-inline-size: 0;
  }
  .field > label,
  .field > .label {
    display: flex;
    align-items: baseline;
    gap: var(--_2);
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
    > .opt {
      margin-inline-start: auto;
    }
  }
  .input {
    display: flex;
    align-items: center;
    gap: 6px;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_control);
    padding: 0 8px;
    border: 1px solid var(--_edge-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: start;
    > input,
    > select {
      flex: 1;
      inline-size: 100%;
      min-inline-size: 0;
      padding: 0;
      border: 0;
      background: none;
      outline: 0;
      text-overflow: ellipsis;
      font-size: var(--_size-input, inherit);
      &:focus-visible {
        outline: 0;
      }
    }
    &:has(> :is(input, select):focus-visible),
    &:is(textarea, button):focus-visible {
      outline: var(--_ring);
      outline-offset: -1px;
      border-color: var(--_accent);
    }
    > .i {
      color: var(--_muted);
    }
    > .i:last-child {
      margin-inline: auto -2px;
    }
  }
  select.input,
  button.input {
    border-color: var(--_edge);
    text-overflow: ellipsis;
    cursor: pointer;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  textarea.input {
    display: block;
    padding-block: 3px;
    resize: vertical;
    font-size: var(--_size-input, inherit);
    field-sizing: content;
    min-block-size: 48px;
  }
  .input.bad {
    border-color: var(--_danger);
  }
  .help {
    display: flex;
    gap: var(--_1);
    color: var(--_muted);
    font-size: var(--_size-s);
    line-height: var(--_leading-s);
    &.tone {
      color: var(--_tone);
    }
  }
  .check {
    display: inline-flex;
    gap: var(--_2);
    align-items: start;
  }
  .check > input {
    appearance: none;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_glyph);
    block-size: var(--_glyph);
    margin: calc(var(--_px) * 2) 0;
    border: 1px solid var(--_edge-control);
    border-radius: 4px;
    background: var(--_surface);
    cursor: pointer;
    &[type='radio'] {
      border-radius: 50%;
    }
    &:checked {
      border-color: var(--_accent);
      background: var(--_accent);
    }
    &:checked::after {
      content: '';
      inline-size: 8px;
      block-size: 4px;
      border: solid var(--_on-accent);
      border-width: 0 0 2px 2px;
      transform: translateY(-1px) rotate(-45deg);
    }
    &[type='radio']:checked::after {
      inline-size: 6px;
      block-size: 6px;
      border: 0;
      border-radius: 50%;
      background: var(--_on-accent);
      transform: none;
    }
  }

  .step {
    display: inline-grid;
    grid-template-columns: var(--_control) calc(var(--_px) * 44) var(--_control);
    block-size: var(--_control);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
    &:focus-within {
      border-color: var(--_accent);
      outline: var(--_ring);
      outline-offset: -1px;
    }
    > * {
      display: grid;
      place-items: center;
      min-inline-size: 0;
      padding: 0;
      border: 0;
      background: none;
      text-align: center;
      outline: 0;
      &:focus-visible {
        outline: 0;
      }
    }
    > button {
      color: var(--_muted);
      cursor: pointer;
      &:hover {
        background: var(--_hover);
      }
    }
    > input {
      border-inline: 1px solid var(--_border);
      font-weight: var(--_medium);
    }
  }

  /* Segmented choice */
  .seg {
    display: inline-flex;
    gap: 2px;
    max-inline-size: 100%;
    overflow-x: auto;
    scrollbar-width: none;
    > button {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: var(--_control-s);
      padding: 0 8px;
      border: 1px solid transparent;
      border-radius: var(--_radius-s);
      background: none;
      color: var(--_muted);
      font-size: var(--_size-s);
      font-weight: var(--_medium);
      white-space: nowrap;
      cursor: pointer;
      &:hover {
        background: var(--_hover);
      }
      &[aria-checked='true'],
      &[aria-pressed='true'] {
        background: var(--_press);
        color: var(--_text);
      }
    }
  }
  .n {
    color: var(--_muted);
    font-weight: var(--_regular);
  }

  /* Chips: a frame only where the word alone could be missed */
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--_1);
    min-block-size: 20px;
    padding-inline: 6px;
    border: 1px solid var(--_wash-edge, var(--_border));
    border-radius: var(--_radius-s);
    background: var(--_wash, none);
    color: var(--_tone);
    font-size: var(--_size-s);
    font-weight: var(--_medium);
    line-height: var(--_leading-s);
    white-space: nowrap;
    > .i {
      inline-size: calc(var(--_px) * 14);
      block-size: calc(var(--_px) * 14);
      margin-inline-start: -2px;
    }
  }
  .state {
    min-block-size: 20px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
    vertical-align: top;
    > .i {
      color: var(--_tone);
    }
  }
  .tone {
    color: var(--_tone);
  }

  /* Message strip: refusal, failure, news. One line of fact, then what can be done. */
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px var(--_2);
    padding: 6px var(--_gutter);
    border-block-end: 1px solid var(--_wash-edge, var(--_border));
    background: var(--_wash, var(--_sunken));
    min-block-size: 40px;
    > .i:first-child {
      color: var(--_tone);
      align-self: start;
      margin-block: 6px;
    }
    > p {
      flex: 1 1 200px;
      padding-block: 4px;
    }
    &.card {
      border: 1px solid var(--_wash-edge, var(--_border));
      border-radius: var(--_radius);
      padding-inline: var(--_3);
    }
    &.plain {
      background: var(--_sunken);
      border-color: var(--_border);
    }
  }

  .base > :last-child:not(.bar) {
    border-block-end: 0;
  }

  /* Rows */
  .row {
    position: relative;
    cursor: default;
    &:hover {
      background: var(--_hover);
    }
    &[aria-selected='true'],
    &[aria-current='true'] {
      background: var(--_selected);
      &::before {
        content: '';
        position: absolute;
        inset-block: 0;
        inset-inline-start: 0;
        inline-size: 2px;
        background: var(--_accent);
      }
    }
  }

  /* Label over value */
  .facts {
    display: flex;
    flex-wrap: wrap;
    overflow: hidden;
    border-block-end: 1px solid var(--_border);
    > div {
      flex: 1 1 auto;
      min-inline-size: 112px;
      padding-block: var(--_2);
      padding-inline: var(--_gutter) var(--_3);
      &:last-child {
        padding-inline-end: var(--_gutter);
      }
      margin-block-end: -1px;
      margin-inline-start: -1px;
      border-inline-start: 1px solid var(--_border);
      border-block-end: 1px solid var(--_border);
    }
    dt {
      color: var(--_muted);
      font-size: var(--_size-s);
      line-height: var(--_leading-s);
    }
    dd {
      font-weight: var(--_medium);
      min-block-size: 20px;
    }
    .sub {
      min-block-size: 16px;
      color: var(--_muted);
      font-size: var(--_size-s);
      font-weight: var(--_regular);
      line-height: var(--_leading-s);
      &.tone {
        color: var(--_tone);
        font-weight: var(--_medium);
      }
    }
  }

  /* Skeleton: same boxes as the real thing, in the same places; a slow fade, no sheen */
  .bone {
    display: block;
    block-size: 8px;
    border-radius: 4px;
    background: var(--_bone);
    animation: cs-breathe 1.6s ease-in-out infinite alternate;
    &.w3 {
      inline-size: 42%;
    }
    &.w4 {
      inline-size: 58%;
    }
    &.w5 {
      inline-size: 76%;
    }
    &.w6 {
      inline-size: 92%;
    }
    &.tall {
      block-size: 12px;
    }
    &.disc {
      inline-size: 16px;
      block-size: 16px;
      border-radius: 50%;
    }
    &.disc.l {
      inline-size: 36px;
      block-size: 36px;
    }
    &.box {
      inline-size: 72px;
      block-size: 28px;
      border-radius: var(--_radius);
    }
    &.full {
      inline-size: 100%;
    }
    &.px48 {
      inline-size: 48px;
    }
    &.px72 {
      inline-size: 72px;
    }
  }
  /* Skeletons wait 200 ms, so that a quick answer shows none */
  .bones {
    animation: cs-appear 0.01s 0.2s both;
  }
  .line-bone {
    display: flex;
    align-items: center;
    block-size: 20px;
    &.s {
      block-size: 16px;
    }
    &.tall {
      block-size: 24px;
    }
  }

  /* Empty, failed: same place, same height as the list they stand for */
  .void {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--_1);
    min-block-size: 168px;
    padding: var(--_6) var(--_4);
    text-align: center;
    > .i {
      inline-size: 20px;
      block-size: 20px;
      margin-block-end: var(--_1);
      color: var(--_tone);
    }
    > p {
      max-inline-size: 44ch;
      text-wrap: balance;
    }
    > .group {
      margin-block-start: var(--_2);
      justify-content: center;
    }
  }

  /* A layer opened from a control stands at that control; without anchor positioning the browser centres it */
  :is(.menu, .list)[popover] {
    inset: auto;
    min-inline-size: anchor-size(inline);
    max-block-size: min(420px, 60vb);
    margin: 4px 0;
    border: 0;
    color: var(--_text);
    overflow: auto;
    position-area: block-end span-inline-end;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline;
    @supports not (position-area: block-end) {
      inset: 0;
      margin: auto;
      block-size: fit-content;
      inline-size: fit-content;
    }
  }

  /* Layers: what lies over the page has a surface of its own, and so have the controls in it */
  .dialog,
  .menu,
  .list {
    --_surface: var(--_raised);
    z-index: var(--_z);
  }
  .dialog {
    inline-size: calc(100% - var(--_6));
    max-inline-size: 520px;
    max-block-size: calc(100% - var(--_6));
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-l);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    color: var(--_text);
    overflow: auto;
    &::backdrop {
      background: rgb(10 14 20 / 0.4);
    }
    > header,
    > form > header {
      display: flex;
      align-items: center;
      gap: var(--_2);
      padding: var(--_3) var(--_2) var(--_1) var(--_4);
      > h3 {
        flex: 1;
        font-size: var(--_size-l);
        font-weight: var(--_bold);
        line-height: var(--_leading-s);
      }
    }
    > .body,
    > form > .body {
      display: grid;
      gap: var(--_3);
      padding: var(--_1) var(--_4) var(--_4);
    }
    > footer,
    > form > footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_2);
      padding: var(--_3) var(--_4);
      border-block-start: 1px solid var(--_border);
    }
    .keymap {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 6px var(--_4);
      align-items: center;
      > dt {
        display: flex;
        gap: 2px;
      }
      > .cap {
        grid-column: 1 / -1;
        margin-block-start: var(--_2);
        color: var(--_muted);
        font-size: var(--_size-s);
      }
    }
  }
  .menu {
    padding: var(--_1);
    border-radius: var(--_radius-l);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    > li {
      display: grid;
      grid-template-columns: var(--_glyph) minmax(0, 1fr) auto;
      gap: 0 var(--_2);
      align-items: center;
      min-block-size: var(--_row);
      padding: var(--_1) var(--_2);
      border-radius: var(--_radius-s);
      > .i {
        color: var(--_tone);
      }
      > .label {
        grid-column: 2;
      }
      &.is-focus {
        outline: 0;
        background: color-mix(in oklab, var(--_accent) 9%, var(--_raised));
      }
      &[aria-disabled='true'] {
        color: var(--_muted);
      }
    }
  }

  .base {
    @container cs (inline-size >= 480px) {
      --_gutter: var(--_4);
    }
  }

  @keyframes cs-breathe {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.5;
    }
  }
  @keyframes cs-appear {
    from {
      visibility: hidden;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none !important;
    }
  }
  /* No keyboard at hand: no key chips */
  @media (hover: none) and (pointer: coarse) {
    kbd,
    .keys {
      display: none !important;
    }
  }
  @media (forced-colors: active) {
    .row[aria-selected='true']::before {
      background: Highlight !important;
    }
    .seg > :is([aria-checked='true'], [aria-pressed='true']) {
      forced-color-adjust: none;
      border-color: Highlight !important;
      background: Highlight !important;
      color: HighlightText !important;
      > .n {
        color: inherit;
      }
    }
  }
`;
