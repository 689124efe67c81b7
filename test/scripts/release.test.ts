import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { createMessage, readKey, readSignature, verify } from 'openpgp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { version } from '../../package.json';
import { platformNamed } from '../../scripts/build/platforms';
import { signRelease } from '../../scripts/release/release';
import { readSigningKey } from '../../src/cli/registry/signing';
import { PROJECT } from '../project/committed-files';
import { builtRelease } from '../support/built-release';
import { writeKey } from '../support/openpgp-key';
import { fakePackage, writeFullRelease } from '../support/release';

const PLATFORM = platformNamed().terraform;
const PREFIX = `terraform-provider-faceliveness_${version}`;
const STARTED = `terraform-provider-faceliveness_v${version}`;

const TSX = join(PROJECT, 'node_modules/tsx/dist/cli.mjs');

/** Of this test, and with files of its own. */
let directory: string;
/** From the last build. release.long.test.ts builds releases in clones. */
let release: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'release-'));
  release = await builtRelease();
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs `npm run release` with arguments. */
const runRelease = (...args: readonly string[]) =>
  run(process.execPath, [TSX, 'scripts/release.ts', ...args], { cwd: PROJECT });

const read = (path: string) => readFileSync(join(release, path), 'utf8');

test('a release contains exactly the expected files', () => {
  expect(readdirSync(release).sort()).toEqual(
    [
      `${PREFIX}_SHA256SUMS`,
      `${PREFIX}_${PLATFORM}.zip`,
      `${PREFIX}_manifest.json`,
      `${PREFIX}_sbom.cdx.json`,
      `face-liveness_${version}_${PLATFORM}`,
      'npm',
      'opentofu-registry',
      'terraform-provider-faceliveness',
    ].sort(),
  );
  expect(readdirSync(join(release, 'npm')).sort()).toEqual(
    [
      `cdktf-face-liveness-${platformNamed().node}-${version}.tgz`,
      `cdktf-face-liveness-${version}.tgz`,
      `face-liveness-${version}.tgz`,
    ].sort(),
  );
  expect(readdirSync(dirname(release)), 'nothing unfinished').toEqual(['release']);
});

test('its checksums match its files', () => {
  const listed = read(`${PREFIX}_SHA256SUMS`).trim().split('\n');
  expect(listed.map((line) => line.split('  ')[1])).toEqual(
    [
      `face-liveness_${version}_${PLATFORM}`,
      `${PREFIX}_${PLATFORM}.zip`,
      `${PREFIX}_manifest.json`,
      `${PREFIX}_sbom.cdx.json`,
    ].sort(),
  );
  execFileSync('sha256sum', ['--check', '--strict', `${PREFIX}_SHA256SUMS`], { cwd: release, stdio: 'pipe' });
});

describe('its zip', () => {
  test('contains the files that provider install writes, so lock files match both', async () => {
    const single = join(release, `face-liveness_${version}_${PLATFORM}`);
    const locks: string[] = [];
    for (const how of [[], ['--from', release]]) {
      const home = mkdtempSync(join(directory, 'home-'));
      const { code, stderr } = await run(single, ['provider', 'install', ...how], { env: { HOME: home } });
      expect(code, stderr).toBe(0);
      locks.push(await lockFile(home));
    }
    const packed = mkdtempSync(join(directory, 'packed-'));
    const mirror = join(packed, '.terraform.d/plugins/registry.terraform.io/cdktf-face-liveness/faceliveness');
    mkdirSync(mirror, { recursive: true });
    cpSync(join(release, `${PREFIX}_${PLATFORM}.zip`), join(mirror, `${PREFIX}_${PLATFORM}.zip`));
    locks.push(await lockFile(packed));
    expect(locks[0]).toContain('"h1:');
    expect(new Set(locks)).toEqual(new Set([locks[0]]));
  });

  test('contains files that everyone can read, and executables that everyone can start', () => {
    const listing = execFileSync('python3', ['-c', MODES, join(release, `${PREFIX}_${PLATFORM}.zip`)], {
      encoding: 'utf8',
    });
    const modes = JSON.parse(listing) as Record<string, string>;
    expect(modes[STARTED]).toBe('0o100755');
    expect(modes['LICENSES.txt']).toBe('0o100644');
    expect(new Set(Object.values(modes))).toEqual(new Set(['0o100755', '0o100644']));
  });
});

