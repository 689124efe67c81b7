import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { workspaceWithProviders } from '../../support/workspace-with-providers';
import { stacksOf, writeStack } from './run';

/** Another range finds other stacks: `RANDOM_STACKS_FROM=5000 npm run test:long -- random-stacks`. */
const FROM = Number(process.env.RANDOM_STACKS_FROM ?? 1);

const SEEDS = 800;

let workspace: TerraformWorkspace;
let initialized = false;
beforeAll(async () => {
  workspace = await workspaceWithProviders();
});
afterAll(() => workspace?.dispose());

test(`all stacks of the seeds ${FROM} to ${FROM + SEEDS - 1} without an error are valid, and plan no session into a wrong bucket`, async () => {
  const invalid: string[] = [];
  let count = 0;
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    for (const [name, stack] of stacksOf(seed) ?? []) {
      count += 1;
      writeStack(workspace, stack);
      if (!initialized) expect(await workspace.init()).toMatchObject({ code: 0 });
      initialized = true;
      const { diagnostics } = await workspace.validate();
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) invalid.push(`seed ${seed}, stack ${name}: ${JSON.stringify(errors)}`);
    }
  }
  expect(invalid).toEqual([]);
  expect(count).toBeGreaterThan(SEEDS / 10);
});
