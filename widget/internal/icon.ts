import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Shape } from './glyphs.ts';

interface IconOptions {
  /** What the glyph says where no word beside it does; without it the glyph is hidden from assistive technology. */
  label?: string;
  /** More classes, such as `down` (a chevron at the end of a button), `turn` (mirrored in right-to-left) or `urgent`. */
  more?: string;
}

/** A glyph as inline SVG in the current colour. */
export function icon(shape: Shape, { label, more = '' }: IconOptions = {}): TemplateResult {
  const [line, filled, faint] = typeof shape === 'string' ? [shape] : shape;
  return html`<svg
    class="i ${more}"
    viewBox="0 0 16 16"
    role=${label ? 'img' : nothing}
    aria-label=${label ?? nothing}
    aria-hidden=${label ? nothing : 'true'}
  >
    <path d=${line}></path>
    <path class="filled" d=${filled ?? nothing}></path>
    <path class="faint" d=${faint ?? nothing}></path>
  </svg>`;
}
