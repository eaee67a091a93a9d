import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { internet } from './tools/test/internet.ts';

const migrations = await readD1Migrations('migrations');

/** Six projects, run one at a time by name: `vitest run --project unit | worker | e2e | replay | crash | load`. */
/** Milliseconds that a test may take where both cores are busy with the other lane; alone it takes a fraction. */
const patience = 30_000;

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', 'junit'],
    outputFile: { junit: 'reports/vitest.xml' },
    allowOnly: false,
    projects: [
      {
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: patience },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              outboundService: internet,
              bindings: {
                HISTORIES: process.env['CALLSIDE_HISTORIES'] ?? '30',
                TEST_MIGRATIONS: migrations,
                SESSION_SECRET: 'a secret of the tests, long enough to sign with',
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          // Every test makes tenants of its own, so the files may share one D1 and one start of workerd.
          isolate: false,
          testTimeout: patience,
          hookTimeout: patience,
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/apply-migrations.ts'],
        },
      },
      {
        test: {
          name: 'replay',
          include: ['test/replay/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: { name: 'load', include: ['test/load/**/*.test.ts'], environment: 'node' },
      },
      {
        test: { name: 'crash', include: ['test/crash/**/*.test.ts'], environment: 'node' },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
