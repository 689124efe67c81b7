import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { LocalProcess, run } from '../../harness/machine/processes';
import { type Emulator, startEmulator } from '../../src/emulator';
import { type PrivateAuthority, privateAuthority } from '../support/certificates';
import { ForwardProxy } from '../support/forward-proxy';
import { CREDENTIALS, initialized } from '../support/hcl';
import { forwardTo, LocalService } from '../support/local-service';
import { createSession, endpoints, type InstalledCopy, installedCopy } from './support';

// Variables and files that are meant for other programs, Bun and Node among them, change nothing.

let emulator: Emulator;
let authority: PrivateAuthority;
let otherAuthority: PrivateAuthority;
let secure: LocalService;
let proxy: ForwardProxy;
let directory: string;
let copy: InstalledCopy;

const path = (name: string) => join(directory, name);

beforeAll(async () => {
  emulator = await startEmulator();
  authority = privateAuthority(['IP:127.0.0.1']);
  otherAuthority = privateAuthority(['IP:127.0.0.1']);
  secure = await LocalService.start(forwardTo(emulator.url), authority);
  proxy = await ForwardProxy.start({ http: emulator.port, https: secure.port });
  directory = mkdtempSync(join(tmpdir(), 'faceliveness-environment-'));
  writeFileSync(path('preload.js'), 'console.log("preloaded");\nprocess.exit(7);\n');
  copy = installedCopy();
});
afterEach(() => {
  secure.clear();
  proxy.clear();
});
afterAll(async () => {
  copy.dispose();
  rmSync(directory, { recursive: true, force: true });
  authority.dispose();
  otherAuthority.dispose();
  await Promise.all([emulator.close(), secure.close(), proxy.close()]);
});

const aws = () => ({ ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url });
const version = () =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version as string;

async function command(args: readonly string[], env: NodeJS.ProcessEnv, cwd = directory) {
  return await run(FACE_LIVENESS, args, { env: { PATH: process.env.PATH, ...env }, cwd });
}

/** Variables that Bun obeys before our code runs, with values that would be seen. */
const BEFORE_OUR_CODE = {
  BUN_BE_BUN: '1',
  BUN_BYTECODE_DIGEST_OUT: 'digest',
  BUN_BYTECODE_ORDER_OUT: 'order',
  BUN_INSPECT: 'no-such-host.invalid:1?break=1',
  BUN_JSC_dumpOptions: '2',
  BUN_JSC_noSuchOption: '1',
  BUN_OPTIONS: '--preload ./preload.js',
  JSC_SIGNAL_FOR_GC: '99',
  MIMALLOC_RESERVE_OS_MEMORY: '100000GiB',
  MIMALLOC_VERBOSE: '1',
  SIMDUTF_FORCE_IMPLEMENTATION: 'none',
  WTF_numberOfProcessorCores: 'none',
};

/** Variables that Bun or Node obey later, or not at all in an executable like this. */
const LATER = {
  BUN_CONFIG_VERBOSE_FETCH: 'curl',
  BUN_FEATURE_FLAG_NO_ORPHANS: '1',
  BUN_GARBAGE_COLLECTOR_LEVEL: '2',
  BUN_INSPECT_PRELOAD: './preload.js',
  FORCE_COLOR: '3',
  LANG: 'tr_TR.UTF-8',
  LC_ALL: 'tr_TR.UTF-8',
  NODE_CHANNEL_FD: '3',
  NODE_UNIQUE_ID: '1',
  NODE_DEBUG: 'http,https,net,tls',
  NODE_ENV: 'test',
  NODE_OPTIONS: '--require ./preload.js --no-such-option',
  NODE_PATH: '.',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_USE_ENV_PROXY: '1',
  TZ: 'Asia/Tokyo',
};

describe.runIf(process.platform === 'linux')('a variable that configures Bun', () => {
  test.for(Object.entries(BEFORE_OUR_CODE))('does nothing: %s=%s', async ([name, value]) => {
    const outcome = await command(['--version'], { [name]: value });
    expect(outcome).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
    expect(existsSync(path(value))).toBe(false);
  });

  test('has no effect, with any values of the other variables', async () => {
    const outcome = await command(['--version'], {
      before: 'BUN_JSC_; export BUN_JSC_x="`exit 3`" $(exit 4)\nBUN_OPTIONS',
      ...BEFORE_OUR_CODE,
      zzz: "BUN_JSC_' BUN_JSC_-",
    });
    expect(outcome).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
  });
});

