import { css } from 'lit';

export const alertBannerStyles = css`
  /* No room, not even a host's gap, while there is nothing to say */
  :host(:is(:state(empty), :state(loading))) {
    display: none;
  }
  .hot {
    border-color: var(--_wash-edge);
    background: var(--_wash);
  }
  .alert {
    display: grid;
    grid-template-columns: var(--_glyph) minmax(0, 1fr);
    gap: 0 var(--_2);
    padding: 6px var(--_gutter);
    & + & {
      border-block-start: 1px solid var(--_wash-edge);
    }
    > .i {
      margin-block-start: 6px;
      color: var(--_danger);
    }
    > .what {
      min-inline-size: 0;
      padding-block: 4px;
    }
    > .do {
      grid-column: 2;
      align-self: center;
      min-block-size: 28px;
    }
  }
  .settled > .i {
    color: var(--_muted);
  }
  .ack {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    align-items: end;
    padding-block: 4px 6px;
    > .field {
      flex: 1 1 220px;
    }
    > .note {
      flex-basis: 100%;
    }
  }
  h2 {
    font-weight: var(--_bold);
  }
  .say {
    text-wrap: pretty;
  }
  .rest {
    padding: 0 var(--_gutter) var(--_2);
    padding-inline-start: calc(var(--_gutter) + var(--_glyph) + var(--_2));
  }
  .hot .btn:not(.primary) {
    background: transparent;
    border-color: color-mix(in oklab, var(--_danger) 38%, var(--_surface));
    &.quiet {
      border-color: transparent;
    }
    &:hover {
      background: var(--_hover);
    }
  }
  @container cs (inline-size >= 640px) {
    .alert {
      grid-template-columns: var(--_glyph) minmax(0, 1fr) auto;
      > .do {
        grid-column: 3;
        margin-inline-start: var(--_4);
        > .btn {
          min-inline-size: 96px;
        }
      }
    }
  }
`;
