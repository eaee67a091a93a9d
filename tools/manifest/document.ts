import { format } from 'prettier';
import type { Described } from './manifest.ts';
import { said } from './faults.ts';
import type { Declaration, ElementEvent, Member, Named } from './schema.ts';

/** A block that is written from the manifest; what stands around it is written by hand. */
const block = /<!-- manifest: ([\w-]+) -->\n.*?<!-- \/manifest -->/gs;

/** The base of all elements that show something: what is inherited from it is said once. */
const base = 'CallsideElement';

/**
 * A document with its blocks written anew: `<!-- manifest: cs-case-panel -->` … `<!-- /manifest -->` holds what an element
 * has, `common` what all have that show something, `tokens` the tokens.
 *
 * @throws Error for a block of an unknown name, and for an element that no block tells of.
 */
export async function documented(text: string, { elements }: Described): Promise<string> {
  const inherits = ({ described }: Described['elements'][number]): boolean =>
    described.members.some(({ inheritedFrom }) => inheritedFrom?.name === base);
  const example = elements.find(inherits)?.described;
  const blocks = new Map<string, string>(elements.map(({ tag, described }) => [tag, own(described, isInherited)]));
  if (example) {
    blocks.set(
      'common',
      own(example, (one) => !isInherited(one)),
    );
    blocks.set('tokens', table(['Token', 'Default', ''], tokens(example)));
  }
  const told = new Set<string>();
  const written = text.replace(block, (_whole, name: string) => {
    const content = blocks.get(name);
    if (content === undefined) throw new Error(`There is no block '${name}': ${[...blocks.keys()].join(', ')}`);
    told.add(name);
    return `<!-- manifest: ${name} -->\n\n${content}\n\n<!-- /manifest -->`;
  });
  const silent = [...blocks.keys()].filter((name) => !told.has(name));
  if (silent.length > 0)
    throw new Error(`No block tells of ${silent.join(', ')}: add <!-- manifest: ${silent[0] ?? ''} -->`);
  return format(written, { parser: 'markdown', printWidth: 120 });
}

function isInherited({ inheritedFrom }: Pick<Named, 'inheritedFrom'>): boolean {
  return inheritedFrom?.name === base;
}

/** The tables of a class, without the entries that `leaveOut` names. */
function own(described: Declaration, leaveOut: (one: Pick<Named, 'inheritedFrom'>) => boolean): string {
  const named = (kind: 'slot' | 'part' | 'state') =>
    said(described, kind)
      .filter((one) => !leaveOut(one))
      .map(({ name, description = '' }) => [code(kind === 'state' ? `:state(${name})` : name) || '–', description]);
  return [
    table(['Attribute', 'Property', 'Type', 'Default', ''], attributes(described, leaveOut)),
    table(['Property', 'Type', ''], properties(described, leaveOut)),
    table(['Method', ''], methods(described.members.filter((one) => !leaveOut(one)))),
    table(['Event', '`detail`', ''], events(described.events.filter((one) => !leaveOut(one)))),
    table(['Slot', ''], named('slot')),
    table(['Part', ''], named('part')),
    table(['State', ''], named('state')),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function attributes({ attributes: all, members }: Declaration, leaveOut: (one: Named) => boolean): string[][] {
  return all
    .filter((one) => !leaveOut(one))
    .map(({ name, fieldName, type, default: standard, description = '' }) => {
      const field = members.find((one) => one.name === (fieldName ?? name));
      const text = (type ?? field?.type)?.text.replace(' | null', '') ?? 'string';
      return [code(name), code(field?.name ?? ''), code(text), code(plain(standard)), description];
    });
}

function plain(standard: string | undefined): string {
  return standard === undefined || /^(null|''|false)$/.test(standard) ? '' : standard.replaceAll("'", '');
}

/** The properties that the table of the attributes does not have. */
function properties({ members, attributes: others }: Declaration, leaveOut: (one: Named) => boolean): string[][] {
  const told = new Set(others.map(({ name, fieldName }) => fieldName ?? name));
  return members
    .filter((one) => one.kind === 'field' && !told.has(one.name) && !leaveOut(one))
    .map(({ name, type, readonly, description = '' }) => [
      code(name),
      code(type?.text ?? ''),
      `${readonly ? 'Read only. ' : ''}${description}`,
    ]);
}

function methods(members: readonly Member[]): string[][] {
  return members
    .filter(({ kind }) => kind === 'method')
    .map(({ name, description = '' }) => [code(`${name}()`), description]);
}

/** What may be vetoed fires before, and stands first. */
function events(all: readonly ElementEvent[]): string[][] {
  const rows = all.map(({ name, detail, cancelable, description = '' }) => {
    const veto = cancelable && !/preventDefault|cancelable/i.test(description) ? ' Cancelable.' : '';
    return [code(name), code(detail ?? ''), `${description}${veto}`];
  });
  return [
    ...rows.filter((_row, place) => all[place]?.cancelable),
    ...rows.filter((_row, place) => !all[place]?.cancelable),
  ];
}

function tokens({ cssProperties }: Declaration): string[][] {
  return cssProperties.map(({ name, default: standard = '', description = '' }) => [
    code(name),
    code(standard.length > 60 ? '' : standard),
    description,
  ]);
}

function code(text: string): string {
  return text && `\`${text.replaceAll('|', '\\|')}\``;
}

function table(head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '-'), ...rows]
    .map((cells) => `| ${cells.join(' | ').replaceAll('\n', ' ')} |`)
    .join('\n');
}
