import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, packageFaults } from '../../../tools/package/package.ts';
import { classSchema, manifestSchema } from '../../../tools/manifest/schema.ts';
import { root, runCommand } from '../../../tools/test/run-command.ts';

/** A host's folder inside ours, so that Lit and the types of React are found from it. */
let host = '';
let built = '';

beforeAll(async () => {
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  host = mkdtempSync(join(root, 'node_modules/.cache/host-'));
  built = join(host, 'built');
  await buildPackage(built);
  const packed = execFileSync('npm', ['pack', built, '--json', '--pack-destination', host], { encoding: 'utf8' });
  const [file] = [...packed.matchAll(/"filename": "([^"]+)"/g)].map(([, name = '']) => name);
  mkdirSync(join(host, 'node_modules/callside'), { recursive: true });
  const into = join(host, 'node_modules/callside');
  execFileSync('tar', ['-xzf', join(host, file ?? ''), '-C', into, '--strip-components', '1']);
  cpSync(join(import.meta.dirname, 'consumer'), host, { recursive: true });
  writeFileSync(join(host, 'package.json'), '{ "type": "module" }');
}, 120_000);
afterAll(() => rmSync(host, { recursive: true, force: true }));

/** Checks the types of a host's files against the packed package, its declarations included. */
function typecheck(module: string, resolution: string, files: readonly string[]) {
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--jsx', 'react-jsx', '--target', 'es2022'];
  const how = ['--module', module, '--moduleResolution', resolution, '--ignoreConfig'];
  return runCommand('tsc', [...options, ...how, ...files], { folder: host });
}

describe('The npm package', () => {
  it('has nothing that publint would mend, suggestions included', async () => {
    expect(await packageFaults(built)).toEqual([]);
  });

  it('is refused by publint when an export leads nowhere', async () => {
    const broken = join(host, 'broken');
    cpSync(built, broken, { recursive: true });
    rmSync(join(broken, 'react.js'));
    expect((await packageFaults(broken)).join('\n')).toMatch(/FILE_DOES_NOT_EXIST/);
  });

  it.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])(
    'gives a host its types, and React the tags, when modules are found as by %s',
    async (resolution, module) => {
      const { code, output } = await typecheck(module, resolution, ['plain.ts', 'react.tsx']);
      expect(output).toBe('');
      expect(code).toBe(0);
    },
    120_000,
  );

  it('needs no Zod: the contract is spelled out', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8'));
    expect(manifest).toHaveProperty('dependencies', { lit: expect.any(String) });
    const declarations = globSync('**/*.d.ts', { cwd: built });
    expect(declarations.length).toBeGreaterThan(50);
    expect(declarations.filter((path) => /['"]zod/.test(readFileSync(join(built, path), 'utf8')))).toEqual([]);
  });

  it('observes the attributes that its manifest names, and can be imported where there is no document', async () => {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(built, 'custom-elements.json'), 'utf8')));
    const declarations = manifest.modules.flatMap(({ path, declarations: those }) =>
      those.map((one) => ({ path, ...classSchema.parse(one) })),
    );
    const script = `
      import 'callside'; import 'callside/fr.js'; import 'callside/react';
      const seen = {};
      for (const [path, name] of ${JSON.stringify(declarations.map(({ path, name }) => [path, name]))}) {
        const { [name]: element } = await import('callside/' + path.split('/').at(-1));
        seen[name] = [...element.observedAttributes].sort();
      }
      console.log(JSON.stringify(seen));`;
    writeFileSync(join(host, 'observed.js'), script);
    const { code, output } = await runCommand('node', ['observed.js'], { folder: host });
    expect(code, output).toBe(0);
    expect(JSON.parse(output)).toEqual(
      Object.fromEntries(declarations.map(({ name, attributes }) => [name, attributes.map((one) => one.name).sort()])),
    );
  });
});