describe('the provider', () => {
  test('is not affected by the variables of other programs', async () => {
    const before = emulator.sessions().length;
    await createSession({ env: { ...aws(), ...BEFORE_OUR_CODE, ...LATER }, through: ['env', '-C', directory] });
    expect(emulator.sessions()).toHaveLength(before + 1);
  });

  test('verifies certificates despite NODE_TLS_REJECT_UNAUTHORIZED, also with a custom bundle', async () => {
    const env = { ...aws(), NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const at = { endpoints: endpoints({ rekognition: secure.url }) };
    const denied = 'The certificate of the Rekognition endpoint is not trusted';
    await expect(createSession({ env, config: at })).rejects.toThrow(denied);
    const other = { ...at, custom_ca_bundle: otherAuthority.bundle };
    await expect(createSession({ env, config: other })).rejects.toThrow(denied);
    expect(secure.requests).toEqual([]);

    await createSession({ env, config: { ...at, custom_ca_bundle: authority.bundle } });
    await createSession({ env, config: { ...at, insecure: true } });
    expect(secure.requests).toHaveLength(2);
  });

  test('verifies the certificate of the container credentials endpoint', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = aws();
    const container = { ...env, AWS_CONTAINER_CREDENTIALS_FULL_URI: secure.url, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    await expect(createSession({ env: container })).rejects.toThrow('certificate');
    expect(secure.requests).toEqual([]);
  });

  test('reads instance metadata without the proxy of NODE_USE_ENV_PROXY', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = aws();
    const metadata = await LocalService.start(({ path: asked }) => ({ body: metadataAnswer(asked) }));
    const url = `http://127.0.0.1:${proxy.port}`;
    const proxied = { NODE_USE_ENV_PROXY: '1', http_proxy: url, HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '' };
    try {
      await createSession({
        env: { ...env, ...proxied, AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url },
        config: { http_proxy: '', https_proxy: '' },
      });
      expect(metadata.requests.length).toBeGreaterThan(0);
      expect(proxy.requests).toEqual([]);
    } finally {
      await metadata.close();
    }
  });

  test('passes its environment on to credential_process, without the variables that configure Bun', async () => {
    const config = path('config');
    const written = path('environment');
    writeFileSync(
      path('credentials.sh'),
      `env > ${written}; echo '{"Version":1,"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"s"}'`,
    );
    writeFileSync(config, `[profile programmed]\ncredential_process = sh ${path('credentials.sh')}\n`);
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = aws();
    const kept = { ...LATER, BUN_INSTALL: '/opt/bun', prefix: 'p', rest: 'r', HTTP_PROXY: '' };
    await createSession({
      env: { ...env, ...BEFORE_OUR_CODE, ...kept, AWS_CONFIG_FILE: config, AWS_PROFILE: 'programmed', HOME: directory },
      through: ['env', '-C', directory],
    });
    const lines = readFileSync(written, 'utf8').split('\n');
    // Bun takes NODE_CHANNEL_FD for itself, as Node does.
    const { BUN_FEATURE_FLAG_NO_ORPHANS, BUN_INSPECT_PRELOAD, NODE_CHANNEL_FD, NODE_UNIQUE_ID, ...passed } = kept;
    expect(lines).toEqual(expect.arrayContaining(Object.entries(passed).map(([name, value]) => `${name}=${value}`)));
    const dropped = [...Object.keys(BEFORE_OUR_CODE), 'BUN_FEATURE_FLAG_NO_ORPHANS', 'BUN_INSPECT_PRELOAD'];
    expect(dropped.filter((name) => lines.some((line) => line.startsWith(`${name}=`)))).toEqual([]);
  });
});

function metadataAnswer(asked: string): string {
  if (asked.endsWith('/token')) return 'token';
  if (asked.endsWith('/security-credentials/')) return 'role';
  return JSON.stringify({
    Code: 'Success',
    AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    SecretAccessKey: 'secret',
    Token: 'token',
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  });
}

