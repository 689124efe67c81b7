import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { workspaceWithProviders } from '../../support/workspace-with-providers';
import { stacksOf, writeStack } from './run';

// random-stacks.long.test.ts has many more, and validates each.

const SEEDS = 24;

let workspace: TerraformWorkspace;
beforeAll(async () => {
  workspace = await workspaceWithProviders();
});
afterAll(() => workspace?.dispose());

test(`of the stacks of the seeds 1 to ${SEEDS}, none plans a session into a wrong bucket, and one of the last is valid`, async () => {
  const synthesized = Array.from({ length: SEEDS }, (_, index) => stacksOf(index + 1)).flatMap(
    (stacks) => stacks ?? [],
  );
  expect(synthesized.length).toBeGreaterThan(SEEDS / 10);
  // Each provider block takes the AWS provider seconds.
  const stack = synthesized.at(-1)?.get('one');
  if (stack !== undefined) writeStack(workspace, stack);
  expect(await workspace.init()).toMatchObject({ code: 0 });
  expect(await workspace.validate()).toMatchObject({ valid: true });
});
