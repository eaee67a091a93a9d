import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root, runCommand } from '../test/run-command.ts';
import { manifestSchema } from './schema.ts';
import type { Manifest } from './schema.ts';

/**
 * What the docstrings say: the manifest as the analyzer writes it. It reads the files by itself, with a TypeScript of its
 * own, and knows nothing of what we find in the code.
 *
 * @param folder The folder with `widget/` in it.
 */
export async function docstrings(folder: string = root): Promise<Manifest> {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const out = await mkdtemp(join(cache, 'manifest-'));
  try {
    const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    const config = relative(folder, join(import.meta.dirname, 'analyzer.config.mjs'));
    const { code, output } = await runCommand(
      'node',
      [analyzer, 'analyze', '--config', config, '--outdir', relative(folder, out)],
      { folder },
    );
    if (code !== 0) throw new Error(`The docstrings could not be read.\n${output}`);
    return manifestSchema.parse(JSON.parse(await readFile(join(out, 'custom-elements.json'), 'utf8')));
  } finally {
    await rm(out, { recursive: true });
  }
}
