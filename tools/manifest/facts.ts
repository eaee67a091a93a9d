import ts from 'typescript';
import { eventOf } from './events.ts';
import type { EventFact } from './events.ts';
import { placeOf, UnreadableError } from './program.ts';
import type { Code } from './program.ts';
import { lineage, reached } from './reach.ts';

/** The kinds of things that a host page can use of an element and that its docstrings name. */
export const kinds = ['attribute', 'event', 'slot', 'part', 'state', 'token'] as const;
export type Kind = (typeof kinds)[number];

/** Something that the code of an element has, whatever its docstrings say. */
export interface Fact {
  readonly kind: Kind;
  /** Empty for the slot without a name. */
  readonly name: string;
  /** Where: `widget/case-panel/list.ts:31`. */
  readonly at: string;
  /** Of an event, what more there is to say. */
  readonly event?: EventFact;
}

/**
 * What a class has: the attributes it observes, the events it makes, and the parts, slots, states and tokens of all
 * templates and sheets it can come to. Each once, by the first place.
 *
 * @throws UnreadableError for a name that is not written out: `part="${name}"`, an event without a fixed type.
 */
export function factsOf(code: Code, declaration: ts.ClassDeclaration): Fact[] {
  const facts = new Map<string, Fact>();
  const add = (kind: Kind, name: string, node: ts.Node, event?: EventFact): void => {
    const key = `${kind} ${name}`;
    if (!facts.has(key)) facts.set(key, { kind, name, at: placeOf(code, node), ...(event && { event }) });
  };

  for (const one of lineage(code, declaration)) {
    for (const [name, node] of attributesOf(code, one)) add('attribute', name, node);
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag)) {
      const text = textOf(node.template);
      if (node.tag.text === 'html')
        for (const { kind, name } of markupOf(text, placeOf(code, node))) add(kind, name, node);
      if (node.tag.text === 'css') {
        for (const [, name = ''] of text.matchAll(/var\(\s*(--cs-[\w-]+)/g)) add('token', name, node);
      }
    } else if (ts.isNewExpression(node)) {
      const event = eventOf(code, node);
      if (event) add('event', event.type, node, event);
    } else if (ts.isCallExpression(node) && isStateChange(node)) {
      for (const name of textsOf(code, node.arguments[0])) add('state', name, node);
    }
    ts.forEachChild(node, visit);
  };
  for (const one of reached(code, declaration)) visit(one);
  // The browser fires it from within a form's check of the value.
  if (facts.has('attribute required')) add('event', invalid.type, declaration, invalid);
  return [...facts.values()];
}

const invalid: EventFact = { type: 'invalid', name: 'Event', bubbles: false, cancelable: true };

/** The attributes that one class of a line observes by itself: Lit's properties, and those it adds by name. */
function attributesOf(code: Code, declaration: ts.ClassDeclaration): [name: string, node: ts.Node][] {
  return declaration.members.flatMap((member) => {
    if (ts.isGetAccessor(member) && member.name.getText() === 'observedAttributes') return stringsIn(member);
    const name = ts.isPropertyDeclaration(member) || ts.isAccessor(member) ? attributeOf(code, member) : null;
    return name === null ? [] : [[name, member]];
  });
}

function stringsIn(node: ts.Node): [text: string, node: ts.Node][] {
  const found: [string, ts.Node][] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isStringLiteral(child)) found.push([child.text, child]);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** The attribute of a Lit property; null when it has none, or when the member is no property of Lit. */
function attributeOf(code: Code, member: ts.PropertyDeclaration | ts.AccessorDeclaration): string | null {
  const [call] = (ts.getDecorators(member) ?? []).map(({ expression }) => expression).filter(ts.isCallExpression);
  if (call?.expression.getText() !== 'property') return null;
  const [options] = call.arguments;
  const named =
    options && ts.isObjectLiteralExpression(options)
      ? options.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'attribute')
      : undefined;
  if (!named || named.initializer.kind === ts.SyntaxKind.TrueKeyword) return member.name.getText().toLowerCase();
  if (named.initializer.kind === ts.SyntaxKind.FalseKeyword) return null;
  if (ts.isStringLiteral(named.initializer)) return named.initializer.text;
  throw new UnreadableError(`${placeOf(code, named)}: write the attribute's name out.`);
}

/** The literal text of a template; a mark stands where it has an expression. */
function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('\u0000');
}

/** The parts and slots that a piece of markup has. */
function markupOf(text: string, at: string): { kind: 'part' | 'slot'; name: string }[] {
  const tag = /<([a-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)/gi;
  const attribute = /(?:^|\s)(part|name|exportparts)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/g;
  const found: { kind: 'part' | 'slot'; name: string }[] = [];
  for (const [, element = '', rest = ''] of text.matchAll(tag)) {
    const values = new Map(
      [...rest.matchAll(attribute)].map(([, name = '', ...texts]) => [name, texts.find(Boolean) ?? '']),
    );
    const parts = (values.get('part') ?? '').split(/\s+/).filter(Boolean);
    const slots = element === 'slot' ? [values.get('name') ?? ''] : [];
    if ([...parts, ...slots].some((name) => name.includes('\u0000')) || values.has('exportparts'))
      throw new UnreadableError(`${at}: write the names of parts and slots out.`);
    for (const name of parts) found.push({ kind: 'part', name });
    for (const name of slots) found.push({ kind: 'slot', name });
  }
  return found;
}

/** Whether a call adds to the custom states of an element, such as `this.internals.states.add('active')`. */
function isStateChange({ expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    expression.name.text === 'add' &&
    ts.isPropertyAccessExpression(expression.expression) &&
    expression.expression.name.text === 'states'
  );
}

/** The texts that an expression can be, by its type. */
function textsOf(code: Code, expression: ts.Expression | undefined): string[] {
  if (!expression) return [];
  const type = code.checker.getTypeAtLocation(expression);
  return (type.isUnion() ? type.types : [type]).map((one) => {
    if (one.isStringLiteral()) return one.value;
    throw new UnreadableError(`${placeOf(code, expression)}: give the state a type of written-out names.`);
  });
}
