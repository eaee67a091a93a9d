import ts from 'typescript';
import { placeOf, UnreadableError } from './program.ts';
import type { Code } from './program.ts';
import { baseOf, meantBy } from './reach.ts';

/** An event as its class makes it. */
export interface EventFact {
  /** What is listened for: `cs-case-select`. */
  readonly type: string;
  /** The class; `Event` for the platform's own. */
  readonly name: string;
  /** The file of the class; absent for the platform's own. */
  readonly file?: string;
  /** The type of `detail` as it is written; absent where there is none. */
  readonly detail?: string;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
}

/**
 * The event that `new X(…)` makes; undefined when X is no event, or is marked `@internal`: one that only our own elements
 * understand.
 *
 * @throws UnreadableError when the type of the event is not written out.
 */
export function eventOf(code: Code, made: ts.NewExpression): EventFact | undefined {
  const symbol = meantBy(code, made.expression);
  const declaration = symbol?.declarations?.find(ts.isClassDeclaration);
  if (!declaration) {
    const [type] = made.arguments ?? [];
    if (symbol?.name !== 'Event' || !isOfPlatform(symbol)) return undefined;
    if (!type || !ts.isStringLiteral(type))
      throw new UnreadableError(`${placeOf(code, made)}: write the type of the event out.`);
    return { type: type.text, name: 'Event', ...manner(made.arguments?.[1]?.getText() ?? '') };
  }
  if (!isEvent(code, declaration) || isInternal(declaration)) return undefined;
  return declaredEvent(code, declaration);
}

function declaredEvent(code: Code, declaration: ts.ClassDeclaration): EventFact {
  const name = declaration.name?.text ?? '';
  const calls = declaration.members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ body }) => [...(body?.statements ?? [])])
    .flatMap((statement) => (ts.isExpressionStatement(statement) ? [statement.expression] : []))
    .filter(ts.isCallExpression);
  const [type, , options] =
    calls.find(({ expression }) => expression.kind === ts.SyntaxKind.SuperKeyword)?.arguments ?? [];
  if (!type || !ts.isStringLiteral(type))
    throw new UnreadableError(`${placeOf(code, declaration)}: write the type of the event out in super().`);
  const [base] = declaration.heritageClauses?.[0]?.types ?? [];
  const detail = base?.typeArguments?.[0]
    ?.getText()
    .replace(/\s+/g, ' ')
    .replace(/[;,]? }/g, ' }');
  return {
    type: type.text,
    name,
    file: declaration.getSourceFile().fileName,
    ...(detail === undefined || detail === 'null' ? {} : { detail }),
    ...manner(options?.getText() ?? ''),
  };
}

/** How an event goes, from what is written as its options. */
function manner(options: string): Pick<EventFact, 'bubbles' | 'cancelable'> {
  return {
    bubbles: /^(told|asked)$|bubbles: true/.test(options),
    cancelable: /^asked$|cancelable: true/.test(options),
  };
}

function isEvent(code: Code, declaration: ts.ClassDeclaration): boolean {
  const base = baseOf(code, declaration);
  if (!base) return false;
  if (base.name === 'Event' && isOfPlatform(base)) return true;
  const next = base.declarations?.find(ts.isClassDeclaration);
  return next !== undefined && isEvent(code, next);
}

function isOfPlatform(symbol: ts.Symbol): boolean {
  return symbol.declarations?.every((one) => /\/lib\.[\w.]+\.d\.ts$/.test(one.getSourceFile().fileName)) ?? false;
}

function isInternal(declaration: ts.ClassDeclaration): boolean {
  return ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal');
}
