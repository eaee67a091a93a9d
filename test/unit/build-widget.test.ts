import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../tools/build/languages.ts';
import { bundle, root } from '../../tools/build/widget.ts';
import { version } from '../../widget/internal/version.ts';
import manifest from '../../package.json' with { type: 'json' };

describe('The built file', () => {
  it.each(languages)(
    '$file is whole in itself, in one language, under our own Trusted Types policy',
    async (language) => {
      const text = await bundle(language);
      expect(/\bimport\s*[("'{*]/.exec(text)?.[0]).toBeUndefined();
      expect(text.match(/createPolicy\("[^"]+"/g)).toEqual(['createPolicy("callside"']);
      const spoken = languages.filter(({ folder }) =>
        text.includes(`$code:"${folder === 'pt-br' ? 'pt-BR' : folder}"`),
      );
      expect(spoken).toEqual([language]);
    },
  );

  it('says nothing to the console of a development build, and makes no code or markup from text', async () => {
    const text = await bundle({ file: 'callside.js', folder: 'en', table: 'en' });
    expect(text.includes('Lit is in dev mode')).toBe(false);
    expect(/unsafeHTML|\beval\(|new Function\(|insertAdjacentHTML/.exec(text)?.[0]).toBeUndefined();
  });

  it('calls itself by the version of the package', () => {
    expect(version).toBe(manifest.version);
  });
});

describe('A module of the elements', () => {
  it('can be imported where there is no document', () => {
    const modules = globSync('widget/**/*.ts', { cwd: root, exclude: (name) => name === 'demo' });
    const script = `
      import { build } from 'esbuild';
      const { outputFiles } = await build({
        stdin: { contents: ${JSON.stringify(modules.map((path) => `import './${path}';`).join('\n'))}, resolveDir: '.' },
        bundle: true, write: false, format: 'esm', platform: 'node', packages: 'external',
        tsconfig: 'widget/tsconfig.json', outfile: 'all.mjs',
      });
      const { writeFileSync, rmSync } = await import('node:fs');
      const file = process.cwd() + '/node_modules/.callside-import-' + process.pid + '.mjs';
      writeFileSync(file, outputFiles[0].text);
      try { await import(file); } finally { rmSync(file); }`;
    expect(() =>
      execFileSync('node', ['--input-type=module', '-e', script], { cwd: root, stdio: 'pipe' }),
    ).not.toThrow();
  });
});
