import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { EXECUTABLE_DIRECTORY, FACE_LIVENESS } from '../../../harness/face-liveness';
import { run } from '../../../harness/machine/processes';
import { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { version } from '../../../package.json';
import { platformNamed } from '../../../scripts/build/platforms';

// Terraform's messages about incomplete packages differ between versions: the tests expect the common parts.

const STARTED = `terraform-provider-faceliveness_v${version}`;

let home: string;
let parent: string;
let directory: string;
let workspace: TerraformWorkspace;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'broken-packages-'));
  parent = join(home, '.terraform.d/plugins/registry.terraform.io/cdktf-face-liveness/faceliveness', version);
  directory = join(parent, platformNamed().terraform);
  workspace = new TerraformWorkspace({ home });
  workspace.write({
    'main.tf': `
terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
output "token" {
  value = provider::faceliveness::client_request_token("kiosk", null, "us-east-1", {}, {})
}
`,
  });
  onTestFinished(() => {
    workspace.dispose();
    rmSync(home, { recursive: true, force: true });
  });
});

const install = () => run(FACE_LIVENESS, ['provider', 'install'], { env: { HOME: home } });

async function plan(): Promise<string> {
  const { code, stdout, stderr } = await workspace.plan();
  expect(code, stdout).toBe(1);
  return stderr.replaceAll(/\s+/g, ' ');
}

test('an executable that is truncated after init is refused by its checksum', async () => {
  await install();
  expect(await workspace.init()).toMatchObject({ code: 0 });
  truncateSync(join(directory, 'face-liveness'), 1_000_000);
  expect(await plan()).toContain('does not match any of the checksums recorded in the dependency lock file');
  expect(await install()).toMatchObject({ code: 0 });
  expect(await workspace.plan()).toMatchObject({ code: 0 });
});

test('an executable that is truncated before init cannot be started', async () => {
  await install();
  truncateSync(join(directory, 'face-liveness'), 1_000_000);
  await workspace.init();
  expect(await plan()).toMatch(/Failed to read any lines from plugin's stdout|Unrecognized remote plugin message/);
});

test('a package without its executable names the missing file', async () => {
  await install();
  rmSync(join(directory, 'face-liveness'));
  await workspace.init();
  expect(await plan()).toMatch(/face-liveness cannot start: .* is missing or not executable\. Install the provider/);
});

test('Terraform does not find the package of another platform', async () => {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'LICENSES.txt'), '');
  writeFileSync(join(directory, `${STARTED}.exe`), 'MZ');
  cpSync(EXECUTABLE_DIRECTORY, join(parent, 'plan9_amd64'), { recursive: true });
  await workspace.init();
  const { code } = await workspace.plan();
  expect(code).toBe(1);
});

test('an install that is killed leaves no package that Terraform finds, and the next install succeeds', async () => {
  // On a busy machine, a kill can come too late.
  do rmSync(directory, { recursive: true, force: true });
  while (!(await killInstall()));
  expect(readdirSync(parent)).not.toContain(platformNamed().terraform);
  const { code, stderr } = await workspace.init();
  expect(code, 'init found something').toBe(1);
  expect(stderr).toContain('cdktf-face-liveness/faceliveness');

  expect(await install()).toMatchObject({ code: 0 });
  expect(existsSync(join(directory, 'face-liveness'))).toBe(true);
  expect(await workspace.init()).toMatchObject({ code: 0 });
  expect(await workspace.plan()).toMatchObject({ code: 0 });
});

/** Kills an install as soon as it writes, and returns whether it had not ended before. */
async function killInstall(): Promise<boolean> {
  mkdirSync(parent, { recursive: true });
  const begun = new Promise<void>((resolve) => {
    const watcher = watch(parent, () => {
      watcher.close();
      resolve();
    });
  });
  const child = spawn(FACE_LIVENESS, ['provider', 'install'], { env: { HOME: home }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  await begun;
  child.kill('SIGKILL');
  await ended;
  return readdirSync(parent).some((name) => name.startsWith('.unfinished-')) && !existsSync(directory);
}
