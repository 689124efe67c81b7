import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LocalProcess, type RunResult, run } from '../../harness/machine/processes';
import { devDependencies, version } from '../../package.json';
import { platformNamed } from '../../scripts/build/platforms';
import { PublishedPackages } from '../support/published-packages';

const INSTALL_TIMEOUT_MS = 240_000;

/** The package managers, from npm's registry. */
const TOOLS = { pnpm: 'pnpm@12.21.0', yarn: '@yarnpkg/cli-dist@4.18.1' } as const;

const PLUG_AND_PLAY = "Yarn with Plug'n'Play";

const MANIFEST = JSON.stringify({ name: 'a-project', version: '1.0.0' });
const yarnFiles = (registry: string, linker: string) => ({
  'package.json': MANIFEST,
  'yarn.lock': '',
  '.yarnrc.yml': `
npmRegistryServer: ${registry}
nodeLinker: ${linker}
unsafeHttpWhitelist: [127.0.0.1]
enableTelemetry: false
`,
});

interface Manager {
  readonly tool: keyof typeof TOOLS;
  /** The files of a project that uses a registry. */
  readonly files: (registry: string) => Readonly<Record<string, string>>;
  /** What runs Node so that it finds the project's packages. */
  readonly node: readonly string[];
}

const MANAGERS: Readonly<Record<string, Manager>> = {
  pnpm: {
    tool: 'pnpm',
    files: (registry) => ({ 'package.json': MANIFEST, '.npmrc': `registry=${registry}\n` }),
    node: ['exec', 'node'],
  },
  'Yarn with node_modules': { tool: 'yarn', files: (registry) => yarnFiles(registry, 'node-modules'), node: ['node'] },
  [PLUG_AND_PLAY]: { tool: 'yarn', files: (registry) => yarnFiles(registry, 'pnp'), node: ['node'] },
};

let published: PublishedPackages;
let tools: string;

beforeAll(async () => {
  published = await PublishedPackages.publish();
  tools = published.project('tools');
  // With the user's settings and cache: these come from the registry itself.
  const { code, stderr } = await run(
    'npm',
    ['install', '--prefix', tools, '--prefer-offline', '--no-audit', '--no-fund', ...Object.values(TOOLS)],
    { timeout: INSTALL_TIMEOUT_MS },
  );
  expect(code, stderr).toBe(0);
}, INSTALL_TIMEOUT_MS);

afterAll(async () => await published.remove());

describe.each(Object.entries(MANAGERS))('with %s', (name, { tool, files, node }) => {
  let project: string;
  const manager = (args: readonly string[]): Promise<RunResult> =>
    run(join(tools, 'node_modules/.bin', tool), args, { cwd: project, env: environment() });
  // On CI, both would refuse to change a lockfile.
  const environment = () => ({ ...published.env, CI: '' });

  beforeAll(async () => {
    project = published.project(name, files(published.registry.url));
    const { code, stdout, stderr } = await manager(['add', 'cdktf-face-liveness']);
    expect(code, stdout + stderr).toBe(0);
  }, INSTALL_TIMEOUT_MS);

  test('the command runs', async () => {
    expect(await manager(['exec', 'face-liveness', '--version'])).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
    expect(await manager(['exec', 'face-liveness', 'no-such-command'])).toMatchObject({ code: 1 });
  });

  test('it installs the provider', async () => {
    const mirror = join(project, 'mirror');
    const { code, stderr } = await manager(['exec', 'face-liveness', 'provider', 'install', `--plugin-dir=${mirror}`]);
    expect(code, stderr).toBe(0);
    const path = ['registry.terraform.io/cdktf-face-liveness/faceliveness', version, platformNamed().terraform];
    const started = join(mirror, ...path, `terraform-provider-faceliveness_v${version}`);
    expect(await run(started, ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  test('it runs the emulator', async () => {
    const emulator = await LocalProcess.start(
      join(tools, 'node_modules/.bin', tool),
      ['exec', 'face-liveness', 'emulator'],
      { cwd: project, env: environment() },
    );
    onTestFinished(() => emulator.stop());
    const [, url = ''] = await emulator.waitForLine(/^face-liveness emulator listening on (.*)$/, 20_000);
    expect((await fetch(`${url}/_emulator/state`)).status).toBe(200);
  });

  test('the emulator runs in process', async () => {
    const script = `
      const { startEmulator } = require('cdktf-face-liveness/emulator');
      startEmulator().then(async (emulator) => {
        console.log(emulator.sessions().length);
        await emulator.close();
      });`;
    expect(await manager([...node, '--eval', script])).toMatchObject({ code: 0, stdout: '0\n' });
  });

  test("without the constructs' peers, their import fails and names one of them", async () => {
    const { code, stderr } = await manager([...node, '--eval', "require('cdktf-face-liveness')"]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Error: .*\b(cdktf|constructs|@cdktf\/provider-aws)\b/);
  });

  // The strictest of them: here, a package finds only what its manifest names.
  test.runIf(name === PLUG_AND_PLAY)('the constructs find their peers', { timeout: INSTALL_TIMEOUT_MS }, async () => {
    const peers = ['cdktf', 'constructs', '@cdktf/provider-aws'] as const;
    const { code, stdout } = await manager(['add', ...peers.map((peer) => `${peer}@${devDependencies[peer]}`)]);
    expect(code, stdout).toBe(0);
    const script = `
      const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
      const { App, TerraformStack } = require('cdktf');
      const { LivenessSessionPool } = require('cdktf-face-liveness');
      const app = new App();
      const stack = new TerraformStack(app, 'stack');
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, 'kiosk', { size: 3 });
      app.synth();`;
    const synthesis = await manager([...node, '--eval', script]);
    expect(synthesis.code, synthesis.stderr).toBe(0);
    expect(readFileSync(join(project, 'cdktf.out/stacks/stack/cdk.tf.json'), 'utf8')).toContain('faceliveness_session');
  });
});
