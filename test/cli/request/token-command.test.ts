import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { type ClientRequestTokenInput, clientRequestToken } from '../../../src/liveness/client-request-token';
import vectors from '../../liveness/fixtures/token-vectors.json';
import { faceLiveness } from '../../support/face-liveness';
import { initialized } from '../../support/hcl';

const directory = mkdtempSync(join(tmpdir(), 'token-command-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Writes a file and returns its path. */
function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const REGION = ['--region', 'us-east-1'];
const BASE = ['token', '--name', 'kiosk', ...REGION];

describe('face-liveness token prints', () => {
  test.each(vectors as readonly { case: string; input: ClientRequestTokenInput; token: string }[])(
    'the token of: $case',
    ({ input: { name, region, slot, attempt, keepers = {}, request }, token }) => {
      const args = [
        ...['token', '--name', name, '--region', region],
        ...(slot === undefined ? [] : ['--slot', String(slot)]),
        ...(attempt === undefined ? [] : ['--attempt', String(attempt)]),
        ...Object.entries(keepers).flatMap(([key, value]) => ['--keeper', `${key}=${value}`]),
        ...(request === undefined ? [] : ['--request', '-']),
      ];
      const outcome = faceLiveness(args, { input: JSON.stringify(request) });
      expect(outcome).toEqual({ status: 0, stdout: `${token}\n`, stderr: '' });
    },
  );

  test('the tokens of several slots, and of all slots of a pool', () => {
    const tokens = [0, 1, 2].map((slot) => `${clientRequestToken({ name: 'kiosk', slot, region: 'us-east-1' })}\n`);
    expect(faceLiveness([...BASE, '--slot', '2', '--slot', '0']).stdout).toBe(`${tokens[2]}${tokens[0]}`);
    expect(faceLiveness([...BASE, '--size', '3']).stdout).toBe(tokens.join(''));
    expect(faceLiveness([...BASE, '--size', '0']).stdout).toBe('');
  });

  test('the same token for a request from a file and from stdin, with empty members ignored', () => {
    const request = { Settings: { OutputConfig: { S3Bucket: 'images' } } };
    const token = `${clientRequestToken({ name: 'kiosk', region: 'us-east-1', request })}\n`;
    const path = file('request.json', JSON.stringify({ KmsKeyId: '', ClientRequestToken: '', ...request }));
    const { stdout, stderr } = faceLiveness([...BASE, '--request', path]);
    expect(stdout).toBe(token);
    expect(stderr).toBe(`warning: empty in ${path}, and so not part of the request: KmsKeyId, ClientRequestToken\n`);
    expect(faceLiveness([...BASE, '--request', '-'], { input: JSON.stringify(request) }).stdout).toBe(token);
  });

  test('the token of the region in the environment', () => {
    const tokenOf = (region: string) => `${clientRequestToken({ name: 'kiosk', region })}\n`;
    const inEnvironment = (env: NodeJS.ProcessEnv) => faceLiveness(['token', '--name', 'kiosk'], { env }).stdout;
    expect(inEnvironment({ AWS_DEFAULT_REGION: 'eu-west-1' })).toBe(tokenOf('eu-west-1'));
    expect(inEnvironment({ AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'us-west-2' })).toBe(tokenOf('us-west-2'));
  });

  test('a keeper with an equals sign, and one without a value', () => {
    const keepers = { a: 'b=c', d: '' };
    const token = clientRequestToken({ name: 'kiosk', region: 'us-east-1', keepers });
    expect(faceLiveness([...BASE, '--keeper', 'a=b=c', '--keeper', 'd=']).stdout).toBe(`${token}\n`);
  });
});

describe('face-liveness token refuses', () => {
  test.each<[string, readonly string[], string]>([
    ['no name', ['token', ...REGION], "required option '--name <name>' not specified"],
    ['an empty name', ['token', '--name', '', ...REGION], 'It must have at least one character.'],
    ['no region', ['token', '--name', 'a'], 'no region was given. Use --region, or set AWS_REGION.'],
    ['a wrong region', ['token', '--name', 'a', '--region', 'mars'], 'It must be the name of an AWS region'],
    ['a negative slot', [...BASE, '--slot=-1'], 'It must be a whole number of 0 or more.'],
    ['a slot that is not a number', [...BASE, '--slot', 'first'], 'It must be a whole number of 0 or more.'],
    ['a size too large to count', [...BASE, '--size', '9007199254740993'], 'It must be a whole number of 0 or more.'],
    ['a size beside a slot', [...BASE, '--size', '1', '--slot', '0'], "cannot be used with option '--slot <number>'"],
    ['a fractional attempt', [...BASE, '--attempt', '1.5'], 'It must be a whole number of 0 or more.'],
    ['a keeper without a value', [...BASE, '--keeper', 'a'], 'It must be a key and a value, such as release=42.'],
    ['a keeper without a key', [...BASE, '--keeper', '=a'], 'It must be a key and a value, such as release=42.'],
    ['a keeper given twice', [...BASE, '--keeper', 'a=1', '--keeper', 'a=2'], 'The key "a" was given before.'],
    ['a file that is not there', [...BASE, '--request', join(directory, 'none')], 'cannot read'],
    ['a file that is not JSON', [...BASE, '--request', file('not.json', '{')], 'not.json is not JSON: '],
    [
      'a request that is nested 100,000 levels deep',
      [...BASE, '--request', file('deep.json', `{"Settings":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
      'The input: its objects and lists are nested more than 100 levels deep; a request has at most 5.',
    ],
    [
      'an invalid request',
      [...BASE, '--request', file('bad.json', '{"Settings":{"OutputConfig":{"S3Prefix":"a"},"AuditImagesLimit":5}}')],
      'Unknown member "S3Prefix"; known members: S3Bucket, S3KeyPrefix.',
    ],
    [
      'a request with a token of its own',
      [...BASE, '--request', file('token.json', '{"ClientRequestToken":"a"}')],
      'has a ClientRequestToken, which is sent as it is; no token is derived then. Remove it.',
    ],
    ['an excess argument', [...BASE, 'slot'], 'too many arguments'],
  ])('%s', (_, args, message) => {
    const { status, stdout, stderr } = faceLiveness(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
  });

  test('an invalid region in the environment', () => {
    const { status, stderr } = faceLiveness(['token', '--name', 'a'], { env: { AWS_REGION: 'mars' } });
    expect(status).toBe(1);
    expect(stderr).toContain('the region of the environment, "mars", is not the name of an AWS region.');
  });
});

describe('the provider', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  test('derives the same tokens, from text in any Unicode normalization form', async () => {
    // A letter and its accent as two characters, which Terraform composes to one.
    const name = 'cafe\u0301';
    const keepers = { 'cle\u0301': 'e\u0301=1' };
    const request = { Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'e\u0301/' } } };
    const pool = {
      name,
      size: 2,
      keepers,
      settings: { output_config: { s3_bucket: 'images', s3_key_prefix: 'e\u0301/' } },
    };
    const workspace = await initialized('', { AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: 'us-east-1' });
    try {
      workspace.write({
        'main.tf.json': JSON.stringify({
          data: { faceliveness_session_pool: { this: pool } },
          output: { tokens: { value: `\${data.faceliveness_session_pool.this.sessions[*].client_request_token}` } },
        }),
      });
      const { code, stderr } = await workspace.apply();
      expect(code, stderr).toBe(0);
      const args = [
        'token',
        '--name',
        name,
        ...REGION,
        '--size',
        '2',
        '--keeper',
        'cle\u0301=e\u0301=1',
        '--request',
        '-',
      ];
      const { stdout } = faceLiveness(args, { input: JSON.stringify(request) });
      expect(stdout.trim().split('\n')).toEqual((await workspace.outputs()).tokens?.value);
    } finally {
      workspace.dispose();
    }
  });
});
