import { describe, expect, it } from 'vitest';
import { minifyMarkup, minifyTemplates, TemplateError } from '../../tools/build/minify-templates.ts';

describe('Templates in the built file', () => {
  it('lose the white space that no reader can tell, and keep what stands between words and values', async () => {
    const source = [
      'const t = html`',
      '  <p class="a   b"  title=${title}',
      '  >',
      '    Total <b>${sum}</b>',
      '    ${rest}',
      '  </p>',
      '`;',
    ].join('\n');
    expect(await minifyTemplates(source, 'a.ts')).toBe(
      'const t = html`<p class="a b" title=${title}> Total <b>${sum}</b> ${rest} </p>`;',
    );
  });

  it('keep a greater-than sign in an attribute from ending the tag', () => {
    expect(minifyMarkup(['<a title="x > y  z" >', '</a>'])).toEqual(['<a title="x > y z">', '</a>']);
  });

  it('that hold expressions in expressions are done inside and out', async () => {
    const source = 'html`<ul>\n  ${items.map((i) => html`\n    <li>${i}</li>\n  `)}\n</ul>`';
    expect(await minifyTemplates(source, 'a.ts')).toBe('html`<ul> ${items.map((i) => html`<li>${i}</li>`)} </ul>`');
  });

  it('of style are minified as CSS, escapes and all', async () => {
    const source = "css`\n  /* why */\n  .a::before {\n    content: '\\\\2014';\n    margin: 0px;\n  }\n`";
    const small = await minifyTemplates(source, 'a.ts');
    expect(small).not.toContain('why');
    expect(small).toMatch(/^css`\.a:{1,2}before\{content:/);
    // What the browser reads is the same: an escape or the sign itself, never a lost backslash.
    expect(small).toMatch(/"(\\\\2014|—)"/);
  });

  it('of style with an expression stop the build: the sheet would not be one text', async () => {
    await expect(minifyTemplates('css`a { color: ${x}; }`', 'a.ts')).rejects.toThrow(TemplateError);
  });

  it('in which white space counts stop the build', () => {
    expect(() => minifyMarkup(['<pre>  a</pre>'])).toThrow(TemplateError);
    expect(() => minifyMarkup(['<textarea>  a</textarea>'])).toThrow(TemplateError);
  });

  it('leave code and other templates alone', async () => {
    const source = 'const key = `a  b`; const x = 1;  // why';
    expect(await minifyTemplates(source, 'a.ts')).toBe(source);
  });
});
