/**
 * `npm test`: everything continuous integration runs; `npm test -- unit worker` runs the named steps only. The last
 * line is `N passed, N failed`: the tests of all runners, and one failure for each step that failed otherwise.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, NoChromiumError } from '../chromium/find.ts';
import type { Counts } from './counts.ts';
import { readCounts } from './counts.ts';
import type { Desk } from './desk.ts';
import { startDesk } from './desk.ts';
import { root, runCommand } from './run-command.ts';
import type { Step } from './steps.ts';
import { STAGES } from './steps.ts';

const begun = Date.now();
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
let desk: Desk | undefined;
let chromium = '';

async function runStep(step: Step): Promise<void> {
  const start = Date.now();
  const report = step.report === undefined ? undefined : join(root, step.report);
  if (report !== undefined) rmSync(report, { force: true });
  const env = step.desk === true ? { CALLSIDE_DESK_URL: desk?.url ?? '', CHROME_PATH: chromium } : {};
  const { code, output } = await runCommand(step.command, step.args, { env });
  const counts = report === undefined ? undefined : readCounts(report);
  settle(step, code === 0, output, counts, Date.now() - start);
}

/** Adds a step to the total. A runner without a report, or with a skipped test, has not shown what it is there for. */
function settle(step: Step, ended: boolean, output: string, counts: Counts | undefined, took: number): void {
  const unreported = step.report !== undefined && counts === undefined;
  const skipped = counts?.skipped ?? 0;
  const ok = ended && !unreported && skipped === 0 && (counts?.failed ?? 0) === 0;
  total.passed += counts?.passed ?? 0;
  total.skipped += skipped;
  total.failed += Math.max(counts?.failed ?? 0, ok ? 0 : 1);

  const tests =
    counts === undefined ? '' : `${counts.passed} passed${counts.failed > 0 ? `, ${counts.failed} failed` : ''}`;
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(10)} ${seconds(took)}  ${tests}`.trimEnd());
  if (ok) return;
  if (output.trim() !== '') console.log(`\n${output.trim()}\n`);
  if (skipped > 0) console.log(`${step.name}: ${skipped} skipped; every test runs or goes.\n`);
  if (ended && unreported) console.log(`${step.name}: ran no test (${step.report ?? ''} says none).\n`);
}

/** Readies Chromium and the desk once, before the first step that needs them. Says whether they are there. */
async function prepareBrowserSteps(): Promise<boolean> {
  if (desk !== undefined) return true;
  const start = Date.now();
  try {
    chromium = findChromium((line) => console.log(`        ${line}`));
    desk = await startDesk(join(root, 'reports/desk.log'));
    console.log(`ok      desk       ${seconds(Date.now() - start)}  ${desk.url}`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const name = error instanceof NoChromiumError ? 'chromium' : 'desk';
    settle({ name, command: '', args: [] }, false, reason, undefined, Date.now() - start);
    return false;
  }
}

async function runLane(lane: readonly Step[]): Promise<void> {
  for (const step of lane) await runStep(step);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`;
}

function stopDesk(): Promise<void> {
  const running = desk;
  desk = undefined;
  return running === undefined ? Promise.resolve() : running.stop();
}

const wanted = process.argv.slice(2);
const names = STAGES.flat(2).map((step) => step.name);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No step '${unknown.join(', ')}'. There are: ${names.join(', ')}`);
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopDesk().finally(() => process.exit(1)));
}

mkdirSync(join(root, 'reports'), { recursive: true });
let browserReady = true;
try {
  for (const stage of STAGES) {
    const lanes = stage
      .map((lane) => lane.filter((step) => wanted.length === 0 || wanted.includes(step.name)))
      .filter((lane) => lane.length > 0);
    if (lanes.flat().some((step) => step.desk === true)) {
      browserReady &&= await prepareBrowserSteps();
      if (!browserReady) {
        for (const step of lanes.flat()) settle(step, false, 'Not run: see above.', undefined, 0);
        continue;
      }
    }
    await Promise.all(lanes.map(runLane));
  }
} finally {
  await stopDesk();
}

console.log(`\nin ${((Date.now() - begun) / 1000).toFixed(0)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
