import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../test/run-command.ts';

/** The elements as TypeScript sees them. */
export interface Code {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The folder with `widget/` in it. */
  readonly folder: string;
}

/** Reads the elements; `options` stand over those of widget/tsconfig.json. */
export function readCode(folder: string = root, options: ts.CompilerOptions = {}): Code {
  const path = join(folder, 'widget/tsconfig.json');
  const parsed = ts.getParsedCommandLineOfConfigFile(path, options, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (fault) => {
      throw new Error(said([fault]));
    },
  });
  if (!parsed) throw new Error(`${path} cannot be read.`);
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  return { program, checker: program.getTypeChecker(), folder };
}

/** Whether a node stands in a file of the elements, not in one of a library or of the contract. */
export function isOurs({ folder }: Code, node: ts.Node): boolean {
  return node.getSourceFile().fileName.startsWith(join(folder, 'widget/'));
}

/** The path and line of a node, for a message: `widget/case-panel/list.ts:31`. */
export function placeOf({ folder }: Code, node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(folder, file.fileName)}:${line + 1}`;
}

/** The code is written so that what it has cannot be read from it. */
export class UnreadableError extends Error {}

/** What the compiler has to say, as it says it in a terminal. */
export function said(diagnostics: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnostics(diagnostics, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  });
}
