import { existsSync, readFileSync } from 'node:fs';

/** What a runner says of its tests. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Sums the suites of a JUnit file; undefined when there is no such file or no test in it. */
export function readCounts(path: string): Counts | undefined {
  if (!existsSync(path)) return undefined;
  const counts = countSuites(readFileSync(path, 'utf8'));
  return counts.passed + counts.failed + counts.skipped === 0 ? undefined : counts;
}

/** Sums the `<testsuite>` elements of JUnit XML. */
export function countSuites(xml: string): Counts {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, attributes = ''] of xml.matchAll(/<testsuite\s([^>]*)>/g)) {
    const failed = attribute(attributes, 'failures') + attribute(attributes, 'errors');
    const skipped = attribute(attributes, 'skipped');
    sum.failed += failed;
    sum.skipped += skipped;
    sum.passed += attribute(attributes, 'tests') - failed - skipped;
  }
  return sum;
}

function attribute(attributes: string, name: string): number {
  return Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
}
