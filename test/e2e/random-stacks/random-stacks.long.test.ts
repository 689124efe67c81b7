import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MotoServer, startMoto } from '../../../harness/moto/moto';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { workspaceWithProviders } from '../../support/workspace-with-providers';
import { stacksOf, writeStack } from './run';
import type { StackFile } from './sessions';

/** Another range finds other stacks: `RANDOM_STACKS_FROM=5000 RANDOM_STACKS=200 npm run test:long -- random-stacks`. */
const FROM = Number(process.env.RANDOM_STACKS_FROM ?? 1);

const SEEDS = Number(process.env.RANDOM_STACKS ?? 800);

/** Of the stacks that need nothing that exists, these many are planned. */
const PLANS = 12;

let workspace: TerraformWorkspace;
let moto: MotoServer;
let emulator: Emulator;
let initialized = false;
beforeAll(async () => {
  moto = await startMoto({ asOverTls: true });
  emulator = await startEmulator();
  workspace = await workspaceWithProviders({ ...moto.environment, AWS_ENDPOINT_URL_REKOGNITION: emulator.url });
});
afterAll(async () => {
  workspace?.dispose();
  await Promise.all([moto?.stop(), emulator?.close()]);
});

test(`all stacks of the seeds ${FROM} to ${FROM + SEEDS - 1} without an error are valid, plan no session into a wrong bucket, and some are planned`, async () => {
  const failed: string[] = [];
  let [valid, planned] = [0, 0];
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    for (const [name, stack] of stacksOf(seed) ?? []) {
      writeStack(workspace, stack);
      if (!initialized) expect(await workspace.init()).toMatchObject({ code: 0 });
      initialized = true;
      const { diagnostics } = await workspace.validate();
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) failed.push(`seed ${seed}, stack ${name}: ${JSON.stringify(errors)}`);
      else valid += 1;
      if (planned === PLANS || !needsNothing(stack)) continue;
      planned += 1;
      const { code, stdout, stderr } = await workspace.plan();
      if (code !== 0) failed.push(`the plan of seed ${seed}, stack ${name}: ${stdout}${stderr}`);
    }
  }
  expect(failed).toEqual([]);
  expect(valid).toBeGreaterThan(SEEDS / 10);
  expect(planned).toBeGreaterThan(0);
  // Buckets are to be made, and no session comes before.
  expect(emulator.sessions()).toEqual([]);
});

/** Whether a stack has its own keys and buckets, and no other input. */
function needsNothing({ variable, data, provider, resource }: StackFile): boolean {
  const looksUp = Object.keys(data ?? {}).some((type) => /^(aws_(kms|s3|iam)|terraform_)/.test(type));
  const isLimited = Object.values(provider ?? {}).some((blocks) =>
    blocks.some((block) => block.allowed_account_ids !== undefined),
  );
  const targets = Object.values(data?.faceliveness_session_pool ?? {}).map((sessions) =>
    JSON.stringify(sessions.settings),
  );
  const isMade = targets.every((settings) => settings.includes('local.'));
  return resource !== undefined && variable === undefined && !looksUp && !isLimited && isMade;
}
