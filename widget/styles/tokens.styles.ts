import { css } from 'lit';

/**
 * The 21 public tokens, each read once into a private one; every other rule uses only the private ones.
 * Font and color-scheme come from the page: nothing here sets either, and light-dark() follows the page.
 *
 * @cssprop --cs-color-accent - What is selected or focused, and what Enter does.
 * @cssprop --cs-color-danger - Urgent: hot, overdue, failed, destroys.
 * @cssprop --cs-color-warning - Due: soon, low, needs a look.
 * @cssprop --cs-color-blocked - Blocked: refused, on hold, waits for approval.
 * @cssprop --cs-color-success - Done: met, paid, saved.
 * @cssprop --cs-color-text - Text.
 * @cssprop --cs-color-text-muted - Labels, times, help.
 * @cssprop --cs-color-on-accent - Text on the accent.
 * @cssprop --cs-color-surface - What the elements stand on.
 * @cssprop --cs-color-surface-raised - Lists, menus and dialogs over it.
 * @cssprop --cs-color-border - Lines between things.
 * @cssprop --cs-font - The family of the font; the page's where none is set.
 * @cssprop --cs-font-size - The size of text; all other sizes follow it.
 * @cssprop --cs-line-height - The height of a line, as a number.
 * @cssprop --cs-focus-ring - The outline of what has the focus.
 * @cssprop --cs-radius - How round corners are.
 * @cssprop --cs-space - One step of space; all distances are multiples of it.
 * @cssprop --cs-control-size - The height of a button or a field; 44px by default where the pointer is a finger.
 * @cssprop --cs-shadow - Under what lies over the page.
 * @cssprop --cs-z-index - How high a layer lies where the browser has no top layer.
 * @cssprop --cs-duration - How long a movement takes; none for a reader who wants none.
 */
export const tokenStyles = css`
  :host {
    /* type */
    --_size: var(--cs-font-size, max(13px, 0.8125rem)); /* never under 13 px, grows with the reader's own setting */
    --_leading: var(--cs-line-height, calc(20 / 13));
    --_size-xs: calc(var(--_size) * 11 / 13); /* 11/16 labels above values, key chips */
    --_size-s: calc(var(--_size) * 12 / 13); /* 12/16 secondary lines, times, help */
    --_size-l: calc(var(--_size) * 15 / 13); /* 15/20 names; 15/24 text to read aloud */
    --_size-xl: calc(var(--_size) * 18 / 13); /* 18/24 case title, order total */
    --_leading-s: calc(4 / 3);
    --_regular: 400;
    --_medium: 500; /* values, buttons, selected tab */
    --_bold: 600; /* titles, names, totals, matched letters */

    /* colour: eight that carry meaning or ink, the rest is derived */
    --_surface: var(--cs-color-surface, light-dark(#ffffff, #17191c));
    --_raised: var(--cs-color-surface-raised, light-dark(#ffffff, #202327));
    --_text: var(--cs-color-text, light-dark(#1b1d20, #e7e9eb));
    --_muted: var(--cs-color-text-muted, light-dark(#5c6167, #a1a7ae));
    --_border: var(--cs-color-border, light-dark(#e2e4e7, #2e3237));
    --_accent: var(--cs-color-accent, light-dark(#1c5cb8, #8fb8ff)); /* here: selected, focused, what Enter does */
    --_on-accent: var(--cs-color-on-accent, light-dark(#ffffff, #0c1a2f));
    --_danger: var(--cs-color-danger, light-dark(#b3261e, #ff9d92)); /* urgent: hot, overdue, failed, destroys */
    --_warning: var(--cs-color-warning, light-dark(#835400, #e6b556)); /* due: soon, low, needs a look */
    --_blocked: var(
      --cs-color-blocked,
      light-dark(#86306a, #eba6d1)
    ); /* blocked: refused, on hold, waits for approval */
    --_success: var(--cs-color-success, light-dark(#1a6b40, #73cf9b)); /* done: met, paid, saved */

    --_sunken: color-mix(in oklab, var(--_text) 3.5%, var(--_surface)); /* table heads, internal notes */
    --_hover: color-mix(in oklab, var(--_text) 5%, transparent);
    --_press: color-mix(in oklab, var(--_text) 9%, transparent);
    --_edge: color-mix(in oklab, var(--_text) 20%, var(--_surface)); /* edge of a button: its label identifies it */
    --_edge-control: color-mix(in oklab, var(--_text) 47%, var(--_surface)); /* edge of an input: 3:1 and more */
    --_bone: color-mix(in oklab, var(--_text) 10%, transparent); /* skeleton */
    --_selected: color-mix(in oklab, var(--_accent) 9%, var(--_surface));
    --_tone: var(--_muted); /* what a glyph, chip or strip says: .urgent .due .blocked .done .here set it */

    /* space: a 4 px grid */
    --_1: var(--cs-space, 4px);
    --_2: calc(var(--_1) * 2);
    --_3: calc(var(--_1) * 3);
    --_4: calc(var(--_1) * 4);
    --_6: calc(var(--_1) * 6);
    --_px: max(1px, calc(var(--_size) / 14)); /* what is drawn in pixels grows with text over 14 px */
    --_glyph: calc(var(--_px) * 16);
    --_control: max(var(--cs-control-size, 28px), calc(var(--_px) * 24));
    --_control-s: calc(var(--_control) - 4px);
    --_control-l: calc(var(--_control) + 8px);
    --_row: calc(var(--_control) + 4px);
    --_gutter: var(--_3);

    /* shape, depth, motion */
    --_radius: var(--cs-radius, 6px);
    --_radius-s: max(0px, var(--_radius) - 2px);
    --_radius-l: calc(var(--_radius) * 4 / 3);
    --_ring: var(--cs-focus-ring, 2px solid var(--_accent));
    --_shadow: var(
      --cs-shadow,
      0 0 0 1px light-dark(rgb(0 0 0 / 0.08), rgb(255 255 255 / 0.1)),
      0 8px 24px -4px light-dark(rgb(15 20 30 / 0.16), rgb(0 0 0 / 0.6)),
      0 2px 6px light-dark(rgb(15 20 30 / 0.07), rgb(0 0 0 / 0.4))
    );
    --_z: var(--cs-z-index, 10);
    --_fast: var(--cs-duration, 120ms);
    --_ease: cubic-bezier(0.2, 0, 0, 1);
  }

  /* Touch: targets of 44 px, and 16 px in inputs so that iOS does not zoom. Layout does not otherwise change. */
  @media (pointer: coarse) {
    :host {
      --_control: max(var(--cs-control-size, 44px), calc(var(--_px) * 24));
      --_control-s: max(36px, calc(var(--_px) * 20));
      --_control-l: max(48px, calc(var(--_px) * 28));
      --_row: max(44px, calc(var(--_px) * 24));
      --_size-input: 16px;
    }
  }

  @media (prefers-contrast: more) {
    :host {
      --_border: color-mix(in oklab, var(--_text) 60%, var(--_surface));
      --_edge: var(--_text);
      --_edge-control: var(--_text);
      --_muted: var(--_text);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_fast: 0s;
    }
  }
`;
