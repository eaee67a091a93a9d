import { resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('keeps the demo’s backend out of the deployed Worker', async () => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: resolve(import.meta.dirname, '../../..'),
    entryPoints: ['worker/index.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  });
  const text = outputFiles[0]?.text ?? '';
  expect(text).toContain('/v1/sessions');
  expect(text).not.toContain('/demo/assertion');
  expect(text).not.toContain('pk_demo');
  expect(Object.keys(metafile.inputs).filter((path) => /^(tools|widget|test)\//.test(path))).toEqual([]);
});
