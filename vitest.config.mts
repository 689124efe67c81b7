import { defineConfig } from 'vitest/config';

const demo = 'test/e2e/demo.test.ts';
/** By `npm run test:long`. */
const long = 'test/**/*.long.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [demo, long], sequence: { groupOrder: 0 } },
      },
      // By itself and last: the demo builds the package, which the other tests use.
      { extends: true, test: { name: 'demo', include: [demo], sequence: { groupOrder: 1 } } },
    ],
  },
});
