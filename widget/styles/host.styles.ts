import { css } from 'lit';

/** The box every element is: hidden when told, a container for its own layout, with the page's font and colour scheme. */
export const hostStyles = css`
  :host {
    display: block;
    container: cs / inline-size;
    min-inline-size: 0;
    color: var(--_text);
    font-family: var(--cs-font, inherit);
    font-size: var(--_size);
    font-weight: var(--_regular);
    line-height: var(--_leading);
    text-align: start;
    overflow-wrap: break-word;
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
