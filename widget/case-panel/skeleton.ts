import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Words } from './words.ts';

const bone = (size: string) => html`<i class="bone ${size}"></i>`;

/** The list before it is there. */
export function listBones(): TemplateResult {
  return html`<ul class="cases bones" aria-hidden="true">
    ${['w5', 'w4', 'w6'].map(
      (width) =>
        html`<li>${bone('disc')}<span class="id">${bone('w6')}</span><span>${bone(width)}</span>${bone('px48')}</li>`,
    )}
  </ul>`;
}

/** A case before it is there: the same boxes in the same places. */
export function caseBones({ term }: Words): TemplateResult {
  return html`<div class="bones" aria-hidden="true">
    <div class="head">
      <div class="top"><span class="line-bone">${bone('px72')}</span></div>
      <p class="line-bone tall">${bone('tall w6')}</p>
      <div class="actions">${bone('box')}${bone('box')}${bone('box')}</div>
    </div>
    <dl class="facts">
      ${(['caseState', 'casePriority', 'caseOwner'] as const).map(
        (fact) =>
          html`<div>
            <dt>${term(fact)}</dt>
            <dd class="line-bone">${bone('w5')}</dd>
            <dd class="sub line-bone s">${bone('w4')}</dd>
          </div>`,
      )}
    </dl>
    ${timelineBones()}
  </div>`;
}

export function timelineBones(): TemplateResult {
  return html`<div class="timeline bones" aria-hidden="true">
    <ol>
      ${['w5', 'w4'].map(
        (width) =>
          html`<li>
            <time></time><span class="g">${bone('disc')}</span>
            <div class="t line-bone">${bone(width)}</div>
          </li>`,
      )}
    </ol>
  </div>`;
}
