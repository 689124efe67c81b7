import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { type RunResult, run } from '../../harness/machine/processes';
import { hermeticEnvironment, terraformExecutable } from '../../harness/terraform/terraform';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { version } from '../../package.json';
import { platformNamed } from '../../scripts/build/platforms';
import { startEmulator } from '../../src/emulator';
import { builtRelease } from '../support/built-release';
import { type PrivateAuthority, privateAuthority } from '../support/certificates';
import { CREDENTIALS } from '../support/hcl';
import { NEWER_TERRAFORM } from '../support/newer-terraform';
import { type KeyFile, writeKey } from '../support/openpgp-key';
import { fakePackage, writeChecksums, writeFullRelease } from '../support/release';
import { StaticHost } from '../support/static-host';

// A registry and a mirror on a static https host, and the real Terraform. Go on macOS takes no authority from SSL_CERT_FILE.

const PLATFORM = platformNamed().terraform;
const OTHERS = ['darwin_arm64', 'linux_arm64', 'windows_amd64'].filter((each) => each !== PLATFORM);
const PLATFORMS = [PLATFORM, ...OTHERS];
const PUBLIC_SOURCE = 'cdktf-face-liveness/faceliveness';
const ZIP = `terraform-provider-faceliveness_${version}_${PLATFORM}.zip`;

const PROJECT = resolve(import.meta.dirname, '../..');

/** A CDKTF app with sessions alone, as hashicorp/aws would be looked up in its own registry. */
const APP = (source: string) => `
const { App, TerraformStack } = require('cdktf');
const bindings = ${JSON.stringify(join(PROJECT, 'dist/lib/bindings/providers/faceliveness'))};
const { FacelivenessProvider } = require(bindings + '/provider');
const { DataFacelivenessSessionPool } = require(bindings + '/data-faceliveness-session-pool');
const app = new App();
const stack = new TerraformStack(app, 'liveness');
new FacelivenessProvider(stack, 'provider', { region: 'us-east-1', preview: true });
new DataFacelivenessSessionPool(stack, 'pool', { name: 'kiosk', size: 2 });
stack.addOverride('terraform.required_providers.faceliveness.source', '${source}');
app.synth();
`;

let directory: string;
let authority: PrivateAuthority;
let key: KeyFile;
/** A release with the executable of this platform, and one with executables that cannot be started, which are small. */
let release: string;
let smallRelease: string;
let registry: StaticHost;
let smallRegistry: StaticHost;
let mirror: StaticHost;
/** The sources in the registries. */
let source: string;
let smallSource: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'registry-'));
  release = join(directory, 'release');
  smallRelease = join(directory, 'small-release');
  authority = privateAuthority(['DNS:localhost']);
  registry = await StaticHost.start(join(directory, 'registry'), authority);
  smallRegistry = await StaticHost.start(join(directory, 'small-registry'), authority);
  mirror = await StaticHost.start(join(directory, 'mirror'), authority);
  source = `${registry.host}/acme/faceliveness`;
  smallSource = `${smallRegistry.host}/acme/faceliveness`;
  key = await writeKey(join(directory, 'key.asc'));
  const fakes = Object.fromEntries(OTHERS.map((platform) => [platform, fakePackage(platform)]));
  await writeFullRelease(release, fakes);
  cpSync(join(await builtRelease(), ZIP), join(release, ZIP));
  writeChecksums(release);
  await writeFullRelease(smallRelease, { ...fakes, [PLATFORM]: fakePackage(PLATFORM) });
  await build('registry', release, '--key', key.file, '--source', source);
  await build('small-registry', smallRelease, '--key', key.file, '--source', smallSource);
  await build('mirror', smallRelease);
});

afterAll(async () => {
  await Promise.all([registry?.close(), smallRegistry?.close(), mirror?.close()]);
  authority?.dispose();
  rmSync(directory, { recursive: true, force: true });
});

async function build(name: string, from: string, ...options: readonly string[]): Promise<void> {
  const args = ['registry', 'build', join(directory, name), '--from', from, ...options];
  const { code, stderr } = await run(FACE_LIVENESS, args);
  expect(code, stderr).toBe(0);
}

