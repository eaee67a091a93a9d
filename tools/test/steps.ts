/** One thing `npm test` runs. */
export interface Step {
  name: string;
  command: string;
  args: readonly string[];
  /** True when it drives the browser against a running desk (CALLSIDE_DESK_URL, CHROME_PATH). */
  desk?: boolean;
  /** The JUnit file it leaves; absent for steps that are not test runners. */
  report?: string;
}

const TOOL = ['--import', './tools/node.mjs'];

function vitest(project: string, desk = false): Step {
  const report = `reports/${project}.xml`;
  return {
    name: project,
    command: 'vitest',
    args: ['run', '--project', project, `--outputFile.junit=${report}`],
    report,
    desk,
  };
}

/**
 * Everything, in order. A stage runs its lanes beside each other and each lane's steps one after the other. What works
 * the processor stands in one lane and what mostly waits for a browser in the other, so that two cores are both used.
 */
export const STAGES: readonly (readonly (readonly Step[])[])[] = [
  [
    [
      { name: 'build', command: 'node', args: [...TOOL, 'tools/build/build.ts'] },
      { name: 'sizes', command: 'node', args: [...TOOL, 'tools/build/sizes.ts'] },
    ],
  ],
  [
    [
      { name: 'typecheck', command: 'node', args: [...TOOL, 'tools/test/typecheck.ts'] },
      { name: 'lint', command: 'node', args: [...TOOL, 'tools/test/lint.ts'] },
      vitest('unit'),
      vitest('worker'),
    ],
    [
      {
        name: 'widget',
        command: 'web-test-runner',
        args: ['--config', 'web-test-runner.config.ts'],
        report: 'reports/widget.xml',
        desk: true,
      },
      vitest('e2e', true),
    ],
  ],
];
