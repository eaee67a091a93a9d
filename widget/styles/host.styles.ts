import { css } from 'lit';

/**
 * The box every element is: hidden when told, a container for its own layout. Nothing that the page has set around it
 * reaches in but what is meant to: whether it is seen and can be pressed, the colour scheme, the font, the direction.
 */
export const hostStyles = css`
  :host {
    all: initial;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    -webkit-text-size-adjust: inherit;
    color: var(--_text);
    font-family: var(--cs-font, inherit);
    font-size: var(--_size);
    line-height: var(--_leading);
    overflow-wrap: break-word;
    display: block;
    container: cs / inline-size;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
