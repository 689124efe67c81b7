import { defineConfig } from 'vitest/config';

const demo = 'test/e2e/demo.test.ts';
/** Tests that take minutes: `npm run test:long`. */
const long = 'test/**/*.long.test.ts';
/** Tests of the provider framework that run once more with providers compiled by Bun: processes, connections, values. */
const frameworkOnBun = [
  'test/plugin/process/serve.test.ts',
  'test/plugin/conformance/{ephemeral-resources,functions,values}.test.ts',
];
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
    provide: { runtime: 'node' },
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
      {
        extends: true,
        test: {
          name: 'framework on Bun',
          include: frameworkOnBun,
          provide: { runtime: 'bun' },
          sequence: { groupOrder: 0 },
        },
      },
      // By itself and last: the demo builds the package, which the other tests use.
      { extends: true, test: { name: 'demo', include: [demo], sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'long',
          include: [long],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
