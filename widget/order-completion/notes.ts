import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Money } from '../../shared/money.ts';
import * as glyphs from '../internal/glyphs.ts';
import { icon } from '../internal/icon.ts';
import { failureNote } from '../internal/problem-message.ts';
import { changesBetween } from './changes.ts';
import type { Edits } from './edits.ts';
import type { Words } from './words.ts';

/** A sum that changed, old and new; nothing when it is the same. */
export function changedSum(before: Money, after: Money, { format }: Words): TemplateResult | typeof nothing {
  if (before.amount === after.amount) return nothing;
  return html`<del class="num">${format.money(before)}</del> → <b class="num">${format.money(after)}</b>`;
}

/** What stopped a change of the order: a colleague was quicker, or it failed. What was asked for waits in it. */
export function editNote(edits: Edits, drop: () => void, words: Words): TemplateResult | typeof nothing {
  const { term, format } = words;
  const { conflict, current, failure } = edits;
  if (conflict) {
    const { before, after, by } = conflict;
    return html`<div class="note due" role="alert" part="conflict">
      ${icon(glyphs.swap)}
      <p>
        <b>${by?.actor ? term('conflict', by.actor.name, format.time(by.at)) : term('conflictBySomeone')}</b>
        ${changesBetween(before, after, words).join(' ')} ${changedSum(before.totals.total, after.totals.total, words)}
        ${current ? html`<br />${term('orderPair', term('yours'), current.says)}` : nothing}
      </p>
      <span class="group">
        <button class="btn s" type="button" @click=${() => edits.keep()}>${term('keepYours')}</button>
        <button class="btn s" type="button" @click=${drop}>${term('takeTheirs')}</button>
      </span>
    </div>`;
  }
  if (!failure || !current) return nothing;
  return failureNote(term, failure, {
    lead: term('orderNotSaved', current.says),
    retry: () => edits.retry(),
    dismiss: drop,
  });
}

/** The recap that was read does not hold any more. */
export function recapChangedNote(before: Money, after: Money, words: Words): TemplateResult {
  const same = before.amount === after.amount;
  return html`<div class="note due" role="status" part="recap-changed">
    ${icon(glyphs.warn)}
    <p>
      <b>${words.term(same ? 'orderChangedSinceRead' : 'orderTotalChanged')}</b> ${changedSum(before, after, words)}
    </p>
  </div>`;
}

/** The browser is offline: what is asked for now is sent later. */
export function offlineNote(since: Date | null, { term, format }: Words): TemplateResult | typeof nothing {
  if (!since) return nothing;
  return html`<div class="note plain" role="status">
    ${icon(glyphs.offline)}
    <p>${term('offlineSince', format.time(since))} ${term('offlineKept')}</p>
  </div>`;
}
