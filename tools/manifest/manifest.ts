import { relative } from 'node:path';
import { docstrings } from './docstrings.ts';
import { registered } from './elements.ts';
import type { Registered } from './elements.ts';
import { factsOf } from './facts.ts';
import type { Fact } from './facts.ts';
import type { Code } from './program.ts';
import { classSchema, manifestSchema } from './schema.ts';
import type { Attribute, Declaration, ElementEvent, Manifest } from './schema.ts';
import { sheetTokens } from './sheets.ts';

/** An element: what its docstrings say, and what its code has. */
export interface DescribedElement extends Registered {
  readonly described: Declaration;
  readonly facts: readonly Fact[];
}

export interface Described {
  readonly elements: readonly DescribedElement[];
  /** `custom-elements.json`, with the paths of the built package. */
  readonly manifest: Manifest;
}

/**
 * Reads the docstrings and the code of all elements, and makes the manifest: what a host can use and nothing else, as the
 * docstrings say it. From the code come only the facts of an event that no docstring repeats.
 *
 * @throws Error for an element whose class names no `@tag`, or another one than it is registered by.
 */
export async function describe(code: Code): Promise<Described> {
  const said = await docstrings(code.folder);
  const classes = said.modules.flatMap(({ path, declarations }) =>
    declarations.filter(({ kind }) => kind === 'class').map((declaration) => ({ path, declaration })),
  );
  const elements = registered(code).map((element): DescribedElement => {
    const path = relative(code.folder, element.file);
    const found = classes.find((one) => one.path === path && one.declaration.name === element.name);
    const read = classSchema.parse(found?.declaration);
    if (read.tagName !== element.tag)
      throw new Error(
        `${path}: ${element.name} is registered as ${element.tag}; its docstring says @tag ${read.tagName}.`,
      );
    const facts = factsOf(code, element.declaration);
    const attributes = read.attributes.map((attribute) => spelledOut(code, element, attribute));
    const cssProperties = sheetTokens(code, element.declaration);
    const described = usable({ ...read, attributes, cssProperties }, facts, code.folder);
    return { ...element, described, facts };
  });
  return { elements, manifest: manifestOf(said, elements, code.folder) };
}

/** A class without what a host cannot use, and with what the code knows of its events. */
function usable(read: Declaration, facts: readonly Fact[], folder: string): Declaration {
  const members = read.members.filter(
    ({ privacy, static: ofClass, name }) => privacy === undefined && !ofClass && !name.endsWith('Callback'),
  );
  const events = read.events
    .filter(({ name, description }) => name && description)
    .map((event): ElementEvent => {
      const fact = facts.find(({ kind, name }) => kind === 'event' && name === event.name)?.event;
      if (!fact) return event;
      const { file, detail, bubbles, cancelable } = fact;
      const references = file ? [{ name: fact.name, module: builtPath(relative(folder, file)) }] : [];
      return {
        ...event,
        type: { text: event.type?.text ?? '', ...(references.length > 0 && { references }) },
        ...(detail !== undefined && { detail }),
        bubbles,
        cancelable,
      };
    });
  return { ...read, members, events };
}

/** An attribute whose type is one of some texts says which, not what the type is called. */
function spelledOut({ checker }: Code, { declaration }: Registered, attribute: Attribute): Attribute {
  const field = checker.getTypeAtLocation(declaration).getProperty(attribute.fieldName ?? '');
  const type = field && checker.getTypeOfSymbolAtLocation(field, declaration);
  if (!type?.isUnion() || !type.types.every((one) => one.isStringLiteral())) return attribute;
  // By the alphabet: the order of a union is whichever the compiler met first.
  const texts = type.types.map((one) => (one.isStringLiteral() ? one.value : '')).sort();
  const text = texts.map((one) => `'${one}'`).join(' | ');
  return { ...attribute, type: { text } };
}

/** The modules that make an element or register it. */
function manifestOf(said: Manifest, elements: readonly DescribedElement[], folder: string): Manifest {
  const modules = said.modules.flatMap((module) => {
    const here = elements.filter(({ file }) => relative(folder, file) === module.path);
    const registers = elements.filter(({ registrar }) => relative(folder, registrar) === module.path);
    if (here.length + registers.length === 0) return [];
    const definitions = registers.map(({ tag, name, file }) => ({
      kind: 'custom-element-definition',
      name: tag,
      declaration: { name, module: relative(folder, file) },
    }));
    const exports = here.map(({ name }) => ({
      kind: 'js',
      name,
      declaration: { name, module: module.path },
    }));
    return [{ ...module, declarations: here.map(({ described }) => described), exports: [...exports, ...definitions] }];
  });
  const text = JSON.stringify({ ...said, modules }, (key, value: unknown) =>
    (key === 'path' || key === 'module') && typeof value === 'string' ? builtPath(value) : value,
  );
  return manifestSchema.parse(JSON.parse(text));
}

/** The path of a source as the package has it. */
export function builtPath(path: string): string {
  return path.replace(/\.ts$/, '.js');
}
