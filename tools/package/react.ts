import { builtPath } from '../manifest/manifest.ts';
import type { Described, DescribedElement } from '../manifest/manifest.ts';
import type { ElementEvent } from '../manifest/schema.ts';

/**
 * The types of the tags in JSX for React 19, from the manifest. React sets a property where the element has one of that
 * name and an attribute where it has not, and listens to `x` for `onx`; the types allow just what comes out of that.
 */
export function reactTypes({ elements, manifest }: Described): string {
  const classes = elements.map(({ name }) => {
    const path = manifest.modules.find(({ declarations }) => declarations.some((one) => one.name === name))?.path ?? '';
    return `import type { ${name} } from './${path}';`;
  });
  const events = eventClasses(elements).map(([path, names]) => `import type { ${names} } from './${path}';`);
  return `${[`import type { DetailedHTMLProps, HTMLAttributes } from 'react';`, ...classes, ...events].join('\n')}

/** What every tag takes, and what one has of its own, which stands over it. */
type Tag<Element, Own> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Own> & Own;

${elements.map(propsOf).join('\n\n')}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(({ tag, name }) => `      '${tag}': Tag<${name}, ${name}Props>;`).join('\n')}
    }
  }
}
`;
}

/** The classes of the events that elements fire, by the modules they stand in. */
export function eventClasses(elements: readonly DescribedElement[]): [path: string, names: string][] {
  const names = new Map<string, Set<string>>();
  for (const { name, module } of elements.flatMap(({ described }) => described.events.flatMap(references))) {
    const path = builtPath(module ?? '');
    names.set(path, (names.get(path) ?? new Set()).add(name));
  }
  return [...names].map(([path, those]) => [path, [...those].sort().join(', ')]);
}

function references({ type }: ElementEvent): { name: string; module?: string | undefined }[] {
  return type?.references ?? [];
}

function propsOf({ name: className, described }: DescribedElement): string {
  const { attributes, members, events } = described;
  const lines = new Map<string, string>();
  const add = (name: string, type: string, description = ''): void => {
    if (!lines.has(name)) lines.set(name, `  /** ${description} */\n  ${quoted(name)}?: ${type} | undefined;`);
  };
  for (const { kind, name, readonly, description } of members) {
    if (kind === 'field' && !readonly) add(name, `${className}['${name}']`, description);
  }
  for (const { name, fieldName, description } of attributes) {
    // React would set the property of this name, which is another one or cannot be set.
    if (members.some((one) => one.name === name)) continue;
    add(name, fieldName ? `${className}['${fieldName}']` : 'string', description);
  }
  for (const { name, type, description } of events) {
    add(`on${name}`, `((event: ${type?.text ?? 'Event'}) => void)`, description);
  }
  return `export interface ${className}Props {\n${[...lines.values()].join('\n')}\n}`;
}

function quoted(name: string): string {
  return /^[a-z]\w*$/i.test(name) ? name : `'${name}'`;
}
