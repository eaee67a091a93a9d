/** `npm run lint`: ESLint and Prettier over the whole repository; both say all they have to say. */
import { resolve } from 'node:path';
import { runCommand } from './run-command.ts';

const root = resolve(import.meta.dirname, '../..');

const [eslint, prettier] = await Promise.all([
  runCommand('eslint', ['--max-warnings', '0', '.'], { cwd: root }),
  runCommand('prettier', ['--check', '--log-level', 'warn', '.'], { cwd: root }),
]);

for (const { output } of [eslint, prettier]) if (output.trim() !== '') console.log(output.trimEnd());
process.exitCode = eslint.code === 0 && prettier.code === 0 ? 0 : 1;
