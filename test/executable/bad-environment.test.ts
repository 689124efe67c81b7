import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunResult, run } from '../../harness/machine/processes';
import { HANDSHAKE_ENVIRONMENT } from '../../harness/plugin/plugin-process';
import { type Emulator, startEmulator } from '../../src/emulator';
import { CREDENTIALS, initialized } from '../support/hcl';
import { createSession, type InstalledCopy, installedCopy, type ProviderRun } from './support';

// Homes, directories, users and machines that are not as they should be. Some of them only root can make.

const IS_ROOT = process.platform === 'linux' && process.getuid?.() === 0;

/** A user without an entry in the system's list of users. */
const NOBODY = ['setpriv', '--reuid=12345', '--regid=12345', '--clear-groups'];

/** A file system of its own, in which a script prepares what is then started. */
const changed = (script: string) => ['unshare', '--mount', 'sh', '-c', `${script}; exec "$0" "$@"`];
const WITHOUT_PROC = changed('umount -l /proc');
const limited = (script: string) => ['sh', '-c', `${script}; exec "$0" "$@"`];

let emulator: Emulator;
let copy: InstalledCopy;
let directory: string;

beforeAll(async () => {
  emulator = await startEmulator();
  copy = installedCopy();
  directory = mkdtempSync(join(tmpdir(), 'faceliveness-bad-'));
  for (const readable of [copy.above, directory]) chmodSync(readable, 0o755);
  writeFileSync(join(directory, 'file'), '');
  mkdirSync(join(directory, 'read-only'), { mode: 0o555 });
  mkdirSync(join(directory, 'mount'));
});
afterAll(async () => {
  copy.dispose();
  rmSync(directory, { recursive: true, force: true });
  await emulator.close();
});

const path = (name: string) => join(directory, name);
const aws = () => ({ ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url });

/** Has the provider create a session with static keys, unless the environment takes them away. */
async function provide(env: NodeJS.ProcessEnv, options: Partial<ProviderRun> = {}): Promise<void> {
  const before = emulator.sessions().length;
  const name = `${before}`;
  await createSession({ executable: copy.executable, name, ...options, env: { ...aws(), ...env } });
  expect(emulator.sessions()).toHaveLength(before + 1);
}

async function command(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  through: readonly string[] = [],
): Promise<RunResult> {
  const [program = '', ...rest] = [...through, copy.executable, ...args];
  return await run(program, rest, { env: { PATH: process.env.PATH, ...env }, cwd: directory });
}

/** A message in words: one line, no stack. */
const message = (text: string) => expect.stringMatching(new RegExp(`^error: [^\\n]*${text}[^\\n]*\\n$`));

describe('the provider with static keys works', () => {
  test.for<[string, () => NodeJS.ProcessEnv]>([
    ['without HOME', () => ({})],
    ['with an empty HOME', () => ({ HOME: '' })],
    ['with a HOME that does not exist', () => ({ HOME: path('none') })],
    ['with a HOME that is a file', () => ({ HOME: path('file') })],
    ['with a TMPDIR that does not exist', () => ({ TMPDIR: path('none') })],
    ['with a TMPDIR that is a file', () => ({ TMPDIR: path('file') })],
    ['with a TMPDIR too long for a socket', () => ({ TMPDIR: join(directory, 'x'.repeat(150)) })],
  ])('%s', async ([, env]) => {
    await provide(env());
  });

  test.for(['000', '077', '777'])('with the umask %s', async (umask) => {
    await provide({}, { through: limited(`umask ${umask}`) });
  });

  test('with few file descriptors', async () => {
    await provide({}, { through: limited('ulimit -n 24') });
  });

  test.for(['exec "$0" <&-', 'exec "$0" 2>&-', 'exec "$0" <&- 2>&-', 'exec "$0" 2>/dev/full'])(
    'started as %s',
    { timeout: 30_000 },
    async (script) => {
      await provide({ TF_LOG: 'trace' }, { through: ['sh', '-c', script] });
    },
  );
});