/** A configuration with one session of a provider from a source, and a CLI configuration. */
function workspaceFor(from: string, installation: string, executable = terraformExecutable()): TerraformWorkspace {
  const workspace = new TerraformWorkspace({
    executable,
    env: { ...CREDENTIALS, AWS_REGION: 'us-east-1', SSL_CERT_FILE: authority.bundle, TF_CLI_CONFIG_FILE: 'cli.tfrc' },
  });
  onTestFinished(() => workspace.dispose());
  workspace.write({
    'cli.tfrc': `provider_installation {\n  ${installation}\n}\n`,
    'main.tf': `
terraform {
  required_providers {
    faceliveness = { source = "${from}" }
  }
}
data "faceliveness_session" "smoke" {
  name = "smoke"
}
output "session_id" {
  value     = data.faceliveness_session.smoke.session_id
  sensitive = true
}
`,
  });
  return workspace;
}

const direct = 'direct {}';
const networkMirror = () => `network_mirror {\n    url = "https://${mirror.host}/"\n  }`;
const filesystemMirror = (name: string) => `filesystem_mirror {\n    path = "${join(directory, name)}"\n  }`;

/** `terraform providers lock`, or another command of that group, for all platforms. */
async function providers(
  { executable, directory: cwd, env }: TerraformWorkspace,
  command: string,
  ...args: string[]
): Promise<RunResult> {
  const platforms = PLATFORMS.map((platform) => `-platform=${platform}`);
  return await run(executable, ['providers', command, '-no-color', ...platforms, ...args], { cwd, env });
}

const lockFile = (workspace: TerraformWorkspace) =>
  readFileSync(join(workspace.directory, '.terraform.lock.hcl'), 'utf8');
const hashes = (workspace: TerraformWorkspace, scheme: 'h1' | 'zh') =>
  [...lockFile(workspace).matchAll(/"(\w+):(.+)"/g)].filter(([, each]) => each === scheme).map(([, , hash]) => hash);

async function initialize(workspace: TerraformWorkspace, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await workspace.init(...args);
  expect(code, stderr).toBe(0);
  return stdout;
}