const MODES = `
import json, sys, zipfile
print(json.dumps({entry.filename: oct(entry.external_attr >> 16) for entry in zipfile.ZipFile(sys.argv[1]).infolist()}))
`;

async function lockFile(home: string): Promise<string> {
  const workspace = new TerraformWorkspace({ home });
  try {
    workspace.write({
      'main.tf':
        'terraform {\n  required_providers {\n    faceliveness = { source = "cdktf-face-liveness/faceliveness" }\n  }\n}\n',
    });
    expect(await workspace.init()).toMatchObject({ code: 0 });
    return readFileSync(join(workspace.directory, '.terraform.lock.hcl'), 'utf8');
  } finally {
    workspace.dispose();
  }
}

test('its bill of materials is valid, and names the packaged software', async () => {
  const text = read(`${PREFIX}_sbom.cdx.json`);
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(text)).toBeNull();
  const { components } = JSON.parse(text) as {
    components: Array<{ purl: string; hashes?: unknown[]; licenses: unknown[] }>;
  };
  const purls = components.map(({ purl }) => purl.replace(/@[^@]*$/, ''));
  for (const name of [
    'pkg:npm/%40aws-sdk/client-rekognition',
    'pkg:npm/commander',
    'pkg:npm/%40oven/bun-linux-x64-baseline',
  ]) {
    expect(purls).toContain(name);
  }
  expect(purls.some((purl) => purl.startsWith('pkg:deb/debian/libc6'))).toBe(true);
  for (const component of components)
    expect(component, component.purl).toMatchObject({ hashes: [expect.anything()], licenses: [expect.anything()] });
});

test('the package contains the licence of everything in its bill of materials', () => {
  const licenses = execFileSync('unzip', ['-p', join(release, `${PREFIX}_${PLATFORM}.zip`), 'LICENSES.txt'], {
    encoding: 'utf8',
  });
  const { components } = JSON.parse(read(`${PREFIX}_sbom.cdx.json`)) as {
    components: Array<{ name: string; version: string }>;
  };
  for (const { name, version: of } of components) {
    const title = name.startsWith('@oven/bun') ? `Bun ${of}` : name === 'libc6' ? 'GNU C Library' : `${name} ${of}`;
    expect(licenses).toContain(title);
  }
  expect(licenses).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  expect(licenses).toContain('https://github.com/oven-sh/WebKit');
});

test('the repository for registries has a page for each resource, data source, ephemeral resource and function, and a guide', async () => {
  const tree = join(release, 'terraform-provider-faceliveness');
  const names = (folder: string) => readdirSync(join(tree, folder)).sort();
  expect(names('.')).toEqual(['LICENSE', 'README.md', 'docs', 'examples', 'terraform-registry-manifest.json']);
  expect(names('docs')).toEqual([
    'data-sources',
    'ephemeral-resources',
    'functions',
    'guides',
    'index.md',
    'resources',
  ]);
  expect(names('docs/resources')).toContain('session_pool.md');
  expect(names('examples')).toContain('resources');
  expect(names('docs/data-sources')).toEqual(['session.md', 'session_pool.md', 'session_results.md']);
  expect(read('terraform-provider-faceliveness/terraform-registry-manifest.json')).toBe(
    read(`${PREFIX}_manifest.json`),
  );
  const page = read('terraform-provider-faceliveness/docs/data-sources/session_pool.md');
  expect(page).toMatch(/^---\npage_title: "Data Source: faceliveness_session_pool"\n---\n/);
  for (const argument of ['name', 'size', 'keepers', 'settings']) expect(page).toContain(`- \`${argument}\` - (`);
  const resource = read('terraform-provider-faceliveness/docs/resources/session_pool.md');
  expect(resource).toMatch(/^---\npage_title: "Resource: faceliveness_session_pool"\n---\n/);
  expect(resource).toContain('\nresource "faceliveness_session_pool" "kiosk" {\n');
  expect(resource).toContain('\n- `settings` - (Block) ');
  expect(resource).toContain('\n  - `challenge_preference` - (Block List) ');
  expect(resource).toContain('\n      - `minimum` - (Optional) ');
  expect(read('terraform-provider-faceliveness/docs/guides/sessions-in-terraform.md')).toMatch(
    /^---\npage_title: "Sessions in Terraform"\n---\n\n# Sessions in Terraform\n/,
  );
});

