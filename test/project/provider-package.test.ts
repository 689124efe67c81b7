import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PluginProcess } from '../../scripts/local/plugin-process';
import { TerraformWorkspace } from '../../scripts/local/terraform-workspace';
import { startEmulator } from '../../src/emulator';
import { CachedModules } from '../../src/plugin/process/cached-modules';
import { faceLiveness } from '../support/face-liveness';
import { CREDENTIALS } from '../support/hcl';

const built = resolve(import.meta.dirname, '../../dist/provider');
const MODULES = join(built, 'modules');
const CODE_CACHE = (() => {
  const builds = readdirSync(join(MODULES, 'code-cache'));
  return join(MODULES, 'code-cache', builds[0] ?? '');
})();

const CONFIGURATION = `
terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
data "faceliveness_session_pool" "kiosk" {
  name = "kiosk"
  size = 3
}
output "tokens" {
  value = data.faceliveness_session_pool.kiosk.sessions[*].client_request_token
}
`;

/** The files below a directory, by their paths from there, with what is in them. */
function contents(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((path) => join(directory, path));
  const entries = files
    .filter((file) => lstatSync(file).isFile())
    .map((file) => [relative(directory, file), readFileSync(file, 'base64')]);
  return Object.fromEntries(entries);
}

test('the package directory has 3 MB at most', () => {
  const bytes = Object.values(contents(built)).reduce((sum, content) => sum + Buffer.byteLength(content, 'base64'), 0);
  expect(bytes).toBeLessThan(3_000_000);
});

