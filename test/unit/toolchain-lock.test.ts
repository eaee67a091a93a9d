import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completed, missingEntries, systemsOf } from '../../tools/lock/complete.ts';
import { readLock } from '../../tools/lock/read.ts';

const root = resolve(import.meta.dirname, '../..');
const lock = readLock(resolve(root, 'package-lock.json'));

describe('package-lock.json', () => {
  it('has an entry for every optional dependency, so that npm ci takes it (else: npm run lock)', () => {
    expect(missingEntries(lock)).toEqual([]);
  });

  it('says of every entry `npm run lock` added which system it is for, so that no other system asks for it', () => {
    const added = Object.entries(lock.packages).filter(
      ([location, entry]) => location !== '' && !('integrity' in entry) && entry.optional === true,
    );
    for (const [location, entry] of added) expect(entry.os, location).toBeDefined();
  });

  it('names no place that a package came from', () => {
    expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
  });
});

describe('the tracked files', () => {
  it('name no package registry', () => {
    const configured = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim();
    const hosts = [
      new RegExp(['registry', '(npmjs|yarnpkg|npmmirror)'].join(String.raw`\.`)),
      /verdaccio|artifactory/i,
    ];
    const mirror = new URL(configured).host;
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
    const naming = files.filter((file) => {
      if (file === 'test/unit/toolchain-lock.test.ts') return false;
      const text = readTracked(resolve(root, file));
      return text.includes(mirror) || hosts.some((host) => host.test(text));
    });
    expect(naming).toEqual([]);
  });
});

describe('npm run lock', () => {
  const owner = { version: '1.0.0', dev: true, optionalDependencies: { '@scope/tool-darwin-arm64': '1.0.0' } };

  it('adds an entry with the version and the systems of an optional dependency the lock lacks', () => {
    const before = { packages: { '': {}, 'node_modules/tool': owner } };
    expect(missingEntries(before)).toMatchObject([{ name: '@scope/tool-darwin-arm64', owner: 'node_modules/tool' }]);
    expect(completed(before).packages['node_modules/@scope/tool-darwin-arm64']).toEqual({
      version: '1.0.0',
      os: ['darwin'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    });
    expect(missingEntries(completed(before))).toEqual([]);
  });

  it('puts an entry beside its owner when the place above holds another version', () => {
    const before = {
      packages: { '': {}, 'node_modules/tool': owner, 'node_modules/@scope/tool-darwin-arm64': { version: '2.0.0' } },
    };
    expect(missingEntries(before).map((entry) => entry.location)).toEqual([
      'node_modules/tool/node_modules/@scope/tool-darwin-arm64',
    ]);
  });

  it('leaves a complete lock as it is', () => {
    expect(JSON.stringify(completed(lock))).toBe(JSON.stringify(lock));
  });

  it.each([
    ['@esbuild/aix-ppc64', { os: ['aix'], cpu: ['ppc64'] }],
    ['@cloudflare/workerd-windows-64', { os: ['win32'], cpu: ['x64'] }],
    ['@rollup/rollup-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
    ['@rollup/rollup-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@rollup/rollup-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
    ['@img/sharp-linuxmusl-x64', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['fsevents', { os: ['darwin'] }],
  ])('reads the systems of %s from its name', (name, systems) => {
    expect(systemsOf(name)).toEqual(systems);
  });
});

function readTracked(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Removed in the working tree, not yet in the index.
    return '';
  }
}
