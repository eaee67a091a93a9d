import ts from 'typescript';
import { isOurs } from './program.ts';
import type { Code } from './program.ts';
import { meantBy } from './reach.ts';

/** An element as it is registered: `define('cs-case-panel', CallsideCasePanel)`. */
export interface Registered {
  readonly tag: string;
  readonly declaration: ts.ClassDeclaration;
  /** The name of the class. */
  readonly name: string;
  /** The file of the class. */
  readonly file: string;
  /** The file that registers it. */
  readonly registrar: string;
}

/** Every element that is registered, by its tag. */
export function registered(code: Code): Registered[] {
  const found: Registered[] = [];
  for (const file of code.program.getSourceFiles()) {
    for (const statement of file.statements) {
      if (!isOurs(code, statement) || !ts.isExpressionStatement(statement)) continue;
      const { expression } = statement;
      if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'define') continue;
      const [tag, element] = expression.arguments;
      const declaration = element && meantBy(code, element)?.declarations?.find(ts.isClassDeclaration);
      if (!tag || !ts.isStringLiteral(tag) || !declaration) continue;
      found.push({
        tag: tag.text,
        declaration,
        name: declaration.name?.text ?? '',
        file: declaration.getSourceFile().fileName,
        registrar: file.fileName,
      });
    }
  }
  return found.sort((one, other) => one.tag.localeCompare(other.tag, 'en'));
}
