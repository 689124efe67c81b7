import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { version } from '../../package.json';
import { PublishedPackages } from '../support/published-packages';

// Installations outside of a project. npm-package.test.ts has those in one.

let published: PublishedPackages;

beforeAll(async () => {
  published = await PublishedPackages.publish();
});
afterAll(async () => await published.remove());

test('npm install --global installs the command for all projects', async () => {
  const prefix = published.project('global');
  const args = ['install', '--global', `--prefix=${prefix}`, 'cdktf-face-liveness'];
  expect(await run('npm', args, { cwd: prefix, env: published.env })).toMatchObject({ code: 0 });
  const { code, stdout } = await run(join(prefix, 'bin/face-liveness'), ['--version'], { env: published.env });
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${version}\n` });
});

test('npx runs the command without a project, and leaves nothing behind', async () => {
  const nothing = published.project('nothing');
  const args = ['-p', 'cdktf-face-liveness', 'face-liveness', 'token', '--name', 'kiosk', '--region', 'eu-west-1'];
  expect(await run('npx', args, { cwd: nothing, env: published.env })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
  });
  expect(readdirSync(nothing)).toEqual([]);
});