test('the code cache fits the Node that built the package, as the launcher starts it', () => {
  const files = readdirSync(CODE_CACHE);
  expect(files).toContain('main.js');
  const directory = mkdtempSync(join(tmpdir(), 'provider-package-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  cpSync(join(built, 'launcher.sh'), join(directory, 'launcher.sh'));
  const check = (file: string) => `{
    const source = "(function(exports,require,module){" + readFileSync(${JSON.stringify(join(MODULES, file))}, "utf8") + "\\n})";
    const script = new Script(source, { cachedData: readFileSync(${JSON.stringify(join(CODE_CACHE, file))}).subarray(32) });
    if (script.cachedDataRejected) console.log(${JSON.stringify(file)});
  }`;
  const script = `const { readFileSync } = require("node:fs"); const { Script } = require("node:vm"); ${files.map(check).join('\n')}`;
  writeFileSync(join(directory, 'provider.js'), script);
  expect(execFileSync('sh', [join(directory, 'launcher.sh')], { encoding: 'utf8' })).toBe('');
});

test('what only some ways to credentials need is not loaded by a plan without them', () => {
  const cached = readdirSync(CODE_CACHE);
  const later = readdirSync(MODULES).filter((file) => file.endsWith('.js') && !cached.includes(file));
  const code = later.map((file) => readFileSync(join(MODULES, file), 'utf8')).join('');
  const words = ['AssumeRoleWithWebIdentity', 'sso', 'latest/meta-data'];
  expect(words.filter((word) => !code.includes(word))).toEqual([]);
});

test('a start loads nothing of the AWS SDK', () => {
  const directory = mkdtempSync(join(tmpdir(), 'provider-package-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const files = readdirSync(MODULES).filter((file) => file.endsWith('.js'));
  for (const file of files) cpSync(join(MODULES, file), join(directory, file));
  const modules = new CachedModules(directory);
  for (const file of files.filter((name) => name.startsWith('provider-'))) modules.load(file);
  // Which modules have been loaded shows in what there is to be cached.
  modules.writeCodeCaches();
  const loaded = readdirSync(join(directory, 'code-cache', basename(CODE_CACHE)));
  const has = (word: string) => (file: string) => readFileSync(join(MODULES, file), 'utf8').includes(word);
  expect(loaded.some(has('faceliveness_session_pool'))).toBe(true);
  expect(files.some(has('RekognitionServiceException'))).toBe(true);
  expect(loaded.filter(has('RekognitionServiceException'))).toEqual([]);
});

test('the handshake comes before the provider has loaded', async () => {
  // A provider without its modules but the first few: the others are missed only after the handshake.
  const directory = mkdtempSync(join(tmpdir(), 'provider-package-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  cpSync(built, directory, { recursive: true });
  for (const file of readdirSync(join(directory, 'modules'))) {
    if (/^provider-/.test(file)) rmSync(join(directory, 'modules', file));
  }
  const plugin = await PluginProcess.start(process.execPath, [join(directory, 'provider.js')], {
    TMPDIR: directory,
  });
  await plugin.kill();
});

describe('the launcher', () => {
  const launch = (env: NodeJS.ProcessEnv, args: readonly string[] = [join(built, 'launcher.sh')], cwd = built) =>
    spawnSync('/bin/sh', args, { cwd, env, encoding: 'utf8' });
  const STARTED = 'This is the Terraform provider "faceliveness". Terraform starts it by itself';

  test("keeps the user's options and certificates from Node", () => {
    const { status, stderr } = launch({
      PATH: process.env.PATH,
      NODE_OPTIONS: '--no-such-option',
      NODE_EXTRA_CA_CERTS: join(built, 'no-such-file'),
    });
    expect(status).toBe(1);
    expect(stderr.startsWith(STARTED)).toBe(true);
    expect(stderr).not.toContain('no-such');
  });

  test('finds the provider from whatever directory and by whatever path', () => {
    const env = { PATH: process.env.PATH };
    expect(launch(env, [join(built, 'launcher.sh')], '/').stderr).toContain(STARTED);
    expect(launch(env, ['launcher.sh']).stderr).toContain(STARTED);
  });

  test('says what is missing where there is no Node', () => {
    const { status, stderr } = launch({ PATH: '/nowhere' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^The Terraform provider faceliveness runs on Node\.js 20 or later, and there is no node on PATH\./,
    );
  });
});

test('a plan with a package that lacks a module fails with its name', async () => {
  const home = mkdtempSync(join(tmpdir(), 'provider-package-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  expect(faceLiveness(['provider', 'install'], { env: { HOME: home } })).toMatchObject({ status: 0 });
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const missing = files.find((path) => /modules\/provider-service-[^/]+$/.test(path)) ?? '';
  rmSync(join(home, missing));
  const workspace = new TerraformWorkspace({ home });
  onTestFinished(() => workspace.dispose());
  workspace.write({ 'main.tf': CONFIGURATION });
  expect((await workspace.init()).code).toBe(0);
  const { code, stderr } = await workspace.plan();
  expect(code).toBe(1);
  expect(stderr).toMatch(/ENOENT: no such file or directory, open '.*\/modules\/provider-service-/);
});

test.for(['with', 'without'] as const)(
  'a plan %s a code cache reads the same, and writes nothing there',
  async (how) => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const home = mkdtempSync(join(tmpdir(), 'provider-package-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    expect(faceLiveness(['provider', 'install'], { env: { HOME: home } })).toMatchObject({ status: 0 });
    const plugins = join(home, '.terraform.d', 'plugins');
    if (how === 'without') {
      for (const file of Object.keys(contents(plugins)).filter((path) => path.includes('code-cache'))) {
        rmSync(join(plugins, file));
      }
    }
    const before = contents(plugins);
    expect(Object.keys(before).some((path) => path.includes('code-cache'))).toBe(how === 'with');

    const workspace = new TerraformWorkspace({
      home,
      env: { ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: emulator.url },
    });
    onTestFinished(() => workspace.dispose());
    workspace.write({ 'main.tf': CONFIGURATION });
    expect((await workspace.init()).code).toBe(0);
    const { stdout } = await workspace.plan();
    expect(stdout).toContain('+ tokens');
    expect(emulator.sessions()).toHaveLength(3);
    expect(contents(plugins)).toEqual(before);
  },
);
