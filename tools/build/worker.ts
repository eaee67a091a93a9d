import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { gzipped, root } from './widget.ts';

/** Builds the Worker as it is deployed into `dist/worker/`; answers its bytes as `gzip -9` leaves them. */
export async function buildWorker(): Promise<number> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['worker/index.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2023',
    external: ['cloudflare:workers'],
    conditions: ['workerd', 'worker', 'browser'],
    legalComments: 'none',
  });
  const text = outputFiles[0]?.text ?? '';
  await mkdir(join(root, 'dist/worker'), { recursive: true });
  await writeFile(join(root, 'dist/worker/index.js'), text);
  return gzipped(text);
}
