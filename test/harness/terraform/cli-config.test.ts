import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CliConfigOptions, writeCliConfig } from '../../../harness/terraform/cli-config';
import { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { terraformPlatform } from '../../../src/cli/platforms';
import { temporaryDirectory } from '../support/temporary';

const FACE_LIVENESS = 'registry.terraform.io/cdktf-face-liveness/faceliveness';
const AWS = 'registry.terraform.io/hashicorp/aws';

/** The full addresses of the two providers for OpenTofu, which Terraform accepts, too. */
const OPENTOFU = {
  faceLiveness: 'registry.opentofu.org/cdktf-face-liveness/faceliveness',
  aws: 'registry.opentofu.org/hashicorp/aws',
} as const;

/** Terraform's error for a registry that it cannot reach. */
const NO_REGISTRY = 'could not connect to registry.terraform.io';

/** Removes Terraform's line breaks, which depend on the length of names. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** A mirror with files in place of providers, by source and version, which is enough for an installation. */
function mirrorOf(providers: Readonly<Record<string, string>>): string {
  const files = Object.entries(providers).map(([source, version]) => {
    const type = source.split('/').at(-1);
    return [
      `${source}/${version}/${terraformPlatform()}/terraform-provider-${type}_v${version}`,
      `${source} ${version}`,
    ];
  });
  return temporaryDirectory(Object.fromEntries(files) as Record<string, string>);
}

/** A mirror with a provider as a zip file. */
function packed(root: string, source: string, version: string): string {
  const type = source.split('/').at(-1);
  const zip = join(root, source, `terraform-provider-${type}_${version}_${terraformPlatform()}.zip`);
  const executable = `terraform-provider-${type}_v${version}`;
  mkdirSync(dirname(zip), { recursive: true });
  execFileSync('python3', [
    '-m',
    'zipfile',
    '--create',
    zip,
    join(temporaryDirectory({ [executable]: '' }), executable),
  ]);
  return root;
}

/** Runs the real `terraform init` with a CLI configuration, for a configuration that requires some providers. */
async function init(cliConfig: CliConfigOptions, requiredProviders: Readonly<Record<string, string>>) {
  const workspace = new TerraformWorkspace({
    // Block access to registries.
    env: { HTTPS_PROXY: 'http://127.0.0.1:1' },
  });
  try {
    const file = join(workspace.directory, 'cli.tfrc');
    writeCliConfig(file, cliConfig);
    workspace.env.TF_CLI_CONFIG_FILE = file;
    const required = Object.fromEntries(
      Object.entries(requiredProviders).map(([source, version]) => [source.split('/').at(-1), { source, version }]),
    );
    workspace.write({ 'main.tf.json': JSON.stringify({ terraform: { required_providers: required } }) });
    return await workspace.init();
  } finally {
    workspace.dispose();
  }
}

describe('a CLI configuration', () => {
  test('installs each provider from its own mirror', async () => {
    const { code, stdout, stderr } = await init(
      {
        faceLivenessMirror: mirrorOf({ [FACE_LIVENESS]: '9.1.0', [AWS]: '9.9.9' }),
        awsProvider: { kind: 'mirror', root: mirrorOf({ [AWS]: '9.2.0', [FACE_LIVENESS]: '9.9.9' }), version: '9.2.0' },
      },
      { [FACE_LIVENESS]: '>= 9.0.0', [AWS]: '>= 9.0.0' },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Installed cdktf-face-liveness/faceliveness v9.1.0');
    expect(stdout).toContain('Installed hashicorp/aws v9.2.0');
  });

  test("installs both providers from the mirrors for OpenTofu's registry as well", async () => {
    const { code, stdout, stderr } = await init(
      {
        faceLivenessMirror: mirrorOf({ [FACE_LIVENESS]: '9.1.0', [OPENTOFU.faceLiveness]: '9.1.0' }),
        awsProvider: { kind: 'mirror', root: mirrorOf({ [AWS]: '9.2.0' }), version: '9.2.0' },
      },
      { [OPENTOFU.faceLiveness]: '9.1.0', [OPENTOFU.aws]: '9.2.0' },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Installed ${OPENTOFU.faceLiveness} v9.1.0`);
    expect(stdout).toContain(`Installed ${OPENTOFU.aws} v9.2.0`);
  });

  test.for([
    ['packed', (root: string) => packed(root, AWS, '9.2.0')],
    ["for OpenTofu's registry only", () => mirrorOf({ [OPENTOFU.aws]: '9.2.0' })],
  ] as const)('installs the AWS provider from a mirror that is %s', async ([, mirror]) => {
    const awsProvider = { kind: 'mirror', root: mirror(temporaryDirectory()), version: '9.2.0' } as const;
    for (const source of [AWS, OPENTOFU.aws]) {
      expect(await init({ awsProvider }, { [source]: '9.2.0' })).toMatchObject({ code: 0, stderr: '' });
    }
  });

  test('does not search a registry for a mirrored provider', async () => {
    const { code, stderr } = await init(
      {
        faceLivenessMirror: temporaryDirectory(),
        awsProvider: { kind: 'mirror', root: temporaryDirectory(), version: '9.2.0' },
      },
      { [FACE_LIVENESS]: '9.1.0', [AWS]: '9.2.0' },
    );
    expect(code).toBe(1);
    const errors = oneLine(stderr);
    expect(errors).not.toContain(NO_REGISTRY);
    expect(errors).toContain(`provider ${FACE_LIVENESS} was not found in any of the search locations`);
    expect(errors).toContain(`provider ${AWS} was not found in any of the search locations`);
  });

  test('does not search a mirror for other providers', async () => {
    const mirror = mirrorOf({ 'registry.terraform.io/hashicorp/other': '9.3.0' });
    const { code, stderr } = await init(
      { faceLivenessMirror: mirror, awsProvider: { kind: 'mirror', root: mirror, version: '9.2.0' } },
      { 'registry.terraform.io/hashicorp/other': '9.3.0' },
    );
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain(NO_REGISTRY);
  });

  test('installs the AWS provider from its registry when no mirror contains it', async () => {
    const { code, stderr } = await init(
      { faceLivenessMirror: mirrorOf({ [AWS]: '9.2.0' }), awsProvider: { kind: 'registry', version: '9.2.0' } },
      { [AWS]: '9.2.0' },
    );
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain(NO_REGISTRY);
  });
});
