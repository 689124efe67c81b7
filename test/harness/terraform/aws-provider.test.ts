import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing } from 'cdktf';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type FindAwsProviderOptions,
  findAwsProvider,
  MIRROR_VARIABLE,
  standardMirrors,
  wantedAwsProviderVersion,
} from '../../../harness/terraform/aws-provider';
import { terraformPlatform } from '../../../src/cli/platforms';
import { temporaryDirectory } from '../support/temporary';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';
const UNPACKED = `${PROVIDER}/9.8.7/${terraformPlatform()}/terraform-provider-aws_v9.8.7_x5`;

/** Calls findAwsProvider without the machine's mirrors and without the network. */
async function find(options: FindAwsProviderOptions) {
  return await findAwsProvider({
    env: {},
    version: '9.8.7',
    mirrors: [],
    registryInReach: async () => false,
    ...options,
  });
}

test('the required version is the one that the bindings pin', () => {
  const synthesized = Testing.synthScope((scope) => {
    new AwsProvider(scope, 'aws', {});
  });
  const { version } = JSON.parse(synthesized).terraform.required_providers.aws;
  expect(wantedAwsProviderVersion()).toBe(version);
});

describe('findAwsProvider', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test.for([
    ['unpacked', UNPACKED],
    ['packed', `${PROVIDER}/terraform-provider-aws_9.8.7_${terraformPlatform()}.zip`],
    ["of OpenTofu's registry", UNPACKED.replace('registry.terraform.io', 'registry.opentofu.org')],
  ] as const)('finds a provider in a mirror: %s', async ([, file]) => {
    const root = temporaryDirectory({ [file]: '' });
    expect(await find({ mirrors: [temporaryDirectory(), root] })).toEqual({ kind: 'mirror', root, version: '9.8.7' });
  });

  test.for([
    ['another version', `${PROVIDER}/9.8.70/${terraformPlatform()}/terraform-provider-aws_v9.8.70_x5`],
    ['another platform', `${PROVIDER}/9.8.7/plan9_arm/terraform-provider-aws_v9.8.7_x5`],
    ['another packed version', `${PROVIDER}/terraform-provider-aws_9.8.70_${terraformPlatform()}.zip`],
    ['another provider', UNPACKED.replaceAll('aws', 'awscc')],
    ['an empty directory for it', `${PROVIDER}/9.8.7/${terraformPlatform()}/README`],
  ] as const)('does not accept a mirror with %s', async ([, file]) => {
    await expect(find({ mirrors: [temporaryDirectory({ [file]: '' })] })).rejects.toThrow('not found');
  });

  test('prefers the mirror that the environment names', async () => {
    const named = temporaryDirectory({ [UNPACKED]: '' });
    const other = temporaryDirectory({ [UNPACKED]: '' });
    expect(await find({ env: { [MIRROR_VARIABLE]: named }, mirrors: [other] })).toMatchObject({ root: named });
  });

  test('fails when the mirror that the environment names does not contain it, even if another mirror does', async () => {
    const named = temporaryDirectory();
    const other = temporaryDirectory({ [UNPACKED]: '' });
    await expect(
      find({ env: { [MIRROR_VARIABLE]: named }, mirrors: [other], registryInReach: async () => true }),
    ).rejects.toThrow(
      `FACELIVENESS_AWS_PROVIDER_MIRROR is ${named}, which does not contain hashicorp/aws 9.8.7 for ${terraformPlatform()}: `,
    );
  });

  test('returns the registry only when no mirror contains it', async () => {
    const root = temporaryDirectory({ [UNPACKED]: '' });
    const registryInReach = async () => true;
    expect(await find({ mirrors: [root], registryInReach })).toMatchObject({ kind: 'mirror' });
    expect(await find({ registryInReach })).toEqual({ kind: 'registry', version: '9.8.7' });
  });

  test('requests only the discovery document of the registry', async () => {
    const fetch = vi.fn(async () => new Response());
    vi.stubGlobal('fetch', fetch);
    expect(await findAwsProvider({ env: {}, mirrors: [], version: '9.8.7' })).toMatchObject({ kind: 'registry' });
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      'https://registry.terraform.io/.well-known/terraform.json',
      expect.objectContaining({ method: 'HEAD', signal: expect.any(AbortSignal) }),
    );
  });

  test.for([
    ['cannot be reached', async () => Promise.reject(new TypeError('fetch failed'))],
    ['is blocked', async () => new Response('', { status: 403 })],
  ] as const)('does not return a registry that %s', async ([, fetch]) => {
    vi.stubGlobal('fetch', fetch);
    await expect(findAwsProvider({ env: {}, mirrors: [], version: '9.8.7' })).rejects.toThrow('not found');
  });

  test('fails when it is not found, with the searched places and a way to get it', async () => {
    const mirrors = [temporaryDirectory(), '/nonexistent'];
    await expect(find({ mirrors })).rejects.toThrow(
      `hashicorp/aws 9.8.7 for ${terraformPlatform()} not found: Terraform's registry cannot be reached, and no filesystem mirror at ` +
        `the usual places contains it (searched ${mirrors.join(', ')}): on a machine with access to the registry, run ` +
        '`terraform providers mirror DIR` in a folder whose configuration requires hashicorp/aws 9.8.7, copy DIR here, ' +
        'and set FACELIVENESS_AWS_PROVIDER_MIRROR to it',
    );
  });
});

describe('standardMirrors', () => {
  test("start with Terraform's plugin cache and its implied mirrors", () => {
    expect(standardMirrors({ HOME: '/home/me', TF_PLUGIN_CACHE_DIR: '/cache', XDG_DATA_DIRS: '/a:/b' })).toEqual(
      expect.arrayContaining([
        '/cache',
        '/home/me/.terraform.d/plugin-cache',
        '/home/me/.terraform.d/plugins',
        '/home/me/.local/share/terraform/plugins',
        '/a/terraform/plugins',
        '/b/terraform/plugins',
      ]),
    );
    expect(standardMirrors({ HOME: '/home/me', XDG_DATA_HOME: '/data' })).toEqual(
      expect.arrayContaining([
        '/data/terraform/plugins',
        '/usr/local/share/terraform/plugins',
        '/usr/share/terraform/plugins',
      ]),
    );
  });

  test('include mirrors in the home directory', async () => {
    const home = temporaryDirectory({ [join('.terraform.d', 'plugins', UNPACKED)]: '' });
    expect(await find({ mirrors: standardMirrors({ HOME: home }) })).toMatchObject({
      root: join(home, '.terraform.d', 'plugins'),
    });
  });
});
