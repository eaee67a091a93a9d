import type { EventFact } from './events.ts';
import { kinds } from './facts.ts';
import type { Kind } from './facts.ts';
import type { DescribedElement } from './manifest.ts';
import type { Declaration, Named } from './schema.ts';

/** How each kind is called in a message, the docstring that names one, and what in the code has one. */
const words: Record<Kind, { noun: string; docstring: (name: string, event?: EventFact) => string; source: string }> = {
  attribute: {
    noun: 'attribute',
    docstring: (name) => `a docstring on its @property, or @attr ${name} - …`,
    source: 'observes it',
  },
  event: {
    noun: 'event',
    docstring: (name, event) => `@fires {${event?.name ?? 'Event'}} ${name} - …`,
    source: 'fires it',
  },
  slot: { noun: 'slot', docstring: (name) => `@slot ${name}${name && ' '}- …`, source: 'has it in a template' },
  part: { noun: 'part', docstring: (name) => `@csspart ${name} - …`, source: 'has it in a template' },
  state: { noun: 'state', docstring: (name) => `@cssstate ${name} - …`, source: 'adds it to its states' },
  token: {
    noun: 'token',
    docstring: (name) => `@cssprop ${name} - … over the sheet that reads it`,
    source: 'reads it',
  },
};

/** What the docstrings of a class name of one kind. */
export function said(
  { attributes, events, slots, cssParts, cssStates, cssProperties }: Declaration,
  kind: Kind,
): Named[] {
  return {
    attribute: attributes,
    event: events,
    slot: slots,
    part: cssParts,
    state: cssStates,
    token: cssProperties,
  }[kind];
}

/**
 * Where the docstrings of the elements and their code differ, in both directions, each with the way to mend it. Empty
 * when a host can believe the manifest. What a base class owes is said once, for all elements of it.
 */
export function faultsOf(elements: readonly DescribedElement[]): string[] {
  const tags = new Map<string, string[]>();
  for (const element of elements) {
    for (const fault of faultsOfOne(element)) tags.set(fault, [...(tags.get(fault) ?? []), `<${element.tag}>`]);
  }
  return [...tags].map(([fault, those]) => `${those.join(', ')}: ${fault}`);
}

function faultsOfOne({ described, facts }: DescribedElement): string[] {
  const faults: string[] = [];
  if (!described.summary || !described.description) faults.push('no description or no @summary');
  for (const kind of kinds) {
    const { noun, docstring, source } = words[kind];
    const has = facts.filter((fact) => fact.kind === kind);
    const says = said(described, kind);
    for (const { name, at, event } of has) {
      if (says.some((one) => one.name === name && one.description)) continue;
      faults.push(`the ${noun} '${name}' (${at}) is not documented; add ${docstring(name, event)}`);
    }
    for (const { name } of says) {
      if (has.some((fact) => fact.name === name)) continue;
      faults.push(`the ${noun} '${name}' is documented, but no code that the element comes to ${source}`);
    }
  }
  for (const { name, type } of described.events) {
    const made = facts.find((fact) => fact.kind === 'event' && fact.name === name)?.event?.name;
    if (made !== undefined && type?.text !== made)
      faults.push(`the event '${name}' is a ${made}; its docstring says {${type?.text ?? ''}}`);
  }
  for (const { name, description } of described.members) {
    if (!description) faults.push(`the public member '${name}' is not documented; add a docstring, or @internal`);
  }
  return faults;
}
