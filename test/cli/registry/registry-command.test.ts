import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative } from 'node:path';
import { createMessage, encryptKey, readKey, readPrivateKey, readSignature, revokeKey, unarmor, verify } from 'openpgp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FACE_LIVENESS } from '../../../harness/face-liveness';
import { version } from '../../../package.json';
import { faceLiveness, type Outcome } from '../../support/face-liveness';
import { type KeyFile, writeKey } from '../../support/openpgp-key';
import { executableHeader, fakePackage, writeChecksums, writeFullRelease } from '../../support/release';

const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_arm64', 'windows_amd64', 'windows_arm64'];
const PREFIX = `terraform-provider-faceliveness_${version}`;
const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];
const PRIVATE = 'registry.example.com/acme/faceliveness';

let keys: string;
let key: KeyFile;
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), 'registry-keys-'));
  key = await writeKey(join(keys, 'key.asc'));
});
afterAll(() => rmSync(keys, { recursive: true, force: true }));

let directory: string;
let release: string;
let site: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'registry-command-'));
  release = join(directory, 'release');
  site = join(directory, 'site');
  await writeFullRelease(release, fakePackages());
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function fakePackages(of: string = version): Record<string, ReturnType<typeof fakePackage>> {
  return Object.fromEntries(PLATFORMS.map((platform) => [platform, fakePackage(platform, of)]));
}

const build = (options: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Outcome =>
  faceLiveness(['registry', 'build', site, '--from', release, ...options], { env });

function expectBuilt(options: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Outcome {
  const outcome = build(options, env);
  expect(outcome.status, outcome.stderr).toBe(0);
  return outcome;
}

/** Expects an error of one line and an unchanged directory. */
function expectError(message: string | RegExp, options: readonly string[] = [], env: NodeJS.ProcessEnv = {}): void {
  const before = filesIn(site);
  const { status, stdout, stderr } = build(options, env);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^error: .*\n$/);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(filesIn(site)).toEqual(before);
}

/** The files below a directory by their paths, with the checksums of their contents. */
function filesIn(root: string): Readonly<Record<string, string>> | undefined {
  if (!existsSync(root)) return undefined;
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(root, file), sha256(readFileSync(file))]),
  );
}

/** Waits until a directory has an entry. */
async function appears(parent: string, name: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!existsSync(join(parent, name))) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(parent, look);
    look();
  });
}

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

function json<T>(path: string): T {
  return JSON.parse(readFileSync(join(site, path), 'utf8')) as T;
}

/** Follows a relative URL in a document. */
const linked = (document: string, url: string) => join(site, posix.join(dirname(document), url));

interface Archives {
  readonly archives: Readonly<Record<string, { readonly url: string; readonly hashes: readonly string[] }>>;
}

interface Download {
  readonly protocols: readonly string[];
  readonly filename: string;
  readonly download_url: string;
  readonly shasum: string;
  readonly shasums_url: string;
  readonly shasums_signature_url: string;
  readonly signing_keys: {
    readonly gpg_public_keys: readonly [{ readonly key_id: string; readonly ascii_armor: string }];
  };
}

const downloadOf = (namespace: string, platform: string, of = version) =>
  `v1/providers/${namespace}/faceliveness/${of}/download/${platform.replace('_', '/')}`;

/** Expects the checksum of the zip and the signature of the checksums to be valid, as clients check them. */
async function expectSigned(document: string, by: KeyFile): Promise<void> {
  const download = json<Download>(document);
  expect(sha256(readFileSync(linked(document, download.download_url)))).toBe(download.shasum);
  const sums = readFileSync(linked(document, download.shasums_url));
  expect(sums.toString()).toContain(`${download.shasum}  ${download.filename}\n`);
  const [{ key_id, ascii_armor }] = download.signing_keys.gpg_public_keys;
  expect(key_id).toBe(by.id);
  const { signatures } = await verify({
    message: await createMessage({ binary: new Uint8Array(sums) }),
    signature: await readSignature({
      binarySignature: new Uint8Array(readFileSync(linked(document, download.shasums_signature_url))),
    }),
    verificationKeys: await readKey({ armoredKey: ascii_armor }),
  });
  await expect(signatures[0]?.verified).resolves.toBe(true);
}

