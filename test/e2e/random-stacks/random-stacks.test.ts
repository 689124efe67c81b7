import { expect, test } from 'vitest';
import { stacksOf } from './run';

// random-stacks.long.test.ts has many more, and validates each with the real Terraform and the real providers.

const SEEDS = 24;

test(`of the stacks of the seeds 1 to ${SEEDS}, none plans a session into a wrong bucket`, () => {
  const synthesized = Array.from({ length: SEEDS }, (_, index) => stacksOf(index + 1)).filter(
    (stacks) => stacks !== undefined,
  );
  expect(synthesized.length).toBeGreaterThan(SEEDS / 10);
});
