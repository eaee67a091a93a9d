/**
 * `npm run manifest`: says where the docstrings of the elements and their code differ, and whether docs/elements.md is as
 * the docstrings have it; `-- --write` writes it anew. Exit code 1 on any difference.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../test/run-command.ts';
import { documented } from './document.ts';
import { faultsOf } from './faults.ts';
import { describe } from './manifest.ts';
import { readCode } from './program.ts';

const described = await describe(readCode());
const faults = faultsOf(described.elements);
const path = join(root, 'docs/elements.md');
const text = await readFile(path, 'utf8');
const wanted = await documented(text, described);

for (const fault of faults) console.error(fault);
if (process.argv.includes('--write')) await writeFile(path, wanted);
else if (text !== wanted) faults.push('docs/elements.md is not as the docstrings have it: npm run manifest -- --write');
if (faults.length > 0) process.exitCode = 1;
console.log(`${described.elements.length} elements, ${faults.length} faults`);
