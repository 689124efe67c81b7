import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExecutableNotFoundError, run } from '../../harness/machine/processes';
import { PluginProcess } from '../../harness/plugin/plugin-process';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { version } from '../../package.json';
import { buildExecutable } from '../../scripts/build/executable';
import { platformNamed } from '../../scripts/build/platforms';
import { type Emulator, startEmulator } from '../../src/emulator';
import { CREDENTIALS } from '../support/hcl';

// The executable for arm64, with the glibc that goes with it, on an emulated processor.

const QEMU = 'qemu-aarch64-static';

let directory: string;
let home: string;
/** Starts the executable as the chooser does on a machine without glibc. */
let wrapper: string;
let emulator: Emulator;

beforeAll(async () => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'arm64-'));
  await requireQemu();
  emulator = await startEmulator();
  const built = join(directory, 'built');
  await buildExecutable(platformNamed('linux_arm64'), { directory: built, glibc: 'debian' });

  home = join(directory, 'home');
  const mirror = join(home, '.terraform.d/plugins/registry.terraform.io/cdktf-face-liveness/faceliveness', version);
  const installed = join(mirror, platformNamed().terraform);
  mkdirSync(installed, { recursive: true });
  wrapper = join(installed, `terraform-provider-faceliveness_v${version}`);
  const glibc = join(built, 'glibc');
  const executable = join(built, 'face-liveness');
  const loader = `${glibc}/ld-linux-aarch64.so.1 --library-path ${glibc} --argv0 ${executable}`;
  writeFileSync(wrapper, `#!/bin/sh\nexec ${QEMU} ${loader} ${executable} "$@"\n`, { mode: 0o755 });
});
afterAll(async () => {
  await emulator?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function requireQemu(): Promise<void> {
  try {
    await run(QEMU, ['--version']);
  } catch (error) {
    throw error instanceof ExecutableNotFoundError
      ? new Error(`${QEMU} not found: apt-get install qemu-user-static`)
      : error;
  }
}

test('the command runs, and installs its own package', async () => {
  expect(await run(wrapper, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const mirror = join(directory, 'mirror');
  const { code, stdout } = await run(wrapper, ['provider', 'install', '--plugin-dir', mirror]);
  expect(code).toBe(0);
  const [installed = ''] = stdout.split('\n');
  expect(installed).toMatch(/linux_arm64$/);
  const differences = await run('diff', ['-r', installed, join(directory, 'built')]);
  expect(differences).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('the provider makes its handshake', async () => {
  const plugin = await PluginProcess.start(wrapper, [], { PATH: process.env.PATH });
  try {
    expect((await plugin.call('/tfplugin6.Provider/GetMetadata')).length).toBeGreaterThan(0);
    await plugin.shutDown();
  } finally {
    await plugin.kill();
  }
});

test('Terraform plans and applies with it', async () => {
  const workspace = new TerraformWorkspace({
    home,
    env: { ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url },
  });
  try {
    workspace.write({
      'main.tf': `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
data "faceliveness_session_pool" "kiosk" {
  name = "kiosk"
  size = 3
}
`,
    });
    const init = await workspace.init();
    expect(init.code, init.stderr).toBe(0);
    const plan = await workspace.plan();
    expect(plan.code, plan.stderr).toBe(0);
    const apply = await workspace.apply();
    expect(apply.code, apply.stderr).toBe(0);
    expect(emulator.sessions()).toHaveLength(3);
  } finally {
    workspace.dispose();
  }
});