describe('face-liveness registry build', () => {
  test('writes only a mirror without a key, for the hosts of Terraform and OpenTofu', () => {
    const { stdout, stderr } = expectBuilt();
    expect(stderr).toBe('');
    expect(stdout).toBe(
      `${site}\nfaceliveness ${version}: ${[...PLATFORMS].sort().join(', ')}\n` +
        `network mirror of ${HOSTS.map((host) => `${host}/cdktf-face-liveness/faceliveness`).join(' and ')}\n`,
    );
    expect(readdirSync(site).sort()).toEqual(['.face-liveness-registry.json', ...HOSTS, 'releases'].sort());
    for (const host of HOSTS) {
      const base = `${host}/cdktf-face-liveness/faceliveness`;
      expect(json(`${base}/index.json`)).toEqual({ versions: { [version]: {} } });
      const { archives } = json<Archives>(`${base}/${version}.json`);
      expect(Object.keys(archives).sort()).toEqual([...PLATFORMS].sort());
      for (const [platform, { url, hashes }] of Object.entries(archives)) {
        const zip = readFileSync(linked(`${base}/${version}.json`, url));
        expect(zip.equals(readFileSync(join(release, `${PREFIX}_${platform}.zip`)))).toBe(true);
        const files = Object.entries(fakePackage(platform)).sort(([a], [b]) => (a < b ? -1 : 1));
        const list = files.map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');
        const hash1 = createHash('sha256').update(list).digest('base64');
        expect(hashes).toEqual([`h1:${hash1}`, `zh:${sha256(zip)}`]);
      }
    }
  });

  test('stores each zip once, and makes all files readable, regardless of the umask', async () => {
    const command = `umask 077; "$0" registry build "$1" --from "$2" --key "$3"`;
    const child = spawn('sh', ['-c', command, FACE_LIVENESS, site, release, key.file], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([0, null]);
    const paths = readdirSync(site, { recursive: true, encoding: 'utf8' });
    expect(paths.filter((path) => path.endsWith('.zip'))).toHaveLength(PLATFORMS.length);
    for (const path of ['', ...paths]) expect(statSync(join(site, path)).mode & 0o044, path).toBe(0o044);
  });

  test('writes a registry with a key', async () => {
    const { stdout } = expectBuilt(['--key', key.file]);
    expect(stdout).toContain(`registry of HOST/cdktf-face-liveness/faceliveness, where HOST is`);
    expect(stdout).toContain(`signed with the key ${key.id}\n`);
    const discovery = json<Record<string, string>>('.well-known/terraform.json');
    const base = new URL(discovery['providers.v1'] ?? '', 'https://h.example/.well-known/terraform.json').pathname;
    expect(base).toBe('/v1/providers/');
    const platforms = [...PLATFORMS].sort().map((platform) => {
      const [os, arch] = platform.split('_');
      return { os, arch };
    });
    expect(json('v1/providers/cdktf-face-liveness/faceliveness/versions')).toEqual({
      versions: [{ version, protocols: ['6.0'], platforms }],
    });
    for (const platform of PLATFORMS) await expectSigned(downloadOf('cdktf-face-liveness', platform), key);
  });

  test('serves a custom source, and writes the module with it', () => {
    const { stdout } = expectBuilt(['--key', key.file, '--source', 'Registry.Example.com:443/ACME/faceliveness']);
    expect(stdout).toContain(`registry of ${PRIVATE}, signed`);
    expect(stdout).toContain(`network mirror of ${PRIVATE}\n`);
    expect(Object.keys(json<Archives>(`${PRIVATE}/${version}.json`).archives)).toHaveLength(PLATFORMS.length);
    expect(json<Download>(downloadOf('acme', 'linux_arm64')).filename).toBe(`${PREFIX}_linux_arm64.zip`);
    for (const host of HOSTS) expect(existsSync(join(site, host))).toBe(false);

    const original = filesIn('modules/liveness-session-pool');
    const copy = filesIn(join(site, 'modules/liveness-session-pool'));
    expect(Object.keys(copy ?? {}).sort()).toEqual(Object.keys(original ?? {}).sort());
    const text = (root: string, name: string) =>
      readFileSync(join(root, 'modules/liveness-session-pool', name), 'utf8');
    expect(text(site, 'main.tf')).toBe(text('.', 'main.tf'));
    expect(text(site, 'versions.tf')).toBe(
      text('.', 'versions.tf').replace('"cdktf-face-liveness/faceliveness"', `"${PRIVATE}"`),
    );
    expect(text(site, 'versions.tf')).toContain(PRIVATE);
  });

  test('notes that Terraform does not query network mirrors for a host with a port', () => {
    expect(expectBuilt(['--source', 'localhost:8443/acme/faceliveness']).stderr).toMatch(/^note: .*host with a port/);
  });

  test('writes identical files in a second run, signature included', () => {
    expectBuilt(['--key', key.file]);
    const before = filesIn(site);
    expectBuilt(['--key', key.file]);
    expect(filesIn(site)).toEqual(before);
  });

  test.each([
    '',
    'acme/faceliveness',
    'registry.example.com/acme/other',
    'registry/acme/faceliveness',
    'https://registry.example.com/acme/faceliveness',
    'registry.example.com:0/acme/faceliveness',
    'registry.example.com:99999/acme/faceliveness',
    'registry.example.com/-acme/faceliveness',
    'registry.example.com/acme_team/faceliveness',
    'registry.example.com/a..b/faceliveness',
    'registry.example.com/../faceliveness',
    'registry.example.com/acme/faceliveness/x',
  ])('refuses the source %j', (source) => {
    expectError(/^error: --source is .*Give HOST\/NAMESPACE\/faceliveness/, ['--source', source]);
    expect(existsSync(site)).toBe(false);
  });

  test('keeps the signature of the release if the key made it', async () => {
    expectBuilt(['--key', key.file]);
    const signature = readFileSync(join(site, `releases/${version}/${PREFIX}_SHA256SUMS.sig`));
    rmSync(site, { recursive: true });

    writeFileSync(join(release, `${PREFIX}_SHA256SUMS.sig`), signature);
    expectBuilt(['--key', key.file]);
    expect(readFileSync(join(site, `releases/${version}/${PREFIX}_SHA256SUMS.sig`)).equals(signature)).toBe(true);
    rmSync(site, { recursive: true });

    const other = await writeKey(join(keys, 'other.asc'));
    expectBuilt(['--key', other.file]);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64'), other);
    rmSync(site, { recursive: true });

    writeFileSync(join(release, 'more.txt'), 'more');
    writeChecksums(release);
    expectError(/SHA256SUMS\.sig does not sign .*_SHA256SUMS: /, ['--key', key.file]);
    writeFileSync(join(release, `${PREFIX}_SHA256SUMS.sig`), 'nonsense');
    expectError(/SHA256SUMS\.sig does not sign .*_SHA256SUMS: /, ['--key', key.file]);
  });
});

describe('a directory of a previous run', () => {
  const NEXT = '99.1.0';

  /** Replaces the release with the next version. */
  async function releaseNext(): Promise<void> {
    rmSync(release, { recursive: true });
    await writeFullRelease(release, { linux_amd64: fakePackage('linux_amd64', NEXT) }, NEXT);
  }

  test('gets a new version in addition to the older ones', async () => {
    expectBuilt(['--key', key.file]);
    const before = filesIn(site) ?? {};
    await releaseNext();
    const { stdout } = expectBuilt(['--key', key.file]);
    expect(stdout).toContain(`faceliveness ${version}: `);
    expect(stdout).toContain(`faceliveness ${NEXT}: linux_amd64\n`);
    const after = filesIn(site) ?? {};
    const changed = Object.keys(before).filter((path) => before[path] !== after[path]);
    expect(changed.filter((path) => !/index\.json$|\/versions$|^\.face-liveness-registry\.json$/.test(path))).toEqual(
      [],
    );
    for (const host of HOSTS) {
      expect(json(`${host}/cdktf-face-liveness/faceliveness/index.json`)).toEqual({
        versions: { [version]: {}, [NEXT]: {} },
      });
    }
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_arm64'), key);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64', NEXT), key);
  });

  test('keeps signatures of a previous key, and signs versions without a signature', async () => {
    expectBuilt();
    await releaseNext();
    expectBuilt(['--key', key.file]);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_arm64'), key);
    const other = await writeKey(join(keys, 'next.asc'));
    rmSync(release, { recursive: true });
    await writeFullRelease(release, { linux_amd64: fakePackage('linux_amd64', '99.2.0') }, '99.2.0');
    expectBuilt(['--key', other.file]);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64', NEXT), key);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64', '99.2.0'), other);
  });

  test('is rewritten for another source or without a key, and keeps foreign files', () => {
    expectBuilt(['--key', key.file, '--source', PRIVATE]);
    writeFileSync(join(site, 'index.html'), 'hello');
    const { stderr } = expectBuilt();
    expect(stderr).toContain(`note: The directory no longer serves ${PRIVATE}.\n`);
    expect(stderr).toContain('note: The directory was also a registry. Without --key it is only a mirror.\n');
    expect(readdirSync(site).sort()).toEqual(
      ['.face-liveness-registry.json', 'index.html', ...HOSTS, 'releases'].sort(),
    );
    expect(readdirSync(join(site, 'releases', version)).filter((name) => name.endsWith('.sig'))).toEqual([]);
  });

  test('refuses other bytes for a published version', async () => {
    expectBuilt();
    await writeFullRelease(release, { linux_amd64: { ...fakePackage('linux_amd64'), more: 'x' } });
    expectError(/already has .*_linux_amd64\.zip, with other bytes\. Lock files contain the checksums/);
    rmSync(join(release, `${PREFIX}_linux_amd64.zip`));
    writeChecksums(release);
    expectError(/already has .*_linux_amd64\.zip, and the release does not/);
  });

  test('refuses to sign files that were changed', async () => {
    expectBuilt();
    appendFileSync(join(site, `releases/${version}/${PREFIX}_linux_amd64.zip`), 'x');
    await releaseNext();
    expectError(/linux_amd64\.zip is damaged or was changed/, ['--key', key.file]);
    rmSync(join(site, `releases/${version}/${PREFIX}_linux_amd64.zip`));
    expectError(/lacks releases\/.*_linux_amd64\.zip/);
  });

  test('refuses a damaged record, and one with paths outside the directory', () => {
    expectBuilt();
    const record = join(site, '.face-liveness-registry.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('"releases/', '"../releases/'));
    expectError(/\.face-liveness-registry\.json is damaged/);
    writeFileSync(record, '{');
    expectError(/\.face-liveness-registry\.json is damaged/);
  });

  test('is complete after an interruption, and the next run succeeds', async () => {
    expectBuilt(['--key', key.file]);
    const before = filesIn(site);
    rmSync(release, { recursive: true });
    const large = { ...fakePackage('linux_amd64', NEXT), large: Buffer.alloc(200_000_000) };
    await writeFullRelease(release, { linux_amd64: large }, NEXT);
    const child = spawn(FACE_LIVENESS, ['registry', 'build', site, '--from', release, '--key', key.file]);
    const ended = once(child, 'exit');
    // By now, it is writing the zip.
    await appears(site, `.unfinished-${child.pid}`);
    await appears(join(site, `.unfinished-${child.pid}`), 'releases');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    const published = Object.entries(filesIn(site) ?? {}).filter(([path]) => !path.startsWith('.unfinished-'));
    expect(Object.fromEntries(published)).toEqual(before);
    expect(readdirSync(site).some((name) => name.startsWith('.unfinished-'))).toBe(true);

    expectBuilt(['--key', key.file]);
    expect(readdirSync(site).some((name) => name.startsWith('.unfinished-'))).toBe(false);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64', NEXT), key);
  });

  test('refuses a run while another one is writing', () => {
    mkdirSync(join(site, `.unfinished-${process.pid}`), { recursive: true });
    expectError(new RegExp(`another run, process ${process.pid}, is writing`));
  });
});

