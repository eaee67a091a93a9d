import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Blocker, FieldError } from '../../shared/problems.ts';
import type { Failure, SetupFault } from '../client/result.ts';
import { mayRetry } from '../client/result.ts';
import * as glyphs from './glyphs.ts';
import { icon } from './icon.ts';
import type { Localize } from './localize.ts';

type Term = Localize['term'];

/** What a failure says and what to do next, in the agent's words. */
export function failureText(term: Term, failure: Failure): string {
  switch (failure.kind) {
    case 'problem':
      return (
        failure.problem.blockers?.map((blocker) => blockerText(term, blocker)).join(' ') ||
        problemText(term, failure.problem)
      );
    case 'setup':
      return term(`setup_${failure.fault}`);
    case 'aborted':
      return '';
    default:
      return term(`failed_${failure.kind}`);
  }
}

/** One thing that blocks an action, with its count, and the cases that it is about. */
export function blockerText(term: Term, { code, detail, count = 1, cases = [] }: Blocker): string {
  return [problemText(term, { code, detail, title: detail }, count), cases.map(({ number }) => number).join(', ')]
    .filter(Boolean)
    .join(' ');
}

/** What is wrong with a field of the request, to be shown at the field. */
export function fieldErrorText(term: Term, { code, detail }: FieldError): string {
  return term(`field_${code}`) || detail;
}

/** The errors of a refused request by the name of their field: `/address/city` is `address.city`. */
export function fieldErrors(failure: Failure | null): ReadonlyMap<string, FieldError> {
  const errors = failure?.kind === 'problem' ? (failure.problem.errors ?? []) : [];
  return new Map(errors.map((error) => [error.pointer.slice(1).replaceAll('/', '.'), error]));
}

function problemText(term: Term, problem: Pick<Blocker, 'code' | 'detail'> & { title: string }, count = 1): string {
  return term(`problem_${problem.code}`, count) || problem.detail || problem.title;
}

interface FailureOptions {
  /** The fact in bold before the reason: "Orders could not be read." */
  lead?: string | undefined;
  /** "Try again", offered when the same may work later. */
  retry?: (() => void) | undefined;
  /** Takes the message away. */
  dismiss?: (() => void) | undefined;
  /** A button that mends what blocks, instead of the agent. */
  fix?: TemplateResult | typeof nothing;
}

/** A failed or refused command as a strip that touches both edges of the panel. */
export function failureNote(term: Term, failure: Failure, options: FailureOptions = {}): TemplateResult {
  const [tone, glyph] = toneOf(failure);
  const { lead, fix = nothing, dismiss } = options;
  return html`<div class="note ${tone}" role="alert" part="error">
    ${icon(glyph)}
    <p>${lead ? html`<b>${lead}</b> ` : nothing}${failureText(term, failure)} ${reference(term, failure)}</p>
    ${fix} ${retryButton(term, failure, options.retry)}
    ${
      dismiss
        ? html`<button class="btn quiet icon s" type="button" aria-label=${term('close')} @click=${dismiss}>
            ${icon(glyphs.close)}
          </button>`
        : nothing
    }
  </div>`;
}

/** A failed reading, in the place and at the height of the list it stands for. */
export function failureVoid(term: Term, failure: Failure, { lead, retry }: FailureOptions = {}): TemplateResult {
  const [tone, glyph] = toneOf(failure);
  return html`<div class="void ${tone}" role="alert" part="error">
    ${icon(glyph)} ${lead ? html`<p class="strong">${lead}</p>` : nothing}
    <p class="muted">${failureText(term, failure)}</p>
    ${reference(term, failure)}
    <p class="group">${retryButton(term, failure, retry)}</p>
  </div>`;
}

/** Why an action is not allowed: "Cancel case is blocked: 2 activities are open." and the way on. */
export function blockedNote(
  term: Term,
  action: string,
  blockers: readonly Blocker[],
  options: Pick<FailureOptions, 'lead' | 'fix' | 'dismiss'> = {},
): TemplateResult {
  const { lead = term('blocked', action), fix = nothing, dismiss } = options;
  return html`<div class="note blocked" role="status" part="blocked">
    ${icon(glyphs.blocked)}
    <p><b>${lead}</b> ${blockers.map((blocker) => blockerText(term, blocker)).join(' ')}</p>
    ${fix}
    ${
      dismiss
        ? html`<button class="btn quiet icon s" type="button" aria-label=${term('close')} @click=${dismiss}>
            ${icon(glyphs.close)}
          </button>`
        : nothing
    }
  </div>`;
}

/** What is shown where nobody is at the desk, or the page has left something out. */
export function setupNote(term: Term, fault: SetupFault, tag: string): TemplateResult {
  return html`<div class="void ${fault === 'signed_out' ? '' : 'due'}" part="error">
    ${icon(fault === 'signed_out' ? glyphs.lock : glyphs.warn)}
    <p>${term(`setup_${fault}`)}</p>
    ${fault === 'signed_out' ? nothing : html`<p class="label">&lt;${tag}&gt; ${fault}</p>`}
  </div>`;
}

function toneOf(failure: Failure): [tone: string, glyph: glyphs.Shape] {
  if (failure.kind === 'offline') return ['plain', glyphs.offline];
  if (failure.kind !== 'problem') return ['urgent', glyphs.warn];
  const { status, blockers, code } = failure.problem;
  if (blockers?.length || status === 409 || status === 403) return ['blocked', glyphs.blocked];
  return code === 'stale_version' ? ['due', glyphs.swap] : ['urgent', glyphs.warn];
}

function retryButton(term: Term, failure: Failure, retry: (() => void) | undefined): TemplateResult | typeof nothing {
  if (!retry || !mayRetry(failure)) return nothing;
  return html`<button class="btn" type="button" part="retry-button" @click=${retry}>${term('tryAgain')}</button>`;
}

/** The request's id, small, where somebody has to look for it in a log. */
function reference(term: Term, failure: Failure): TemplateResult | typeof nothing {
  const id = failure.kind === 'problem' && failure.problem.status >= 500 ? failure.problem.requestId : '';
  return id ? html`<span class="label">${term('reference')} <bdi class="id">${id}</bdi></span>` : nothing;
}
