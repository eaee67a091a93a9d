import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * Asks the real eslint.config.js about a text as if it stood in a file of that name. Rules that need types are left
 * out: they need the file in a program, and they are not ours.
 */
const eslint = new ESLint({
  cwd: resolve(import.meta.dirname, '../..'),
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, project: false, program: null } },
    },
    {
      files: ['**/*.ts'],
      rules: Object.fromEntries((await typedRules()).map((name) => [name, 'off'])),
    },
  ],
});

async function typedRules(): Promise<string[]> {
  const { configs } = (await import('typescript-eslint')).default;
  return [...Object.keys(configs.disableTypeChecked.rules ?? {})];
}

async function complaints(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: file });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

beforeAll(async () => {
  await eslint.lintText('export {};\n', { filePath: 'shared/warm.ts' });
}, 30_000);

describe('lint refuses', () => {
  it.each([
    [
      'an import that points up',
      'worker/cases/service.ts',
      "import { routes } from './routes.ts';\nroutes();\n",
      'callside/floors',
    ],
    [
      'a store of another feature',
      'worker/cases/service.ts',
      "export * from '../customers/store.ts';\n",
      'callside/floors',
    ],
    [
      'a late import that points up',
      'worker/cases/service.ts',
      "export const late = import('../app.ts');\n",
      'callside/floors',
    ],
    ['an import without its extension', 'worker/cases/service.ts', "export * from './lifecycle';\n", 'callside/floors'],
    [
      'a value of the contract in an element',
      'widget/case-panel/a.ts',
      "export { title } from '../../shared/cases.ts';\n",
      'callside/floors',
    ],
    [
      'SQL in a service',
      'worker/cases/service.ts',
      "export const q = 'SELECT id FROM cases';\n",
      'callside/sql-in-stores',
    ],
    [
      'SQL in routes',
      'worker/cases/routes.ts',
      'export const q = (t: string) => `DELETE FROM ${t}`;\n',
      'callside/sql-in-stores',
    ],
    [
      'SQL in rules',
      'worker/cases/merge.ts',
      "export const q = 'UPDATE cases SET title = ?';\n",
      'callside/sql-in-stores',
    ],
    [
      'SQL in the http folder',
      'worker/http/limits.ts',
      "export const q = 'INSERT INTO a VALUES (?)';\n",
      'callside/sql-in-stores',
    ],
    [
      'SQL in the contract',
      'shared/cases.ts',
      "export const q = 'WITH a AS (SELECT 1) SELECT * FROM a';\n",
      'callside/sql-in-stores',
    ],
    ['the clock in rules', 'worker/cases/merge.ts', 'export const now = () => Date.now();\n', 'callside/pure'],
    ['a fresh date in rules', 'worker/cases/merge.ts', 'export const now = () => new Date();\n', 'callside/pure'],
    ['chance in rules', 'worker/cases/merge.ts', 'export const dice = () => Math.random();\n', 'callside/pure'],
    ['ids made in rules', 'worker/cases/merge.ts', 'export const id = () => crypto.randomUUID();\n', 'callside/pure'],
    ['the network in rules', 'worker/cases/merge.ts', "export const get = () => fetch('/');\n", 'callside/pure'],
    ['waiting in rules', 'worker/cases/merge.ts', 'export async function wait() {}\n', 'callside/pure'],
    [
      'an interactive transaction',
      'worker/db/commit.ts',
      'declare const db: { transaction(): void };\ndb.transaction();\n',
      'no-restricted-syntax',
    ],
    [
      'the large import of Zod',
      'shared/cases.ts',
      "import { z } from 'zod';\nexport const a = z.string();\n",
      'no-restricted-syntax',
    ],
    ['innerHTML in an element', 'widget/case-panel/a.ts', "document.body.innerHTML = 'x';\n", 'no-restricted-syntax'],
    [
      'markup from text in an element',
      'widget/case-panel/a.ts',
      "export { unsafeHTML } from 'lit/directives/unsafe-html.js';\n",
      'no-restricted-imports',
    ],
    [
      'a style attribute in a template',
      'widget/case-panel/a.ts',
      'export const a = html`<p class="a" style="color: red">x</p>`;\n',
      'callside/templates',
    ],
    [
      'a bound style attribute',
      'widget/case-panel/a.ts',
      'export const a = html`<p style=${b}>x</p>`;\n',
      'callside/templates',
    ],
    [
      'an inline handler in a template',
      'widget/case-panel/a.ts',
      'export const a = html`<p onclick="go()">x</p>`;\n',
      'callside/templates',
    ],
    [
      'our own tag in a template',
      'widget/case-panel/a.ts',
      'export const a = html`<cs-alert-banner></cs-alert-banner>`;\n',
      'callside/templates',
    ],
    [
      'a physical direction in a sheet',
      'widget/case-panel/a.ts',
      'export const a = css`p { margin-left: 1px }`;\n',
      'callside/logical-css',
    ],
    [
      'a registration in an element',
      'widget/case-panel/a.ts',
      "customElements.define('cs-a', class extends HTMLElement {});\n",
      'no-restricted-syntax',
    ],
    ['a call of define in an element', 'widget/case-panel/a.ts', "define('cs-a', class {});\n", 'no-restricted-syntax'],
    ['console in the Worker', 'worker/cases/service.ts', "console.log('x');\n", 'no-console'],
    ['console in an element', 'widget/case-panel/a.ts', "console.warn('x');\n", 'no-console'],
    ['any', 'shared/cases.ts', 'export const a = (b: any) => b;\n', '@typescript-eslint/no-explicit-any'],
    [
      'a non-null assertion',
      'shared/cases.ts',
      'export const a = (b: string | null) => b!;\n',
      '@typescript-eslint/no-non-null-assertion',
    ],
    [
      'an object claimed to be a type',
      'shared/cases.ts',
      'export const a = { b: 1 } as { b: number };\n',
      '@typescript-eslint/consistent-type-assertions',
    ],
    ['a skipped test', 'test/unit/a.test.ts', "it.skip('does', () => {});\n", 'no-restricted-syntax'],
    ['work put off in a comment', 'worker/cases/service.ts', '// xxx: later\nexport {};\n', 'no-warning-comments'],
  ])('%s', async (_, file, text, rule) => {
    expect(await complaints(file, text)).toContain(rule);
  });

  it('a rule switched off in a comment, by ignoring the comment', async () => {
    const text = "/* eslint no-console: 0 */\nconsole.log('x');\n";
    expect(await complaints('worker/cases/service.ts', text)).toContain('no-console');
  });
});

