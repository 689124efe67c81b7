import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../harness/machine/ports';
import { run } from '../../harness/machine/processes';
import { PROJECT } from './committed-files';
import { projectWithPackage } from './installed-package';

let project: string;
const installed = (...path: readonly string[]) => join(project, 'node_modules', 'cdktf-face-liveness', ...path);

beforeAll(async () => {
  project = await projectWithPackage();
});

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

const REQUIRE = "const { ImageStoreError, startEmulator } = require('cdktf-face-liveness/emulator');";

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
  ['CommonJS', 'use.cjs', REQUIRE],
  [
    'CommonJS in Node 20.0, which has no getBuiltinModule',
    'use-old.cjs',
    `delete process.getBuiltinModule; ${REQUIRE}`,
  ],
  ['CommonJS as in Jest', 'use-as-in-jest.cjs', AS_IN_JEST],
  ['an ES module', 'use.mjs', "import { ImageStoreError, startEmulator } from 'cdktf-face-liveness/emulator';"],
])('from %s', (_, file, line) => {
  test('the emulator works, including its AWS clients', async () => {
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
  type CompleteSessionOptions,
  type Emulator,
  type EmulatorOptions,
  type SessionResults,
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
  const results: SessionResults | undefined = session?.results;
  const how: CompleteSessionOptions = { confidence: undefined, challenge: undefined, auditImages: undefined };
  await emulator.completeSession(String(session?.sessionId), how);
  // @ts-expect-error there is no such option
  await startEmulator({ repaly: 'new' });
  return emulator.url + created + status + results?.Confidence;
}
`;

  const USING = `
import { type Emulator, startEmulator } from 'cdktf-face-liveness/emulator';

export async function use(): Promise<string> {
  await using emulator: Emulator = await startEmulator();
  const disposable: AsyncDisposable = emulator;
  const closed: Promise<void> = emulator[Symbol.asyncDispose]();
  await closed;
  return emulator.url + typeof disposable;
}
`;

  /** Compiles modules, by their files, as strictly as TypeScript can, the package's types included. */
  async function requireCompiles(
    modules: Readonly<Record<string, string>>,
    compilerOptions: object,
    compiler: 'typescript' | 'typescript-7' = 'typescript-7',
  ): Promise<void> {
    for (const [file, text] of Object.entries(modules)) writeFileSync(join(project, file), text);
    const least = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'es2020',
      lib: ['es2020'],
      types: ['node'],
    };
    const config = { compilerOptions: { ...least, ...compilerOptions }, files: Object.keys(modules) };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(PROJECT, 'node_modules', compiler, 'bin/tsc');
    const { code, stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: project });
    expect(code, stdout).toBe(0);
  }

  test.each<[string, readonly string[], object, 'typescript'?]>([
    // As `cdktf init` sets a project up, without a look at the package's exports. TypeScript 7 has no such resolution, and
    // TypeScript 6 takes seconds to check the types of Node.
    [
      'by the resolution node10',
      ['old.ts'],
      { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', types: [] },
      'typescript',
    ],
    ['by the resolution node16', ['common.cts', 'es.mts'], { module: 'node16', exactOptionalPropertyTypes: true }],
    ['by the resolution bundler', ['bundled.ts'], { module: 'esnext', moduleResolution: 'bundler' }],
  ])(
    'the types are found %s, are correct, and need only the library of ES2020',
    async (_, files, options, compiler) => {
      const modules = Object.fromEntries(files.map((file) => [file, SOURCE]));
      // Symbol.asyncDispose is among the types of Node.
      if (!('types' in options)) modules['using.ts'] = USING;
      await requireCompiles(modules, options, compiler);
    },
  );

  test('the types need no types of Node', async () => {
    await requireCompiles({ 'plain.mts': SOURCE }, { module: 'node16', types: [] });
  });

  test('`await using` closes an emulator where the library has Symbol.asyncDispose', async () => {
    await requireCompiles(
      { 'using.mts': USING },
      { module: 'node16', lib: ['es2020', 'esnext.disposable'], types: [] },
    );
    await requireCompiles({ 'using.mts': USING }, { module: 'node16', lib: ['esnext'] });
  });
});

describe('the bundle', () => {
  test.each(['emulator/index.js', 'emulator/aws-clients.js', 'emulator/certificate.js'])(
    '%s contains no import(), which not every runner of CommonJS supports',
    (file) => {
      expect(/\bimport\(/.test(readFileSync(installed('dist', file), 'utf8'))).toBe(false);
    },
  );

  test('is small', () => {
    const kilobytes = (...path: readonly string[]) => statSync(installed('dist', ...path)).size / 1000;
    expect(kilobytes('emulator', 'index.js')).toBeLessThan(260);
    expect(kilobytes('emulator', 'certificate.js')).toBeLessThan(130);
    expect(kilobytes('emulator', 'aws-clients.js')).toBeLessThan(550);
  });

  test('includes the licences of its packages', () => {
    const licenses = readFileSync(installed('dist/emulator/LICENSES.txt'), 'utf8');
    for (const name of [
      '@aws-sdk/client-kms',
      '@aws-sdk/client-s3',
      '@peculiar/asn1-x509',
      '@smithy/signature-v4',
      'jpeg-js',
      'ws',
    ]) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    }
  });

  test('needs no other files', () => {
    const code = ['aws-clients.js', 'certificate.js', 'index.js'];
    expect(readdirSync(installed('dist/emulator')).sort()).toEqual(['LICENSES.txt', ...code]);
    const required = code.flatMap((file) =>
      [...readFileSync(installed('dist/emulator', file), 'utf8').matchAll(/\brequire\("(\.[^"]*)"\)/g)].map(
        ([, path]) => path,
      ),
    );
    expect(required.sort()).toEqual(['./aws-clients.js', './certificate.js']);
  });

  test('stands in the package once', () => {
    const folders = ['bin', 'emulator', 'lib', 'playwright', 'plugin', 'types'];
    expect(readdirSync(installed('dist')).sort()).toEqual(folders);
    expect(readdirSync(installed('dist/lib')).sort()).toEqual(['bindings', 'constructs', 'liveness']);
  });
});
