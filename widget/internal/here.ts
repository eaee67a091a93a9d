import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Present } from '../../shared/live.ts';
import * as glyphs from './glyphs.ts';
import { icon } from './icon.ts';
import type { Localize } from './localize.ts';

/** Who else has the record open, on one line; it takes no room where there is nobody. */
export function here(
  term: Localize['term'],
  people: readonly Present[],
  language: string,
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  const names = new Intl.ListFormat(language).format(people.map(({ agent }) => agent.name));
  return html`<span class="here" part="here" role="status">${icon(glyphs.eye)}${term('alsoHere', names)}</span>`;
}
