/** `npm run typecheck`: every TypeScript project of the repository, two at a time. */
import { availableParallelism } from 'node:os';

import { typescriptProjects } from './projects.ts';
import { root, runCommand } from './run-command.ts';

const waiting = typescriptProjects(root);
let failed = 0;

async function checkNext(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const record = `node_modules/.cache/typecheck/${project.replaceAll('/', '-')}.tsbuildinfo`;
    const args = ['-p', project, '--incremental', '--tsBuildInfoFile', record, '--pretty', 'false'];
    const { code, output } = await runCommand('tsc', args);
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${project}`);
    if (code !== 0) {
      failed += 1;
      console.log(output);
    }
  }
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, checkNext));
process.exitCode = failed === 0 ? 0 : 1;
