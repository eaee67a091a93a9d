import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Case } from '../../shared/cases.ts';
import type { Entitlement } from '../../shared/entitlements.ts';
import type { Contact } from '../../shared/customers.ts';
import type { Priority, Subject } from '../../shared/set-up.ts';
import * as glyphs from '../internal/glyphs.ts';
import { here } from '../internal/here.ts';
import { icon } from '../internal/icon.ts';
import { keycap } from '../internal/keycap.ts';
import { choice } from './choice.ts';
import type { ChoiceOptions, Option } from './choice.ts';
import type { CaseView, Press } from './view.ts';
import { mayDo, minutesText, priorityGlyph, priorityName, reasonGlyph, reasonText, stages } from './words.ts';
import type { Words } from './words.ts';

/** What can be chosen for a case, as far as it has been read. */
export interface Offered {
  priorities: readonly Priority[];
  subjects: readonly Subject[];
  contacts: readonly Contact[];
  /** Those that a case of the customer can be given now. */
  entitlements: readonly Pick<Entitlement, 'id' | 'name'>[];
}

/** Number, origin, title and verbs. The customer's name where no list above says whose case it is. */
export function header(view: CaseView): TemplateResult {
  const { term, format, found, work, host } = view;
  const { number, customer, totalMinutes } = found;
  const what = `${term(`caseType_${found.type ?? 'none'}`)} ${term(`caseVia_${found.origin}`)}`;
  const copy = async () => {
    await navigator.clipboard.writeText(number);
    host.announce(term('caseCopied', number));
  };
  return html`<header class="head" part="header">
    <div class="top">
      <bdi class="id">${number}</bdi>${
        'clipboard' in navigator
          ? html`<button class="btn quiet icon s" type="button" aria-label=${term('caseCopyNumber')} @click=${copy}>
              ${icon(glyphs.copy)}
            </button>`
          : nothing
      }<span>${term('caseOpenedOn', what, format.when(found.createdAt))}</span>${
        view.customerId === customer.id ? nothing : html`<bdi>${customer.name}</bdi>`
      }${totalMinutes > 0 ? html`<span>${term('caseInTotal', minutesText(view, totalMinutes))}</span>` : nothing}${here(
        term,
        view.watch.people,
        format.language,
      )}
    </div>
    ${
      work.editing
        ? nothing
        : html`<h2 tabindex="-1" part="title" dir="auto">${found.title}</h2>
            <div class="actions" role="group" aria-label=${term('caseActions')}>
              ${view.readonly ? nothing : verbs(view)}<slot name="header-actions"></slot>
            </div>
            ${stageBar(view)}`
    }
  </header>`;
}

function verbs(view: CaseView) {
  const { term } = view;
  if (view.found.state !== 'active') return verb(view, 'reactivate', term('caseVerb_reactivate'), '', 'v');
  const keptAt = view.work.resolution?.keptAt;
  return html`${verb(view, 'resolve', term('caseResolveAsk'), 'primary', 'r')}${verb(
    view,
    'edit',
    term('caseEdit'),
  )}${verb(view, 'similar', term('caseSimilar'), 'quiet', 's')}${verb(view, 'merge', term('caseMergeAsk'), 'quiet')}${verb(
    view,
    'child',
    term('caseVerb_child'),
    'quiet',
  )}${verb(view, 'cancel', term('caseVerb_cancel'), 'quiet')}${
    keptAt ? html`<span class="label">${term('draftKept', view.format.time(keptAt))}</span>` : nothing
  }`;
}

function verb({ term, found, press }: CaseView, name: Press, label: string, look = '', key = ''): TemplateResult {
  const allowed = name === 'similar' || mayDo(found, name === 'child' ? 'add_child' : name);
  return html`<button
    class="btn ${look}"
    type="button"
    data-verb=${name}
    aria-disabled=${!allowed}
    @click=${() => press(name)}
  >
    ${allowed ? nothing : icon(glyphs.blocked)}${label} ${key ? keycap(term, key) : nothing}
  </button>`;
}

/** How far the agent is with it: identify, research, resolve (C17). */
export function stageBar({ term, found, desk, readonly, work }: CaseView): TemplateResult | typeof nothing {
  if (found.state !== 'active' || work.editing) return nothing;
  if (readonly)
    return html`<p class="label" part="stage">${term('caseStage')}: ${term(`caseStage_${found.stage}`)}</p>`;
  return html`<div class="seg stages" role="group" aria-label=${term('caseStage')} part="stage">
    ${stages.map(
      (stage) =>
        html`<button
          type="button"
          aria-pressed=${stage === found.stage}
          @click=${() => (stage === found.stage ? undefined : desk.change(found, { stage }))}
        >
          ${term(`caseStage_${stage}`)}
        </button>`,
    )}
  </div>`;
}

