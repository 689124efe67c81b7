import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packForNpm } from '../../scripts/build/npm-packages';
import { freePort } from '../../scripts/local/ports';
import { run } from '../../scripts/local/processes';
import { PROJECT } from './committed-files';

// The package as npm would install it, in a project that has nothing else but the types of Node: not even the peers.
let project: string;
const installed = (...path: readonly string[]) => join(project, 'node_modules', 'cdktf-face-liveness', ...path);

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'emulator-package-'));
  mkdirSync(installed(), { recursive: true });
  const { main: tarball } = packForNpm(project, []);
  execFileSync('tar', ['-xzf', tarball, '-C', installed(), '--strip-components=1']);
  symlinkSync(join(PROJECT, 'node_modules/@types'), join(project, 'node_modules/@types'));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What a user's test does: starts an emulator, calls it, looks at it, and has a check written to an S3 that isn't there. */
const USE = (port: number) => `
async function use() {
  const emulator = await startEmulator({ allowUnsigned: true, s3Endpoint: 'http://127.0.0.1:${port}' });
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'RekognitionService.CreateFaceLivenessSession',
    },
    body: JSON.stringify({ Settings: { OutputConfig: { S3Bucket: 'images' } } }),
  });
  const { SessionId } = await response.json();
  const [session] = emulator.sessions();
  const failure = await emulator.completeSession(SessionId).catch((error) => error);
  await emulator.close();
  return [session.sessionId === SessionId, failure instanceof ImageStoreError, failure.message];
}
use().then((result) => console.log(JSON.stringify(result)));
`;

/** Loads the emulator as Jest loads CommonJS: compiled apart from Node's own loader, so that a real `import()` fails. */
const AS_IN_JEST = `
const { readFileSync } = require('node:fs');
const { dirname, resolve } = require('node:path');
const { Script } = require('node:vm');
function load(filename) {
  const module = { exports: {} };
  const required = (name) => (name.startsWith('.') ? load(resolve(dirname(filename), name)) : require(name));
  const code = '(function (exports, require, module, __dirname) {' + readFileSync(filename, 'utf8') + '\\n})';
  new Script(code, { filename }).runInThisContext()(module.exports, required, module, dirname(filename));
  return module.exports;
}
const { ImageStoreError, startEmulator } = load(require.resolve('cdktf-face-liveness/emulator'));
`;

describe.each([
  ['CommonJS', 'use.cjs', "const { ImageStoreError, startEmulator } = require('cdktf-face-liveness/emulator');"],
  ['CommonJS as in Jest', 'use-as-in-jest.cjs', AS_IN_JEST],
  ['an ES module', 'use.mjs', "import { ImageStoreError, startEmulator } from 'cdktf-face-liveness/emulator';"],
])('from %s', (_, file, line) => {
  test('the emulator works, its clients of AWS included', async () => {
    writeFileSync(join(project, file), line + USE(await freePort()));
    const { code, stdout, stderr } = await run(process.execPath, [file], {
      cwd: project,
      env: { PATH: process.env.PATH },
    });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual([true, true, expect.stringContaining('ECONNREFUSED')]);
  });
});

describe('from TypeScript', () => {
  const SOURCE = `
import {
  type CheckResults,
  type CompleteCheckOptions,
  type Emulator,
  type EmulatorOptions,
  type SessionStatus,
  startEmulator,
} from 'cdktf-face-liveness/emulator';

const options: EmulatorOptions = {
  replay: 'new',
  host: undefined,
  sessionTtlSeconds: undefined,
  clock: undefined,
  credentials: [{ accessKeyId: 'id', secretAccessKey: 'secret', expiration: new Date() }],
};

export async function start(): Promise<string> {
  const emulator: Emulator = await startEmulator(options);
  const [session] = emulator.sessions();
  const created: Date | undefined = session?.createdAt;
  const status: SessionStatus | undefined = session?.status;
  const results: CheckResults | undefined = session?.results;
  const how: CompleteCheckOptions = { confidence: undefined, challenge: undefined, auditImages: undefined };
  await emulator.completeSession(String(session?.sessionId), how);
  await emulator[Symbol.asyncDispose]();
  // @ts-expect-error there is no such option
  await startEmulator({ repaly: 'new' });
  return emulator.url + created + status + results?.Confidence;
}
`;

  test.each([
    // As `cdktf init` sets a project up: the package's exports are not looked at.
    ['in the way of old', ['old.ts'], { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
    ["in Node's way", ['common.cts', 'es.mts'], { module: 'nodenext', exactOptionalPropertyTypes: true }],
  ])('the types are found %s, and right', async (_, files, compilerOptions) => {
    for (const file of files) writeFileSync(join(project, file), SOURCE);
    const strict = { strict: true, noEmit: true, skipLibCheck: false, types: ['node'], lib: ['ES2023'] };
    const config = { compilerOptions: { ...strict, ...compilerOptions }, files };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(PROJECT, 'node_modules/typescript/bin/tsc');
    const { code, stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: project });
    expect(code, stdout).toBe(0);
  });
});

describe('the bundle', () => {
  test.each(['emulator/index.js', 'emulator/aws-clients.js'])(
    '%s has no import() left, which not everything that runs CommonJS can do',
    (file) => {
      expect(/\bimport\(/.test(readFileSync(installed('dist', file), 'utf8'))).toBe(false);
    },
  );

  test('is small: most of what it is made of is left out', () => {
    const kilobytes = (...path: readonly string[]) => statSync(installed('dist', ...path)).size / 1000;
    expect(kilobytes('emulator', 'index.js')).toBeLessThan(100);
    expect(kilobytes('emulator', 'aws-clients.js')).toBeLessThan(550);
  });

  test('comes with the licences of all that is in it', () => {
    const licenses = readFileSync(installed('dist/emulator/LICENSES.txt'), 'utf8');
    for (const name of ['@aws-sdk/client-kms', '@aws-sdk/client-s3', '@smithy/signature-v4', 'jpeg-js']) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    }
  });

  test('is in the package once', () => {
    expect(readdirSync(installed('dist')).sort()).toEqual(['bin', 'emulator', 'lib', 'types']);
    expect(readdirSync(installed('dist/lib')).sort()).toEqual(['bindings', 'constructs', 'liveness']);
  });
});