describe('bad input', () => {
  test('is refused in one line: directories', () => {
    expect(faceLiveness(['registry', 'build', '', '--from', release])).toMatchObject({
      status: 1,
      stderr: 'error: DIR is empty. Give the directory to write.\n',
    });
    expect(faceLiveness(['registry', 'build', site, '--from', ''])).toMatchObject({
      status: 1,
      stderr: 'error: --from is empty. Give the directory of a release.\n',
    });
    expect(faceLiveness(['registry', 'build', site]).stderr).toMatch(/^error: required option '--from/);
    expect(existsSync(site)).toBe(false);
    expect(faceLiveness(['registry', 'build', site, '--from', join(directory, 'none')]).stderr).toMatch(
      /^error: cannot read the release .*\n$/,
    );
    expect(existsSync(site)).toBe(false);
    writeFileSync(site, '');
    expect(build().stderr).toMatch(/^error: cannot write the registry .*ENOTDIR.*\n$/);
    rmSync(site);
    mkdirSync(site);
    writeFileSync(join(site, 'other.txt'), '');
    expectError('contains other files. Give a new or empty directory');
    rmSync(join(site, 'other.txt'));
    expectBuilt();
  });

  test.runIf(process.platform === 'linux')('is refused in one line: a read-only directory', () => {
    mkdirSync(site);
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      [
        ...['--user', '--map-root-user', '--mount', 'sh', '-c'],
        'mount -t tmpfs -o ro none "$1" && exec "$0" registry build "$1" --from "$2"',
        ...[FACE_LIVENESS, site, release],
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toMatch(/^error: cannot write the registry .*EROFS.*\n$/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test.each<[string, string | RegExp, () => unknown]>([
    ['without a zip', 'contains no terraform-provider-faceliveness_VERSION_OS_ARCH.zip', () => removeZips()],
    ['without a manifest', `has no ${PREFIX}_manifest.json`, () => rmSync(join(release, `${PREFIX}_manifest.json`))],
    ['without checksums', 'cannot read the checksums', () => rmSync(join(release, `${PREFIX}_SHA256SUMS`))],
    ['with a file missing', 'has no bom.json, which', () => addToChecksums(`${'0'.repeat(64)}  bom.json\n`)],
    ['with a path in the checksums', 'is damaged: it has the line', () => addToChecksums(`${'0'.repeat(64)}  ../x\n`)],
    [
      'with nonsense in the checksums',
      'is damaged: it has the line "nonsense here"',
      () => addToChecksums('nonsense here\n'),
    ],
    ['with checksums as of --binary', /it has the line ".* \*terraform-/, () => changeChecksums(/ {2}/g, ' *')],
    ['with a byte order mark', 'it has the line "\ufeff', () => changeChecksums(/^/, '\ufeff')],
    [
      'with two checksums for a file',
      `has two checksums for ${PREFIX}_manifest.json`,
      () => addToChecksums(`${'0'.repeat(64)}  ${PREFIX}_manifest.json\n`),
    ],
    ['with a changed zip', 'is damaged or was changed', () => appendFileSync(zipOf('linux_arm64'), 'x')],
    ['with a changed manifest', 'was changed', () => appendFileSync(join(release, `${PREFIX}_manifest.json`), ' ')],
    ['with a zip that is not listed', 'has no line for', () => writeFileSync(zipOf('linux_386'), '')],
    ['with a manifest of another form', 'is not the manifest', () => manifest('{"version":1,"metadata":{}}')],
    ['with a manifest that is not JSON', 'is not the manifest', () => manifest('{')],
    ['with two versions', 'contains several versions: ', () => writeFileSync(join(release, zipName('9.9.9')), '')],
    [
      'with a file that is not a zip',
      'is not a usable zip file',
      () => writeFullRelease(release, { linux_amd64: 'no zip' }),
    ],
    [
      'with the zip of another architecture',
      /_linux_arm64\.zip is not for linux_arm64: its executable is ELF amd64, not ELF arm64/,
      () => writeFullRelease(release, { linux_arm64: fakePackage('linux_amd64') }),
    ],
    [
      'with the zip of another system',
      /_darwin_arm64\.zip is not for darwin_arm64: its executable is not an executable, not Mach-O arm64/,
      () => writeFullRelease(release, { darwin_arm64: { ...fakePackage('linux_arm64'), 'face-liveness': 'x' } }),
    ],
    [
      'with Windows for another architecture',
      /its executable is PE arm64, not PE amd64/,
      () => writeFullRelease(release, { windows_amd64: fakePackage('windows_arm64') }),
    ],
    [
      'with macOS for another architecture',
      /its executable is Mach-O amd64, not Mach-O arm64/,
      () =>
        writeFullRelease(release, {
          darwin_arm64: { [`terraform-provider-faceliveness_v${version}`]: executableHeader('darwin_amd64') },
        }),
    ],
    [
      'with the zip of another version',
      `has no terraform-provider-faceliveness_v${version}`,
      () => writeFullRelease(release, { linux_amd64: fakePackage('linux_amd64', '9.9.9') }),
    ],
  ])('is refused in one line: a release %s', async (_, message, damage) => {
    await damage();
    expectError(message);
    expect(existsSync(site)).toBe(false);
  });

  const zipName = (of: string) => `terraform-provider-faceliveness_${of}_linux_amd64.zip`;
  const zipOf = (platform: string) => join(release, `${PREFIX}_${platform}.zip`);
  const addToChecksums = (line: string) => appendFileSync(join(release, `${PREFIX}_SHA256SUMS`), line);
  function changeChecksums(from: RegExp, to: string): void {
    const file = join(release, `${PREFIX}_SHA256SUMS`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  }
  function removeZips(): void {
    for (const platform of PLATFORMS) rmSync(zipOf(platform));
  }
  function manifest(text: string): void {
    writeFileSync(join(release, `${PREFIX}_manifest.json`), text);
    writeChecksums(release);
  }
});

describe('--key', () => {
  let file: string;
  beforeEach(() => {
    file = join(directory, 'key');
  });

  const PASSPHRASE = { FACELIVENESS_KEY_PASSPHRASE: 'correct horse' };

  test('accepts a binary key', async () => {
    const { data } = await unarmor(readFileSync(key.file, 'utf8'));
    writeFileSync(file, data as Uint8Array);
    expectBuilt(['--key', file]);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64'), key);
  });

  test('accepts an encrypted key with its passphrase, and refuses it without one or with another one', async () => {
    const privateKey = await readPrivateKey({ armoredKey: readFileSync(key.file, 'utf8') });
    const encrypted = await encryptKey({ privateKey, passphrase: 'correct horse' });
    writeFileSync(file, encrypted.armor());
    expectError(/is encrypted\. Set FACELIVENESS_KEY_PASSPHRASE/, ['--key', file]);
    expectError(/is encrypted\. Set/, ['--key', file], { FACELIVENESS_KEY_PASSPHRASE: '' });
    expectError(/FACELIVENESS_KEY_PASSPHRASE does not decrypt/, ['--key', file], {
      FACELIVENESS_KEY_PASSPHRASE: 'wrong',
    });
    const { stdout, stderr } = expectBuilt(['--key', file], PASSPHRASE);
    expect(stdout + stderr).not.toContain('correct horse');
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64'), key);
  });

  test('signs with a subkey', async () => {
    const made = await writeKey(file, { subkeys: [{ sign: true }] });
    expectBuilt(['--key', file]);
    await expectSigned(downloadOf('cdktf-face-liveness', 'linux_amd64'), made);
  });

  test.each<[string, RegExp, () => Promise<unknown>]>([
    [
      'an elliptic curve',
      /signs with ecdsa \(nistP256\).*RSA keys/,
      () => writeKey(file, { type: 'ecc', curve: 'nistP256' }),
    ],
    ['another elliptic curve', /signs with eddsaLegacy.*RSA keys/, () => writeKey(file, { type: 'ecc' })],
    [
      'an RSA key that signs with a subkey of another kind',
      /signs with eddsaLegacy.*RSA keys/,
      () => writeKey(file, { subkeys: [{ type: 'ecc', sign: true }] }),
    ],
    [
      'an expired key',
      /cannot sign: Primary key is expired/,
      () => writeKey(file, { date: new Date('2020-01-01'), keyExpirationTime: 3600 }),
    ],
    ['a revoked key', /cannot sign: Primary key is revoked/, () => writeRevoked()],
    ['a public key', /is a public key\. Give the private one/, async () => writeFileSync(file, key.publicKey)],
    ['a file that is not a key', /is not an OpenPGP key/, async () => writeFileSync(file, 'nonsense')],
    ['an empty file', /is not an OpenPGP key/, async () => writeFileSync(file, '')],
    ['a missing file', /cannot read the key .*ENOENT/, async () => {}],
    ['a directory', /cannot read the key .*EISDIR/, async () => mkdirSync(file)],
  ])('refuses %s', async (_, message, make) => {
    await make();
    expectError(message, ['--key', file]);
    expect(existsSync(site)).toBe(false);
  });

  test('refuses two keys in a file, and an empty name', async () => {
    await writeKey(file);
    const { data } = await unarmor(readFileSync(file, 'utf8'));
    const other = await unarmor(readFileSync(key.file, 'utf8'));
    writeFileSync(file, Buffer.concat([data as Uint8Array, other.data as Uint8Array]));
    expectError(/has 2 OpenPGP keys\. Export a single one/, ['--key', file]);
    writeFileSync(file, `${readFileSync(key.file, 'utf8')}${readFileSync(key.file, 'utf8')}`);
    expectError(/has 2 OpenPGP keys\. Export a single one/, ['--key', file]);
    expectError('--key is empty', ['--key', '']);
  });

  async function writeRevoked(): Promise<void> {
    const { privateKey } = await revokeKey({
      key: await readPrivateKey({ armoredKey: readFileSync(key.file, 'utf8') }),
      revocationCertificate: key.revocationCertificate,
      format: 'object',
    });
    writeFileSync(file, privateKey.armor());
  }
});
