import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that take minutes: `npm run test:long`. */
const long = 'test/**/*.long.test.ts';
/**
 * Tests of the provider framework that run once more with providers on Node: processes and connections. Values are encoded on
 * Node in the tests of src/plugin/cty.
 */
const frameworkOnNode = ['test/plugin/process/serve.test.ts', 'test/plugin/conformance/functions.test.ts'];
/** Tests for Linux alone, whose executables start with a script and a glibc. */
const elsewhere =
  process.platform === 'linux' ? [] : ['test/executable/chooser.test.ts', 'test/executable/*without-glibc.*test.ts'];

/**
 * The tests that take longest. Some of them wait for a minute, idle, so they start first, those that wait beside those that
 * do not.
 */
const LONGEST = [
  ...['test/e2e/construct-library.test.ts', 'test/e2e/demo.test.ts'],
  ...['test/provider/resources/session-pool.test.ts', 'test/plugin/conformance/resources.test.ts'],
  ...[
    'test/modules/',
    'test/e2e/bucket-guard.test.ts',
    'test/e2e/synth-hcl.test.ts',
    'test/constructs/terraform.test.ts',
  ],
  ...['test/project/npm-package.test.ts', 'test/scripts/release.test.ts', 'test/e2e/registry.test.ts'],
];

/** Starts the longest tests first, in the order of the list. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((each) => moduleId.includes(each));
      return index === -1 ? LONGEST.length : index;
    };
    const others = await super.sort(files);
    return others.sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    // The files of a worker share their modules: to load them anew for each costs more than the tests of most.
    isolate: false,
    unstubEnvs: true,
    // More than the two cores of CI, because some tests wait for the AWS provider or a backoff most of their time.
    maxWorkers: 4,
    testTimeout: 120_000,
    hookTimeout: 480_000,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    // As in releases. A provider also starts five times faster on Bun than on Node.
    provide: { runtime: 'bun' },
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [long, ...elsewhere] } },
      { extends: true, test: { name: 'framework on Node', include: frameworkOnNode, provide: { runtime: 'node' } } },
      {
        extends: true,
        test: { name: 'long', include: [long], exclude: elsewhere, testTimeout: 1_200_000, hookTimeout: 1_200_000 },
      },
    ],
  },
});
