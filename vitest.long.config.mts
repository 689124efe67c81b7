import { defineConfig } from 'vitest/config';

/** The tests that `npm test` leaves out because they take minutes, and fetch what is for other platforms. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    include: ['test/**/*.long.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    globalSetup: ['test/support/global-setup.ts'],
  },
});
