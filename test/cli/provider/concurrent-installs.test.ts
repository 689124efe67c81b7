import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EXECUTABLE_DIRECTORY, FACE_LIVENESS } from '../../../harness/face-liveness';
import { type RunResult, run } from '../../../harness/machine/processes';
import { PluginProcess } from '../../../harness/plugin/plugin-process';
import { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { version } from '../../../package.json';
import { platformNamed } from '../../../scripts/build/platforms';

const STARTED = `terraform-provider-faceliveness_v${version}`;
const CONFIGURATION = `
terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
output "token" {
  value = provider::faceliveness::client_request_token("kiosk", null, "us-east-1", {}, {})
}
`;

function homeDirectory(): string {
  const home = mkdtempSync(join(tmpdir(), 'concurrent-installs-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

function packageIn(home: string): string {
  const source = 'registry.terraform.io/cdktf-face-liveness/faceliveness';
  return join(home, '.terraform.d/plugins', source, version, platformNamed().terraform);
}

const install = (home: string) => run(FACE_LIVENESS, ['provider', 'install'], { env: { HOME: home } });

/** Runs a function several times, some of them concurrently. */
async function repeat<T>(times: number, atOnce: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let started = 0;
  const worker = async () => {
    for (; started < times; ) {
      started += 1;
      results.push(await work());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const failures = (results: readonly RunResult[]) => results.filter(({ code }) => code !== 0);

async function initialized(home: string): Promise<TerraformWorkspace> {
  const workspace = new TerraformWorkspace({ home });
  onTestFinished(() => workspace.dispose());
  workspace.write({ 'main.tf': CONFIGURATION });
  expect(await workspace.init()).toMatchObject({ code: 0 });
  return workspace;
}

test.each<[string, (directory: string) => void]>([
  ['into nothing', () => {}],
  [
    'over another build',
    (directory) => {
      cpSync(EXECUTABLE_DIRECTORY, directory, { recursive: true });
      truncateSync(join(directory, 'face-liveness'), 1000);
      appendFileSync(join(directory, 'LICENSES.txt'), 'x');
    },
  ],
])('four concurrent installs %s leave one complete package', async (_, prepare) => {
  const home = homeDirectory();
  prepare(packageIn(home));
  expect(failures(await repeat(4, 4, () => install(home)))).toEqual([]);
  for (const file of ['face-liveness', STARTED, 'LICENSES.txt']) {
    const [installed, built] = [packageIn(home), EXECUTABLE_DIRECTORY].map((each) => readFileSync(join(each, file)));
    expect(installed?.equals(built as Buffer), file).toBe(true);
  }
  expect(readdirSync(join(packageIn(home), '..'))).toEqual([platformNamed().terraform]);
});

test('plans succeed during installs of the same bytes, which touch no file', async () => {
  const home = homeDirectory();
  await install(home);
  const { ino } = statSync(join(packageIn(home), 'face-liveness'));
  const workspaces = await Promise.all([initialized(home), initialized(home)]);
  const [plans, installs] = await Promise.all([
    Promise.all(workspaces.map((workspace) => repeat(2, 1, () => workspace.plan('-lock=false')))),
    repeat(3, 1, () => install(home)),
  ]);
  expect(failures([...plans.flat(), ...installs])).toEqual([]);
  expect(statSync(join(packageIn(home), 'face-liveness')).ino).toBe(ino);
});

test('a running provider continues while an install replaces its files', async () => {
  const home = homeDirectory();
  await install(home);
  const plugin = await PluginProcess.start(join(packageIn(home), STARTED), [], { TMPDIR: home });
  onTestFinished(() => plugin.kill());
  rmSync(join(packageIn(home), 'face-liveness'));
  appendFileSync(join(packageIn(home), 'face-liveness'), 'another build');
  expect(failures([await install(home)])).toEqual([]);
  expect((await plugin.call('/tfplugin6.Provider/GetProviderSchema')).length).toBeGreaterThan(1000);
  await plugin.shutDown();
});
