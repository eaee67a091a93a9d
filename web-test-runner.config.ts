import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { TestRunnerConfig } from '@web/test-runner';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { junitReporter } from '@web/test-runner-junit-reporter';
import { findChromium } from './tools/chromium/find.ts';
import { deskProxy } from './tools/build/desk-proxy.ts';

/**
 * The elements in a real Chromium against a real desk, whose address is in CALLSIDE_DESK_URL; `/v1` and `/demo` are the
 * desk's, so that elements and API share an origin.
 */
export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'], extensions: ['.ts', '.mjs', '.js'] },
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findChromium(),
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  ],
  middleware: [deskProxy(process.env['CALLSIDE_DESK_URL'])],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'widget/tsconfig.json' })],
  reporters: [
    process.env['CI'] ? summaryReporter({}) : defaultReporter(),
    junitReporter({ outputPath: 'reports/widget.xml', reportLogs: true }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: 40_000 } },
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Callside</title></head>
  <body><script type="module" src="${testFramework}"></script></body>
</html>`,
} satisfies TestRunnerConfig;
