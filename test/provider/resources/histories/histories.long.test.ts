import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, test } from 'vitest';
import type { TerraformWorkspace } from '../../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../../src/emulator';
import { initialized } from '../../../support/hcl';
import { History } from './history';
import { type Applier, ModelOfTerraform, type PoolArguments, type StoredPool } from './managed-pool';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => await emulator.close());

async function runHistory(seed: number, applier: Applier): Promise<void> {
  emulator.reset();
  const history = new History(seed, emulator, applier);
  try {
    await history.run();
  } catch (error) {
    throw new Error(`history ${seed}:\n${history.steps.join('\n')}`, { cause: error });
  }
}

// Two tests, because a thousand histories take about ten minutes.
test.each([
  [1001, 2000],
  [2001, 3000],
])(
  'in the random histories %i to %i with a model of Terraform, each apply that succeeds leaves a whole pool',
  async (first, last) => {
    for (let seed = first; seed <= last; seed += 1)
      await runHistory(seed, await ModelOfTerraform.configured(emulator.url));
  },
);

test('in 10 random histories with the real Terraform, each apply that succeeds leaves a whole pool', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const workspace = await initialized('', {
      AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
      AWS_REGION: 'us-east-1',
    });
    try {
      await runHistory(seed, new RealTerraform(workspace));
    } finally {
      workspace.dispose();
    }
  }
});

/** The real Terraform. */
class RealTerraform implements Applier {
  constructor(private readonly workspace: TerraformWorkspace) {}

  stored(): StoredPool | undefined {
    const file = join(this.workspace.directory, 'terraform.tfstate');
    // Terraform makes an empty file to lock it.
    if (!existsSync(file) || readFileSync(file).length === 0) return undefined;
    const [pool] = this.workspace.resources();
    return pool?.values as StoredPool | undefined;
  }

  loseState(): void {
    rmSync(join(this.workspace.directory, 'terraform.tfstate'), { force: true });
  }

  async plan(given: PoolArguments, replace: boolean) {
    this.write(given);
    const { code } = await this.workspace.plan('-out=plan', ...(replace ? [`-replace=${ADDRESS}`] : []));
    if (code !== 0) return undefined;
    return async () => (await this.workspace.apply('plan')).code === 0;
  }

  async die(given: PoolArguments, isWaiting: () => boolean): Promise<void> {
    this.write(given);
    const terraform = spawn(this.workspace.executable, ['apply', '-auto-approve'], {
      cwd: this.workspace.directory,
      env: this.workspace.env,
      stdio: 'ignore',
      detached: true,
    });
    const exit = once(terraform, 'exit');
    while (terraform.exitCode === null && !isWaiting()) await setTimeout(5);
    if (terraform.exitCode !== null) return;
    process.kill(-Number(terraform.pid), 'SIGKILL');
    await exit;
    rmSync(join(this.workspace.directory, '.terraform.tfstate.lock.info'), { force: true });
  }

  private write({ size, keeper, on_unusable }: PoolArguments): void {
    this.workspace.write({
      'main.tf': `provider "faceliveness" {
  max_requests_per_second = 1000
  max_retries             = 0
}
resource "faceliveness_session_pool" "this" {
  name        = "kiosk"
  size        = ${size}
  keepers     = { keeper = "${keeper}" }
  on_unusable = "${on_unusable}"
}
`,
    });
  }
}

const ADDRESS = 'faceliveness_session_pool.this';
