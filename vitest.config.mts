import { defineConfig } from 'vitest/config';

const demo = 'test/e2e/demo.test.ts';
/** By `npm run test:long`. */
const long = 'test/**/*.long.test.ts';
/** Not for this system: only Linux has executables that start with a script and a glibc. */
const elsewhere =
  process.platform === 'linux' ? [] : ['test/executable/chooser.test.ts', 'test/executable/*without-glibc.test.ts'];

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
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [demo, long, ...elsewhere],
          sequence: { groupOrder: 0 },
        },
      },
      // By itself and last: the demo builds the package, which the other tests use.
      { extends: true, test: { name: 'demo', include: [demo], sequence: { groupOrder: 1 } } },
    ],
  },
});
