import { readFileSync } from 'node:fs';
import type { LockEntry, Lockfile } from './complete.ts';

/** Reads a package-lock.json (lockfileVersion 3); throws with the reason when the file is not one. */
export function readLock(path: string): Lockfile {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isRecord(value) || !isPackages(value['packages'])) {
    throw new Error(`${path} is not a package-lock.json of lockfileVersion 2 or 3`);
  }
  return { ...value, packages: value['packages'] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPackages(value: unknown): value is Record<string, LockEntry> {
  return isRecord(value) && Object.values(value).every(isRecord);
}