describe('lint allows', () => {
  it.each([
    ['SQL in a store', 'worker/cases/store.ts', "export const q = 'SELECT id FROM cases';\n"],
    ['SQL in a second store', 'worker/customers/search-store.ts', "export const q = 'SELECT id FROM cases';\n"],
    ['SQL of the idempotency rows', 'worker/http/idempotency.ts', "export const q = 'SELECT id FROM cases';\n"],
    ['prose that begins like SQL', 'worker/cases/service.ts', "export const q = 'Select a customer from the list';\n"],
    [
      'a date read from text in rules',
      'worker/cases/merge.ts',
      'export const at = (text: string) => new Date(text);\n',
    ],
    [
      'a parameter named like a global in rules',
      'worker/cases/merge.ts',
      'export const a = (process: string) => process;\n',
    ],
    [
      'a type of the contract in an element',
      'widget/case-panel/a.ts',
      "export type { Case } from '../../shared/cases.ts';\n",
    ],
    ['a registration in its file', 'widget/cs-case-panel.ts', "define('cs-case-panel', Panel);\n"],
    ['the log of the Worker', 'worker/http/log.ts', "console.log('x');\n"],
    ['a warning to the host page', 'widget/internal/warn.ts', "console.warn('x');\n"],
    ['the whole import of Zod', 'shared/cases.ts', "import * as z from 'zod';\nexport const a = z.string();\n"],
    [
      'a synchronous transaction of a Durable Object',
      'worker/queues/queue-object.ts',
      'declare const s: { transactionSync(): void };\ns.transactionSync();\n',
    ],
    [
      'logical directions',
      'widget/case-panel/a.ts',
      'export const a = css`p { margin-inline-start: 1px; inset-block-end: 0 }`;\n',
    ],
    [
      'a class, a property and an event in a template',
      'widget/case-panel/a.ts',
      'export const a = html`<button class="styled on" .value=${b} @click=${c}>x</button>`;\n',
    ],
  ])('%s', async (_, file, text) => {
    expect(await complaints(file, text)).toEqual([]);
  });
});
