import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectorFile } from '../../../src/emulator/detector/detector-files';
import { emulators } from '../support/emulator';

const start = emulators();

const MODEL = '/face-detection/tensorflow-models/blazeface/1.0.2/model/';
const WASM = '/face-detection/tensorflow/tfjs-backend-wasm/';
const SIMD = 'tfjs-backend-wasm-simd.wasm';

test('the emulator serves the model to pages of all origins', async () => {
  const { url } = await start();
  const json = await fetch(url + MODEL.concat('model.json'));
  expect(Object.fromEntries(json.headers)).toMatchObject({
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const { weightsManifest } = (await json.json()) as {
    readonly weightsManifest: ReadonlyArray<{ readonly paths: readonly [string] }>;
  };
  const [
    {
      paths: [path],
    } = { paths: [''] as const },
  ] = weightsManifest;
  const weights = await (await fetch(url + MODEL + path)).arrayBuffer();
  expect(weights.byteLength).toBe(896 * 17 * 4);
});

describe('the binaries of TensorFlow.js', () => {
  let application: string;

  beforeAll(() => {
    application = mkdtempSync(join(tmpdir(), 'faceliveness-application-'));
    binary('node_modules', '4.11.0', 'of npm');
    binary('node_modules/.pnpm/node_modules', '4.22.0', 'of pnpm');
    mkdirSync(join(application, 'tests/e2e'), { recursive: true });
    writeFileSync(join(application, 'secret.wasm'), 'secret');
  });
  afterAll(() => rmSync(application, { recursive: true, force: true }));

  function binary(place: string, version: string, text: string): void {
    const root = join(application, place, '@tensorflow/tfjs-backend-wasm');
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(join(root, 'package.json'), JSON.stringify({ version }));
    writeFileSync(join(root, 'dist', SIMD), text);
  }

  test.each([
    ['4.11.0', '.', 'of npm'],
    ['4.11.0', 'tests/e2e', 'of npm'],
    ['4.22.0', 'tests/e2e', 'of pnpm'],
  ])('in version %s come from the dependencies of an application, for %s', async (version, folder, text) => {
    const file = await detectorFile(`${WASM}${version}/${SIMD}`, join(application, folder));
    expect(file).toMatchObject({ contentType: 'application/wasm' });
    expect(Buffer.from(file?.body ?? '').toString()).toBe(text);
  });

  test.each([
    `${WASM}4.12.0/${SIMD}`,
    `${WASM}4.11.0/tfjs-backend-wasm.wasm`,
    `${WASM}4.11.0/../../../../secret.wasm`,
    `${WASM}4.11.0/..%2f..%2f..%2f..%2fsecret.wasm`,
    `${WASM}../${SIMD}`,
    `${MODEL}other.json`,
  ])('are not found as %s', async (path) => {
    expect(await detectorFile(path, application)).toBeUndefined();
  });
});
