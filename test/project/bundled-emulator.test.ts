import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { type MotoServer, startMoto } from '../../harness/moto/moto';
import { PROJECT } from './committed-files';
import { projectWithPackage } from './installed-package';

/** What a user's bundled test does: has a check written to S3, another one to a bucket that isn't there, and opens the page. */
const PROGRAM = `
import { ImageStoreError, startEmulator } from 'cdktf-face-liveness/emulator';

async function create(url, S3Bucket) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'RekognitionService.CreateFaceLivenessSession',
    },
    body: JSON.stringify({ Settings: { OutputConfig: { S3Bucket } } }),
  });
  return (await response.json()).SessionId;
}

async function use() {
  const emulator = await startEmulator({ allowUnsigned: true, s3Endpoint: process.env.S3_ENDPOINT });
  const { status } = await emulator.completeSession(await create(emulator.url, 'images'));
  const missing = await emulator.completeSession(await create(emulator.url, 'missing')).catch((error) => error);
  const page = await fetch(emulator.url);
  const title = /<title>.*?<\\/title>/.exec(await page.text())?.[0];
  await emulator.close();
  return [status, missing instanceof ImageStoreError, missing.code, title];
}
use().then((result) => console.log(JSON.stringify(result)));
`;

let project: string;
let moto: MotoServer;
/** Where bundles are run: without the package, and without anything else beside them. */
let elsewhere: string;

beforeAll(async () => {
  project = await projectWithPackage();
  elsewhere = mkdtempSync(join(tmpdir(), 'bundled-emulator-'));
  writeFileSync(join(project, 'program.mjs'), PROGRAM);
  moto = await startMoto();
  const { status } = await fetch(`${moto.url}/images`, { method: 'PUT' });
  expect(status).toBe(200);
});

afterAll(async () => {
  await moto?.stop();
  rmSync(elsewhere, { recursive: true, force: true });
});

/** Runs a program in a directory, and returns what it printed. */
async function printed(directory: string, ...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, S3_ENDPOINT: moto.url };
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: directory, env });
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

/** Runs a bundle where nothing of the project can be found. */
async function resultOf(file: string): Promise<unknown> {
  return JSON.parse(await printed(elsewhere, file));
}

const RIGHT = ['SUCCEEDED', true, 'NoSuchBucket', '<title>Face Liveness emulator</title>'];

test.each<[string, string, BuildOptions]>([
  ['CommonJS', 'common.cjs', { format: 'cjs' }],
  ['an ES module', 'es.mjs', { format: 'esm' }],
  ['a minified ES module', 'minified.mjs', { format: 'esm', minify: true }],
])('esbuild bundles the emulator into %s', async (_, file, options) => {
  const outfile = join(elsewhere, file);
  const entryPoints = [join(project, 'program.mjs')];
  const { warnings } = await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
    ...options,
  });
  expect(warnings).toEqual([]);
  expect(await resultOf(file)).toEqual(RIGHT);
});

test('vite bundles the emulator', async () => {
  const config = {
    logLevel: 'warn',
    build: {
      ssr: 'program.mjs',
      outDir: join(elsewhere, 'vite'),
      rolldownOptions: { output: { entryFileNames: 'vite.mjs' } },
    },
    ssr: { noExternal: true },
  };
  writeFileSync(join(project, 'vite.config.mjs'), `export default ${JSON.stringify(config)};`);
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  expect(await printed(project, vite, 'build')).toBe('');
  expect(await resultOf('vite/vite.mjs')).toEqual(RIGHT);
});