/** State, priority, subject and the rest, each changed where it stands. */
export function facts(view: CaseView): TemplateResult {
  const { term, format, found, data, desk } = view;
  const { priority, subject, contact, product, owner, entitlement } = found;
  const { priorities, subjects, contacts, entitlements } = data.offered;
  const isHot = priority.hotAlert && found.state === 'active';
  const change =
    (name: 'statusReason' | 'priorityId' | 'subjectId' | 'contactId' | 'entitlementId') => (value: string) =>
      desk.change(found, { [name]: value || null });
  const none = { value: '', label: term('caseNone') };
  const named = (records: readonly { id: string; name: string }[]): Option[] =>
    records.length > 0 ? [none, ...records.map(optionOf)] : [];
  return html`<dl class="facts" part="facts">
    ${fact(
      term('caseState'),
      pick(view, reasonOption(view, found.state, found.statusReason), {
        id: 'reasons',
        label: term('caseState'),
        options:
          found.nextStatusReasons.length > 0
            ? [found.statusReason, ...found.nextStatusReasons].map((reason) => reasonOption(view, 'active', reason))
            : [],
        choose: change('statusReason'),
      }),
      found.closedAt ? term('caseReadOnly') : term('caseChangedAt', format.when(found.updatedAt)),
    )}
    ${fact(
      term('casePriority'),
      pick(view, priorityOption(view, { ...priority, hotAlert: isHot }), {
        id: 'priorities',
        label: term('casePriority'),
        options: priorities.map((one) => priorityOption(view, one)),
        choose: change('priorityId'),
      }),
      isHot ? term('caseHotAlert') : '',
    )}
    ${fact(
      term('caseSubject'),
      pick(view, subject ? optionOf(subject) : none, {
        id: 'subjects',
        label: term('caseSubject'),
        options: named(subjects),
        choose: change('subjectId'),
      }),
    )}
    ${
      contact || contacts.length > 0
        ? fact(
            term('caseContact'),
            pick(view, contact ? optionOf(contact) : none, {
              id: 'contacts',
              label: term('caseContact'),
              options: named(contacts),
              choose: change('contactId'),
            }),
          )
        : nothing
    }
    ${
      entitlement || entitlements.length > 0
        ? fact(
            term('caseEntitlement'),
            pick(view, entitlement ? optionOf(entitlement) : none, {
              id: 'entitlements',
              label: term('caseEntitlement'),
              options: named(entitlements),
              choose: change('entitlementId'),
            }),
            entitlement ? termsLeft(view, entitlement) : '',
          )
        : nothing
    }
    ${product ? fact(term('caseProduct'), html`<bdi>${product.name}</bdi>`, found.productSerialNumber ?? '') : nothing}
    ${fact(term('caseOwner'), html`<bdi>${owner.name}</bdi>`, owner.id === view.me ? term('caseYou') : '')}
  </dl>`;
}

/** What is left of the entitlement, in its own unit; and whether this case takes of it (C25). */
function termsLeft(view: CaseView, entitlement: NonNullable<Case['entitlement']>): TemplateResult {
  const { term, found, desk, readonly } = view;
  const { allocation, remainingTerms: left, totalTerms: total } = entitlement;
  const text =
    allocation === 'cases'
      ? term('caseTermsLeft_cases', left, total)
      : term('caseTermsLeft_minutes', minutesText(view, left), minutesText(view, total));
  const takes = term(found.decrementTerms ? 'caseTakesTerms' : 'caseTakesNoTerms');
  const fixed = readonly || !mayDo(found, 'edit');
  return html`<span class=${left < 0 ? 'tone due' : ''}>${text}</span>,
    ${
      fixed
        ? takes
        : html`<button
            class="link"
            type="button"
            aria-label=${term('caseTermsToggle')}
            aria-pressed=${found.decrementTerms}
            @click=${() => desk.change(found, { decrementTerms: !found.decrementTerms })}
          >
            ${takes}
          </button>`
    }`;
}

function fact(name: string, value: TemplateResult, sub: TemplateResult | string = ''): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd class="sub">${sub}</dd>
  </div>`;
}

/** What stands there now; a menu where it can be changed and what can be chosen has been read. */
function pick({ readonly, found }: CaseView, now: Option, options: Omit<ChoiceOptions, 'value'>): TemplateResult {
  if (!readonly && mayDo(found, 'edit') && options.options.length > 0) {
    return choice({ ...options, value: now.value, none: now.label });
  }
  return html`<span class="state ${now.tone ?? ''}"
    >${now.glyph ? icon(now.glyph) : nothing}<span class="clip">${now.label}</span></span
  >`;
}

function reasonOption(words: Words, state: Case['state'], reason: Case['statusReason']): Option {
  const tone = state === 'resolved' ? 'done' : '';
  return { value: reason, label: reasonText(words, reason), glyph: reasonGlyph(state, reason), tone };
}

/** With its sign while it is chosen: an agent sees which ones raise a hot alert (A33). */
export function priorityOption({ term }: Words, priority: Case['priority']): Option {
  return {
    value: priority.id,
    label: priorityName(priority),
    glyph: priorityGlyph(priority),
    ...(priority.hotAlert && { tone: 'urgent', badge: term('caseHotAlert') }),
  };
}

function optionOf({ id, name }: { id: string; name: string }): Option {
  return { value: id, label: name };
}
