import { transform } from 'esbuild';
import ts from 'typescript';

/** A template that cannot be made smaller without changing what it means. */
export class TemplateError extends Error {}

/**
 * Makes the `css`, `html` and `svg` templates of a TypeScript file smaller and leaves everything else as it is. CSS goes
 * through esbuild; markup loses only white space that no reader can tell.
 *
 * @throws TemplateError for a `css` template with an expression, or markup with text whose white space counts.
 */
export async function minifyTemplates(source: string, fileName: string): Promise<string> {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const edits: { start: number; end: number; text: string }[] = [];
  const styles: { start: number; end: number; css: string }[] = [];

  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag)) {
      const tag = node.tag.text;
      if (tag === 'css') {
        if (!ts.isNoSubstitutionTemplateLiteral(node.template))
          throw new TemplateError(`${fileName}: css with an expression`);
        const { template } = node;
        styles.push({
          start: template.getStart() + 1,
          end: template.getEnd() - 1,
          css: source.slice(template.getStart() + 1, template.getEnd() - 1),
        });
      } else if (tag === 'html' || tag === 'svg') {
        const chunks = chunksOf(node.template);
        const smaller = minifyMarkup(chunks.map(({ start, end }) => source.slice(start, end)));
        chunks.forEach(({ start, end }, index) => edits.push({ start, end, text: smaller[index] ?? '' }));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  for (const { start, end, css } of styles) {
    const { code, warnings } = await transform(css.replaceAll('\\\\', '\\'), { loader: 'css', minify: true });
    if (warnings.length > 0) throw new TemplateError(`${fileName}: ${warnings.map(({ text }) => text).join('; ')}`);
    edits.push({ start, end, text: tighten(code.trim()).replaceAll('\\', '\\\\').replaceAll('`', '\\`') });
  }
  return edits
    .sort((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

/** esbuild leaves the values of custom properties as they are written; these spaces mean nothing in any value of ours. */
function tighten(css: string): string {
  if (/"[^"]*[,(:] /.test(css)) return css;
  return css
    .replace(/(--[\w-]+): /g, '$1:')
    .replace(/([(,]) /g, '$1')
    .replaceAll(' )', ')');
}

/** Where the literal parts of a template stand, without its delimiters. */
function chunksOf(template: ts.TemplateLiteral): { start: number; end: number }[] {
  if (ts.isNoSubstitutionTemplateLiteral(template))
    return [{ start: template.getStart() + 1, end: template.getEnd() - 1 }];
  const parts = [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  return parts.map((part) => ({ start: part.getStart() + 1, end: part.getEnd() - (ts.isTemplateTail(part) ? 1 : 2) }));
}

type State = 'text' | 'tag' | '"' | "'";

/**
 * Markup in the pieces between its expressions, smaller: a run of white space is one space; at a tag's end and, where it
 * breaks the line, at the template's edges there is none.
 *
 * @throws TemplateError for `pre` and for text in a `textarea`, whose white space counts.
 */
export function minifyMarkup(chunks: readonly string[]): string[] {
  const whole = chunks.join('\u0000');
  if (/<pre[\s>]/i.test(whole) || /<textarea[^>]*>[^<]/i.test(whole))
    throw new TemplateError('white space counts in pre and textarea');
  let state: State = 'text';
  const smaller = chunks.map((chunk) => {
    let out = '';
    for (const token of chunk.match(/\s+|\S/g) ?? []) {
      if (/^\s/.test(token)) {
        out += ' ';
        continue;
      }
      if (state === 'text') {
        if (token === '<') state = 'tag';
      } else if (state === 'tag') {
        if (token === '"' || token === "'") state = token;
        if (token === '>') {
          state = 'text';
          out = out.replace(/ $/, '');
        }
      } else if (token === state) {
        state = 'tag';
      }
      out += token;
    }
    return out;
  });
  const last = smaller.length - 1;
  if (/^\s*\n/.test(chunks[0] ?? '')) smaller[0] = (smaller[0] ?? '').trimStart();
  if (/\n\s*$/.test(chunks[last] ?? '')) smaller[last] = (smaller[last] ?? '').trimEnd();
  return smaller;
}
