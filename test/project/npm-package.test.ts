import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { LocalProcess, type RunResult, run } from '../../harness/machine/processes';
import { version } from '../../package.json';
import { PLATFORMS, platformNamed } from '../../scripts/build/platforms';
import { PublishedPackages } from '../support/published-packages';
import { PROJECT } from './committed-files';

const PLATFORM = platformNamed().node;
const TOKEN = ['token', '--name', 'kiosk', '--region', 'eu-west-1'];

let published: PublishedPackages;
/** A project that has installed the package, and nothing else. Its path has a space in it. */
let project: string;

beforeAll(async () => {
  published = await PublishedPackages.publish();
  project = published.project('a project');
  await npm(project, 'install', 'cdktf-face-liveness');
});

afterAll(async () => await published.remove());

async function npm(cwd: string, ...args: readonly string[]): Promise<RunResult> {
  const result = await run('npm', args, { cwd, env: published.env });
  expect(result.code, result.stdout + result.stderr).toBe(0);
  return result;
}

/** Runs the command that npm has installed in a project, without npx, which takes a second. */
function installed(cwd: string, ...args: readonly string[]): Promise<RunResult> {
  return run(join(cwd, 'node_modules/.bin/face-liveness'), args, { cwd, env: published.env });
}

function npx(cwd: string, ...args: readonly string[]): Promise<RunResult> {
  return run('npx', args, { cwd, env: published.env });
}

/** A manifest and the paths of all files, with their sizes and whether they are executable, from a tarball. */
function contentOf(tarball: string) {
  const listing = execFileSync('tar', ['-tvzf', tarball], { encoding: 'utf8' });
  const files = listing
    .trimEnd()
    .split('\n')
    .map((line) => /^-(\S+) +.*? (\d+) [\d-]+ [\d:]+ package\/(.+)$/.exec(line) ?? [])
    .map(([, mode = '', size = '', path = '']) => ({
      path,
      size: Number(size),
      executable: mode.startsWith('rwxr-xr-x'),
    }));
  const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  return { files, manifest: JSON.parse(manifest) as Readonly<Record<string, unknown>> };
}

describe('the main package', () => {
  test('has a manifest for users', () => {
    const { manifest } = contentOf(published.packages.main);
    for (const key of ['private', 'scripts', 'workspaces', 'devDependencies', 'dependencies']) {
      expect(manifest).not.toHaveProperty(key);
    }
    expect(manifest.optionalDependencies).toEqual(
      Object.fromEntries(PLATFORMS.map(({ node }) => [`@cdktf-face-liveness/${node}`, version])),
    );
    const optional = { optional: true };
    expect(manifest.peerDependenciesMeta).toEqual({
      '@cdktf/provider-aws': optional,
      cdktf: optional,
      constructs: optional,
      'playwright-core': optional,
    });
    expect(manifest.peerDependencies).toMatchObject({ 'playwright-core': '>=1.48.0' });
  });

  test('holds the command, no executable for a platform and no empty file', () => {
    const { files } = contentOf(published.packages.main);
    expect(files.filter(({ executable }) => executable).map(({ path }) => path)).toEqual(['dist/bin/face-liveness.js']);
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => /^dist\/(platforms|bin)\//.test(path))).toEqual(['dist/bin/face-liveness.js']);
    expect(files.filter(({ size }) => size === 0)).toEqual([]);
  });

  test('cannot be published from the source, whose manifest is private', () => {
    expect(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))).toMatchObject({ private: true });
  });
});

test("a platform's package holds the files of the provider and a manifest that keeps it from other platforms", () => {
  const [tarball = ''] = published.packages.executables;
  const { files, manifest } = contentOf(tarball);
  const [os, cpu] = PLATFORM.split('-');
  expect(manifest).toMatchObject({
    name: `@cdktf-face-liveness/${PLATFORM}`,
    version,
    os: [os],
    cpu: [cpu],
    preferUnplugged: true,
  });
  expect(files.map(({ path }) => path).sort()).toEqual([...filesIn(EXECUTABLE_DIRECTORY), 'package.json'].sort());
  for (const { path, executable } of files.filter((file) => file.path !== 'package.json')) {
    expect(executable, path).toBe((statSync(join(EXECUTABLE_DIRECTORY, path)).mode & 0o111) !== 0);
  }
});

