import ts from 'typescript';
import { isOurs } from './program.ts';
import type { Code } from './program.ts';

/** What an identifier means at run time, followed through imports. */
export function meantBy({ checker }: Code, node: ts.Node): ts.Symbol | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The declaration at the top of a file of ours that a node stands in; undefined for a whole file and another's code. */
function ownerOf(code: Code, node: ts.Node): ts.Node | undefined {
  if (!isOurs(code, node)) return undefined;
  for (let owner = node; ; owner = owner.parent) {
    if (ts.isSourceFile(owner)) return undefined;
    if (ts.isSourceFile(owner.parent) || (ts.isVariableDeclaration(owner) && isAtTop(owner))) return owner;
  }
}

function isAtTop(declaration: ts.VariableDeclaration): boolean {
  return ts.isVariableStatement(declaration.parent.parent) && ts.isSourceFile(declaration.parent.parent.parent);
}

/**
 * Every declaration at the top of a file that a class can come to at run time, itself first: its base classes, the
 * functions it calls, the classes it makes, the sheets it adopts, and what they come to in turn. A file is no unit of it:
 * a helper counts where it is used, not where another of its file is.
 */
export function reached(code: Code, start: ts.Declaration): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>([start]);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      for (const declaration of meantBy(code, node)?.declarations ?? []) {
        const owner = ownerOf(code, declaration);
        if (owner) found.add(owner);
      }
    }
    ts.forEachChild(node, (child) => {
      // A type is gone at run time; what a class extends looks like one and is not.
      const isType = ts.isTypeNode(child) && !ts.isExpressionWithTypeArguments(child);
      const isImplements = ts.isHeritageClause(child) && child.token === ts.SyntaxKind.ImplementsKeyword;
      if (!isType && !isImplements) visit(child);
    });
  };
  // The set grows while it is walked, and is walked to its end.
  for (const node of found) visit(node);
  return found;
}

/** A class and its base classes, as far as they are ours. */
export function lineage(code: Code, start: ts.ClassDeclaration): ts.ClassDeclaration[] {
  const line: ts.ClassDeclaration[] = [];
  for (let next: ts.ClassDeclaration | undefined = start; next;) {
    line.push(next);
    next = baseOf(code, next)?.declarations?.find(
      (declaration): declaration is ts.ClassDeclaration =>
        ts.isClassDeclaration(declaration) && isOurs(code, declaration),
    );
  }
  return line;
}

/** What a class extends. */
export function baseOf(code: Code, declaration: ts.ClassDeclaration): ts.Symbol | undefined {
  const clause = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const [base] = clause?.types ?? [];
  return base && meantBy(code, base.expression);
}
