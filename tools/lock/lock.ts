/** `npm run lock`, after each `npm install`: completes package-lock.json so that `npm ci` takes it on any system. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { completed, missingEntries } from './complete.ts';
import { readLock } from './read.ts';

const path = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const lock = readLock(path);
const missing = missingEntries(lock);

if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completed(lock), null, 2)}\n`);
for (const { name, version } of missing) console.log(`added ${name}@${version}`);
console.log(missing.length === 0 ? 'package-lock.json is complete' : `${missing.length} entries added`);
