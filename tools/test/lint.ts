/** `npm run lint`: ESLint and Prettier over the whole repository; both say all they have to say. */

import { runCommand } from './run-command.ts';

const [eslint, prettier] = await Promise.all([
  runCommand('eslint', ['--max-warnings', '0', '.']),
  runCommand('prettier', ['--check', '--log-level', 'warn', '.']),
]);

for (const { output } of [eslint, prettier]) if (output.trim() !== '') console.log(output.trimEnd());
process.exitCode = eslint.code === 0 && prettier.code === 0 ? 0 : 1;