describe('the command', () => {
  const state = (url: string) => ['emulator', 'state', '--url', url];

  test('verifies the certificate of an emulator, and trusts NODE_EXTRA_CA_CERTS', async () => {
    expect(await command(state(secure.url), LATER)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^error: no emulator answers at https:\S+: UNABLE_TO_VERIFY_LEAF_SIGNATURE\. .*\n$/,
      ),
    });
    expect(secure.requests).toEqual([]);
    const trusting = await command(state(secure.url), { ...LATER, NODE_EXTRA_CA_CERTS: authority.bundle });
    expect(trusting).toMatchObject({ code: 0, stderr: '' });
  });

  test('calls an emulator without a proxy, and prints no requests', async () => {
    const url = `http://127.0.0.1:${proxy.port}`;
    const proxies = { HTTP_PROXY: url, http_proxy: url, HTTPS_PROXY: url, https_proxy: url, ALL_PROXY: url };
    const token = { FACELIVENESS_EMULATOR_ADMIN_TOKEN: 'a-secret-admin-token' };
    expect(await command(state(emulator.url), { ...LATER, ...proxies, ...token })).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(proxy.requests).toEqual([]);
  });

  test('prints the same in every time zone and language', async () => {
    const args = ['token', '--name', 'kiosk', '--region', 'us-east-1', '--keeper', 'I=i'];
    const plain = await command(args, {});
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(await command(args, LATER)).toEqual(plain);
    expect(await command(['--help'], LATER)).toEqual(await command(['--help'], {}));
  });
});

test('the emulator verifies the certificate of S3', async () => {
  const args = ['emulator', '--allow-unsigned', '--s3-endpoint', secure.url];
  const local = await LocalProcess.start(FACE_LIVENESS, args, { env: { PATH: process.env.PATH, ...LATER } });
  try {
    const [, url = ''] = await local.waitForLine(/listening on (\S+)/, 60_000);
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'RekognitionService.CreateFaceLivenessSession',
      },
      body: JSON.stringify({ Settings: { OutputConfig: { S3Bucket: 'faces' } } }),
    });
    const { SessionId } = (await answer.json()) as { readonly SessionId: string };
    expect(await command(['emulator', 'complete', SessionId, '--url', url], {})).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('could not be reached: UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    });
    expect(secure.requests).toEqual([]);
    expect(local.lastOutput).toBe(`face-liveness emulator listening on ${url}`);
  } finally {
    await local.stop();
  }
});

/** What a project of another kind has in a directory. */
const PROJECT_FILES = {
  '.env': 'FACELIVENESS_PREVIEW=1\nAWS_REGION=eu-west-1\nBUN_OPTIONS=--help\n',
  '.env.local': 'FACELIVENESS_PREVIEW=1\n',
  '.env.production': 'FACELIVENESS_PREVIEW=1\n',
  'bunfig.toml': `preload = ["./preload.js"]\n`,
  'preload.js': 'console.log("preloaded");\nprocess.exit(7);\n',
};

describe('a project around the executable', () => {
  test.for<[string, string, string]>([
    ['of invalid JSON', '{ "name": ', '{{{'],
    ['of ES modules', '{ "type": "module", "exports": { ".": "./none.js" }, "imports": { "#x": "./none.js" } }', '{}'],
    ['of an array', '[]', '{ "extends": "./none.json", "compilerOptions": { "paths": { "*": ["./none/*"] } } }'],
  ])('changes nothing with a package.json %s', async ([kind, packageJson, tsconfig]) => {
    const home = mkdtempSync(join(directory, 'home-'));
    for (const place of [copy.above, copy.directory, home]) {
      for (const [name, text] of Object.entries(PROJECT_FILES)) writeFileSync(join(place, name), text);
      writeFileSync(join(place, '.bunfig.toml'), PROJECT_FILES['bunfig.toml']);
      writeFileSync(join(place, 'package.json'), packageJson);
      writeFileSync(join(place, 'tsconfig.json'), tsconfig);
      writeFileSync(join(place, 'jsconfig.json'), tsconfig);
    }
    const env = { ...aws(), HOME: home, XDG_CONFIG_HOME: home };
    const before = emulator.sessions().length;
    for (const cwd of [home, copy.directory]) {
      await createSession({ executable: copy.executable, env, through: ['env', '-C', cwd], name: `${kind} ${cwd}` });
      const options = { env: { PATH: process.env.PATH, ...env }, cwd };
      const { code, stdout, stderr } = await run(copy.executable, ['--version'], options);
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
    }
    const [one, two] = emulator.sessions().slice(before);
    expect([one?.region, two?.region]).toEqual(['us-east-1', 'us-east-1']);
  });
});

test('a plan is the same in such a project and with all these variables', async () => {
  const workspace = await initialized('data "faceliveness_session" "smoke" {\n  name = "planned"\n}\n', {
    ...aws(),
    ...BEFORE_OUR_CODE,
    ...LATER,
  });
  try {
    workspace.write({ ...PROJECT_FILES, 'package.json': '{', 'tsconfig.json': '{' });
    const before = emulator.sessions().length;
    expect(await workspace.plan()).toMatchObject({ code: 0, stderr: '' });
    expect(emulator.sessions()).toHaveLength(before + 1);
  } finally {
    workspace.dispose();
  }
});