describe.runIf(IS_ROOT)('a user without an entry and without HOME', () => {
  test('creates sessions with keys of the environment, and of the provider block', async () => {
    await provide({}, { through: NOBODY });
    const keys = { access_key: 'AKIAIOSFODNN7EXAMPLE', secret_key: 'secret' };
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    await provide(none, { through: NOBODY, config: keys });
    await provide({ HOME: path('read-only'), TMPDIR: path('read-only') }, { through: NOBODY });
  });

  test('gets an error that names missing credentials, profiles and the home directory', async () => {
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_EC2_METADATA_DISABLED: 'true' };
    await expect(provide(none, { through: NOBODY })).rejects.toThrow('No valid credential sources found');
    await expect(provide({ AWS_PROFILE: 'ci' }, { through: NOBODY })).rejects.toThrow(
      'AWS_PROFILE names the profile "ci", which is not in /nonexistent/.aws/config (which does not exist)',
    );
    const config = { shared_config_files: ['~/aws'] };
    await expect(provide({}, { through: NOBODY, config })).rejects.toThrow(
      'The path "~/aws" begins with ~, and there is no home directory',
    );
  });

  test('can run the command, whose provider install asks for a directory', async () => {
    expect(await command(['token', '--name', 'a', '--region', 'us-east-1'], {}, NOBODY)).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await command(['provider', 'install'], {}, NOBODY)).toEqual({
      code: 1,
      stdout: '',
      stderr: message('HOME is not set, and the user who runs this has no home directory'),
    });
  });
});

describe.runIf(IS_ROOT)('a full directory for temporary files', () => {
  test('does not stop the provider', async () => {
    const full = changed(`mount -t tmpfs -o size=4k,nr_inodes=1 none ${path('mount')}`);
    await provide({ TMPDIR: path('mount') }, { through: full });
  });
});

describe('provider install', () => {
  const install = ['provider', 'install'];

  test('needs a HOME that is a directory', async () => {
    const { code, stderr } = await command(install, { HOME: path('file') });
    expect({ code, stderr }).toEqual({ code: 1, stderr: message('Use --plugin-dir with a directory') });
  });

  test.runIf(IS_ROOT)('needs a directory that can be written to, and has room', async () => {
    expect(await command(install, { HOME: path('read-only') }, NOBODY)).toEqual({
      code: 1,
      stdout: '',
      stderr: message('EACCES: permission denied.*Use --plugin-dir with a directory'),
    });
    const full = changed(`mount -t tmpfs -o size=1m none ${path('mount')}`);
    expect(await command([...install, '--plugin-dir', path('mount')], {}, full)).toEqual({
      code: 1,
      stdout: '',
      stderr: message('ENOSPC: no space left on device'),
    });
  });

  test.for(['000', '777'])('leaves files that all can read, with the umask %s', async (umask) => {
    const mirror = path(`mirror-${umask}`);
    const { code } = await command([...install, '--plugin-dir', mirror], {}, limited(`umask ${umask}`));
    expect(code).toBe(0);
    const installed = join(mirror, 'registry.terraform.io/cdktf-face-liveness/faceliveness');
    expect(existsSync(installed)).toBe(true);
    expect((statSync(installed).mode & 0o777).toString(8)).toBe('755');
    rmSync(mirror, { recursive: true });
  });
});

describe.runIf(IS_ROOT)('a machine without /proc', () => {
  const SAID = /^face-liveness cannot start: it needs \/proc\. Mount it: mount -t proc proc \/proc\n$/;

  test('is named in the error of the command', async () => {
    expect(await command(['--help'], {}, WITHOUT_PROC)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(SAID),
    });
    expect(await command([], HANDSHAKE_ENVIRONMENT, WITHOUT_PROC)).toEqual({
      code: 1,
      stdout: expect.stringMatching(SAID),
      stderr: '',
    });
  });

  test('is named in the error of Terraform', async () => {
    const workspace = await initialized('data "faceliveness_session" "smoke" {\n  name = "smoke"\n}\n', aws());
    try {
      const terraform = process.env.TERRAFORM_BINARY_NAME || 'terraform';
      const [program = '', ...args] = [...WITHOUT_PROC, terraform, 'plan', '-no-color'];
      const { code, stderr } = await run(program, args, { cwd: workspace.directory, env: workspace.env });
      expect(code).toBe(1);
      expect(stderr.replaceAll(/[│\s]+/g, ' ')).toContain('face-liveness cannot start: it needs /proc. Mount it');
    } finally {
      workspace.dispose();
    }
  });
});
