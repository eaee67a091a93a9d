import { join, relative } from 'node:path';
import ts from 'typescript';
import { minifyTemplates } from '../build/minify-templates.ts';
import { isOurs, readCode, said } from '../manifest/program.ts';
import type { Code } from '../manifest/program.ts';

/** The one file that holds the types of the contract, in the place of the files of `shared/`. */
export const contractFile = 'shared/contract.d.ts';

/** The elements with the options that make files of them. */
export function readToCompile(folder?: string): Code {
  return readCode(folder, {
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    target: ts.ScriptTarget.ES2022,
    newLine: ts.NewLineKind.LineFeed,
  });
}

/**
 * One JavaScript module and one declaration for each file of `widget/`, by their paths. Lit is left to the host's own.
 *
 * @throws Error for what does not compile.
 */
export async function compiled(code: Code): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  const wrong: ts.Diagnostic[] = [];
  for (const source of code.program.getSourceFiles()) {
    const [statement] = source.statements;
    if (!statement || !isOurs(code, statement)) continue;
    wrong.push(...ts.getPreEmitDiagnostics(code.program, source));
    const { diagnostics } = code.program.emit(source, (path, text) => {
      written.set(relative(code.folder, path), text);
    });
    wrong.push(...diagnostics);
  }
  if (wrong.length > 0) throw new Error(said(wrong));
  for (const [path, text] of written)
    written.set(path, path.endsWith('.d.ts') ? declaration(path, text) : await minifyTemplates(text, path));
  return written;
}

/** A declaration that imports what the package has: `.js` for `.ts`, and the contract from its one file. */
function declaration(path: string, text: string): string {
  const up = join('/', path, '..');
  return text.replace(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, (_whole, _quote, target: string) => {
    const from = join(up, target);
    const contract = relative(up, join('/', contractFile.replace(/\.d\.ts$/, '')));
    return `'${from.startsWith('/shared/') ? contract : target}.js'`;
  });
}
