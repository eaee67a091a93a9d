/**
 * `npm run sizes`: compares what the built files weigh with what is checked in, to the byte, so that growth is a decision;
 * `-- --write` checks the new weights in. Exit code 1 on any difference.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from './languages.ts';
import { gzipped, root } from './widget.ts';

/** The most that the English file may weigh, gzip -9, in bytes. */
const limit = 36_000;
const kept = join(root, 'tools/build/sizes.json');

function weights(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([file, size]) => [file, Number(size)]));
}

const now: Record<string, number> = {};
for (const { file } of languages) now[file] = gzipped(await readFile(join(root, 'dist/widget', file)));

if (process.argv.includes('--write')) await writeFile(kept, `${JSON.stringify(now, null, 2)}\n`);
const expected = weights(JSON.parse(await readFile(kept, 'utf8')));

for (const file of new Set([...Object.keys(expected), ...Object.keys(now)])) {
  const [is, was] = [now[file], expected[file]];
  if (is === was) continue;
  console.error(`${file} weighs ${is ?? 'nothing'} B, ${was ?? 'nothing'} B are checked in: npm run sizes -- --write`);
  process.exitCode = 1;
}
const english = now['callside.js'] ?? 0;
if (english > limit) {
  console.error(`callside.js weighs ${english} B, ${limit} B are allowed.`);
  process.exitCode = 1;
}
if (!process.exitCode) console.log(`callside.js ${english} B of ${limit} B`);
