import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import * as z from 'zod';
import { languages } from '../build/languages.ts';
import { faultsOf } from '../manifest/faults.ts';
import { builtPath, describe } from '../manifest/manifest.ts';
import type { Described } from '../manifest/manifest.ts';
import { root } from '../test/run-command.ts';
import { compiled, contractFile, readToCompile } from './compile.ts';
import { contractTypes } from './contract.ts';
import { reactTypes } from './react.ts';
import { typeExports } from './type-exports.ts';

const ownSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/**
 * Makes the npm package in a folder: the elements as modules with their types, the manifest, and what React needs to know
 * of the tags.
 *
 * @throws Error where the docstrings and the code differ, or what does not compile.
 */
export async function buildPackage(folder: string): Promise<void> {
  const code = readToCompile();
  const described = await describe(code);
  const faults = faultsOf(described.elements);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const files = await compiled(code);
  for (const [path, text] of typeExports(described)) files.set(path, `${files.get(path) ?? ''}${text}`);
  files.set(contractFile, contractTypes(code));
  for (const { file, folder: language, table } of languages) {
    const name = `languages/${nameOf(file)}`;
    files.set(`${name}.js`, languageModule(language, table));
    files.set(`${name}.d.ts`, 'export {};\n');
  }
  files.set('react.d.ts', reactTypes(described));
  // The types are all there is; the module is for those who import it for them.
  files.set('react.js', 'export {};\n');
  files.set('custom-elements.json', `${JSON.stringify(described.manifest, null, 2)}\n`);
  files.set('package.json', `${JSON.stringify(await packageManifest(described), null, 2)}\n`);
  files.set('README.md', await readFile(join(root, 'docs/package.md'), 'utf8'));
  files.set('LICENSE', await readFile(join(root, 'LICENSE'), 'utf8'));

  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/**
 * Makes the package that is published, in `dist/npm/`; answers that it is there.
 *
 * @throws Error with what publint would mend.
 */
export async function writePackage(): Promise<string> {
  const folder = join(root, 'dist/npm');
  await buildPackage(folder);
  const faults = await packageFaults(folder);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return `dist/npm is ready to be published`;
}

/** What publint has to say of a package, suggestions too; empty when there is nothing to mend. */
export async function packageFaults(folder: string): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: 'npm' });
  return messages.map((message) => `${message.code}: ${formatMessage(message, pkg, { color: false }) ?? ''}`);
}

/** The language of a file for the CDN, as a host says it: `fr` of `callside.fr.js`. */
function nameOf(file: string): string {
  return /^callside\.(.+)\.js$/.exec(file)?.[1] ?? 'en';
}

function languageModule(folder: string, table: string): string {
  return `import { registerTerms } from '../widget/internal/localize.js';
import { ${table} } from '../widget/translations/${folder}/index.js';
registerTerms(${table});
`;
}

async function packageManifest({ elements }: Described): Promise<object> {
  const own = ownSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const entry = (path: string) => ({ types: `./${path.replace(/\.js$/, '.d.ts')}`, default: `./${path}` });
  const built = (file: string) => builtPath(relative(root, file));
  const registering = elements.map(({ registrar }) => built(registrar));
  const spoken = languages.map(({ file }) => nameOf(file));
  const [react = ''] = (own.devDependencies['@types/react'] ?? '').split('.');
  return {
    name: own.name,
    version: own.version,
    description: own.description,
    license: own.license,
    type: 'module',
    exports: {
      '.': entry('widget/index.js'),
      ...Object.fromEntries(registering.map((path) => [`./${basename(path)}`, entry(path)])),
      ...Object.fromEntries(elements.map(({ file }) => [`./${basename(built(file))}`, entry(built(file))])),
      ...Object.fromEntries(spoken.map((name) => [`./${name}.js`, entry(`languages/${name}.js`)])),
      './contract': { types: `./${contractFile}` },
      './react': entry('react.js'),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    // All other modules do nothing when they are imported.
    sideEffects: [...registering, 'widget/index.js', 'widget/language.js', 'languages/*.js'].map((path) => `./${path}`),
    customElements: 'custom-elements.json',
    dependencies: { lit: `^${own.dependencies['lit'] ?? ''}` },
    peerDependencies: { '@types/react': `>=${react}` },
    peerDependenciesMeta: { '@types/react': { optional: true } },
  };
}
