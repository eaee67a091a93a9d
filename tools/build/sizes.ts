/**
 * `npm run sizes`: compares what the built files weigh with what is checked in, to the byte, so that growth is a decision;
 * `-- --write` checks the new weights in. Exit code 1 on any difference, and where a file is over its limit.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { languages } from './languages.ts';
import { gzipped, root } from './widget.ts';

/** The most that a file may weigh, gzip -9, in bytes; and what it is meant to come down to. */
const limits: Record<string, number> = { 'callside.js': 92_000, worker: 200_000 };
const goals: Record<string, number> = { 'callside.js': 36_000 };
const kept = join(root, 'tools/build/sizes.json');

const now: Record<string, number> = {};
for (const { file } of languages) now[file] = gzipped(await readFile(join(root, 'dist/widget', file)));
now['worker'] = gzipped(await readFile(join(root, 'dist/worker/index.js')));

if (process.argv.includes('--write')) await writeFile(kept, `${JSON.stringify(now, null, 2)}\n`);
const expected = z.record(z.string(), z.number()).parse(JSON.parse(await readFile(kept, 'utf8')));

for (const file of new Set([...Object.keys(expected), ...Object.keys(now)])) {
  const [is, was] = [now[file], expected[file]];
  if (is === was) continue;
  console.error(`${file} weighs ${is ?? 'nothing'} B, ${was ?? 'nothing'} B are checked in: npm run sizes -- --write`);
  process.exitCode = 1;
}
for (const [file, limit] of Object.entries(limits)) {
  const weight = now[file] ?? 0;
  if (weight > limit) process.exitCode = 1;
  const goal = goals[file] === undefined ? '' : `, ${goals[file]} B are the goal`;
  console.log(`${file} weighs ${weight} B, ${limit} B are allowed${goal}`);
}
