import { join } from 'node:path';
import ts from 'typescript';
import type { Code } from '../manifest/program.ts';

type Named = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;

/**
 * The types of the contract as one declaration file. In `shared/` most are inferred from Zod's schemas; here each is
 * spelled out, so that a host needs no Zod to read them. Brands of ids are left out: to a host an id is text.
 *
 * @throws Error for a type that cannot be spelled out.
 */
export function contractTypes(code: Code): string {
  const declared = code.program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(join(code.folder, 'shared/')))
    .flatMap(({ statements }) => [...statements])
    .filter((one): one is Named => ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one))
    .filter((one) => one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
  const byName = new Map<string, Named>();
  for (const one of declared) {
    if (byName.has(one.name.text)) throw new Error(`shared/ names two types ${one.name.text}`);
    byName.set(one.name.text, one);
  }
  const printer = new Printer(code.checker, new Set(byName.keys()));
  return [...byName.values()].map((one) => printer.declare(one)).join('\n');
}

class Printer {
  readonly #checker: ts.TypeChecker;
  readonly #names: ReadonlySet<string>;

  constructor(checker: ts.TypeChecker, names: ReadonlySet<string>) {
    this.#checker = checker;
    this.#names = names;
  }

  declare(declaration: Named): string {
    const parameters = declaration.typeParameters?.map((one) => one.getText()).join(', ') ?? '';
    const name = `${declaration.name.text}${parameters && `<${parameters}>`}`;
    const type = this.#checker.getTypeAtLocation(declaration);
    return `${comment(declaration)}export type ${name} = ${this.#spell(type, declaration.name.text)};\n`;
  }

  /** A type by the name it has in the contract, or spelled out. `self` is the type that is being declared. */
  #print(type: ts.Type, self: string): string {
    const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined);
    if (!symbol || symbol.name === self || !this.#names.has(symbol.name)) return this.#spell(type, self);
    const given = type.aliasTypeArguments ?? [];
    return `${symbol.name}${given.length > 0 ? `<${given.map((one) => this.#print(one, self)).join(', ')}>` : ''}`;
  }

  #spell(type: ts.Type, self: string): string {
    const checker = this.#checker;
    if (type.isStringLiteral() || type.isNumberLiteral()) return JSON.stringify(type.value);
    if (type.flags & simple) return checker.typeToString(type);
    if (type.isUnion()) return this.#union(type, self);
    // `string & Brand`.
    if (type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String)) return 'string';
    if (checker.isArrayType(type)) {
      const text = this.#items(type, self);
      return `${/[|&]/.test(text) ? `(${text})` : text}[]`;
    }
    if (checker.isTupleType(type)) return `[${this.#items(type, self)}]`;
    if (!(type.flags & ts.TypeFlags.Object || type.isIntersection()) || type.getCallSignatures().length > 0)
      throw new Error(`${self}: ${checker.typeToString(type)} cannot be spelled out.`);
    return this.#object(type, self);
  }

  #items(type: ts.Type, self: string): string {
    const items = isReference(type) ? this.#checker.getTypeArguments(type) : [];
    return items.map((one) => this.#print(one, self)).join(', ');
  }

  #union({ types }: ts.UnionType, self: string): string {
    const texts = new Set(types.map((one) => this.#print(one, self)));
    if (texts.delete('true') && texts.delete('false')) texts.add('boolean');
    return [...texts].join(' | ');
  }

  #object(type: ts.Type, self: string): string {
    const lines = this.#checker.getPropertiesOfType(type).map((property) => {
      const optional = Boolean(property.flags & ts.SymbolFlags.Optional);
      const text = this.#print(this.#checker.getTypeOfSymbol(property), self);
      const full = optional && !/(^|\| )undefined$/.test(text) ? `${text} | undefined` : text;
      const key = /^[A-Za-z_$][\w$]*$/.test(property.name) ? property.name : JSON.stringify(property.name);
      return `${key}${optional ? '?' : ''}: ${full};`;
    });
    const indexed = this.#checker
      .getIndexInfosOfType(type)
      .map((info) => `[key: ${this.#checker.typeToString(info.keyType)}]: ${this.#print(info.type, self)};`);
    return `{ ${[...indexed, ...lines].join(' ')} }`;
  }
}

const simple =
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.Boolean |
  ts.TypeFlags.BooleanLiteral |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.TypeParameter |
  ts.TypeFlags.Never;

function isReference(type: ts.Type): type is ts.TypeReference {
  return 'target' in type;
}

/** The docstring of a type, for those who meet it in an editor. */
function comment(declaration: Named): string {
  const [doc] = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc);
  return doc ? `${doc.getText()}\n` : '';
}
