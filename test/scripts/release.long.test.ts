import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { version } from '../../package.json';
import { cloneProject } from '../support/clone';

test('clones in different directories and time zones release identical files for all platforms', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'releases-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const releases: Readonly<Record<string, string>>[] = [];
  for (const [path, zone] of [
    ['one', 'UTC'],
    ['another/place', 'Asia/Tokyo'],
  ] as const) {
    const clone = join(directory, path);
    cloneProject(clone);
    const { code, stderr } = await run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/release.ts'], {
      cwd: clone,
      env: { ...process.env, TZ: zone },
    });
    expect(code, stderr).toBe(0);
    releases.push(digests(join(clone, 'release')));
    expectGlibcLicense(join(clone, 'release'));
    rmSync(clone, { recursive: true });
  }
  expect(Object.keys(releases[0] ?? {}).filter((file) => file.endsWith('.zip'))).toHaveLength(5);
  expect(releases[1]).toEqual(releases[0]);
});

/** Expects the zips for Linux to contain the licence of the glibc that the bill of materials names. */
function expectGlibcLicense(release: string): void {
  const prefix = join(release, `terraform-provider-faceliveness_${version}`);
  const { components } = JSON.parse(readFileSync(`${prefix}_sbom.cdx.json`, 'utf8')) as {
    readonly components: ReadonlyArray<{ readonly name: string; readonly version: string }>;
  };
  const glibc = components.find(({ name }) => name === 'libc6');
  const licenses = execFileSync('unzip', ['-p', `${prefix}_linux_amd64.zip`, 'LICENSES.txt'], { encoding: 'utf8' });
  expect(licenses).toContain(`GNU C Library ${glibc?.version}`);
  expect(licenses).toContain('https://snapshot.debian.org/package/glibc/');
}

function digests(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(directory, path)).isFile(),
  );
  return Object.fromEntries(
    files.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(directory, path)))
        .digest('hex'),
    ]),
  );
}
