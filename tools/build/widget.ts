import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { version } from '../../widget/internal/version.ts';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';
import { languagePlugin, templates, trustedTypes } from './plugins.ts';

export const root = resolve(import.meta.dirname, '../..');

/** The newest of a major version; what leads up to 1.0 stands there too. */
const channel = `v${Math.max(1, Number(version.split('.')[0]))}`;

/** What a page pins: the hash for its `integrity` attribute, and what the file weighs. */
export interface BuiltFile {
  readonly integrity: string;
  readonly bytes: number;
  /** Bytes as `gzip -9` leaves them. */
  readonly gzip: number;
}

/** Bytes as `gzip -9` leaves them. */
export function gzipped(text: string | Buffer): number {
  return gzipSync(text, { level: 9 }).length;
}

/** Bundles everything in one language into one file that loads nothing else. */
export async function bundle(language: Language): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['widget/index.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    splitting: false,
    tsconfig: 'widget/tsconfig.json',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [languagePlugin(language), templates, trustedTypes],
  });
  const [file] = outputFiles;
  if (!file || outputFiles.length > 1)
    throw new Error(`${language.file}: one file was wanted, ${outputFiles.length} came.`);
  if (/\bimport\s*\(/.test(file.text)) throw new Error(`${language.file} loads another file while it runs.`);
  return file.text;
}

/**
 * Builds the files of all languages: `dist/widget/` holds them by their plain names, `dist/public/widget/<version>/` and
 * the channel beside it are what the Worker serves.
 */
export async function buildWidget(): Promise<Record<string, BuiltFile>> {
  await checkVersion();
  const folders = [
    join(root, 'dist/widget'),
    join(root, 'dist/public/widget', version),
    join(root, 'dist/public/widget', channel),
  ];
  await rm(join(root, 'dist/widget'), { recursive: true, force: true });
  await rm(join(root, 'dist/public/widget'), { recursive: true, force: true });
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  const built: Record<string, BuiltFile> = {};
  const texts = await Promise.all(languages.map(bundle));
  for (const [index, { file }] of languages.entries()) {
    const text = texts[index] ?? '';
    built[file] = {
      integrity: `sha384-${createHash('sha384').update(text).digest('base64')}`,
      bytes: Buffer.byteLength(text),
      gzip: gzipped(text),
    };
    await Promise.all(folders.map((folder) => writeFile(join(folder, file), text)));
  }
  const manifest = `${JSON.stringify({ version, files: built }, null, 2)}\n`;
  await Promise.all(folders.map((folder) => writeFile(join(folder, 'integrity.json'), manifest)));
  await writeFile(join(root, 'dist/public/_headers'), headers());
  return built;
}

/** How the files are served: an exact version never changes, the channel does; any page may load both. */
function headers(): string {
  const open = '  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n';
  return [
    `/widget/${version}/*\n  Cache-Control: public, max-age=31536000, immutable\n${open}`,
    `/widget/${channel}/*\n  Cache-Control: public, max-age=300\n${open}`,
  ].join('\n');
}

/** @throws Error when the elements call themselves by another version than the package. */
async function checkVersion(): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const packaged = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  if (packaged !== version)
    throw new Error(`package.json says ${String(packaged)}, widget/internal/version.ts ${version}.`);
}
