import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findChromium, NoChromiumError } from '../../tools/chromium/find.ts';
import { countSuites, readCounts } from '../../tools/test/counts.ts';
import { typescriptProjects } from '../../tools/test/projects.ts';
import { runCommand } from '../../tools/test/run-command.ts';
import { STAGES } from '../../tools/test/steps.ts';

describe('npm test', () => {
  it('runs these steps', () => {
    expect(STAGES.flat(2).map((step) => step.name)).toEqual([
      'build',
      'sizes',
      'typecheck',
      'lint',
      'unit',
      'worker',
      'widget',
      'e2e',
    ]);
  });

  it('runs no more beside each other than two cores carry, and one browser suite at a time', () => {
    for (const stage of STAGES) {
      expect(stage.length).toBeLessThanOrEqual(2);
      expect(stage.filter((lane) => lane.some((step) => step.desk === true)).length).toBeLessThanOrEqual(1);
    }
  });

  it('sums the suites of a JUnit report', () => {
    const xml = `<testsuites tests="99" failures="99">
      <testsuite name="a" tests="5" failures="1" errors="1" skipped="1" time="0.1"></testsuite>
      <testsuite tests="2" skipped="0" failures="0" errors="0" name="b"/>
    </testsuites>`;
    expect(countSuites(xml)).toEqual({ passed: 4, failed: 2, skipped: 1 });
  });

  it('takes a report without a test, or none at all, for no answer', () => {
    const folder = mkdtempSync(join(tmpdir(), 'callside-counts-'));
    writeFileSync(join(folder, 'empty.xml'), '<testsuites tests="0"></testsuites>');
    expect(readCounts(join(folder, 'empty.xml'))).toBeUndefined();
    expect(readCounts(join(folder, 'absent.xml'))).toBeUndefined();
  });

  it('checks the types of every project that has TypeScript in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'callside-projects-'));
    for (const project of ['one', 'two/three', 'empty', 'node_modules/four']) {
      mkdirSync(join(folder, project), { recursive: true });
      writeFileSync(join(folder, project, 'tsconfig.json'), '{}');
      if (project !== 'empty') writeFileSync(join(folder, project, 'a.ts'), 'export {};');
    }
    expect(typescriptProjects(folder)).toEqual(['one', 'two/three']);
    expect(typescriptProjects(resolve(import.meta.dirname, '../..'))).toEqual(
      expect.arrayContaining(['shared', 'test/unit', 'tools', 'widget', 'worker']),
    );
  });

  it('gives a step the commands of node_modules and ends one that does not finish', async () => {
    const version = await runCommand('node', ['--version']);
    expect(version).toMatchObject({ code: 0, output: expect.stringMatching(/^v24\./) });
    const stuck = await runCommand('node', ['-e', 'setInterval(() => {}, 1000)'], { seconds: 0.5 });
    expect(stuck.code).toBe(1);
    expect(stuck.output).toContain('without finishing');
    expect(await runCommand('no-such-command', [])).toMatchObject({ code: expect.any(Number) });
  });
});

describe('the tools', () => {
  it('name the Node they need when an older one runs them', async () => {
    const old =
      "Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); await import('./tools/node.mjs')";
    const { code, output } = await runCommand('node', ['--input-type=module', '-e', old]);
    expect(code).toBe(1);
    expect(output).toContain('need 22.18 or newer');
  });
});

describe('looking for Chromium', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('takes the one CHROME_PATH names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'callside-chrome-'));
    const path = join(folder, 'my-chrome');
    writeFileSync(path, '#!/bin/sh\necho "Chromium 156.0"\n', { mode: 0o755 });
    vi.stubEnv('CHROME_PATH', path);
    expect(findChromium()).toBe(path);
  });

  it('says so when CHROME_PATH names something else', () => {
    vi.stubEnv('CHROME_PATH', '/bin/true');
    expect(() => findChromium()).toThrow(NoChromiumError);
    expect(() => findChromium()).toThrow(/CHROME_PATH names '\/bin\/true'/);
  });

  it('finds the usual names in the path, passing over one that does not start', () => {
    const folder = mkdtempSync(join(tmpdir(), 'callside-chrome-'));
    writeFileSync(join(folder, 'chromium-browser'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    writeFileSync(join(folder, 'google-chrome'), '#!/bin/sh\necho "Google Chrome 156.0"\n', { mode: 0o755 });
    vi.stubEnv('CHROME_PATH', '');
    vi.stubEnv('PATH', folder);
    expect(findChromium()).toBe(join(folder, 'google-chrome'));
  });
});
