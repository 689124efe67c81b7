import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../harness/machine/processes';
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
    rmSync(clone, { recursive: true });
  }
  expect(Object.keys(releases[0] ?? {}).filter((file) => file.endsWith('.zip'))).toHaveLength(5);
  expect(releases[1]).toEqual(releases[0]);
});

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