test("the file for OpenTofu's registry contains the checksums of the zips", () => {
  const { versions } = JSON.parse(read('opentofu-registry/providers/c/cdktf-face-liveness/faceliveness.json'));
  const [sum = ''] = read(`${PREFIX}_SHA256SUMS`)
    .split('\n')
    .filter((line) => line.endsWith('.zip'));
  expect(versions).toEqual([
    expect.objectContaining({
      version,
      targets: [expect.objectContaining({ filename: `${PREFIX}_${PLATFORM}.zip`, shasum: sum.split('  ')[0] })],
    }),
  ]);
});

describe('the signature', () => {
  let signed: string;
  beforeEach(async () => {
    signed = mkdtempSync(join(directory, 'signed-'));
    await writeFullRelease(signed, { [PLATFORM]: fakePackage(PLATFORM) });
  });
  const signature = () => join(signed, `${PREFIX}_SHA256SUMS.sig`);
  const sign = async (key: string) => await signRelease(signed, (await readSigningKey(key)).sign);

  test('is made for the checksums, with the given key', async () => {
    const key = join(directory, 'key.asc');
    const { id, publicKey } = await writeKey(key);
    const { code, stdout, stderr } = await runRelease('--sign', signed, '--key', key);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`_SHA256SUMS with the key ${id}\n`);
    const { signatures } = await verify({
      message: await createMessage({ binary: readFileSync(join(signed, `${PREFIX}_SHA256SUMS`)) }),
      signature: await readSignature({ binarySignature: readFileSync(signature()) }),
      verificationKeys: await readKey({ armoredKey: publicKey }),
    });
    expect(await signatures[0]?.verified).toBe(true);
  });

  test.each<[string, (key: string) => void | Promise<void>, string]>([
    ['is not a key', (key) => writeFileSync(key, 'no key'), 'key.asc'],
    ['is not RSA, which registries refuse', async (key) => void (await writeKey(key, { type: 'ecc' })), 'RSA'],
  ])('is not made with a file that %s', async (_, write, message) => {
    const key = join(directory, 'key.asc');
    await write(key);
    await expect(sign(key)).rejects.toThrow(message);
    expect(existsSync(signature())).toBe(false);
  });

  test('is not made for a release with a changed file', async () => {
    const key = join(directory, 'key.asc');
    await writeKey(key);
    appendFileSync(join(signed, `${PREFIX}_manifest.json`), ' ');
    await expect(sign(key)).rejects.toThrow(/_manifest\.json has the SHA-256 [0-9a-f]{64}, and .* says [0-9a-f]{64}/);
    expect(existsSync(signature())).toBe(false);
  });
});

test('a directory with other files is not overwritten', async () => {
  const other = join(directory, 'other');
  await writeFullRelease(other, { [PLATFORM]: fakePackage(PLATFORM) });
  const released = readdirSync(other);
  writeFileSync(join(other, 'mine.txt'), '');
  const { code, stderr } = await runRelease('--platform', PLATFORM, '--directory', other);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^cannot release: .*other exists and is not a release\. Remove it, or choose another directory/m,
  );
  expect(stderr).not.toMatch(/^ +at /m);
  expect(readdirSync(other).sort()).toEqual([...released, 'mine.txt'].sort());
});

test('an unsupported platform is refused with a list of the supported ones', () => {
  // `npm run release` prints the message of an error, as it does above.
  expect(() => platformNamed('darwin_amd64')).toThrow(
    'there is no executable for darwin_amd64. Platforms: linux_amd64,',
  );
});
