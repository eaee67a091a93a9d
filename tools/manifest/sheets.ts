import ts from 'typescript';
import type { Code } from './program.ts';
import { reached } from './reach.ts';
import type { Token } from './schema.ts';

/**
 * The tokens that the docstrings of the sheets name which a class can come to: `@cssprop --cs-space - …` over a `css`
 * template. They stand there and not over each class, because the sheet is where they are read.
 */
export function sheetTokens(code: Code, declaration: ts.ClassDeclaration): Token[] {
  const tokens = new Map<string, Token>();
  const found = reached(code, declaration);
  const css = [...found].map((node) => node.getText()).join('\n');
  for (const node of found) {
    if (!ts.isVariableDeclaration(node)) continue;
    for (const { tagName, comment } of ts.getJSDocTags(node)) {
      if (!/^css(prop|property)$/.test(tagName.text)) continue;
      const [, name = '', description = ''] =
        /^(\S+)\s*(?:-\s*)?(.*)$/s.exec(ts.getTextOfJSDocComment(comment) ?? '') ?? [];
      const standard = defaultOf(css, name);
      tokens.set(name, { name, description: description.replace(/\s+/g, ' '), ...(standard && { default: standard }) });
    }
  }
  return [...tokens.values()];
}

/** What stands where the host sets nothing: the text after the comma of the first `var()` that reads the token. */
function defaultOf(css: string, name: string): string {
  const start = css.search(new RegExp(String.raw`var\(\s*${name}\s*,`));
  if (start < 0) return '';
  const from = css.indexOf(',', start) + 1;
  for (let [place, depth] = [from, 1]; place < css.length; place += 1) {
    if (css[place] === '(') depth += 1;
    if (css[place] === ')') depth -= 1;
    if (depth === 0) return css.slice(from, place).trim().replace(/\s+/g, ' ');
  }
  return '';
}