describe.skipIf(process.platform === 'darwin')('terraform', () => {
  test.each([
    ['the Terraform of TERRAFORM_BINARY_NAME or PATH', terraformExecutable()],
    ['the newer Terraform', NEWER_TERRAFORM.executable],
  ])('%s installs from the registry, checks the signature, and applies', async (_, executable) => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const workspace = workspaceFor(source, direct, executable);
    workspace.env.AWS_ENDPOINT_URL_REKOGNITION = emulator.url;
    expect(await initialize(workspace)).toContain(`Installed ${source} v${version} (self-signed, key ID ${key.id})`);
    expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 2, stderr: '' });
    expect(await workspace.apply()).toMatchObject({ code: 0, stderr: '' });
    expect(emulator.sessions()).toHaveLength(1);
    expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 0, stderr: '' });
  });

  test('needs no option of cdktf diff, which looks the lock file up in the registry', async () => {
    const app = join(directory, 'app');
    mkdirSync(app);
    symlinkSync(join(PROJECT, 'node_modules'), join(app, 'node_modules'));
    writeFileSync(
      join(app, 'cdktf.json'),
      JSON.stringify({ language: 'typescript', app: 'node main.js', projectId: 'registry', sendCrashReports: 'false' }),
    );
    writeFileSync(join(app, 'main.js'), APP(source));
    const { code, stdout, stderr } = await run(join(PROJECT, 'node_modules/.bin/cdktf'), ['diff'], {
      cwd: app,
      env: { ...hermeticEnvironment(directory), SSL_CERT_FILE: authority.bundle, CI: '1' },
      timeout: 120_000,
    });
    expect(code, stdout + stderr).toBe(0);
    // The lock look-up that --skip-provider-lock leaves out.
    expect(stdout).toContain(`Obtained ${source} checksums for ${PLATFORM}`);
    expect(stdout).toContain('data.faceliveness_session_pool.pool');
  });

  test('locks all platforms of the registry, signed, without a warning, and takes the lock file as it is', async () => {
    const workspace = workspaceFor(smallSource, direct);
    const { code, stdout, stderr } = await providers(workspace, 'lock');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const platform of PLATFORMS) {
      expect(stdout).toContain(`${smallSource} ${version} for ${platform} (self-signed, key ID ${key.id})`);
    }
    expect(stdout).not.toContain('Warning');
    expect(hashes(workspace, 'h1')).toHaveLength(PLATFORMS.length);
    const locked = lockFile(workspace);
    expect(await initialize(workspace, '-lockfile=readonly')).not.toContain('Warning');
    expect(lockFile(workspace)).toBe(locked);
  });

  test('refuses a signature of other data', async () => {
    const signature = join(
      directory,
      `small-registry/releases/${version}/terraform-provider-faceliveness_${version}_SHA256SUMS.sig`,
    );
    const right = readFileSync(signature);
    onTestFinished(() => writeFileSync(signature, right));
    writeFileSync(signature, Buffer.concat([right.subarray(0, -4), Buffer.from('none')]));
    const { code, stderr } = await workspaceFor(smallSource, direct).init();
    expect(code).toBe(1);
    expect(stderr).toMatch(/checking\s+signature/);
  });

  test('makes a mirror of the registry', async () => {
    const workspace = workspaceFor(smallSource, direct);
    expect(await providers(workspace, 'mirror', 'mirrored')).toMatchObject({ code: 0, stderr: '' });
    const mirrored = readdirSync(join(workspace.directory, 'mirrored', smallSource)).filter((each) =>
      each.endsWith('.zip'),
    );
    expect(mirrored).toHaveLength(PLATFORMS.length);
  });

  test('finds the source of the registry in the copy of the module', async () => {
    const workspace = workspaceFor(smallSource, direct);
    rmSync(join(workspace.directory, 'main.tf'));
    cpSync(join(directory, 'small-registry/modules/liveness-session-pool'), workspace.directory, { recursive: true });
    const { stdout, stderr } = await workspace.run('providers');
    expect(stdout, stderr).toContain(`provider[${smallSource}]`);
    expect(stdout).not.toContain(PUBLIC_SOURCE);
  });

  test('records the same checksums from registry and mirrors, and takes a lock file of several platforms', async () => {
    const fromRegistry = workspaceFor(smallSource, direct);
    await providers(fromRegistry, 'lock');
    const locked = workspaceFor(PUBLIC_SOURCE, networkMirror());
    const { code, stderr } = await providers(locked, 'lock', `-net-mirror=https://${mirror.host}/`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(hashes(locked, 'h1')).toEqual(hashes(fromRegistry, 'h1'));

    const packed = join(directory, 'packed/registry.terraform.io', PUBLIC_SOURCE);
    mkdirSync(packed, { recursive: true });
    cpSync(join(smallRelease, ZIP), join(packed, ZIP));
    await run(FACE_LIVENESS, [
      'provider',
      'install',
      '--plugin-dir',
      join(directory, 'unpacked'),
      '--from',
      smallRelease,
    ]);

    const locks: string[] = [];
    for (const installation of [networkMirror(), filesystemMirror('unpacked'), filesystemMirror('packed')]) {
      const workspace = workspaceFor(PUBLIC_SOURCE, installation);
      await initialize(workspace);
      locks.push(lockFile(workspace));
      expect(hashes(workspace, 'h1')).toHaveLength(1);
      expect(hashes(locked, 'h1')).toEqual(expect.arrayContaining(hashes(workspace, 'h1')));
      workspace.write({ '.terraform.lock.hcl': lockFile(locked) });
      rmSync(join(workspace.directory, '.terraform'), { recursive: true });
      await initialize(workspace, '-lockfile=readonly');
      expect(lockFile(workspace)).toBe(lockFile(locked));
    }
    expect(new Set(locks).size).toBe(1);
  });
});