describe('npm install', () => {
  test('installs the command and its executable, and none of the packages that the constructs need', () => {
    const installed = join(project, 'node_modules');
    expect(readdirSync(installed).sort()).toEqual([
      '.bin',
      '.package-lock.json',
      '@cdktf-face-liveness',
      'cdktf-face-liveness',
    ]);
    expect(readdirSync(join(installed, '@cdktf-face-liveness'))).toEqual([PLATFORM]);
  });

  test('leaves the executable out with --omit=optional, and the command reports that', async () => {
    const without = published.project('without');
    await npm(without, 'install', '--omit=optional', 'cdktf-face-liveness');
    const { code, stderr } = await installed(without, '--version');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `^error: the package @cdktf-face-liveness/${PLATFORM} is not installed\\. .* --omit=optional\\. Or download`,
      ),
    );
  });

  test('succeeds on a platform without an executable', async () => {
    const other = published.project('other');
    await npm(other, 'install', '--cpu=ppc64', 'cdktf-face-liveness');
    expect(readdirSync(join(other, 'node_modules'))).not.toContain('@cdktf-face-liveness');
  });
});

describe('npx', () => {
  test('runs the command of the project', async () => {
    expect(await npx(project, 'face-liveness', ...TOKEN)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
      stderr: '',
    });
    expect(await installed(project, 'no-such-command')).toMatchObject({ code: 1 });
  });

  test('runs the executable just built in a clone', async () => {
    expect(await npx(PROJECT, 'face-liveness', '--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

describe('the installed command', () => {
  test('runs the emulator', async () => {
    const emulator = await LocalProcess.start(join(project, 'node_modules/.bin/face-liveness'), ['emulator'], {
      cwd: project,
      env: published.env,
    });
    onTestFinished(() => emulator.stop());
    const [, url = ''] = await emulator.waitForLine(/^face-liveness emulator listening on (.*)$/, 20_000);
    expect((await fetch(`${url}/_emulator/state`)).status).toBe(200);
  });

  test('installs the provider, byte for byte', async () => {
    const mirror = published.project('mirror');
    const { code } = await installed(project, 'provider', 'install', `--plugin-dir=${mirror}`);
    expect(code).toBe(0);
    const path = ['registry.terraform.io/cdktf-face-liveness/faceliveness', version, platformNamed().terraform];
    for (const file of filesIn(EXECUTABLE_DIRECTORY)) {
      expect(readFileSync(join(mirror, ...path, file)).equals(readFileSync(join(EXECUTABLE_DIRECTORY, file)))).toBe(
        true,
      );
    }
  });
});

// Only root can become another user.
test.skipIf(process.getuid?.() !== 0)('an installation by root works for other users', async () => {
  const nobody = 65_534;
  const home = published.project('home of another user');
  chownSync(home, nobody, nobody);
  chmodSync(home, 0o700);
  const { stdout } = await promisify(execFile)(
    join(project, 'node_modules/.bin/face-liveness'),
    ['provider', 'install'],
    { cwd: home, env: { ...published.env, HOME: home }, uid: nobody, gid: nobody },
  );
  expect(stdout).toContain(`faceliveness ${version}\n`);
  rmSync(home, { recursive: true });
});

test.each([
  ['CommonJS', ['--eval', "require('cdktf-face-liveness')"]],
  ['an ES module', ['--input-type=module', '--eval', "import 'cdktf-face-liveness'"]],
])("without the constructs' peers, %s that imports them gets Node's own error", async (_, args) => {
  const { code, stderr } = await run(process.execPath, args, { cwd: project, env: published.env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: Cannot find module '(cdktf|constructs|@cdktf\/provider-aws)'$/m);
});

/** The paths of the files below a directory. */
function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(directory, path)).isFile(),
  );
}
